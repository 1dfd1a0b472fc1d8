;;;; Streams of files (CLHS 21.2): OPEN with its options, element types, positions.

(defun open (filename &key (direction :input) (element-type 'character)
                        (if-exists nil if-exists-supplied) (if-does-not-exist nil if-does-not-exist-supplied)
                        (external-format :default) (buffered :default))
  (let ((if-exists (if if-exists-supplied if-exists :supersede))
        (encoding (%encoding external-format)))
    (multiple-value-bind (width specifier) (%element-width element-type)
      (let ((stream (%open (%native-namestring filename) direction if-exists
                           (cond (if-does-not-exist-supplied if-does-not-exist)
                                 ((member direction '(:output :io))
                                  (if (member if-exists '(:overwrite :append)) :error :create))
                                 ((eq direction :probe) nil)
                                 (t :error))
                           (and (integerp width) (not (zerop (rem width 8))))
                           buffered)))
        (if (and stream (open-stream-p stream))
            (progn
              (if width (%set-stream-element stream width specifier))
              (%set-stream-external-format stream encoding)))
        (if stream (%note-logical-name stream filename))
        stream))))

;;; How the elements of a type are stored, and the type as a stream tells it: NIL for characters, T for characters
;;; and bytes, a number of bits, which is negative for signed integers.
(defun %element-width (element-type)
  (flet ((unsigned (n) (values n `(unsigned-byte ,n)))
         (signed (n) (values (- n) `(signed-byte ,n))))
    (let ((name (if (consp element-type) (car element-type) element-type))
          (argument (if (consp element-type) (cadr element-type) '*)))
      (cond ((eq element-type :default) (values t 'character))
            ((eq name 'bit) (unsigned 1))
            ((and (member name '(unsigned-byte signed-byte)) (or (eq argument '*) (typep argument '(integer 1))))
             (let ((n (if (eq argument '*) 8 argument)))
               (if (eq name 'unsigned-byte) (unsigned n) (signed n))))
            ((and (eq name 'mod) (typep argument '(integer 1))) (unsigned (max 1 (integer-length (1- argument)))))
            ((and (eq name 'integer) (integerp argument) (integerp (caddr element-type)))
             (let* ((low argument) (high (caddr element-type))
                    (n (max (integer-length low) (integer-length high))))
               (if (minusp low) (signed (1+ n)) (unsigned (max 1 n)))))
            ((subtypep element-type 'character) (values nil 'character))
            (t
             ;; FIXNUM, (OR (INTEGER 0 1) (INTEGER 10 20)) and other sets of integers with bounds.
             (dolist (n '(8 16 32 64 128 256 512 1024) (error "there are no streams of element type ~S" element-type))
               (cond ((subtypep element-type `(unsigned-byte ,n)) (return (unsigned n)))
                     ((subtypep element-type `(signed-byte ,n)) (return (signed n))))))))))

(defmacro with-open-stream ((variable stream) &body body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    (let ((abort (gensym "ABORT")))
      `(let ((,variable ,stream) (,abort t))
         ,@declarations
         (unwind-protect
              (multiple-value-prog1 (progn ,@forms) (setq ,abort nil))
           (if ,variable (close ,variable :abort ,abort)))))))

(defmacro with-open-file ((variable filename &rest options) &body body)
  `(with-open-stream (,variable (open ,filename ,@options)) ,@body))

(defun close (stream &key abort)
  (%close stream abort))

;;; The file stream that STREAM is or stands for, or NIL.
(defun %file-stream-behind (stream)
  (case (%stream-kind stream)
    ((file-stream) stream)
    ((synonym-stream) (%file-stream-behind (symbol-value (%stream-components stream))))
    ((broadcast-stream)
     (let ((components (%stream-components stream)))
       (if components (%file-stream-behind (car (last components))) nil)))
    (t nil)))

(defun %set-stream-element-type (stream element-type)
  (multiple-value-bind (width specifier) (%element-width element-type)
    (%set-stream-element (or (%file-stream-behind stream) stream) width specifier)
    element-type))

(defsetf stream-element-type %set-stream-element-type)

(defun stream-element-type (stream)
  (case (%stream-kind stream)
    ((file-stream) (or (%file-stream-format stream) 'character))
    ((synonym-stream) (stream-element-type (symbol-value (%stream-components stream))))
    ((broadcast-stream)
     (let ((components (%stream-components stream)))
       (if components (stream-element-type (car (last components))) t)))
    ((concatenated-stream)
     (let ((components (%stream-components stream)))
       (if components (stream-element-type (car components)) 'character)))
    ((two-way-stream echo-stream)
     (let ((input (stream-element-type (car (%stream-components stream))))
           (output (stream-element-type (cadr (%stream-components stream)))))
       (if (equal input output) input `(or ,input ,output))))
    (t 'character)))

(defun file-position (stream &optional (position nil position-supplied))
  (if position-supplied (%file-position stream position) (%file-position stream)))

(defun file-string-length (stream object)
  (%file-string-length stream (string object)))
