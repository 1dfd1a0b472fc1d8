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

;;; What is left of a list that does not end in NIL: the loop tests for conses only, and what it ended at comes here.
(defun %refuse-list-end (operator object)
  (%error-of operator 'type-error :datum object :expected-type 'list))

;;; The loop over one list for FORM, a call of OPERATOR with ARGUMENTS: BINDINGS are made before it, where %REST is the
;;; list, STEPS call %FUNCTION and advance %REST, RESULT is the value in the end. As the functions do, MAPCAR and MAPC
;;; take a cdr before the call, which may change it, and MEMBER-IF afterwards. Blocks, tags and variables are the
;;; system's own, so that they hide nothing from the function's body, and nested loops hide theirs.
(defun %expand-mapping (operator form arguments bindings steps result)
  (if (and (%proper-list-of-p arguments 2) (%fixed-function-p (car arguments) 1))
      `(let* ((%rest ,(cadr arguments)) ,@bindings)
         (block %mapping
           (tagbody
            %next
              (if (consp %rest) nil (go %end))
              ,@(subst (car arguments) '%function steps)
              (go %next)
            %end
              (if %rest (%refuse-list-end ',operator %rest)))
           ,result))
      form))

(define-compiler-macro mapc (&whole form &rest arguments)
  (%expand-mapping 'mapc form arguments '((%list %rest))
                   '((let ((%element (car %rest)))
                       (setq %rest (cdr %rest))
                       (funcall %function %element)))
                   '%list))

(define-compiler-macro mapcar (&whole form &rest arguments)
  (%expand-mapping 'mapcar form arguments '((%result nil))
                   '((let ((%element (car %rest)))
                       (setq %rest (cdr %rest))
                       (setq %result (cons (funcall %function %element) %result))))
                   '(nreverse %result)))

(define-compiler-macro member-if (&whole form &rest arguments)
  (%expand-mapping 'member-if form arguments nil
                   '((if (funcall %function (car %rest)) (return-from %mapping %rest))
                     (setq %rest (cdr %rest)))
                   nil))

(define-compiler-macro maphash (&whole form &rest arguments)
  (if (and (%proper-list-of-p arguments 2) (%fixed-function-p (car arguments) 2))
      `(%do-entries (%key %value ,(cadr arguments)) (funcall ,(car arguments) %key %value))
      form))
