;;;; COMPILE-FILE (CLHS 3.2.3): top-level forms to functions, which a compiled file calls when it is loaded.
;;;;
;;;; Macros are expanded and PROGN, LOCALLY, MACROLET, SYMBOL-MACROLET and EVAL-WHEN are taken apart here, as the
;;;; standard's table of top-level forms says. The environment of a form inside MACROLET is the forms around it: it is
;;;; compiled, and macros in it are expanded, inside copies of them.

(defparameter *compile-verbose* t)
(defvar *compile-print* nil)
(defvar *compile-file-pathname* nil)
(defvar *compile-file-truename* nil)

(defvar *compiled-functions* nil "While a file is compiled: the functions of its top-level forms, last one first.")

(defun compile-file-pathname (input-file &key (output-file nil) &allow-other-keys)
  (let ((input (merge-pathnames input-file)))
    (if (or (null output-file) (eq output-file t))
        (make-pathname :type "fas" :defaults input)
        (merge-pathnames output-file (make-pathname :type "fas" :defaults input)))))

;;; The pathname of the source that INPUT-FILE means: itself, or with one of the types of sources.
(defun %source-pathname (input-file)
  (let ((pathname (translate-logical-pathname (merge-pathnames input-file))))
    (cond ((%loadable-file-p pathname) pathname)
          ((dolist (type custom:*source-file-types*)
             (let ((candidate (%with-further-type pathname type)))
               (if (%loadable-file-p candidate) (return candidate)))))
          (t
           (%file-error pathname (if (eq (%file-kind (%native-namestring pathname)) :directory)
                                     "this is a directory"
                                     "there is no such file"))))))

(defun compile-file (input-file &key (output-file nil) ((:verbose *compile-verbose*) *compile-verbose*)
                                     ((:print *compile-print*) *compile-print*) (external-format :default)
                     &allow-other-keys)
  (let* ((source (%source-pathname input-file))
         (output (compile-file-pathname source :output-file output-file))
         (*compile-file-pathname* (merge-pathnames input-file))
         (*compile-file-truename* (%truename-to-load source))
         (*package* *package*) (*readtable* *readtable*)
         (*compiled-functions* nil)
         (*load-forms* (list (make-hash-table :test (function eq)))))
    (with-open-file (stream source :external-format external-format)
      (if *compile-verbose*
          (format *standard-output* "~&;; Compiling file ~A ...~%" *compile-file-truename*))
      (multiple-value-bind (written warnings failure)
          (%call-counting-warnings
           (function (lambda ()
             (with-compilation-unit ()
               (%compile-forms stream (file-namestring source)))
             (%write-file-bytes (%native-namestring output) (%encode-compiled-file (reverse *compiled-functions*)
                                                              (car *load-forms*))))))
        (declare (ignore written))
        (if *compile-verbose* (format *standard-output* "~&;; Wrote file ~A~%" (truename output)))
        (values (truename output) warnings failure)))))

(defun %compile-forms (stream name)
  (%skip-heading stream)
  (loop
    (multiple-value-bind (form lines) (%read-with-lines stream)
      (if (eq lines :eof) (return t))
      (let ((*source-positions* (cons name lines)))
        (if *compile-print*
            (format *standard-output* "~&;; ~S~%"
                    (if (and (consp form) (consp (cdr form))) (list (car form) (cadr form)) form)))
        (%compile-toplevel-form form nil nil)))))

;;; SURROUNDINGS are the heads of the MACROLET forms and the like around FORM, innermost first.
(defun %surrounded (form surroundings)
  (dolist (head surroundings form)
    (setq form (append head (list form)))))

