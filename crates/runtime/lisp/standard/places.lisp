;;;; The places of the standard's accessors (CLHS 5.1.2): how SETF writes each.

;;; Makes NAME a place that OPERATOR (RPLACA or RPLACD) writes in the cons that the form (,@PATH list) yields.
(defun %define-list-place (name operator path)
  (%set-setf-expander
   name
   (function
    (lambda (place environment)
      (declare (ignore environment))
      (multiple-value-bind (temporaries forms stores store-form access) (%function-setf-expansion place)
        (declare (ignore store-form))
        (values temporaries forms stores
                `(progn (,operator (,@path ,@temporaries) ,(car stores)) ,(car stores))
                access))))))

;;; The first letter of a composition says which half is written, the others are the way there.
(dolist (name '(car cdr caar cadr cdar cddr caaar caadr cadar caddr cdaar cdadr cddar cdddr
                caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr
                cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr))
  (let ((letters (symbol-name name)))
    (%define-list-place name
                        (if (eql (char letters 1) #\A) 'rplaca 'rplacd)
                        (if (= (length letters) 3)
                            '(progn)
                            (list (intern (%string-append "C" (subseq letters 2)) "COMMON-LISP"))))))

(%define-list-place 'rest 'rplacd '(progn))
(let ((index 0))
  (dolist (name '(first second third fourth fifth sixth seventh eighth ninth tenth))
    (%define-list-place name 'rplaca `(nthcdr ,index))
    (setq index (1+ index))))

;;; What errors of these builtins are of, as their names do not tell: the places that they write.
(%set-symbol-info '%puthash 'place-written 'gethash)
(%set-symbol-info '%put 'place-written 'get)

(defsetf nth (n list) (value) `(progn (rplaca (nthcdr ,n ,list) ,value) ,value))
(defsetf svref %svset)
(defsetf aref (array &rest subscripts) (value)
  (if (and subscripts (null (cdr subscripts)))
      `(%set-vector-element ,array ,(car subscripts) ,value)
      `(%set-aref ,value ,array ,@subscripts)))
(defsetf row-major-aref %set-row-major-aref)
(defsetf char %set-char)
(defsetf schar %set-schar)
(defsetf bit (array &rest subscripts) (value) `(%set-bit ,value ,array ,@subscripts))
(defsetf sbit (array &rest subscripts) (value) `(%set-bit ,value ,array ,@subscripts))
(defsetf elt %set-elt)
(defsetf fill-pointer %set-fill-pointer)
(defsetf subseq (sequence start &optional end) (value)
  `(progn (replace ,sequence ,value :start1 ,start :end1 ,end) ,value))
(defsetf symbol-value set)
(defsetf symbol-plist %set-symbol-plist)
(defsetf symbol-function (symbol) (function) `(%redefine-function 'symbol-function ,symbol ,function))
(defsetf fdefinition (name) (function) `(%redefine-function 'fdefinition ,name ,function))
(defsetf compiler-macro-function (name &optional environment) (function)
  `(progn ,environment (%set-compiler-macro ,name ,function)))
(defsetf macro-function (symbol &optional environment) (function)
  `(progn ,environment (%redefine-macro ,symbol ,function)))
(defsetf get (symbol indicator &optional default) (value)
  `(progn ,default (%put ,symbol ,indicator ,value)))
(defsetf gethash (key table &optional default) (value)
  `(progn ,default (%puthash ,key ,table ,value)))

(define-setf-expander getf (place indicator &optional default &environment environment)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    (let ((key (gensym "INDICATOR")) (default-variable (gensym "DEFAULT")) (value (gensym "VALUE")))
      (values (append temporaries (list key default-variable))
              (append forms (list indicator default))
              (list value)
              `(let ((,(car stores) (%put-property ,access ,key ,value)))
                 ,store-form
                 ,value)
              `(getf ,access ,key ,default-variable)))))

(define-setf-expander values (&rest places &environment environment)
  (let ((temporaries nil) (forms nil) (stores nil) (store-forms nil) (accesses nil))
    (dolist (place places)
      (multiple-value-bind (place-temporaries place-forms place-stores store-form access)
          (get-setf-expansion place environment)
        (setq temporaries (append temporaries place-temporaries))
        (setq forms (append forms place-forms))
        ;; Each place takes one value: the further variables of a place of several values are NIL.
        (setq stores (append stores (list (if place-stores (car place-stores) (gensym "UNUSED")))))
        (setq store-forms
              (append store-forms
                      (list (if (cdr place-stores)
                                `(let ,(%map-list (function (lambda (store) (list store nil))) (cdr place-stores))
                                   ,store-form)
                                store-form))))
        (setq accesses (append accesses (list access)))))
    (values temporaries forms stores `(values ,@store-forms) `(values ,@accesses))))

(define-setf-expander the (type place &environment environment)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    (values temporaries forms stores store-form `(the ,type ,access))))

(defun %put-property (plist indicator value)
  (let ((tail (%find-keyword-value plist indicator)))
    (cond (tail (rplaca tail value) plist)
          (t (list* indicator value plist)))))

;;; The place (APPLY #'NAME ...) is the place (NAME ...) with its last arguments in a list.
(define-setf-expander apply (function &rest arguments)
  (if (and (consp function) (eq (car function) 'function) (consp (cdr function)) (symbolp (cadr function))) nil
      (%error-in-form "a place of APPLY has the form (APPLY #'NAME ...)" function))
  (let ((temporaries (%map-list (function (lambda (argument) (declare (ignore argument)) (gensym "ARG"))) arguments))
        (store (gensym "STORE")) (name (cadr function)))
    (values temporaries arguments (list store)
            (if (member name '(aref bit sbit))
                `(apply (function %set-aref) ,store ,@temporaries)
                `(apply (function (setf ,name)) ,store ,@temporaries))
            `(apply ,function ,@temporaries))))

;;; The expansion for a byte of the integer in PLACE: INSERT and EXTRACT are DPB and LDB, or DEPOSIT-FIELD and
;;; MASK-FIELD.
(defun %byte-setf-expansion (insert extract byte place environment)
  (multiple-value-bind (temporaries forms stores store-form access) (get-setf-expansion place environment)
    (let ((byte-variable (gensym "BYTE")) (value (gensym "VALUE")))
      (values (cons byte-variable temporaries)
              (cons byte forms)
              (list value)
              `(let ((,(car stores) (,insert ,value ,byte-variable ,access)))
                 ,store-form
                 ,value)
              `(,extract ,byte-variable ,access)))))

(define-setf-expander ldb (byte place &environment environment)
  (%byte-setf-expansion 'dpb 'ldb byte place environment))

(define-setf-expander mask-field (byte place &environment environment)
  (%byte-setf-expansion 'deposit-field 'mask-field byte place environment))

;;; PLIST without the property, and whether it was there.
(defun %remove-property (plist indicator)
  (do ((tail plist (cddr tail)) (previous nil tail))
      ((atom tail) (values plist nil))
    (when (eq (car tail) indicator)
      (return (cond (previous (rplacd (cdr previous) (cddr tail)) (values plist t))
                    (t (values (cddr plist) t)))))))
