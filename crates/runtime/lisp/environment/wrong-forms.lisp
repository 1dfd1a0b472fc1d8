;;;; What the compiler makes of forms that are wrong: calls that signal the error when they are evaluated (CLHS 3.2.5).
;;;;
;;;; COMPILE and COMPILE-FILE warn of each, and the error is a PROGRAM-ERROR then, whatever a macro function signalled.
;;;; EVAL signals the condition itself, and warns of what is wrong in functions only: the code around them runs once, at once,
;;;; and has signalled the error if it came to it. The file comes late, so that errors in the sources before it end the build
;;;; of the base image.

;;; The compiler calls this for an error of its own, as %SIGNAL-PRIMITIVE-ERROR is called, with the line of the form, or 0,
;;; and whether the form is part of a function.
(defun %wrong-form (type initargs line in-function)
  (%signalling-form (apply (function make-condition) (%simple-variant type) initargs) line in-function))

(defun %signalling-form (condition line in-function)
  (cond (*compiler-notes*
         (let ((text (princ-to-string condition)) (position (%position-at-line line)))
           (push (list 'error text line) (cdr *compiler-notes*))
           `(%signal-wrong-form ,(if position (format nil "~A: ~A" position text) text))))
        (t
         (if in-function (%diagnose '%compiler-warning (%position-at-line line) "~A" condition))
         `(error ',condition))))

(defun %signal-wrong-form (text)
  (error '%simple-program-error :format-control "~A" :format-arguments (list text)))

;;; The expansion of FORM, for the compiler. A form that signals the error comes in its place when there is one, unless it
;;; is one that the user may have continued.
(defun %guarded-expansion (expander form environment line in-function)
  (let ((outer-restarts *restart-clusters*))
    (block nil
      (handler-bind ((error (function (lambda (condition)
                              (if (eq (find-restart 'continue condition)
                                      (let ((*restart-clusters* outer-restarts)) (find-restart 'continue condition)))
                                  (return (%signalling-form condition line in-function)))))))
        (funcall *macroexpand-hook* expander form environment)))))
