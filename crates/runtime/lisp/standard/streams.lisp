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
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    (if string
        (let ((target (gensym "STRING")))
          `(let ((,target ,string) (,variable (make-string-output-stream)))
             ,@declarations
             (unwind-protect (progn ,@forms)
               (%append-to-string (get-output-stream-string ,variable) ,target))))
        `(let ((,variable (make-string-output-stream)))
           ,@declarations
           ,@forms
           (get-output-stream-string ,variable)))))

;;; Adds TEXT to TARGET, a string with a fill pointer.
(defun %append-to-string (text target)
  (dotimes (index (length text) target)
    (vector-push-extend (char text index) target)))

(defun make-string-output-stream (&key element-type)
  (declare (ignore element-type))
  (%make-string-output-stream))

(defmacro with-input-from-string ((variable string &key (start 0) end index) &body body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    (let ((first (gensym "START")) (source (gensym "STRING")))
      `(let* ((,source ,string) (,first ,start)
              (,variable (make-string-input-stream ,source ,first ,end)))
         ,@declarations
         ,@(if index
               `((multiple-value-prog1 (progn ,@forms)
                   (setf ,index (+ ,first (%stream-index ,variable)))))
               forms)))))

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

;;; String streams and files always have what they are asked for, so reading them never waits.
(defun read-char-no-hang (&optional stream (eof-error-p t) eof-value recursive-p)
  (declare (ignore recursive-p))
  (let ((stream (%input-stream stream)))
    (if (or (%listen stream) (null (interactive-stream-p stream)))
        (%read-char stream eof-error-p eof-value)
        nil)))

(defun listen (&optional stream) (%listen (%input-stream stream)))
(defun clear-input (&optional stream) (%clear-input (%input-stream stream)) nil)
(defun clear-output (&optional stream) (%clear-output (%output-stream stream)) nil)

(defun read-byte (stream &optional (eof-error-p t) eof-value)
  (%read-byte stream eof-error-p eof-value))

(defun write-byte (byte stream)
  (%write-byte byte stream)
  byte)

;;; Whether the primitives read into and write from SEQUENCE at once.
(defun %transfer-vector-p (sequence)
  (or (stringp sequence)
      (and (vectorp sequence) (equal (array-element-type sequence) '(unsigned-byte 8)))))

;;; The index behind the last element that the stream could fill.
(defun read-sequence (sequence stream &key (start 0) end)
  (if (%transfer-vector-p sequence)
      (%read-sequence sequence stream start end)
      (let ((limit (%check-bounds sequence start end))
            (characters (eq (stream-element-type stream) 'character)))
        (do ((index start (1+ index)))
            ((>= index limit) limit)
          (let ((element (if characters (read-char stream nil nil) (read-byte stream nil nil))))
            (if element
                (setf (elt sequence index) element)
                (return index)))))))

(defun write-sequence (sequence stream &key (start 0) end)
  (if (%transfer-vector-p sequence)
      (%write-sequence sequence stream start end)
      (%do-sequence (element index sequence start end)
        (if (characterp element)
            (write-char element stream)
            (write-byte element stream))))
  sequence)

(defun file-position (stream &optional (position nil position-supplied))
  (cond ((null position-supplied) (%file-position stream))
        ((eq position :start) (%file-position stream 0))
        ((eq position :end) (%file-position stream (file-length stream)))
        (t (%file-position stream position))))

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
