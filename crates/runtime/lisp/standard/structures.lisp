;;;; DEFSTRUCT (CLHS 8.1): options and definitions. structure-functions.lisp makes the functions of a structure with a
;;;; layout, typed-structures.lisp those of the option :TYPE.

(defmacro defstruct (name-and-options &rest slots)
  (let* ((name (if (consp name-and-options) (car name-and-options) name-and-options))
         (options (%structure-options name (if (consp name-and-options) (cdr name-and-options) nil)))
         (documentation (if (stringp (car slots)) (pop slots) nil))
         (own (mapcar (function %slot-description) slots)))
    (if (getf options :type)
        (%typed-structure-definition name options own documentation)
        (%structure-definition name options own documentation))))

;;; The options as a property list; what was not given has its default. An option that does not fit is an error.
(defun %structure-options (name options)
  (if (symbolp name) nil (%error-in-form "the name of a structure must be a symbol" name))
  (let ((given nil) (constructors nil))
    (dolist (option options)
      (let ((key (if (consp option) (car option) option))
            (arguments (if (consp option) (cdr option) nil)))
        (cond ((eq key :constructor)
               (%check-option option arguments 2)
               (push arguments constructors))
              ((not (member key '(:conc-name :copier :predicate :include :print-function :print-object :type :named
                                  :initial-offset)))
               (%error-in-form "there is no such option" option))
              ((not (eq (getf given key :none) :none))
               (%error-in-form "an option is given twice" option))
              (t
               (if (eq key :include) nil (%check-option option arguments (if (eq key :named) 0 1)))
               (setq given (list* key arguments given))))))
    (flet ((is-given (key) (not (eq (getf given key :none) :none)))
           (argument (key default)
             (let ((arguments (getf given key nil)))
               (if arguments (car arguments) default))))
      (let ((type (argument :type nil)))
        (if (and (not type) (or (is-given :named) (is-given :initial-offset)))
            (%error-in-form ":NAMED and :INITIAL-OFFSET need the option :TYPE" name))
        (if (and type (or (is-given :print-function) (is-given :print-object)))
            (%error-in-form "structures of the option :TYPE have no printer of their own" name))
        (if (and type (not (is-given :named)) (argument :predicate nil))
            (%error-in-form "structures without a name have no predicate" name))
        (if (and (is-given :print-function) (is-given :print-object))
            (%error-in-form ":PRINT-FUNCTION and :PRINT-OBJECT exclude each other" name))
        (list :conc-name (if (is-given :conc-name)
                             (let ((prefix (argument :conc-name nil))) (if prefix (string prefix) nil))
                             (%string-append (symbol-name name) "-"))
              :constructors (%structure-constructors name (nreverse constructors))
              :copier (argument :copier (if (is-given :copier)
                                            (if (getf given :copier) nil (%symbolicate "COPY-" name))
                                            (%symbolicate "COPY-" name)))
              :predicate (cond ((getf given :predicate) (car (getf given :predicate)))
                               ((and type (not (is-given :named))) nil)
                               (t (%symbolicate name "-P")))
              :include (getf given :include)
              :printer (cond ((getf given :print-function)
                              (%printer-form :print-function (argument :print-function nil)))
                             ((getf given :print-object) (%printer-form :print-object (argument :print-object nil)))
                             ;; Without a function the option undoes what an included structure says.
                             ((or (is-given :print-function) (is-given :print-object)) ''(:default))
                             (t nil))
              :type type
              :named (is-given :named)
              :initial-offset (argument :initial-offset 0))))))

