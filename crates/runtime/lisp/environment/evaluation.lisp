;;;; EVAL, LOAD, COMPILE and what surrounds them (CLHS 3.8, 24.1, 25.1).
;;;;
;;;; Evaluation is compile and run. Top-level PROGNs are split here, so that a macro or package defined by one
;;;; subform is there when the next is read by the compiler.

(defun %evaluate (form)
  (if (consp form)
      (case (car form)
        ((progn)
         (do ((forms (cdr form) (cdr forms)))
             ((null (cdr forms)) (%evaluate (car forms)))
           (%evaluate (car forms))))
        ((eval-when)
         (if (or (member :execute (cadr form)) (member 'eval (cadr form)))
             (%evaluate `(progn ,@(cddr form)))))
        (t
         (if (and (symbolp (car form)) (macro-function (car form)))
             (multiple-value-bind (expansion expanded) (macroexpand-1 form)
               (if expanded (%evaluate expansion) (funcall (%compile-form form))))
             (funcall (%compile-form form)))))
      (if (or (symbolp form)) (funcall (%compile-form form)) form)))

(defvar *load-verbose* nil)
(defvar *load-print* nil)
(defvar *load-pathname* nil)
(defvar *load-truename* nil)
(defvar *compile-verbose* nil)
(defvar *compile-print* nil)

(defun load (file &key (verbose *load-verbose*) (print *load-print*) (if-does-not-exist t) external-format)
  (declare (ignore external-format))
  (cond ((streamp file)
         (let ((*package* *package*) (*readtable* *readtable*))
           (%load-forms file verbose print)))
        (t
         (let ((name (%find-source-file file)))
           (cond (name
                  (let ((*package* *package*) (*readtable* *readtable*)
                        (*load-pathname* file) (*load-truename* name))
                    (if verbose
                        (format *standard-output* "~&;; Loading file ~A ...~%" name))
                    (with-open-file (stream name)
                      (%skip-interpreter-line stream)
                      (%load-forms stream verbose print))
                    (if verbose
                        (format *standard-output* "~&;; Loaded file ~A~%" name))
                    t))
                 (if-does-not-exist
                  (error '%simple-file-error :pathname file
                         :format-control "A file with this name does not exist" :format-arguments nil)))))))

;;; FILE itself, or FILE with the type .lisp.
(defun %find-source-file (file)
  (cond ((%file-exists-p file) file)
        ((%file-exists-p (%string-append file ".lisp")) (%string-append file ".lisp"))))

;;; A script's first line may name its interpreter.
(defun %skip-interpreter-line (stream)
  (if (eql (peek-char nil stream nil nil) #\#)
      (progn
        (read-char stream)
        (if (eql (peek-char nil stream nil nil) #\!)
            (read-line stream nil nil)
            (unread-char #\# stream)))))

(defvar *source-positions* nil
  "While a file is loaded: its name, then (cons . line) pairs of the form being compiled.")

(defun %load-forms (stream verbose print)
  (declare (ignore verbose))
  (loop
    (multiple-value-bind (form lines) (%read-with-lines stream)
      (if (eq lines :eof) (return t))
      (let ((*source-positions* (cons *load-truename* lines)))
        (if print
            (dolist (value (multiple-value-list (%evaluate form)))
              (print value))
            (%evaluate form))))))

(defun compile (name &optional definition)
  (let ((function (cond ((null definition) (fdefinition name))
                        ((functionp definition) definition)
                        (t (%compile-lambda definition name)))))
    (cond ((null name) (values function nil nil))
          (t
           (%define-function name function nil)
           (values name nil nil)))))

(defun compiled-function-p (object) (functionp object))

(defun disassemble (function)
  (write-string (%disassemble (if (functionp function) function (fdefinition function))))
  nil)

(defun documentation (name kind)
  (cond ((packagep name) (%package-documentation name))
        ((or (symbolp name) (consp name))
         (car (%find-keyword-value (%symbol-info (%function-name-symbol name) 'documentation) kind)))
        (t nil)))

(defsetf documentation (name kind) (documentation) `(%set-documentation ,name ,kind ,documentation))

(defmacro time (form)
  (let ((start (gensym "START")) (run (gensym "RUN")))
    `(let ((,start (get-internal-real-time)) (,run (get-internal-run-time)))
       (multiple-value-prog1 ,form
         (%report-time (- (get-internal-real-time) ,start) (- (get-internal-run-time) ,run))))))

(defun %report-time (real run)
  (format *trace-output* "~&Real time: ~D microseconds~%Run time: ~D microseconds~%" real run))
