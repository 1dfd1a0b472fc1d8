;;;; Reading and writing with stream designators and keyword arguments (CLHS 21.2), over the positional primitives.

;;; Designators: NIL is the standard stream, T the terminal.
(defun %input-stream (designator)
  (cond ((null designator) *standard-input*)
        ((eq designator t) *terminal-io*)
        (t designator)))

(defun %output-stream (designator)
  (cond ((null designator) *standard-output*)
        ((eq designator t) *terminal-io*)
        (t designator)))

(defun write-string (string &optional stream &key (start 0) end)
  (%write-string string stream start end))

(defun write-line (string &optional stream &key (start 0) end)
  (let ((stream (%output-stream stream)))
    (%write-string string stream start end)
    (%write-char #\Newline stream))
  string)

(defun fresh-line (&optional stream)
  (let ((stream (%output-stream stream)))
    (if (eql (%stream-column stream) 0)
        nil
        (progn (%write-char #\Newline stream) t))))

(defun read-char-no-hang (&optional stream (eof-error-p t) eof-value recursive-p)
  (declare (ignore recursive-p))
  (let ((stream (%input-stream stream)))
    (if (%input-ready-p stream)
        (%read-char stream eof-error-p eof-value)
        nil)))

(defun listen (&optional stream) (eq (%input-ready-p (%input-stream stream)) t))
(defun clear-input (&optional stream) (%clear-input (%input-stream stream)) nil)
(defun clear-output (&optional stream) (%clear-output (%output-stream stream)) nil)

;;; The index behind the last element that the stream could fill.
(defun read-sequence (sequence stream &key (start 0) end)
  (%read-elements sequence stream start end
                  (if (eq (stream-element-type stream) 'character) (function read-char) (function read-byte))))

;;; READER is used for lists; vectors are filled at once.
(defun %read-elements (sequence stream start end reader)
  (if (vectorp sequence)
      (%read-sequence sequence stream start end)
      (let* ((limit (%check-bounds sequence start end))
             (rest (nthcdr start sequence)))
        (do ((index start (1+ index)))
            ((>= index limit) limit)
          (let ((element (funcall reader stream nil nil)))
            (if element
                (setf (car rest) element)
                (return index)))
          (setq rest (cdr rest))))))

(defun write-sequence (sequence stream &key (start 0) end)
  (if (vectorp sequence)
      (%write-sequence sequence stream start end)
      (%do-sequence (element index sequence start end)
        (if (characterp element)
            (write-char element stream)
            (write-byte element stream))))
  sequence)

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

;;; Asks until the answer is one of two lists of words; true for one of the first.
(defun %ask (control arguments hint yes no)
  (fresh-line *query-io*)
  (loop
    (if control
        (progn
          (apply (function format) *query-io* control arguments)
          (write-char #\Space *query-io*)))
    (write-string hint *query-io*)
    (finish-output *query-io*)
    (let ((answer (string-trim '(#\Space #\Tab) (read-line *query-io*))))
      (cond ((member answer yes :test (function string-equal)) (return t))
            ((member answer no :test (function string-equal)) (return nil)))
      (format *query-io* "Please answer with ~A or ~A: " (car yes) (car no)))))

(defun y-or-n-p (&optional control &rest arguments)
  (%ask control arguments "(y/n) " '("y" "yes") '("n" "no")))

(defun yes-or-no-p (&optional control &rest arguments)
  (%ask control arguments "(yes/no) " '("yes") '("no")))

(defsetf readtable-case %set-readtable-case)

(defvar *print-lines* nil)
(defvar *print-miser-width* nil)
(defvar *print-right-margin* nil)
(defvar *print-pprint-dispatch* nil)

(defmacro with-standard-io-syntax (&body body)
  `(let ((*package* (find-package "COMMON-LISP-USER"))
         (*print-array* t) (*print-base* 10) (*print-case* :upcase) (*print-circle* nil) (*print-escape* t)
         (*print-gensym* t) (*print-length* nil) (*print-level* nil) (*print-lines* nil)
         (*print-miser-width* nil) (*print-pretty* nil) (*print-radix* nil) (*print-readably* t)
         (*print-right-margin* nil)
         (*read-base* 10) (*read-default-float-format* 'single-float) (*read-eval* t) (*read-suppress* nil)
         (*readtable* (copy-readtable nil)))
     ,@body))