(defun %printer-form (kind function)
  `(cons ,kind ,(if (symbolp function) `(%printer-named ',function) `(function ,function))))

;;; A function that is defined behind the structure is looked up when it is called.
(defun %printer-named (name)
  (if (fboundp name) (fdefinition name) name))

(defun %check-option (option arguments most)
  (if (and (listp arguments) (<= (length arguments) most)) nil
      (%error-in-form "an option has too many arguments" option)))

;;; Each as a list of a name and, for a constructor by order of arguments, a lambda list.
(defun %structure-constructors (name given)
  (cond ((null given) (list (list (%symbolicate "MAKE-" name))))
        ((member '(nil) given :test (function equal))
         (if (cdr given) (%error-in-form "(:CONSTRUCTOR NIL) excludes other constructors" name))
         nil)
        (t (mapcar (function (lambda (arguments) (or arguments (list (%symbolicate "MAKE-" name))))) given))))

;;; Without a prefix the slot's own name, whose package may be another than the current one.
(defun %accessor-name (conc-name slot-name)
  (if conc-name (%symbolicate conc-name slot-name) slot-name))

(defun %symbolicate (&rest parts)
  (intern (apply (function %string-append) (mapcar (function string) parts))))

;;; A slot description is a list: name, initial value form, type, read-only.
(defun %slot-description (slot)
  (if (atom slot)
      (if (symbolp slot) (list slot nil t nil) (%error-in-form "the name of a slot must be a symbol" slot))
      (destructuring-bind (name &optional form &key (type t) read-only) slot
        (if (symbolp name) nil (%error-in-form "the name of a slot must be a symbol" slot))
        (list name form type read-only))))

;;; OWN behind the slots INHERITED, of which INCLUDE, the arguments of :INCLUDE, may override some.
(defun %all-slots (inherited include own)
  (let ((overrides (mapcar (function %slot-description) (cdr include))))
    (dolist (override overrides)
      (let ((slot (find (car override) inherited :key (function car) :test (function string=))))
        (if slot nil (%error-in-form "the included structure has no such slot" (car override)))
        (if (and (fourth slot) (not (fourth override)))
            (setf (fourth override) t))
        (if (eq (third override) t) (setf (third override) (third slot)))))
    (let ((all (append (mapcar (function (lambda (slot)
                                 (let ((override (find (car slot) overrides :key (function car) :test (function string=))))
                                   (if override (cons (car slot) (cdr override)) slot))))
                               inherited)
                       own)))
      (do ((rest all (cdr rest)))
          ((null rest) all)
        (if (find (caar rest) (cdr rest) :key (function car) :test (function string=))
            (%error-in-form "two slots have the same name" (caar rest)))))))

(defun %structure-definition (name options own documentation)
  (let* ((include (getf options :include))
         (parent (if include (%structure-layout (car include)) nil))
         (all (%all-slots (if parent (coerce (%layout-slots parent) 'list) nil) include own))
         (constructors (getf options :constructors)) (conc-name (getf options :conc-name))
         (predicate (getf options :predicate)) (copier (getf options :copier))
         (index -1))
    (if (and parent (%built-in-class-p parent))
        (%error-in-form "the included type is a built-in class, no structure" (car include)))
    ;; The functions below refer to the layout when they are compiled.
    (%define-structure name (car include) all nil nil)
    `(progn
       (%define-structure ,(%definition-name 'defstruct name) ',(car include) ',all ,(getf options :printer)
                          ',documentation)
       (%set-symbol-info ',name 'structure-constructor
                         ',(car (find-if (function (lambda (constructor) (null (cdr constructor)))) constructors)))
       ,@(mapcan (function (lambda (slot)
                   (setq index (1+ index))
                   (let ((accessor (%accessor-name conc-name (car slot))))
                     (if (%inherited-accessor-p accessor parent index) nil
                         (%accessor-definitions name accessor index slot)))))
                 all)
       ,@(mapcar (function (lambda (constructor)
                   (%constructor-definition
                    constructor all
                    (function (lambda (values)
                      `(%make-structure ',(%structure-layout name) ,@values))))))
                 constructors)
       ,@(if predicate
             `((defun ,predicate (object)
                 (%instance-of-p object ',(%structure-layout name)))))
       ,@(if copier
             `((defun ,copier (structure)
                 (if (%instance-of-p structure ',(%structure-layout name))
                     (copy-structure structure)
                     (%wrong-slot-value structure ',name)))))
       ',name)))

(defun %structure-layout (name)
  (or (%symbol-info name 'structure-layout)
      (error "~S does not name a structure type" name)))

;;; Defining a structure again with the same slots keeps its layout, so that old instances stay instances. PRINTER is
;;; a pair of :PRINT-FUNCTION or :PRINT-OBJECT and a function, or NIL for the way of printing that #S reads.
(defun %define-structure (name include slots printer documentation)
  (let ((parent (if include (%structure-layout include) nil))
        (old (%symbol-info name 'structure-layout))
        (slots (coerce slots 'simple-vector)))
    (cond ((null old) (%set-symbol-info name 'structure-layout (%make-layout name parent slots)))
          ((and (eq (%layout-parent old) parent) (%same-slot-names-p (%layout-slots old) slots))
           (if (equal (coerce (%layout-slots old) 'list) (coerce slots 'list)) nil (%set-layout-slots old slots)))
          (t
           (cerror "Define a new type; existing structures are not of it."
                   "The structure type ~S is defined again with other slots or another included structure" name)
           (%set-symbol-info name 'structure-layout (%make-layout name parent slots))))
    (if (or printer (%symbol-info name 'structure-printer))
        (%set-symbol-info name 'structure-printer printer))
    (if documentation (%set-documentation name 'structure documentation))
    name))

(defun %same-slot-names-p (a b)
  (and (= (length a) (length b))
       (dotimes (index (length a) t)
         (if (eq (car (svref a index)) (car (svref b index))) nil (return nil)))))

;;; The structure that the reader's #S(NAME SLOT VALUE ...) stands for; FORM is the list.
(defun %read-structure (form)
  (let ((constructor (if (and (consp form) (symbolp (car form))) (%symbol-info (car form) 'structure-constructor) nil))
        (arguments nil))
    (if constructor nil
        (error '%simple-reader-error :format-control "no structure can be made of #S~S"
                                     :format-arguments (list form)))
    (do ((tail (cdr form) (cddr tail)))
        ((null tail))
      (if (and (consp tail) (consp (cdr tail)) (typep (car tail) '(or symbol string character))) nil
          (error '%simple-reader-error :format-control "#S~S does not consist of slots and values"
                                       :format-arguments (list form)))
      (setq arguments (list* (cadr tail) (intern (string (car tail)) "KEYWORD") arguments)))
    (apply constructor (nreverse arguments))))