(defun %compile-toplevel-form (form surroundings compile-time-too)
  (if (atom form)
      (if (symbolp form) (%compile-simple-form form surroundings compile-time-too))
      (case (car form)
        ((quote function) nil)
        ((progn) (%compile-toplevel-forms (cdr form) surroundings compile-time-too))
        ((locally)
         (multiple-value-bind (declarations forms) (%parse-body (cdr form) nil)
           (%compile-toplevel-forms forms (cons `(locally ,@declarations) surroundings) compile-time-too)))
        ((macrolet symbol-macrolet)
         (multiple-value-bind (declarations forms) (%parse-body (cddr form) nil)
           (%compile-toplevel-forms forms (cons `(,(car form) ,(cadr form) ,@declarations) surroundings)
                                    compile-time-too)))
        ((eval-when) (%compile-eval-when form surroundings compile-time-too))
        (t
         (multiple-value-bind (expansion expanded) (%expand-toplevel-form form surroundings)
           (if expanded
               (%compile-toplevel-form expansion surroundings compile-time-too)
               (%compile-simple-form form surroundings compile-time-too)))))))

(defun %compile-toplevel-forms (forms surroundings compile-time-too)
  (dolist (form forms) (%compile-toplevel-form form surroundings compile-time-too)))

(defun %compile-eval-when (form surroundings compile-time-too)
  (flet ((situation (&rest names)
           (some (function (lambda (name) (member name names))) (cadr form))))
    (let* ((execute (situation :execute 'eval))
           (compile (or (situation :compile-toplevel 'compile) (and execute compile-time-too))))
      (cond ((situation :load-toplevel 'load)
             (%compile-toplevel-forms (cddr form) surroundings compile))
            (compile
             (%evaluate-now (%surrounded `(progn ,@(cddr form)) surroundings)))))))

;;; What FORM, a macro call, expands into where it stands; the second value tells whether it is one.
(defun %expand-toplevel-form (form surroundings)
  (if surroundings
      (%evaluate-now (%surrounded `(%expansion-here ,form) surroundings))
      (%reporting-errors form (function (lambda () (macroexpand-1 form))))))

(defmacro %expansion-here (form &environment environment)
  (multiple-value-bind (expansion expanded) (macroexpand-1 form environment)
    `(values ',expansion ',expanded)))

(defun %evaluate-now (form)
  (%reporting-errors form (function (lambda () (eval form)))))

(defun %compile-simple-form (form surroundings compile-time-too)
  (let* ((form (%surrounded form surroundings))
         (function (%reporting-errors form (function (lambda ()
                            (%call-taking-notes (function (lambda () (%with-load-forms (%compile-form form))))))))))
    (if function (push function *compiled-functions*))
    (if compile-time-too (%evaluate-now form))))

;;; Calls FUNCTION. An error or exhaustion in it is a warning that FORM is wrong and an error when the compiled file comes to FORM;
;;; the values are NIL and T.
(defun %reporting-errors (form function)
  (block nil
    (handler-bind (((or error storage-condition)
                    (function (lambda (condition)
                      (push (%compile-form `(error "a form that could not be compiled: ~A"
                                                   ,(%diagnose '%compiler-warning (%position-of-form form) "~A"
                                                              condition)))
                            *compiled-functions*)
                      (return (values nil t))))))
      (funcall function))))

;;; Enters the functions that make the objects which FUNCTION refers to. Those of MAKE-LOAD-FORM may refer to more.
(defun %with-load-forms (function)
  (let ((pending (list function)) (table (car *load-forms*)))
    (loop
      (dolist (pair (cdr *load-forms*))
        (setf (gethash (car pair) table) (cdr pair))
        (push (cdr pair) pending))
      (setf (cdr *load-forms*) nil)
      (if (null pending) (return function))
      (dolist (object (%objects-without-load-form (pop pending) table))
        (multiple-value-bind (creation initialization) (make-load-form object)
          (let ((creation (%compile-form creation))
                (initialization (if initialization (%compile-form initialization))))
            (setf (gethash object table) (if initialization (cons creation initialization) creation))
            (push creation pending)
            (if initialization (push initialization pending))))))))
