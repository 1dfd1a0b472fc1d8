;;;; Streams made of streams (CLHS 21.2): what they are made of; string streams with keywords.

(defun %checked-components (stream kind)
  (if (%stream-of-kind-p stream kind)
      (%stream-components stream)
      (error 'type-error :datum stream :expected-type kind)))

(defun two-way-stream-input-stream (stream) (car (%checked-components stream 'two-way-stream)))
(defun two-way-stream-output-stream (stream) (cadr (%checked-components stream 'two-way-stream)))
(defun echo-stream-input-stream (stream) (car (%checked-components stream 'echo-stream)))
(defun echo-stream-output-stream (stream) (cadr (%checked-components stream 'echo-stream)))
(defun broadcast-stream-streams (stream) (%checked-components stream 'broadcast-stream))
(defun concatenated-stream-streams (stream) (%checked-components stream 'concatenated-stream))
(defun synonym-stream-symbol (stream) (%checked-components stream 'synonym-stream))

(defun make-string-output-stream (&key (element-type 'character))
  (%check-character-type element-type)
  (%make-string-output-stream))

(defun %check-character-type (element-type)
  (if (subtypep element-type 'character) nil
      (error "there are no string streams of element type ~S" element-type)))

;;; With STRING, a string with a fill pointer, what is written is seen in it at once.
(defmacro with-output-to-string ((variable &optional string &key (element-type ''character)) &body body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    `(let ((,variable ,(cond (string `(progn ,element-type (%make-string-push-stream ,string)))
                             ((equal element-type ''character) '(%make-string-output-stream))
                             (t `(make-string-output-stream :element-type ,element-type)))))
       ,@declarations
       (unwind-protect
            ,(if string
                 `(progn ,@forms)
                 `(progn ,@forms (get-output-stream-string ,variable)))
         (%close ,variable nil)))))

(defmacro with-input-from-string ((variable string &key (start 0) end index) &body body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    (let ((first (gensym "START")) (source (gensym "STRING")))
      `(let* ((,source ,string) (,first ,start)
              (,variable (make-string-input-stream ,source ,first ,end)))
         ,@declarations
         (unwind-protect
              ,(if index
                   `(multiple-value-prog1 (progn ,@forms)
                      (setf ,index (+ ,first (%stream-index ,variable))))
                   `(progn ,@forms))
           (%close ,variable nil))))))

;;; What a printed stream shows between its brackets.
(defun %print-stream (object stream)
  (let ((kind (%stream-kind object)))
    (if (open-stream-p object) nil (write-string "CLOSED " stream))
    (write-string (cond ((and (input-stream-p object) (output-stream-p object)) "IO ")
                        ((input-stream-p object) "INPUT ")
                        (t "OUTPUT "))
                  stream)
    (write-string (cond ((not (eq kind 'string-stream)) (symbol-name kind))
                        ((input-stream-p object) "STRING-INPUT-STREAM")
                        (t "STRING-OUTPUT-STREAM"))
                  stream)
    (case kind
      ((file-stream)
       (write-char #\Space stream)
       (prin1 (stream-element-type object) stream)
       (let ((name (%file-stream-name object)))
         (if name (progn (write-char #\Space stream) (prin1 name stream)))))
      ((synonym-stream)
       (write-char #\Space stream)
       (prin1 (%stream-components object) stream)))))
