;;;; SYMBOL-VALUE, SET, BOUNDP, MAKUNBOUND, SYMBOL-FUNCTION, SYMBOL-NAME, SYMBOL-PACKAGE, SYMBOL-PLIST, GET, REMPROP,
;;;; MAKE-SYMBOL, COPY-SYMBOL, GENSYM, GENTEMP, SYMBOLP, KEYWORDP: places, bindings and what is refused (CLHS 10.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (unbound-variable (c) (list :unbound (cell-error-name c))) (undefined-function (c) (list :undefined (cell-error-name c)))
    (type-error (c) (list :type (type-error-datum c))) (program-error () :program) (error () :error)))
(defparameter *of-a-symbol* (list #'symbol-name #'symbol-package #'symbol-plist #'symbol-value #'symbol-function #'boundp #'makunbound #'copy-symbol))
(remove-duplicates (mapcar (lambda (f) (outcome f "A")) *of-a-symbol*) :test #'equal) => ((:TYPE "A"))
(remove-duplicates (mapcar (lambda (f) (outcome f 5)) *of-a-symbol*) :test #'equal) => ((:TYPE 5))
(remove-duplicates (mapcar (lambda (f) (outcome f)) (append *of-a-symbol* (list #'symbolp #'keywordp #'get #'remprop #'set #'make-symbol)))) => (:PROGRAM)
(remove-duplicates (mapcar (lambda (f) (outcome f 'a nil nil nil)) (append *of-a-symbol* (list #'symbolp #'keywordp #'get #'remprop #'set #'make-symbol #'gensym #'gentemp)))) => (:PROGRAM)
(mapcar #'symbolp (list 'a :a nil t '#:a "a" 5 '(a))) => (T T T T T NIL NIL NIL)
(mapcar #'keywordp (list 'a :a nil '#:a "a" 5)) => (NIL T NIL NIL NIL NIL)
(list (symbol-name '||) (symbol-name '|Foo bar|) (symbol-name nil)) => ("" "Foo bar" "NIL")
; SYMBOL-VALUE sees dynamic variables only, at their innermost binding.
(progn (defvar *v* 1) (let ((*v* 2)) (list (symbol-value '*v*) (setf (symbol-value '*v*) 3) *v*))) => (2 3 3)
*v* => 1
(let ((x 5)) (declare (ignorable x)) (outcome #'symbol-value 'x)) => (:UNBOUND X)
(progv '(x) '(7) (list (symbol-value 'x) (set 'x 8) (boundp 'x) (makunbound 'x) (boundp 'x))) => (7 8 T X NIL)
(list (outcome #'symbol-value 'never-set) (outcome #'symbol-function 'never-set) (outcome #'symbol-function '(setf never-set))) => ((:UNBOUND NEVER-SET) (:UNDEFINED NEVER-SET) (:TYPE (SETF NEVER-SET)))
(list (set 'set-here 5) (boundp 'set-here) (makunbound 'set-here) (boundp 'set-here) (outcome #'symbol-value 'set-here)) => (5 T SET-HERE NIL (:UNBOUND SET-HERE))
(let ((*v* 2)) (makunbound '*v*) (list (boundp '*v*) (outcome #'symbol-value '*v*))) => (NIL (:UNBOUND *V*))
*v* => 1
(remove :none (list (outcome #'set 'nil 1) (outcome #'set t 1) (outcome #'set :key 1) (outcome #'set 'pi 1)) :test-not #'eq) => NIL
(list (symbol-value :key) (symbol-value nil) (symbol-value t)) => (:KEY NIL T)
(handler-bind ((unbound-variable (lambda (c) (use-value 42 c)))) (symbol-value 'never-set)) => 42
(handler-bind ((unbound-variable (lambda (c) (store-value 43 c)))) (list (symbol-value 'set-here) set-here)) => (43 43)
(list (functionp (setf (symbol-function 'made-here) (lambda () :made))) (made-here) (funcall (symbol-function 'made-here)) (functionp (symbol-function 'car))) => (T :MADE :MADE T)
(setf (symbol-function 'made-here) 5) !! type-error
(setf (symbol-function "a") #'car) !! type-error
(not (null (symbol-function 'when))) => T
(not (null (symbol-function 'if))) => T
; Property lists.
(let ((s (gensym))) (list (get s 'a) (get s 'a 5) (setf (get s 'a) 1) (get s 'a) (incf (get s 'n 10)) (symbol-plist s) (if (remprop s 'n) t) (symbol-plist s))) => (NIL 5 1 1 11 (N 11 A 1) T (A 1))
(let ((s (gensym))) (setf (symbol-plist s) (list 'a 1 'b 2)) (list (if (remprop s 'a) t) (remprop s 'a) (symbol-plist s) (setf (get s 'b (error "evaluated")) 3))) !! error
(list (outcome #'get 5 'a) (outcome #'remprop "a" 'b) (outcome #'get 'a) (outcome #'remprop 'a)) => ((:TYPE 5) (:TYPE "a") :PROGRAM :PROGRAM)
(setf (get 5 'a) 1) !! type-error
(setf (symbol-plist 5) nil) !! type-error
; Symbols without a home.
(let ((s (make-symbol "Abc"))) (list s (symbol-package s) (boundp s) (fboundp s) (symbol-plist s))) => (#:|Abc| NIL NIL NIL NIL)
(let ((n (copy-seq "ABC"))) (let ((s (make-symbol n))) (symbol-name s))) => "ABC"
(make-symbol 5) !! type-error
(make-symbol '(#\a)) !! type-error
(progn (setf (symbol-value 'original) 1 (get 'original 'p) 2 (symbol-function 'original) #'car) (let ((a (copy-symbol 'original)) (b (copy-symbol 'original t))) (list (boundp a) (fboundp a) (symbol-plist a) (symbol-value b) (eq (symbol-function b) #'car) (symbol-plist b) (symbol-package b) (symbol-name b)))) => (NIL NIL NIL 1 T (P 2) NIL "ORIGINAL")
(let ((b (copy-symbol 'original t))) (setf (get b 'p) 3) (get 'original 'p)) => 2
(copy-symbol nil) => #:NIL
; Generated names.
(let ((*gensym-counter* 7)) (list (symbol-name (gensym)) (symbol-name (gensym "T")) (symbol-name (gensym 100)) *gensym-counter*)) => ("G7" "T8" "G100" 9)
(let ((*gensym-counter* (expt 10 20))) (symbol-name (gensym))) => "G100000000000000000000"
(let ((*gensym-counter* -1)) (gensym)) !! type-error
(let ((*gensym-counter* 'a)) (gensym)) !! type-error
(gensym 'a) !! type-error
(gensym -1) !! type-error
(symbol-package (gensym)) => NIL
(let ((a (gentemp)) (b (gentemp))) (list (eq a b) (eq (symbol-package a) *package*) (char (symbol-name a) 0))) => (NIL T #\T)
(let ((s (gentemp "NAME" "KEYWORD"))) (list (keywordp s) (search "NAME" (symbol-name s)))) => (T 0)
(gentemp 5) !! type-error
(gentemp "A" "NO-SUCH-PACKAGE") !! package-error
(let ((*gensym-counter* 5)) (gentemp) (list *gensym-counter* (eq (gentemp "X") (gentemp "X")))) => (5 NIL)
