;;;; Macro lambda lists: the code that takes a form apart, and DEFMACRO on top of it.
;;;;
;;;; %PARSE-MACRO-LAMBDA-LIST turns a macro lambda list into bindings for one LET*. Each binding is computed from
;;;; a variable that holds what is left of the form, so evaluation goes from left to right as the standard asks,
;;;; and a form that does not fit is reported with the part that does not.

;;; State of one parse: reversed bindings, variables that the user did not write, the environment parameter.
(defun %new-parse () (list nil nil nil))

(defun %add-binding (parse variable form)
  (rplaca parse (cons (list variable form) (car parse)))
  variable)

(defun %add-internal (parse form)
  (let ((variable (gensym "ARG")))
    (rplaca (cdr parse) (cons variable (car (cdr parse))))
    (%add-binding parse variable form)))

;;; Binds PATTERN, a variable or a nested lambda list, to the value of FORM.
(defun %bind-pattern (parse pattern form name)
  (cond ((null pattern)
         (%add-internal parse `(%check-empty ,form ',name)))
        ((symbolp pattern) (%add-binding parse pattern form))
        ((consp pattern)
         (%parse-macro-lambda-list parse pattern (%add-internal parse form) name nil))
        (t (%error-in-form "a lambda list has a bad variable" pattern))))

(defun %name-text (name)
  (if (symbolp name) (symbol-name name) "a destructuring form"))

(defun %check-empty (rest name)
  (if rest (%error-in-form (%string-append "too many arguments for " (%name-text name)) rest) nil))

;;; The first element of REST, which must be there.
(defun %required-argument (rest name)
  (if (consp rest)
      (car rest)
      (%error-in-form (%string-append "too few arguments for " (%name-text name)) rest)))

;;; The tail of property list REST that begins with the value of KEY, or NIL.
(defun %find-key (rest key)
  (block nil
    (tagbody
     next
       (if (atom rest) (return nil))
       (if (eq (car rest) key) (return (cdr rest)))
       (setq rest (cdr (cdr rest)))
       (go next))))

;;; Checks that REST is a property list with no keys but ALLOWED ones, unless it says :ALLOW-OTHER-KEYS.
(defun %check-keys (rest allowed name)
  (let ((tail rest) (found (%find-key rest :allow-other-keys)))
    (if (and found (car found))
        nil
        (block nil
          (tagbody
           next
             (if (null tail) (return nil))
             (if (or (atom tail) (atom (cdr tail)))
                 (%error-in-form (%string-append "keyword arguments in odd number for " (%name-text name)) rest))
             (if (not (or (eq (car tail) :allow-other-keys) (%member-eq (car tail) allowed)))
                 (%error-in-form (%string-append "unknown keyword for " (%name-text name)) (car tail)))
             (setq tail (cdr (cdr tail)))
             (go next))))))

;;; Adds the bindings for LAMBDA-LIST, which takes apart the list that variable REST holds. WHOLE is the variable
;;; that &WHOLE is bound to, or NIL for REST itself.
(defun %parse-macro-lambda-list (parse lambda-list rest name whole)
  (let ((state 'required) (keys nil) (allow nil) (keys-rest nil) (open nil))
    (if (and (consp lambda-list) (eq (car lambda-list) '&whole))
        (progn
          (%bind-pattern parse (car (cdr lambda-list)) (or whole rest) name)
          (setq lambda-list (cdr (cdr lambda-list)))))
    (block nil
      (tagbody
       next
         (if (null lambda-list) (return nil))
         (if (atom lambda-list)
             (progn
               (%bind-pattern parse lambda-list rest name)
               (setq open t)
               (return nil)))
         (let ((item (car lambda-list)))
           (cond ((eq item '&optional) (setq state 'optional))
                 ((or (eq item '&rest) (eq item '&body))
                  (setq lambda-list (cdr lambda-list))
                  (if (atom lambda-list) (%error-in-form "a lambda list ends after &REST" item))
                  (setq open t)
                  (%bind-pattern parse (car lambda-list) rest name))
                 ((eq item '&key) (setq state 'key) (setq keys-rest rest))
                 ((eq item '&allow-other-keys) (setq allow t))
                 ((eq item '&aux) (setq state 'aux))
                 ((eq item '&environment)
                  (setq lambda-list (cdr lambda-list))
                  (rplaca (cdr (cdr parse)) (car lambda-list)))
                 ((eq state 'required)
                  (%bind-pattern parse item `(%required-argument ,rest ',name) name)
                  (setq rest (%add-internal parse `(cdr ,rest))))
                 ((eq state 'optional)
                  (%bind-optional parse item rest name)
                  (setq rest (%add-internal parse `(cdr ,rest))))
                 ((eq state 'key)
                  (setq keys (cons (%bind-key parse item rest name) keys)))
                 (t
                  (if (consp item)
                      (%add-binding parse (car item) (car (cdr item)))
                      (%add-binding parse item nil)))))
         (setq lambda-list (cdr lambda-list))
         (go next)))
    (cond (keys-rest
           (if allow nil (%add-internal parse `(%check-keys ,keys-rest ',keys ',name))))
          (open nil)
          (t (%add-internal parse `(%check-empty ,rest ',name))))))

(defun %bind-optional (parse item rest name)
  (if (consp item)
      (progn
        (%bind-pattern parse (car item)
                       `(if (consp ,rest) (car ,rest) ,(car (cdr item)))
                       name)
        (if (cdr (cdr item))
            (%add-binding parse (car (cdr (cdr item))) `(consp ,rest))))
      (%bind-pattern parse item `(car ,rest) name)))

;;; Returns the keyword.
(defun %bind-key (parse item rest name)
  (let ((variable (if (consp item) (car item) item))
        (default (if (consp item) (car (cdr item)) nil))
        (key nil))
    (if (consp variable)
        (progn (setq key (car variable)) (setq variable (car (cdr variable))))
        (setq key (intern (symbol-name variable) "KEYWORD")))
    (let ((found (%add-internal parse `(%find-key ,rest ',key))))
      (%bind-pattern parse variable `(if ,found (car ,found) ,default) name)
      (if (and (consp item) (cdr (cdr item)))
          (%add-binding parse (car (cdr (cdr item))) `(if ,found t nil))))
    key))

;;; The lambda expression of a macro function, which takes a form and an environment. MACROLET calls it too.
(defun %macro-lambda (name lambda-list body)
  (let ((parse (%new-parse)) (form (gensym "FORM")) (environment (gensym "ENVIRONMENT"))
        (block-name (if (consp name) (car (cdr name)) name)))
    (let ((rest (%add-internal parse `(cdr ,form))))
      (%parse-macro-lambda-list parse lambda-list rest block-name form)
      (multiple-value-call
       (function
        (lambda (declarations forms documentation)
          `(named-lambda ,block-name (,form ,environment)
             (declare (ignorable ,form ,environment))
             ,@(if documentation (list documentation) nil)
             (let* (,@(let ((variable (car (cdr (cdr parse)))))
                        (if variable (list (list variable environment)) nil))
                    ,@(reverse (car parse)))
               (declare (ignorable ,@(car (cdr parse))))
               ,@declarations
               (block ,block-name ,@forms)))))
       (%parse-body body t)))))

(%set-macro-function 'defmacro
  (function
   (named-lambda defmacro (form environment)
     (declare (ignore environment))
     (let ((name (car (cdr form)))
           (lambda-list (car (cdr (cdr form))))
           (body (cdr (cdr (cdr form)))))
       `(progn
          (%set-macro-function ',name (function ,(%macro-lambda name lambda-list body)))
          ',name)))))

(defmacro destructuring-bind (lambda-list expression &body body)
  (let ((parse (%new-parse)))
    (let ((rest (%add-internal parse expression)))
      (%parse-macro-lambda-list parse lambda-list rest 'destructuring-bind nil)
      (multiple-value-call
       (function
        (lambda (declarations forms documentation)
          (declare (ignore documentation))
          `(let* ,(reverse (car parse))
             (declare (ignorable ,@(car (cdr parse))))
             ,@declarations
             ,@forms)))
       (%parse-body body nil)))))

;;; The compiler hands a compiler macro the form (NAME . ARGS), also for (FUNCALL #'NAME . ARGS).
(defmacro define-compiler-macro (name lambda-list &body body)
  `(progn
     (%set-compiler-macro ',name (function ,(%macro-lambda name lambda-list body)))
     ',name))
