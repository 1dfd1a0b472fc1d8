;;;; DEFINE-CONDITION (CLHS 9.2): options of slots and types, inheritance, redefinition, errors of form.

(define-condition shape () ((sides :initarg :sides :reader sides) (name :initarg :name :initform "shape" :accessor shape-name))) => SHAPE
(define-condition coloured () ((colour :initarg :colour :initarg :color :reader colour :initform :grey))) => COLOURED
(define-condition square (shape coloured) () (:default-initargs :sides 4)) => SQUARE
(let ((c (make-condition 'square :color :red))) (list (sides c) (shape-name c) (colour c))) => (4 "shape" :RED)
(sides (make-condition 'square :sides 5)) => 5
(let ((c (make-condition 'square))) (setf (shape-name c) "s") (shape-name c)) => "s"
(sides (make-condition 'shape)) !! unbound-slot
(colour (make-condition 'shape)) !! type-error
(colour 5) !! type-error
(define-condition narrow-square (square) ((name :initform "narrow") (sides :initarg :edges))) => NARROW-SQUARE
(let ((c (make-condition 'narrow-square :edges 6))) (list (sides c) (shape-name c))) => (6 "narrow")
(shape-name (make-condition 'narrow-square :name "given")) => "given"
(let ((counter 0)) (define-condition counted () ((n :initform (incf counter) :reader n-of))) (list (n-of (make-condition 'counted)) (n-of (make-condition 'counted)))) => (1 2)
(let ((counter 0)) (define-condition counted-2 () ((n :initarg :n :reader n-of)) (:default-initargs :n (incf counter))) (list (n-of (make-condition 'counted-2)) (n-of (make-condition 'counted-2 :n :given)) (n-of (make-condition 'counted-2)))) => (1 :GIVEN 2)
(define-condition shared () ((tally :allocation :class :initform 0 :accessor tally))) => SHARED
(let ((a (make-condition 'shared)) (b (make-condition 'shared))) (setf (tally a) 7) (list (tally b) (tally (make-condition 'shared)))) => (7 7)
(define-condition reader-1 () ((value :initarg :value :reader any-value))) => READER-1
(define-condition reader-2 () ((other :initarg :other :reader any-value))) => READER-2
(list (any-value (make-condition 'reader-1 :value 1)) (any-value (make-condition 'reader-2 :other 2))) => (1 2)
(define-condition writes () ((w :initarg :w :reader w-of :writer (setf w-of-it)))) => WRITES
(let ((c (make-condition 'writes))) (setf (w-of-it c) 3) (w-of c)) => 3
(define-condition reports (error) ((x :initarg :x :reader x-of)) (:report (lambda (c s) (format s "x is ~A" (x-of c))))) => REPORTS
(princ-to-string (make-condition 'reports :x 5)) => "x is 5"
(define-condition reports-too (reports) ()) => REPORTS-TOO
(princ-to-string (make-condition 'reports-too :x 6)) => "x is 6"
(defun report-it (c s) (declare (ignore c)) (write-string "by name" s)) => REPORT-IT
(define-condition reports-by-name (reports) () (:report report-it)) => REPORTS-BY-NAME
(princ-to-string (make-condition 'reports-by-name)) => "by name"
(define-condition reports-text (reports) () (:report "a text with ~A") (:documentation "What it is for.")) => REPORTS-TEXT
(princ-to-string (make-condition 'reports-text)) => "a text with ~A"
(documentation 'reports-text 'type) => "What it is for."
(define-condition diamond-top () ((s :initform :top :reader s-of))) => DIAMOND-TOP
(define-condition diamond-left (diamond-top) ()) => DIAMOND-LEFT
(define-condition diamond-right (diamond-top) ((s :initform :right))) => DIAMOND-RIGHT
(define-condition diamond (diamond-left diamond-right) ()) => DIAMOND
(s-of (make-condition 'diamond)) => :RIGHT
(eval '(define-condition contradictory (diamond-top diamond-left) ())) !! error
(eval '(define-condition orphan (no-such-parent) ())) !! error
(eval '(define-condition "x" () ())) !! program-error
(eval '(define-condition bad-option () () (:no-such-option 1))) !! program-error
(eval '(define-condition bad-slot () ((a :no-such-option 1)))) !! program-error
(eval '(define-condition bad-slot () ((a :initform 1 :initform 2)))) !! program-error
(eval '(define-condition bad-report () () (:report "a") (:report "b"))) !! program-error
(make-condition 'no-such-condition) !! type-error
(make-condition 'integer) !! type-error
(make-condition 'square :sides) !! program-error
(deftype my-square () 'square) => MY-SQUARE
(type-of (make-condition 'my-square)) => SQUARE
(let ((old (make-condition 'shape :sides 3))) (define-condition shape () ((sides :initarg :sides :reader sides) (area :initform 9 :reader area))) (list (sides old) (area (make-condition 'shape)) (typep old 'shape))) => (3 9 T)
