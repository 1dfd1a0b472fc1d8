;;;; External formats as CLISP has them: EXT:ENCODING objects, the package CHARSET with one for each character set,
;;;; and the variables that say what files are in by default.

(make-package "CHARSET" :use nil)

(defun %print-encoding (encoding stream)
  (print-unreadable-object (encoding stream :type t)
    (prin1 (%encoding-charset encoding) stream)
    (write-char #\Space stream)
    (prin1 (%encoding-line-terminator encoding) stream)))

(defstruct (ext:encoding (:conc-name %encoding-) (:copier nil) (:predicate %encodingp)
                         (:constructor %make-encoding
                             (charset line-terminator input-error-action output-error-action))
                         (:print-object %print-encoding))
  charset line-terminator input-error-action output-error-action)

(%make-built-in-class (%structure-layout 'ext:encoding))

(dolist (name (%charset-names))
  (let ((symbol (intern name "CHARSET")))
    (export symbol "CHARSET")
    (%define-constant symbol (%make-encoding symbol :unix :error :error))))

(defvar custom:*default-file-encoding* charset:utf-8 "The external format of files whose opening names none.")
(defvar custom:*terminal-encoding* charset:utf-8 "The external format of the standard streams.")

(defun ext:encoding-charset (encoding) (%encoding-charset encoding))
(defun ext:encoding-line-terminator (encoding) (%encoding-line-terminator encoding))

;;; The symbol of CHARSET that a symbol of any package or a string names.
(defun %find-charset (designator)
  (let ((symbol (find-symbol (string-upcase (string designator)) "CHARSET")))
    (if (and symbol (boundp symbol)) symbol
        (error "there is no character set ~S" designator))))

;;; The ENCODING that an external format designates: an encoding, the name of a character set, :DEFAULT, or a form
;;; of line ends.
(defun %encoding (designator)
  (case designator
    ((:default nil) custom:*default-file-encoding*)
    ((:unix :dos :mac) (ext:make-encoding :line-terminator designator))
    (t (cond ((%encodingp designator) designator)
             ((or (symbolp designator) (stringp designator)) (symbol-value (%find-charset designator)))
             ((consp designator)
              (apply (function ext:make-encoding) :charset designator))
             (t (error 'type-error :datum designator :expected-type '(or ext:encoding symbol string)))))))

(defun %check-error-action (action symbols byte-allowed)
  (if (or (member action symbols) (characterp action)
          (and byte-allowed (typep action '(unsigned-byte 8))))
      action
      (error 'type-error :datum action
                         :expected-type `(or (member ,@symbols) character
                                             ,@(if byte-allowed '((unsigned-byte 8)))))))

(defun ext:make-encoding (&key (charset :default) (line-terminator nil line-terminator-supplied)
                               (input-error-action nil input-supplied) (output-error-action nil output-supplied))
  (let ((base (%encoding charset)))
    (%make-encoding (%encoding-charset base)
                    (cond ((not line-terminator-supplied) (%encoding-line-terminator base))
                          ((member line-terminator '(:unix :dos :mac)) line-terminator)
                          ((eq line-terminator :default) :unix)
                          (t (error 'type-error :datum line-terminator
                                                :expected-type '(member :unix :dos :mac))))
                    (if input-supplied
                        (%check-error-action input-error-action '(:error :ignore) nil)
                        (%encoding-input-error-action base))
                    (if output-supplied
                        (%check-error-action output-error-action '(:error :ignore) t)
                        (%encoding-output-error-action base)))))

(defun %encoding-charset-name (encoding) (symbol-name (%encoding-charset encoding)))

(defun ext:convert-string-to-bytes (string encoding &key (start 0) end)
  (let ((encoding (%encoding encoding)))
    (%string-to-bytes string start end (%encoding-charset-name encoding) (%encoding-line-terminator encoding)
                      (%encoding-output-error-action encoding))))

(defun ext:convert-string-from-bytes (vector encoding &key (start 0) end)
  (let ((encoding (%encoding encoding))
        (bytes (if (typep vector '(vector (unsigned-byte 8))) vector
                   (coerce vector '(vector (unsigned-byte 8))))))
    (%bytes-to-string bytes start end (%encoding-charset-name encoding) (%encoding-input-error-action encoding))))

;;; Sets the external format of a file stream.
(defun %set-stream-external-format (stream format)
  (let ((encoding (%encoding format)) (file (%file-stream-behind stream)))
    (if (null file) (error 'type-error :datum stream :expected-type 'file-stream))
    (%set-stream-encoding file encoding (%encoding-charset-name encoding) (%encoding-line-terminator encoding)
                          (%encoding-input-error-action encoding) (%encoding-output-error-action encoding))
    format))

(defun stream-external-format (stream)
  (let ((file (%file-stream-behind stream)))
    (if file
        (or (nth-value 1 (%file-stream-format file)) custom:*terminal-encoding*)
        :default)))

(defsetf stream-external-format (stream &optional direction) (format)
  `(progn ,direction (%set-stream-external-format ,stream ,format)))

;;; The restarts of bytes that are no characters and characters that have no bytes.
(define-condition ext:charset-type-error (type-error) ())
(define-condition %coding-error (simple-condition stream-error ext:charset-type-error)
  ((culprit :initarg :culprit :reader %coding-error-culprit)
   (retry :initarg :retry :initform nil :reader %coding-error-retry))
  (:default-initargs :expected-type 'character :datum nil))

;;; Undecodable bytes that no restart has replaced are dropped, so that whoever reads on after the error gets what
;;; stands behind them and not the same error for ever.
(defun %signal-coding-error (condition)
  (let ((text nil))
    (unwind-protect
        (setq text (if (null (%coding-error-retry condition))
                       (error condition)
                       (restart-case (error condition)
                         (use-value (text)
                           :report "Input a character or string to be used instead."
                           :interactive (lambda () (%prompt-for-value 'text))
                           (string text))
                         (continue ()
                           :report "Go on without it"
                           ""))))
      (unless text
        (%replace-undecodable condition "")))
    (%retry-coding condition text)))

(defun %replace-undecodable (condition text)
  (let ((stream (stream-error-stream condition)) (culprit (%coding-error-culprit condition)))
    (when (and (consp culprit) stream (open-stream-p stream))
      (%substitute-undecodable stream (car culprit) (cadr culprit) text))))

(defun %retry-coding (condition text)
  (let* ((culprit (%coding-error-culprit condition)) (retry (%coding-error-retry condition))
         (function (car retry)) (arguments (cdr retry)))
    (cond ((consp culprit)
           (%replace-undecodable condition text)
           (apply function arguments))
          ((eq function '%write-char) (%write-string text (cadr arguments) 0 nil))
          (t
           (let ((parts nil) (string (car arguments)) (start (caddr arguments)) (end (cadddr arguments)))
             (loop
               (let ((place (position culprit string :start start :end end)))
                 (push (subseq string start (or place end)) parts)
                 (if (null place) (return nil))
                 (push text parts)
                 (setq start (1+ place))))
             (%write-string (apply (function concatenate) 'string (nreverse parts)) (cadr arguments) 0 nil))))))
