;;;; Generalized reference (CLHS 5.1): SETF expansions, DEFSETF, DEFINE-SETF-EXPANDER, DEFINE-MODIFY-MACRO and the
;;;; macros built on them. What a place's operator knows stands on the symbol's INFO list under SETF-EXPANDER: a
;;;; function of the form and the environment that returns the five values.

(defun get-setf-expansion (place &optional environment)
  (if (atom place)
      (%variable-setf-expansion place environment)
      (let ((expander (if (symbolp (car place)) (%symbol-info (car place) 'setf-expander) nil)))
        (if expander
            (funcall expander place environment)
            (multiple-value-bind (expansion expanded) (macroexpand-1 place environment)
              (if expanded
                  (get-setf-expansion expansion environment)
                  (%function-setf-expansion place)))))))

(defun %variable-setf-expansion (place environment)
  (multiple-value-bind (expansion expanded) (macroexpand-1 place environment)
    (if expanded
        (get-setf-expansion expansion environment)
        (let ((store (gensym "STORE")))
          (if (symbolp place) nil (%error-in-form "this is not a place" place))
          (values nil nil (list store) `(setq ,place ,store) place)))))

;;; The expansion for a place without expander: a call of its (SETF NAME) function.
(defun %function-setf-expansion (place)
  (let ((store (gensym "STORE"))
        (temporaries (%map-list (function (lambda (argument) (declare (ignore argument)) (gensym "ARG")))
                                (cdr place))))
    (values temporaries (cdr place) (list store)
            `(funcall (function (setf ,(car place))) ,store ,@temporaries)
            `(,(car place) ,@temporaries))))

(defun %set-setf-expander (name function)
  (%set-symbol-info name 'setf-expander function)
  name)

(defmacro setf (&whole form &rest pairs &environment environment)
  (cond ((null pairs) nil)
        ((or (atom pairs) (atom (cdr pairs))) (%error-in-form "a place without a form" form))
        ((cddr pairs)
         `(progn (setf ,(car pairs) ,(cadr pairs))
                 (setf ,@(cddr pairs))))
        ((symbolp (car pairs))
         (multiple-value-bind (expansion expanded) (macroexpand-1 (car pairs) environment)
           (if expanded
               `(setf ,expansion ,(cadr pairs))
               `(setq ,(car pairs) ,(cadr pairs)))))
        (t
         (multiple-value-bind (temporaries forms stores store-form) (get-setf-expansion (car pairs) environment)
           (if (and stores (null (cdr stores)))
               `(let* (,@(%map-two-lists (function list) temporaries forms)
                       (,(car stores) ,(cadr pairs)))
                  (declare (ignorable ,@temporaries))
                  ,store-form)
               `(let* (,@(%map-two-lists (function list) temporaries forms))
                  (declare (ignorable ,@temporaries))
                  (multiple-value-bind ,stores ,(cadr pairs)
                    ,store-form)))))))

(defmacro define-setf-expander (name lambda-list &body body)
  `(eval-when (:compile-toplevel :load-toplevel :execute)
     (%set-setf-expander ',name (function ,(%macro-lambda name lambda-list body)))
     ,@(%setf-documentation-forms name body)
     ',name))

;;; What keeps the documentation string of BODY.
(defun %setf-documentation-forms (name body)
  (multiple-value-bind (declarations forms documentation) (%parse-body body t)
    (declare (ignore declarations forms))
    (if documentation `((%set-documentation ',name 'setf ,documentation)))))

;;; The short form names an update function, the long form computes the store form.
(defmacro defsetf (name &rest rest)
  (if (null rest) (%error-in-form "there is neither a function nor a lambda list" name))
  (let ((short (not (and (listp (car rest)) (cdr rest)))))
    `(eval-when (:compile-toplevel :load-toplevel :execute)
       ,(%defsetf-form name rest)
       ,@(if short
             (if (cdr rest) `((%set-documentation ',name 'setf ,(cadr rest))))
             (%setf-documentation-forms name (cddr rest)))
       ',name)))

(defun %defsetf-form (name rest)
  (if (and (consp rest) (listp (car rest)) (cdr rest))
      (destructuring-bind (lambda-list stores &body body) rest
        (multiple-value-bind (declarations forms) (%parse-body body t)
          `(%set-setf-expander
            ',name
            (function
             (lambda (place environment)
               (declare (ignore environment))
               (%long-defsetf-expansion
                place ',(%map-list (function (lambda (store) (gensym (symbol-name store)))) stores)
                (function (lambda (arguments stores)
                  (destructuring-bind ,stores stores
                    (destructuring-bind ,lambda-list arguments
                      ,@declarations
                      (block ,name ,@forms)))))))))))
      `(%set-setf-expander
        ',name
        (function
         (lambda (place environment)
           (declare (ignore environment))
           (%short-defsetf-expansion place ',(car rest)))))))

(defun %short-defsetf-expansion (place update)
  (multiple-value-bind (temporaries forms stores store-form access) (%function-setf-expansion place)
    (declare (ignore store-form))
    (values temporaries forms stores `(,update ,@temporaries ,@stores) access)))

;;; Keywords among the arguments stay in place, since the lambda list may have keyword parameters.
(defun %long-defsetf-expansion (place stores function)
  (let ((temporaries nil) (forms nil) (arguments nil)
        (fresh (%map-list (function (lambda (store) (gensym (symbol-name store)))) stores)))
    (dolist (form (cdr place))
      (if (keywordp form)
          (setq arguments (cons form arguments))
          (let ((temporary (gensym "ARG")))
            (setq temporaries (cons temporary temporaries) forms (cons form forms)
                  arguments (cons temporary arguments)))))
    (setq arguments (reverse arguments))
    (values (reverse temporaries) (reverse forms) fresh (funcall function arguments fresh)
            `(,(car place) ,@arguments))))

;;; The form that evaluates a place's subforms once, binds ITEM to its value and stores what FORM computes.
(defun %modify-place (place environment item-bindings new-value)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    `(let* (,@item-bindings
            ,@(%map-two-lists (function list) temporaries forms)
            (,(car stores) ,(funcall new-value access)))
       (declare (ignorable ,@temporaries))
       ,store-form)))

(defmacro define-modify-macro (name lambda-list function &optional documentation)
  (let ((required nil) (rest nil) (state 'required) (place (gensym "PLACE")) (environment (gensym "ENV")))
    (dolist (item lambda-list)
      (cond ((eq item '&optional) (setq state 'optional))
            ((eq item '&rest) (setq state 'rest))
            ((%member item '(&key &allow-other-keys &aux &body &whole &environment) 0)
             (%error-in-form "the lambda list can have &OPTIONAL and &REST only" lambda-list))
            ((eq state 'rest) (setq rest item))
            (t (setq required (cons (if (consp item) (car item) item) required)))))
    `(defmacro ,name (,place ,@lambda-list &environment ,environment)
       ,@(if documentation (list documentation))
       (%modify-place-by ',function ,place ,environment (list* ,@(reverse required) ,rest)))))

;;; The form that stores in PLACE what FUNCTION makes of its value and ARGUMENTS. These are evaluated behind the
;;; place's subforms and before its value is read (CLHS 5.1.3).
(defun %modify-place-by (function place environment arguments)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    (let* ((bindings nil)
           (operands (%map-list (function (lambda (argument)
                                  (if (constantp argument) argument
                                      (let ((variable (gensym "ARGUMENT")))
                                        (setq bindings (cons (list variable argument) bindings))
                                        variable))))
                                arguments)))
      ;; What a variable is set to needs no variable of its own.
      (if (and (null temporaries) (null bindings) (equal store-form `(setq ,access ,(car stores))))
          `(setq ,access (,function ,access ,@operands))
          `(let* (,@(%map-two-lists (function list) temporaries forms)
                  ,@(reverse bindings)
                  (,(car stores) (,function ,access ,@operands)))
             (declare (ignorable ,@temporaries))
             ,store-form)))))

(define-modify-macro incf (&optional (delta 1)) +)
(define-modify-macro decf (&optional (delta 1)) -)

(defmacro push (item place &environment environment)
  (let ((variable (gensym "ITEM")))
    (if (and (symbolp place) (eq (macroexpand-1 place environment) place))
        `(setq ,place (cons ,item ,place))
        (%modify-place place environment `((,variable ,item))
                       (function (lambda (access) `(cons ,variable ,access)))))))

(defmacro pushnew (item place &rest keys &environment environment)
  (let ((variable (gensym "ITEM")))
    (%modify-place place environment `((,variable ,item))
                   (function (lambda (access) `(adjoin ,variable ,access ,@keys))))))

(defmacro pop (place &environment environment)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    (let ((list (gensym "LIST")))
      `(let* (,@(%map-two-lists (function list) temporaries forms)
              (,list ,access)
              (,(car stores) (cdr ,list)))
         (declare (ignorable ,@temporaries))
         ,store-form
         (car ,list)))))

(defmacro remf (place indicator &environment environment)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    (let ((key (gensym "INDICATOR")) (found (gensym "FOUND")))
      `(let* (,@(%map-two-lists (function list) temporaries forms) (,key ,indicator))
         (declare (ignorable ,@temporaries))
         (multiple-value-bind (,(car stores) ,found) (%remove-property ,access ,key)
           ,store-form
           ,found)))))

;;; Evaluates each place's subforms once and reads it, from left to right, then hands FINISH the lists of variables
;;; that hold the old values and of store variables, one list a place, and the store forms. Returns the whole form.
(defun %with-places-read (places environment finish)
  (let ((wrappers nil) (all-olds nil) (all-stores nil) (store-forms nil))
    (dolist (place places)
      (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
        (let ((olds (%map-list (function (lambda (store) (declare (ignore store)) (gensym "OLD"))) stores)))
          (setq wrappers (cons `(multiple-value-bind ,olds ,access) wrappers)
                wrappers (cons `(let* (,@(%map-two-lists (function list) temporaries forms))
                                  (declare (ignorable ,@temporaries)))
                               wrappers)
                all-olds (cons olds all-olds)
                all-stores (cons stores all-stores)
                store-forms (cons store-form store-forms)))))
    (let ((form (funcall finish (reverse all-olds) (reverse all-stores) (reverse store-forms))))
      (do ((rest wrappers (cddr rest)))
          ((null rest) form)
        (setq form `(,@(car rest) (,@(cadr rest) ,form)))))))

;;; Bindings of the store variables of each place to the old values of the place behind it, the variables of the
;;; last one to LAST-VALUES.
(defun %shifted-bindings (all-stores all-olds last-values)
  (apply (function append)
         (%map-two-lists (function (lambda (stores values)
                           (%map-list (function (lambda (store)
                                        (list store (pop values))))
                                      stores)))
                         all-stores
                         (append (cdr all-olds) (list last-values)))))

(defmacro shiftf (&rest places-and-value &environment environment)
  (if (cdr places-and-value) nil (%error-in-form "there is no place or no value" places-and-value))
  (%with-places-read
   (butlast places-and-value) environment
   (function
    (lambda (all-olds all-stores store-forms)
      `(multiple-value-bind ,(car (last all-stores)) ,(car (last places-and-value))
         (let ,(%shifted-bindings (butlast all-stores) all-olds nil)
           ,@store-forms
           (values ,@(car all-olds))))))))

(defmacro rotatef (&rest places &environment environment)
  (if (null places)
      nil
      (%with-places-read
       places environment
       (function
        (lambda (all-olds all-stores store-forms)
          `(let ,(%shifted-bindings all-stores all-olds (car all-olds))
             ,@store-forms
             nil))))))

(defmacro psetf (&whole form &rest pairs &environment environment)
  (if (null pairs)
      nil
      (progn
        (if (or (atom pairs) (atom (cdr pairs))) (%error-in-form "a place without a form" form))
        (multiple-value-bind (temporaries forms stores store-form) (get-setf-expansion (car pairs) environment)
          `(let* (,@(%map-two-lists (function list) temporaries forms))
             (declare (ignorable ,@temporaries))
             (multiple-value-bind ,stores ,(cadr pairs)
               (psetf ,@(cddr pairs))
               ,store-form
               nil))))))
