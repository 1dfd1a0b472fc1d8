;;;; Streams with keyword arguments and dynamic extent (CLHS 21), over the positional primitives.

(defun open (filename &key (direction :input) (element-type 'character)
                        (if-exists nil if-exists-supplied) (if-does-not-exist nil if-does-not-exist-supplied)
                        external-format)
  (declare (ignore external-format))
  (%open (%file-name filename) direction
         (if if-exists-supplied if-exists :supersede)
         (if if-does-not-exist-supplied
             if-does-not-exist
             (cond ((or (eq direction :output) (eq direction :io))
                    (if (member if-exists '(:overwrite :append)) :error :create))
                   ((eq direction :probe) nil)
                   (t :error)))
         (%stream-element-type element-type)))

(defun %file-name (designator)
  (if (stringp designator) designator
      (error 'type-error :datum designator :expected-type 'string)))

;;; CHARACTER, or UNSIGNED-BYTE for streams of 8-bit bytes.
(defun %stream-element-type (element-type)
  (cond ((member element-type '(character base-char :default)) 'character)
        ((or (eq element-type 'unsigned-byte) (equal element-type '(unsigned-byte 8))) 'unsigned-byte)
        (t (error "streams of element type ~S are not implemented" element-type))))

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

(defmacro with-output-to-string ((variable &optional string &key element-type) &body body)
  (declare (ignore element-type))
  (if string
      (%error-in-form "WITH-OUTPUT-TO-STRING into a given string is not implemented" string))
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    `(let ((,variable (make-string-output-stream)))
       ,@declarations
       ,@forms
       (get-output-stream-string ,variable))))

(defun make-string-output-stream (&key element-type)
  (declare (ignore element-type))
  (%make-string-output-stream))

(defmacro with-input-from-string ((variable string &key (start 0) end index) &body body)
  (if index (%error-in-form "WITH-INPUT-FROM-STRING with :INDEX is not implemented" index))
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    `(let ((,variable (make-string-input-stream ,string ,start ,end)))
       ,@declarations
       ,@forms)))

(defun read-line (&optional stream (eof-error-p t) eof-value recursive-p)
  (declare (ignore recursive-p))
  (%read-line (%input-stream stream) eof-error-p eof-value))

(defun read-char (&optional stream (eof-error-p t) eof-value recursive-p)
  (declare (ignore recursive-p))
  (%read-char (%input-stream stream) eof-error-p eof-value))

(defun peek-char (&optional peek-type stream (eof-error-p t) eof-value recursive-p)
  (declare (ignore recursive-p))
  (let ((stream (%input-stream stream)))
    (cond ((null peek-type) (%peek-char stream eof-error-p eof-value))
          (t
           (loop
             (let ((char (%peek-char stream eof-error-p eof-value)))
               (if (or (not (characterp char))
                       (if (eq peek-type t)
                           (not (%whitespace-char-p char))
                           (char= char peek-type)))
                   (return char)
                   (%read-char stream t nil))))))))

(defun unread-char (char &optional stream)
  (%unread-char char (%input-stream stream))
  nil)

;;; Designators: NIL is the standard stream, T the terminal.
(defun %input-stream (designator)
  (cond ((null designator) *standard-input*)
        ((eq designator t) *terminal-io*)
        (t designator)))

(defun %output-stream (designator)
  (cond ((null designator) *standard-output*)
        ((eq designator t) *terminal-io*)
        (t designator)))

(defun write-char (char &optional stream)
  (%write-char char (%output-stream stream))
  char)

(defun write-string (string &optional stream &key (start 0) end)
  (%write-string string (%output-stream stream) start end)
  string)

(defun write-line (string &optional stream &key (start 0) end)
  (let ((stream (%output-stream stream)))
    (%write-string string stream start end)
    (%write-char #\Newline stream))
  string)

(defun terpri (&optional stream)
  (%write-char #\Newline (%output-stream stream))
  nil)

(defun fresh-line (&optional stream)
  (let ((stream (%output-stream stream)))
    (if (eql (%stream-column stream) 0)
        nil
        (progn (%write-char #\Newline stream) t))))

(defun finish-output (&optional stream) (%finish-output (%output-stream stream)) nil)
(defun force-output (&optional stream) (%finish-output (%output-stream stream)) nil)

(defun read (&optional stream (eof-error-p t) eof-value recursive-p)
  (%read (%input-stream stream) eof-error-p eof-value recursive-p))

(defun read-preserving-whitespace (&optional stream (eof-error-p t) eof-value recursive-p)
  (%read-preserving-whitespace (%input-stream stream) eof-error-p eof-value recursive-p))

(defun read-delimited-list (char &optional stream recursive-p)
  (%read-delimited-list char (%input-stream stream) recursive-p))

(defun read-from-string (string &optional (eof-error-p t) eof-value &key (start 0) end preserve-whitespace)
  (let* ((stream (make-string-input-stream string start end))
         (object (if preserve-whitespace
                     (%read-preserving-whitespace stream eof-error-p eof-value nil)
                     (%read stream eof-error-p eof-value nil))))
    (values object (+ start (%stream-index stream)))))

(defsetf readtable-case %set-readtable-case)
