;;;; Compiler macros for calls of mapping functions that show their function: a loop stands where the call was. The function
;;;; is expanded in it, and a RETURN-FROM there leaves no closure.
;;;;
;;;; They are for programs. The system's own sources are compiled before, so that they stay small.

;;; True when FORM is an operand whose calls may replace it: a lambda expression of N required parameters, or a function
;;; of the standard, which nobody redefines while the loop runs.
(defun %fixed-function-p (form n)
  (let ((function (if (and (consp form) (eq (car form) 'function) (consp (cdr form)) (null (cddr form)))
                      (cadr form)
                      form)))
    (cond ((and (consp function) (eq (car function) 'lambda))
           (let ((parameters (if (consp (cdr function)) (cadr function) nil)))
             (and (%proper-list-of-p parameters n)
                  (every (function symbolp) parameters)
                  (null (intersection parameters lambda-list-keywords)))))
          ((eq function form) nil)
          (t (and (symbolp function) (eq (symbol-package function) (symbol-package 'car)))))))

(defun %proper-list-of-p (object n)
  (and (ext:proper-list-p object) (= (length object) n)))

;;; The loop over one list for FORM, a call with ARGUMENTS: BINDINGS are made before it, STEP has %CALL for the call of the
;;; function with an element, which comes from the list %TAIL, RESULT is the value in the end. Blocks, tags and variables
;;; are the system's own, so that they hide nothing from the function's body, and nested loops hide theirs.
(defun %expand-mapping (form arguments bindings step result)
  (if (and (%proper-list-of-p arguments 2) (%fixed-function-p (car arguments) 1))
      `(let* ((%list ,(cadr arguments)) (%rest %list) ,@bindings)
         (block %mapping
           (tagbody
            %next
              (if (endp %rest) (return-from %mapping ,result))
              (let ((%tail %rest))
                (setq %rest (cdr %rest))
                ,(subst `(funcall ,(car arguments) (car %tail)) '%call step))
              (go %next))))
      form))

(define-compiler-macro mapc (&whole form &rest arguments)
  (%expand-mapping form arguments nil '%call '%list))

(define-compiler-macro mapcar (&whole form &rest arguments)
  (%expand-mapping form arguments '((%result nil)) '(setq %result (cons %call %result)) '(nreverse %result)))

(define-compiler-macro member-if (&whole form &rest arguments)
  (%expand-mapping form arguments nil '(if %call (return-from %mapping %tail)) nil))

(define-compiler-macro maphash (&whole form &rest arguments)
  (if (and (%proper-list-of-p arguments 2) (%fixed-function-p (car arguments) 2))
      `(%do-entries (%key %value ,(cadr arguments)) (funcall ,(car arguments) %key %value))
      form))
