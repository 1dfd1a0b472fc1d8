;;;; Symbols, property lists, MAKE-SYMBOL, GENSYM (CLHS 10).

(symbol-name 'abc) => "ABC"
(symbol-name '|a b|) => "a b"
(symbol-name :k) => "K"
(symbol-name nil) => "NIL"
(symbol-name "a") !! type-error
(package-name (symbol-package 'car)) => "COMMON-LISP"
(symbol-package '#:x) => NIL
(symbol-package (make-symbol "X")) => NIL
(package-name (symbol-package :k)) => "KEYWORD"
(symbolp 'a) => T
(symbolp nil) => T
(symbolp :a) => T
(symbolp "a") => NIL
(keywordp :a) => T
(keywordp 'a) => NIL
(keywordp nil) => NIL
(eq 'a 'a) => T
(eq (make-symbol "A") (make-symbol "A")) => NIL
(make-symbol "abc") => #:|abc|
(make-symbol 'a) !! type-error
(eq (gensym) (gensym)) => NIL
(let ((s (gensym "FOO"))) (list (symbol-package s) (subseq (symbol-name s) 0 3))) => (NIL "FOO")
(let ((*gensym-counter* 43)) (list (symbol-name (gensym)) *gensym-counter*)) => ("G43" 44)
(symbol-name (gensym 10)) => "G10"
(let ((*gensym-counter* 5)) (symbol-name (gensym "X"))) => "X5"
(package-name (symbol-package (gentemp))) => "COMMON-LISP-USER"
(let ((s (copy-symbol 'car))) (list (symbol-name s) (symbol-package s) (fboundp s))) => ("CAR" NIL NIL)
(progn (setf (get 'copied 'p) 1) (setf (symbol-value 'copied) 2) (let ((s (copy-symbol 'copied t))) (list (get s 'p) (symbol-value s)))) => (1 2)
(progn (setf (symbol-plist 'indicated) nil (get 'indicated 'a) 1 (get 'indicated 'b) 2) (list (get 'indicated 'a) (get 'indicated 'b) (get 'indicated 'c) (get 'indicated 'c :none))) => (1 2 NIL :NONE)
(list (not (null (remprop 'indicated 'a))) (get 'indicated 'a) (remprop 'indicated 'zzz)) => (T NIL NIL)
(symbol-plist 'indicated) => (B 2)
(progn (setf (symbol-plist 'indicated) '(x y)) (get 'indicated 'x)) => Y
(get "a" 'b) !! type-error
(progn (set 'setted 5) (symbol-value 'setted)) => 5
(boundp 'setted) => T
(progn (makunbound 'setted) (boundp 'setted)) => NIL
(symbol-value 'no-value-at-all) !! unbound-variable
(handler-case (symbol-value 'no-value-at-all) (unbound-variable (c) (cell-error-name c))) => NO-VALUE-AT-ALL
(symbol-function 'no-function-at-all) !! undefined-function
(handler-case (symbol-function 'no-function-at-all) (undefined-function (c) (cell-error-name c))) => NO-FUNCTION-AT-ALL
(eq (symbol-function 'car) #'car) => T
(set nil 1) !! error
(set :k 1) !! error
(eval '(setq t 1)) !! error
(eval '(setq :k 1)) !! error
(eval '(let ((nil 1)) nil)) !! error
(boundp :k) => T
(boundp nil) => T
(symbol-value :k) => :K
