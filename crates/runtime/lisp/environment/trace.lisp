;;;; TRACE and UNTRACE (CLHS 25.2). A traced function is replaced by one that reports each call and calls it.

;;; A list (NAME ORIGINAL REPLACEMENT) for each traced function.
(defvar *traced* nil)

(defvar *trace-level* 0
  "How many calls of traced functions are active.")

(defvar *reporting-trace* nil
  "True while a call is reported: what the printer calls is not.")

(defmacro trace (&rest names) `(%trace ',names))
(defmacro untrace (&rest names) `(%untrace ',names))

(defun %traced-names () (mapcar (function car) *traced*))

;;; Traces the functions of NAMES and returns them; without names, the names of all traced functions.
(defun %trace (names)
  (dolist (name names)
    (let ((function (fdefinition name)))
      (if (and (functionp function) (not (and (symbolp name) (macro-function name)))) nil
          (%error-of 'trace "~S does not name a function" name))
      (%untrace-function name)
      (let* ((function (fdefinition name))
             (replacement (function (lambda (&rest arguments) (%call-traced name function arguments)))))
        (push (list name function replacement) *traced*)
        (%set-fdefinition name replacement))))
  (or names (%traced-names)))

;;; Ends the tracing of NAMES or, without any, of all functions, and returns them.
(defun %untrace (names)
  (let ((names (or names (%traced-names))))
    (dolist (name names names)
      (fdefinition name)
      (%untrace-function name))))

;;; A function that has been defined anew meanwhile stays.
(defun %untrace-function (name)
  (let ((entry (assoc name *traced* :test (function equal))))
    (if entry
        (progn
          (setq *traced* (remove entry *traced*))
          (if (and (fboundp name) (eq (fdefinition name) (caddr entry)))
              (%set-fdefinition name (cadr entry)))))))

(defun %call-traced (name function arguments)
  (if *reporting-trace*
      (apply function arguments)
      (let ((*trace-level* (1+ *trace-level*)))
        (%report-trace "~D. Trace: ~S~%" *trace-level* (cons name arguments))
        (let ((values (multiple-value-list (apply function arguments))))
          (%report-trace "~D. Trace: ~S ==> ~A~%" *trace-level* name (%values-text values))
          (values-list values)))))

(defun %values-text (values)
  (if values
      (%joined (mapcar (function prin1-to-string) values))
      "no values"))

(defun %report-trace (control &rest arguments)
  (let ((*reporting-trace* t))
    (fresh-line *trace-output*)
    (apply (function format) *trace-output* control arguments)))
