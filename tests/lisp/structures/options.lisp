;;;; Options of DEFSTRUCT (CLHS 8.1) and their errors; the macro is expanded when the form is evaluated.

(defun definition-error (form) (handler-case (progn (eval form) :none) (program-error () :program-error) (error (c) (type-of c))))
(mapcar #'definition-error '((defstruct (x :unknown) a) (defstruct (x (:size 3)) a) (defstruct (x (:conc-name a b)) a) (defstruct (x (:type list list)) a) (defstruct (x (:conc-name a-) (:conc-name b-)) a))) => (:PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR)
(mapcar #'definition-error '((defstruct (x :named) a) (defstruct (x (:initial-offset 1)) a) (defstruct (x (:type list) (:predicate x-p)) a) (defstruct (x (:type list) (:print-function f)) a) (defstruct (x (:print-function f) (:print-object g)) a))) => (:PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR)
(mapcar #'definition-error '((defstruct x a a) (defstruct x a b |A|) (defstruct x 1) (defstruct "x" a) (defstruct x ("a" 1)) (defstruct x (a 1 :no-option t)) (defstruct (x (:constructor nil) (:constructor make)) a))) => (:PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR)
(defstruct base (a 1) (b 2 :type integer :read-only t)) => BASE
(mapcar #'definition-error '((defstruct (x (:include no-such)) a) (defstruct (x (:include base (c 1))) d) (defstruct (x (:include base)) a) (defstruct (x (:include base) (:type list)) z))) => (SIMPLE-ERROR :PROGRAM-ERROR :PROGRAM-ERROR :PROGRAM-ERROR)
; Slot types.
(base-b (make-base)) => 2
(make-base :b 'x) !! type-error
(handler-case (make-base :b 'x) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (X INTEGER)
(defstruct typed-slot (n 0 :type (integer 0 9)) (s "" :type string)) => TYPED-SLOT
(let ((x (make-typed-slot))) (setf (typed-slot-n x) 9 (typed-slot-s x) "t") (list (typed-slot-n x) (typed-slot-s x))) => (9 "t")
(setf (typed-slot-n (make-typed-slot)) 10) !! type-error
(funcall #'(setf typed-slot-n) 10 (make-typed-slot)) !! type-error
(let ((x (make-typed-slot))) (ignore-errors (setf (typed-slot-n x) :wrong)) (typed-slot-n x)) => 0
(defstruct wrong-default (n nil :type integer)) => WRONG-DEFAULT
(wrong-default-n (make-wrong-default :n 1)) => 1
(make-wrong-default) !! type-error
(defstruct (fork (:constructor fork (left right))) (left nil :type (or null fork)) (right nil :type (or null fork))) => FORK
(fork-p (fork-left (fork (fork nil nil) nil))) => T
(fork 1 nil) !! type-error
; Inclusion: overrides keep what they do not say; read-only stays.
(defstruct (derived (:include base (a 10) (b 20))) (c 3)) => DERIVED
(let ((d (make-derived))) (list (derived-a d) (derived-b d) (derived-c d) (base-a d) (base-p d))) => (10 20 3 10 T)
(make-derived :b "x") !! type-error
(fboundp '(setf derived-b)) => NIL
(definition-error '(setf (derived-b (make-derived)) 1)) => :PROGRAM-ERROR
; An accessor that the included structure has already is left to it.
(defstruct (same-prefix (:include base) (:conc-name base-)) d) => SAME-PREFIX
(list (base-a (make-base :a 5)) (base-a (make-same-prefix :a 6)) (base-d (make-same-prefix :d 7))) => (5 6 7)
(base-d (make-base)) !! type-error
; Names of slots may be special, constant, or of any package; keywords go by name.
(defvar *special-slot* :global)
(defstruct odd-names *special-slot* (pi 3) (t 4) (nil 5)) => ODD-NAMES
(let ((o (make-odd-names :*special-slot* 1 :pi 2))) (list (odd-names-*special-slot* o) (odd-names-pi o) (odd-names-t o) (odd-names-nil o) *special-slot*)) => (1 2 4 5 :GLOBAL)
(defstruct sees-special (a *special-slot*)) => SEES-SPECIAL
(let ((*special-slot* :bound)) (sees-special-a (make-sees-special))) => :BOUND
(defstruct (later-default (:constructor later-default (a &aux (b (* a 2))))) a b (c (list :own))) => LATER-DEFAULT
(let ((x (later-default 4)) (y (later-default 5))) (list (later-default-b x) (later-default-c x) (eq (later-default-c x) (later-default-c y)))) => (8 (:OWN) NIL)
(defstruct (optional-made (:constructor optional-made (&optional (a 5 a-given) &key (b 6) ((:see c) 7) &aux (d a-given)))) a b c d) => OPTIONAL-MADE
(list (optional-made) (optional-made 1 :see 3)) => (#S(OPTIONAL-MADE :A 5 :B 6 :C 7 :D NIL) #S(OPTIONAL-MADE :A 1 :B 6 :C 3 :D T))
; Options without arguments.
(defstruct (plain-options :conc-name :constructor :predicate :copier) only-slot) => PLAIN-OPTIONS
(let ((x (make-plain-options :only-slot 1))) (list (only-slot x) (plain-options-p x) (only-slot (copy-plain-options x)))) => (1 T 1)
(defstruct (string-prefix (:conc-name "SP/")) a) => STRING-PREFIX
(sp/a (make-string-prefix :a 1)) => 1
; Accessors: calls, function objects, SETF of them; arguments are evaluated once and in order.
(mapcar #'base-a (list (make-base) (make-derived))) => (1 10)
(let ((log nil)) (let ((b (make-base))) (setf (base-a (progn (push :structure log) b)) (progn (push :value log) 8)) (list (base-a b) (reverse log)))) => (8 (:STRUCTURE :VALUE))
(let ((b (make-base :a 1))) (list (incf (base-a b) 2) (push 0 (base-a b)) (shiftf (base-a b) :new) (base-a b))) => (3 (0 . 3) (0 . 3) :NEW)
(locally (declare (notinline base-a)) (base-a (make-base :a 2))) => 2
(flet ((base-a (x) (list :local x))) (base-a 1)) => (:LOCAL 1)
(base-a) !! program-error
(base-a 1 2) !! program-error
(base-a nil) !! type-error
(base-a #(1 2 3)) !! type-error
(setf (base-a 5) 1) !! type-error
(handler-case (base-a 5) (type-error (c) (list (type-error-datum c) (type-error-expected-type c)))) => (5 BASE)
(derived-c (make-base)) !! type-error
(copy-derived (make-base)) !! type-error
(type-of (copy-base (make-derived))) => DERIVED
(handler-bind ((type-error (lambda (c) (use-value :instead c)))) (list (base-a 5))) => (:INSTEAD)
; Defined again with the same slots, old instances stay; with others they are of the old type.
(let ((old (make-base :a 7))) (eval '(defstruct base (a 1) (b 2 :type integer :read-only t))) (base-a old)) => 7
; Structures of the option :TYPE check slots too.
(defstruct (typed-list (:type list)) (n 0 :type integer) m) => TYPED-LIST
(make-typed-list :n 'x) !! type-error
(setf (typed-list-n (make-typed-list)) 'x) !! type-error
(defstruct (byte-vector (:type (vector (unsigned-byte 8)))) (a 1) (b 2)) => BYTE-VECTOR
(array-element-type (make-byte-vector :b 200)) => (UNSIGNED-BYTE 8)
(defstruct (included-list (:type list) (:include typed-list (n 5)) :named) z) => INCLUDED-LIST
(make-included-list :m 1 :z 2) => (5 1 INCLUDED-LIST 2)
(list (included-list-z '(1 2 included-list 3)) (included-list-p '(1 2 included-list 3)) (included-list-p '(1 2 other 3)) (included-list-p 5)) => (3 T NIL NIL)
(defstruct (documented-list (:type list)) "Doc of a list." a) => DOCUMENTED-LIST
(documentation 'documented-list 'structure) => "Doc of a list."
; Printers are inherited; the option without a function undoes that.
(defstruct (printing (:print-object (lambda (o s) (format s "<P ~A>" (printing-a o))))) a) => PRINTING
(defstruct (printing-too (:include printing)) b) => PRINTING-TOO
(prin1-to-string (make-printing-too :a 1)) => "<P 1>"
(defstruct (printing-plainly (:include printing) (:print-object)) b) => PRINTING-PLAINLY
(prin1-to-string (make-printing-plainly :a 1)) => "#S(PRINTING-PLAINLY :A 1 :B NIL)"
(let ((prefix "in scope")) (defstruct (printing-in-scope (:print-function (lambda (o s d) (declare (ignore o d)) (write-string prefix s)))) a)) => PRINTING-IN-SCOPE
(prin1-to-string (make-printing-in-scope)) => "in scope"
; Defined again: with the same slots, old structures stay; else it is an error that can be continued.
(progn (sys::%set-symbol-info 'again 'sys::structure-layout nil) (defparameter *old* (progn (eval '(defstruct again (a 1) b)) (funcall 'make-again))) (eval '(defstruct again (a 2) b)) (list (typep *old* 'again) (funcall 'again-a *old*) (funcall 'again-a (funcall 'make-again)))) => (T 1 2)
(eval '(defstruct again a b c)) !! error
(handler-bind ((error #'continue)) (eval '(defstruct again a b c))) => AGAIN
(list (typep *old* 'again) (funcall 'again-c (funcall 'make-again :c 3))) => (NIL 3)
(funcall 'again-a *old*) !! type-error
; #S.
(read-from-string "#S(base :a)") !! reader-error
(read-from-string "#S(base . 1)") !! reader-error
(read-from-string "#S(base 1 2)") !! reader-error
(base-a (read-from-string "#S(base a 4)")) => 4
; A variable behind &AUX without a value leaves its slot uninitialized.
(defstruct (left-open (:constructor left-open (&aux a (b) (c 3)))) (a 1 :type integer) (b 2 :type integer) (c 0 :type integer)) => LEFT-OPEN
(let ((x (left-open))) (setf (left-open-a x) 5 (left-open-b x) 6) x) => #S(LEFT-OPEN :A 5 :B 6 :C 3)
(eval '(progn (defstruct (wrong-aux (:constructor wrong-aux (&aux (a "x")))) (a 1 :type integer)) (wrong-aux))) !! type-error

;;; Without a prefix the slots' own symbols name the accessors, in whatever package they are.
(defpackage "ELSEWHERE" (:use))
(defstruct (bare (:conc-name nil)) elsewhere::place) => BARE
(let ((b (make-bare :place 1))) (setf (elsewhere::place b) 2) (list (elsewhere::place b) (fboundp 'place))) => (2 NIL)
(defstruct (bare-list (:conc-name) (:type list)) elsewhere::item) => BARE-LIST
(elsewhere::item (make-bare-list :item 5)) => 5
(defstruct (empty-prefix (:conc-name "")) elsewhere::thing) => EMPTY-PREFIX
(thing (make-empty-prefix :thing 3)) => 3

;;; The name is an element.
(definition-error '(defstruct (named-floats (:type (vector single-float)) :named) a)) => :PROGRAM-ERROR
(definition-error '(defstruct (named-symbols (:type (vector symbol)) :named) a)) => :NONE
