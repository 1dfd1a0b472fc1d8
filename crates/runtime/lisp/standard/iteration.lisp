;;;; Iteration and selection (CLHS 5.3, 6.2): DO, DOLIST, DOTIMES, PROG, PSETQ, CASE, TYPECASE, simple LOOP.

(defmacro psetq (&whole form &rest pairs &environment environment)
  (let ((all pairs) (bindings nil) (assignments nil))
    (block nil
      (tagbody
       next
         (if (null pairs) (return nil))
         (if (or (atom pairs) (atom (cdr pairs))) (%error-in-form "a variable without a form" form))
         (let ((temporary (gensym "PSETQ")))
           (if (%symbol-macro-among-p (list (car pairs)) environment)
               (return-from psetq `(psetf ,@all)))
           (setq bindings (cons (list temporary (car (cdr pairs))) bindings))
           (setq assignments (cons (list 'setq (car pairs) temporary) assignments)))
         (setq pairs (cdr (cdr pairs)))
         (go next)))
    `(let ,(reverse bindings) ,@(reverse assignments) nil)))

;;; Expansion of DO and DO*, which differ in how they bind and how they step.
(defun %expand-do (let setq variables end body)
  (if (atom end) (%error-in-form "there is no end test" end))
  (if (listp variables) nil (%error-in-form "the variables are not a list" variables))
  (%map-list (function (lambda (variable)
               (if (and (consp variable) (cdr (cdr (cdr variable))))
                   (%error-in-form "a variable has more than an initial value and a step" variable))))
             variables)
  (let ((next (gensym "NEXT"))
        (steps (apply (function append)
                      (%map-list (function (lambda (variable)
                                   (if (and (consp variable) (cdr (cdr variable)))
                                       (list (car variable) (car (cdr (cdr variable))))
                                       nil)))
                                 variables))))
    (multiple-value-bind (declarations forms) (%parse-body body nil)
      `(block nil
         (,let ,(%map-list (function (lambda (variable)
                             (if (consp variable)
                                 (list (car variable) (car (cdr variable)))
                                 variable)))
                           variables)
           ,@declarations
           (tagbody
              ,next
              (if ,(car end) (return-from nil (progn ,@(cdr end))))
              (tagbody ,@forms)
              ,@(if steps `((,(if (cddr steps) setq 'setq) ,@steps)))
              (go ,next)))))))

(defmacro do (variables end &body body)
  (%expand-do 'let 'psetq variables end body))

(defmacro do* (variables end &body body)
  (%expand-do 'let* 'setq variables end body))

(defmacro dolist ((variable list &optional result) &body body)
  (if (symbolp variable) nil (%error-in-form "a variable's name must be a symbol" variable))
  (let ((rest (gensym "REST")) (next (gensym "NEXT")) (done (gensym "DONE")))
    (multiple-value-bind (declarations forms) (%parse-body body nil)
      `(block nil
         (let ((,rest ,list))
           (tagbody
              ,next
              (if (endp ,rest) (go ,done))
              (let ((,variable (car ,rest)))
                ,@declarations
                (setq ,rest (cdr ,rest))
                (tagbody ,@forms))
              (go ,next)
              ,done)
           ,(if result
                `(let ((,variable nil))
                   (declare (ignorable ,variable))
                   ,@declarations
                   ,result)
                nil))))))

(defmacro dotimes ((variable count &optional result) &body body)
  (let ((limit (gensym "LIMIT")) (next (gensym "NEXT")) (done (gensym "DONE")))
    (multiple-value-bind (declarations forms) (%parse-body body nil)
      `(block nil
         (let ((,variable 0) (,limit ,count))
           (declare (ignorable ,variable))
           ,@declarations
           (tagbody
              ,next
              (if (< ,variable ,limit) nil (go ,done))
              (tagbody ,@forms)
              (setq ,variable (1+ ,variable))
              (go ,next)
              ,done)
           ,result)))))

(defmacro prog (variables &body body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    `(block nil (let ,variables ,@declarations (tagbody ,@forms)))))

(defmacro prog* (variables &body body)
  (multiple-value-bind (declarations forms) (%parse-body body nil)
    `(block nil (let* ,variables ,@declarations (tagbody ,@forms)))))

;;; The simple loop only; a keyword in the place of a form is refused.
(defmacro loop (&rest forms)
  (dolist (form forms)
    (if (atom form)
        (%error-in-form "only compound forms are possible; keywords are not implemented" form)))
  (let ((next (gensym "NEXT")))
    `(block nil (tagbody ,next ,@forms (go ,next)))))

;;; The test of a CASE clause: KEYS is a key or a list of keys.
(defun %case-test (variable keys)
  (cond ((null keys) nil)
        ((atom keys) `(eql ,variable ',keys))
        ((null (cdr keys)) `(eql ,variable ',(car keys)))
        (t `(or ,@(%map-list (function (lambda (key) `(eql ,variable ',key))) keys)))))

(defun %typecase-test (variable type) `(typep ,variable ',type))

;;; The clauses of COND for CLAUSES. With DEFAULT the last one may be for all other values; T is a type elsewhere, too.
(defun %case-clauses (clauses variable test default)
  (let ((rest clauses) (result nil))
    (block nil
      (tagbody
       next
         (if (null rest) (return (nreverse result)))
         (let ((clause (car rest)))
           (if (atom clause) (%error-in-form "a clause is not a list" clause))
           (setq result
                 (cons (if (and default (or (eq (car clause) t) (eq (car clause) 'otherwise)))
                           (if (and (cdr rest) (not (and (eq (car clause) t) (eq test (function %typecase-test)))))
                               (%error-in-form "a clause for all other values stands before others" clause)
                               `(t nil ,@(cdr clause)))
                           `(,(funcall test variable (car clause)) nil ,@(cdr clause)))
                       result)))
         (setq rest (cdr rest))
         (go next)))))

;;; COND over the value of KEY; without DEFAULT the last clause is FAILURE.
(defun %case-form (key clauses test default failure)
  (let ((variable (gensym "KEY")))
    `(let ((,variable ,key))
       (declare (ignorable ,variable))
       (cond ,@(%case-clauses clauses variable test default)
             ,@(if default nil `((t ,(funcall failure variable))))))))

;;; The type of the keys of CLAUSES.
(defun %case-type (clauses)
  `(member ,@(apply (function append)
                    (%map-list (function (lambda (clause)
                                 (if (listp (car clause)) (car clause) (list (car clause)))))
                               clauses))))

(defun %typecase-type (clauses)
  `(or ,@(%map-list (function car) clauses)))

(defun %failing-case (key clauses test type)
  (%case-form key clauses test nil
              (function (lambda (variable) `(%case-failure ,variable ',key ',type)))))

;;; Selects again, with a new value of PLACE, until a clause fits.
(defun %correctable-case (place clauses test type)
  (let ((done (gensym "CASE")) (again (gensym "AGAIN")))
    `(block ,done
       (tagbody
          ,again
          (return-from ,done
            ,(%case-form place clauses test nil
                         (function (lambda (variable)
                           `(progn
                              (setf ,place (%corrected-case-value ,variable ',place ',type))
                              (go ,again))))))))))

(defmacro case (key &rest clauses)
  (%case-form key clauses (function %case-test) t nil))

(defmacro typecase (key &rest clauses)
  (%case-form key clauses (function %typecase-test) t nil))

(defmacro ecase (key &rest clauses)
  (%failing-case key clauses (function %case-test) (%case-type clauses)))

(defmacro etypecase (key &rest clauses)
  (%failing-case key clauses (function %typecase-test) (%typecase-type clauses)))

(defmacro ccase (place &rest clauses)
  (%correctable-case place clauses (function %case-test) (%case-type clauses)))

(defmacro ctypecase (place &rest clauses)
  (%correctable-case place clauses (function %typecase-test) (%typecase-type clauses)))
