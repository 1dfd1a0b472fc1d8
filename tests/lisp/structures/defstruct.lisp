;;;; DEFSTRUCT (CLHS 8.1).

(defstruct ship x-position (y-position 0) (mass 10 :type integer)) => SHIP
(let ((s (make-ship :x-position 1))) (list (ship-x-position s) (ship-y-position s) (ship-mass s))) => (1 0 10)
(let ((s (make-ship))) (setf (ship-mass s) 20) (incf (ship-mass s)) (ship-mass s)) => 21
(ship-p (make-ship)) => T
(ship-p 5) => NIL
(typep (make-ship) 'ship) => T
(typep (make-ship) 'structure-object) => T
(type-of (make-ship)) => SHIP
(let* ((a (make-ship :mass 1)) (b (copy-ship a))) (setf (ship-mass b) 2) (list (ship-mass a) (ship-mass b) (eq a b))) => (1 2 NIL)
(let ((s (copy-structure (make-ship :mass 4)))) (ship-mass s)) => 4
(make-ship :x-position 1 :mass 2) => #S(SHIP :X-POSITION 1 :Y-POSITION 0 :MASS 2)
(equalp (make-ship :mass 1) (make-ship :mass 1)) => T
(equal (make-ship) (make-ship)) => NIL
(make-ship :no-slot 1) !! program-error
(ship-mass 5) !! type-error
(ship-mass nil) !! type-error
(copy-ship 5) !! type-error
(mapcar #'ship-mass (list (make-ship) (make-ship :mass 3))) => (10 3)
(defstruct (steamer (:include ship (mass 1000)) (:conc-name st-)) (funnels 2)) => STEAMER
(let ((s (make-steamer))) (list (ship-mass s) (st-mass s) (st-funnels s) (ship-p s) (steamer-p s) (typep s 'ship))) => (1000 1000 2 T T T)
(steamer-p (make-ship)) => NIL
(st-funnels (make-ship)) !! type-error
(defstruct (kw-less (:conc-name nil)) kw-slot) => KW-LESS
(kw-slot (make-kw-less :kw-slot 3)) => 3
(defstruct (built (:constructor build) (:constructor build-2 (a b)) (:constructor build-3 (&optional (a 7) &rest c)) (:constructor build-4 (&key ((:bee b) 8)))) (a 1) (b 2) c) => BUILT
(let ((x (build :a 5))) (list (built-a x) (built-b x) (built-c x))) => (5 2 NIL)
(let ((x (build-2 5 6))) (list (built-a x) (built-b x) (built-c x))) => (5 6 NIL)
(let ((x (build-3))) (list (built-a x) (built-b x) (built-c x))) => (7 2 NIL)
(let ((x (build-3 1 2 3))) (list (built-a x) (built-b x) (built-c x))) => (1 2 (2 3))
(let ((x (build-4 :bee 3))) (list (built-a x) (built-b x))) => (1 3)
(fboundp 'make-built) => NIL
(defstruct (aux-made (:constructor aux-make (a &optional b &aux (c (list a b))))) a (b 5) c) => AUX-MADE
(let ((x (aux-make 1))) (list (aux-made-b x) (aux-made-c x))) => (5 (1 5))
(defstruct (bare (:predicate nil) (:copier nil) (:constructor nil)) a) => BARE
(list (fboundp 'bare-p) (fboundp 'copy-bare) (fboundp 'make-bare)) => (NIL NIL NIL)
(defstruct (named-functions (:predicate is-nf) (:copier dup-nf)) a) => NAMED-FUNCTIONS
(list (is-nf (make-named-functions)) (named-functions-a (dup-nf (make-named-functions :a 3)))) => (T 3)
(defstruct constant-slot (v 1 :read-only t)) => CONSTANT-SLOT
(constant-slot-v (make-constant-slot :v 2)) => 2
(eval '(setf (constant-slot-v (make-constant-slot)) 3)) !! error
(defstruct (printed (:print-function (lambda (o s d) (declare (ignore d)) (format s "<P ~A>" (printed-a o))))) a) => PRINTED
(prin1-to-string (make-printed :a 3)) => "<P 3>"
(prin1-to-string (list (make-printed :a 3))) => "(<P 3>)"
(defstruct documented-struct "The doc." a) => DOCUMENTED-STRUCT
(documentation 'documented-struct 'structure) => "The doc."
(let ((n 0)) (defstruct counting (id (incf n))) (make-counting) (make-counting) (list n (counting-id (make-counting)))) => (2 3)
(defstruct (rooted (:include steamer)) z) => ROOTED
(let ((r (make-rooted :z 1 :mass 5))) (list (ship-mass r) (st-mass r) (rooted-mass r) (rooted-z r) (rooted-funnels r))) => (5 5 5 1 2)

(let ((s (make-ship :x-position (make-ship)))) (ship-p (ship-x-position s))) => T
(let ((s (make-ship))) (setf (ship-x-position s) s) (eq s (ship-x-position s))) => T
(defstruct (as-list (:type list)) a (b 2)) => AS-LIST
(make-as-list :a 1) => (1 2)
(list (as-list-a '(5 6)) (as-list-b '(5 6))) => (5 6)
(fboundp 'as-list-p) => NIL
(defstruct (as-named-list (:type list) :named) a (b 2)) => AS-NAMED-LIST
(make-as-named-list :a 1) => (AS-NAMED-LIST 1 2)
(list (as-named-list-p (make-as-named-list)) (as-named-list-p '(1 2)) (as-named-list-b (make-as-named-list))) => (T NIL 2)
(defstruct (as-vector (:type vector) :named) a (b 2)) => AS-VECTOR
(make-as-vector :a 1) => #(AS-VECTOR 1 2)
(let ((v (make-as-vector))) (setf (as-vector-b v) 9) (list (as-vector-b v) (as-vector-p v))) => (9 T)
(defstruct (offset-list (:type list) (:initial-offset 2)) a b) => OFFSET-LIST
(make-offset-list :a 1 :b 2) => (NIL NIL 1 2)
(offset-list-b '(0 0 1 2)) => 2
(defstruct (sub-list (:type list) (:include as-list (b 7))) c) => SUB-LIST
(make-sub-list :a 1 :c 3) => (1 7 3)
(list (sub-list-b '(1 2 3)) (as-list-b '(1 2 3)) (sub-list-c '(1 2 3))) => (2 2 3)
#S(ship :x-position 1 :y-position 2 :mass 3) => #S(SHIP :X-POSITION 1 :Y-POSITION 2 :MASS 3)
(ship-mass (read-from-string "#S(ship :mass 7)")) => 7
(read-from-string "#S(no-such-structure)") !! error
