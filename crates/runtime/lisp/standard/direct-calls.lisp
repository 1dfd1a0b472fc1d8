;;;; Compiler macros for calls whose operands show which primitive does the work. It is called at once, without the
;;;; function that looks at keywords.

;;; Calls of NAME with as many operands as the variables OPERANDS are replaced by the value of EXPANSION, a form with
;;; these variables, unless it is NIL.
(defmacro %define-direct-call (name operands expansion)
  `(define-compiler-macro ,name (&whole form &rest arguments)
     (or (if (= (length arguments) ,(length operands))
             (apply (function (lambda ,operands ,expansion)) arguments))
         form)))

(%define-direct-call string= (string1 string2) `(%string= ,string1 ,string2 0 nil 0 nil))
(%define-direct-call string-equal (string1 string2)
  `(if (%string-compare ,string1 ,string2 2 t 0 nil 0 nil) t nil))
(%define-direct-call string/= (string1 string2) `(%string-compare ,string1 ,string2 5 nil 0 nil 0 nil))
(%define-direct-call string< (string1 string2) `(%string-compare ,string1 ,string2 1 nil 0 nil 0 nil))
(%define-direct-call string> (string1 string2) `(%string-compare ,string1 ,string2 4 nil 0 nil 0 nil))
(%define-direct-call string-lessp (string1 string2) `(%string-compare ,string1 ,string2 1 t 0 nil 0 nil))
(%define-direct-call string-upcase (string) `(%string-case ,string 0 0 nil))
(%define-direct-call string-downcase (string) `(%string-case ,string 1 0 nil))
(%define-direct-call string-capitalize (string) `(%string-case ,string 2 0 nil))
(%define-direct-call nstring-upcase (string) `(%nstring-case ,string 0 0 nil))
(%define-direct-call nstring-downcase (string) `(%nstring-case ,string 1 0 nil))
(%define-direct-call make-string (size) `(%make-string ,size #\Space))
(%define-direct-call write-string (string stream) `(%write-string ,string ,stream 0 nil))
(%define-direct-call fill (sequence item) `(%fill ,sequence ,item 0 nil))
(%define-direct-call replace (target source) `(%replace ,target ,source 0 nil 0 nil))

;;;; Sequences are searched with the standard test that the call names.

;;; The test that a form names as a constant, or NIL.
(defun %constant-function-name (form)
  (if (and (consp form) (member (car form) '(quote function)) (consp (cdr form)) (null (cddr form))
           (symbolp (cadr form)))
      (cadr form)
      nil))

;;; The number for %FIND and its like that ARGUMENTS, the keywords of a call, come to; NIL when they are others than a
;;; :TEST and a :KEY that name standard functions.
(defun %constant-element-test (arguments)
  (let ((test 'eql) (key nil))
    (do ((rest arguments (cddr rest)))
        ((null rest) (%element-test key test nil))
      (let ((name (if (cdr rest) (%constant-function-name (cadr rest)) nil)))
        (cond ((null name) (return nil))
              ((and (eq (car rest) :test) (not (getf (cddr rest) :test))) (setq test name))
              ((and (eq (car rest) :key) (not (getf (cddr rest) :key))) (setq key name))
              (t (return nil)))))))

;;; A call of NAME with an item, a sequence and keywords that come to a NUMBER becomes the form that EXPANSION makes of
;;; ITEM, SEQUENCE and NUMBER.
(defmacro %define-search-call (name expansion)
  `(define-compiler-macro ,name (&whole form &rest arguments)
     (let ((number (if (cdr arguments) (%constant-element-test (cddr arguments)) nil))
           (item (car arguments)) (sequence (cadr arguments)))
       (if number ,expansion form))))

(%define-search-call member `(%member ,item ,sequence ,number))
(%define-search-call assoc `(%assoc ,item ,sequence ,number))
(%define-search-call rassoc `(%rassoc ,item ,sequence ,number))
;;; Without a key, which would be called for the item too.
(%define-search-call adjoin
  (if (getf (cddr arguments) :key) form
      `(let ((%item ,item) (%list ,sequence))
         (if (%member %item %list ,number) %list (cons %item %list)))))
(%define-search-call find `(%find ,item ,sequence ,number 0 nil nil))
(%define-search-call position `(%position ,item ,sequence ,number 0 nil nil))
(%define-search-call count `(%count ,item ,sequence ,number 0 nil))
(%define-search-call remove `(%remove ,item ,sequence ,number 0 nil nil nil))

;;;; Results of a type that is known

(define-compiler-macro concatenate (&whole form &rest arguments)
  (let ((kind (case (%constant-function-name (car arguments))
                ((string simple-string) 'character)
                ((vector simple-vector) t)
                ((list) 'list)
                (t nil))))
    (if (and kind (eq (caar arguments) 'quote))
        `(%concatenate ',kind ,@(cdr arguments))
        form)))

;;; The element type that FORM, a quoted one of the standard's names, is stored as; NIL for other forms.
(defun %constant-element-type (form)
  (if (and (consp form) (eq (car form) 'quote))
      (case (cadr form)
        ((t bit character single-float double-float) (cadr form))
        (t (if (member (cadr form) '((unsigned-byte 8) (unsigned-byte 16) (unsigned-byte 32) (unsigned-byte 64)
                                     (signed-byte 32) (signed-byte 64))
                       :test (function equal))
               (cadr form)
               nil)))
      (if (eq form t) t nil)))

;;; Operands keep their order: each is the value of a variable.
(define-compiler-macro make-array (&whole form &rest arguments)
  (let ((element-type t) (dimensions (gensym "DIMENSIONS")) (bindings nil) (known nil))
    (do ((rest (cdr arguments) (cddr rest)))
        ((null rest)
         (if (null arguments) form
             (flet ((operand (key default) (let ((found (assoc key known))) (if found (cdr found) default))))
               `(let ((,dimensions ,(car arguments)) ,@(reverse bindings))
                  (%make-array ,dimensions ',element-type ,(operand :adjustable nil) ,(operand :fill-pointer nil) nil 0
                               ,@(if (assoc :initial-element known) (list (operand :initial-element nil))))))))
      (let ((key (car rest)) (value (cadr rest)))
        (cond ((or (null (cdr rest)) (assoc key known)) (return form))
              ((eq key :element-type)
               (setq element-type (%constant-element-type value))
               (if (null element-type) (return form))
               (push (cons key nil) known))
              ((member key '(:initial-element :adjustable :fill-pointer))
               (let ((variable (gensym "OPERAND")))
                 (push (list variable value) bindings)
                 (push (cons key variable) known)))
              (t (return form)))))))
