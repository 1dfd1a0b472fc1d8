;;;; Generates type specifiers and objects and prints what SUBTYPEP and TYPEP say of them, a line each. Runs on any
;;;; Common Lisp: two systems agree when no line of one has T where the other has NIL. A third answer, ?, is
;;;; "not known". Types that systems may choose differently (base characters, upgraded elements) are left out.

(defpackage "ORACLE" (:use "COMMON-LISP"))
(in-package "ORACLE")

(defvar *state* 12345)

(defun choose (n)
  (setq *state* (mod (+ (* *state* 1103515245) 12345) 2147483648))
  (mod (floor *state* 65536) n))

(defun pick (list) (nth (choose (length list)) list))

(defstruct plant) (defstruct (oak (:include plant)) height) (defstruct (bush (:include plant)))
(define-condition oops (error) ()) (define-condition hmm (warning) ()) (define-condition both (oops hmm) ())

(defun bound (&optional (exclusive t))
  (let ((n (pick '(* -2 0 1 3 7))))
    (if (and exclusive (integerp n) (zerop (choose 3))) (list n) n)))

(defun float-bound (one)
  (let ((n (bound)))
    (cond ((integerp n) (float n one)) ((consp n) (list (float (car n) one))) (t n))))

(defun atomic ()
  (pick '(t nil null symbol keyword boolean list cons atom sequence number real rational integer ratio float
          single-float double-float character vector simple-vector bit-vector array
          simple-array function hash-table package stream condition error warning type-error simple-error
          simple-condition bit fixnum bignum unsigned-byte standard-char plant oak bush
          oops hmm both)))

(defun object ()
  (pick (list nil t :a 'b 0 1 -2 7 8 1/2 -7/3 0.0 1.0 1.5 2d0 #\a #\Newline "abc" "" #(1 2) #(1 2 3) #*101
              '(1) '(a . b) '(1 2) (make-oak) (make-bush) #'car (make-condition 'both)
              (make-array '(2 3)) (expt 2 100))))

(defun element-type () (pick '(* t character bit)))

(defun dimensions ()
  (pick '(* (*) (3) (* *) (2 3) (2 *) 0 1 2 ())))

(defun specifier (depth)
  (if (zerop depth)
      (atomic)
      (case (choose 17)
        ((0 1) (list 'and (specifier (1- depth)) (specifier (1- depth))))
        ((2 3) (list 'or (specifier (1- depth)) (specifier (1- depth))))
        ((4) (list 'not (specifier (1- depth))))
        ((5 6) (list 'cons (specifier (1- depth)) (specifier (1- depth))))
        ((7 8) (list 'integer (bound) (bound)))
        ((9) (list 'rational (bound) (bound)))
        ((10) (list 'single-float (float-bound 1f0) (float-bound 1f0)))
        ((11) (list 'member (pick '(0 1 a b nil t #\a)) (pick '(2 7 a :k #\b))))
        ((12) (list 'mod (pick '(1 2 8))))
        ((13) (list (pick '(array simple-array)) (element-type) (dimensions)))
        ((14) (list 'vector (element-type) (pick '(* 2 3))))
        ((15) (list (pick '(unsigned-byte signed-byte)) (pick '(1 3 8))))
        (t (atomic)))))

(defun answer (a b)
  (multiple-value-bind (sub certain) (subtypep a b)
    (if certain (if sub "T" "NIL") "?")))

(let ((*print-pretty* nil))
  (dotimes (n 3000)
    (let* ((depth (choose 4)) (a (specifier depth)) (b (specifier (choose 4))) (object (object)))
      (format t "~A ~S ~S~%" (answer a b) a b)
      (format t "~A ~S ~S~%" (if (typep object a) "T" "NIL") object a))))
