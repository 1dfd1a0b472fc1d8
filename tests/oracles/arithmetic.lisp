;;;; Generates numbers of every type and prints what arithmetic makes of them, a line each: the answer, with floats as
;;;; mantissa and exponent, and the call. Runs on any Common Lisp.
;;;; Oracles: sbcl clisp
;;;;
;;;; Left out is where the standard lets systems differ: infinities, denormalized numbers, and operations that are
;;;; rounded more than once; irrational functions are compared to a few digits.

(defpackage "ORACLE" (:use "COMMON-LISP"))
(in-package "ORACLE")

(setq *print-pretty* nil)

(defvar *state* 4711)

(defun choose (n)
  (setq *state* (mod (+ (* *state* 6364136223846793005) 1442695040888963407) 18446744073709551616))
  (mod (floor *state* 4294967296) n))

(defun pick (list) (nth (choose (length list)) list))

(defun signed (n) (if (zerop (choose 2)) n (- n)))

(defun bits (n-bits)
  (let ((result 0))
    (dotimes (i n-bits result) (setq result (+ (* 2 result) (choose 2))))))

(defun whole ()
  (signed (case (choose 6)
            ((0) (choose 10))
            ((1) (bits 61))
            ((2) (+ (expt 2 (pick '(29 30 31 32 48 60 61 62 63 64 127 128))) (- (choose 5) 2)))
            ((3) (bits (choose 200)))
            ((4) (bits (choose 2000)))
            (t (choose 100000)))))

(defun fraction () (/ (whole) (1+ (abs (whole)))))

(defun short () (signed (scale-float (float (1+ (bits 24)) 1f0) (- (choose 60) 40))))

(defun long () (signed (scale-float (float (1+ (bits 53)) 1d0) (- (choose 200) 120))))

(defun exact () (if (zerop (choose 3)) (fraction) (whole)))

(defun real-number () (case (choose 5) ((0) (short)) ((1) (long)) (t (exact))))

(defun modest () (pick (list (choose 50) (signed (choose 50)) (/ (choose 50) (1+ (choose 20)))
                             (float (/ (choose 1000) 64) 1f0) (float (/ (signed (choose 1000)) 64) 1d0))))

(defun complex-number () (complex (modest) (modest)))

(defun show (object)
  (cond ((typep object 'single-float) (multiple-value-bind (m e s) (integer-decode-float object)
                                        (if (zerop m) "0s" (show-list "s" (* m s) e))))
        ((typep object 'double-float) (multiple-value-bind (m e s) (integer-decode-float object)
                                        (if (zerop m) "0d" (show-list "d" (* m s) e))))
        ((complexp object) (show-list "c" (show (realpart object)) (show (imagpart object))))
        ((stringp object) object)
        (t (prin1-to-string object))))

(defun show-list (&rest items)
  (let ((text ""))
    (dolist (item items text)
      (setq text (concatenate 'string text (show item) ",")))))

(defun answer-to (function arguments)
  (handler-case (apply #'show-list (multiple-value-list (apply function arguments)))
    (division-by-zero () "division-by-zero")
    (arithmetic-error () "?")
    (type-error () "type-error")
    (error () "error")))

(defun try (function &rest arguments)
  (write-string (answer-to function arguments))
  (write-char #\Space)
  (prin1 (cons function arguments))
  (terpri))

(defun nearly (x)
  "X to six digits, for what is computed with rounding."
  (let ((x (coerce x '(complex double-float))))
    (flet ((digits (part)
             (if (< (abs part) 1d-6)
                 0
                 (let ((scale (expt 10 (- 4 (floor (log (abs part) 10d0))))))
                   (round (rational part) (/ 1 scale))))))
      (list (digits (realpart x)) (digits (imagpart x))))))

;;; WRITE-TO-STRING, by a way on which no oracle fails for the least fixnum.
(defun text (integer radix)
  (let ((*print-base* radix) (*print-radix* nil))
    (with-output-to-string (stream) (prin1 integer stream))))

(dotimes (i 400)
  (let ((a (whole)) (b (whole)))
    (try (pick '(+ - * gcd lcm logand logior logxor logeqv logandc1 logandc2 logorc1 logorc2 lognand lognor logtest)) a b)
    (try (pick '(floor ceiling truncate round mod rem)) a b)
    (try (pick '(= < > <= >= /= max min)) a b)
    (try (pick '(integer-length logcount lognot evenp oddp abs signum 1+ 1- - zerop plusp minusp)) a)
    (try 'ash a (signed (choose 150)))
    (try 'logbitp (choose 150) a)
    (let ((byte (byte (choose 100) (choose 100))))
      (write-string (show-list (ldb byte a) (mask-field byte a) (dpb a byte b) (deposit-field a byte b) (ldb-test byte a)))
      (write-string " bytes ")
      (prin1 (list byte a b))
      (terpri))
    (try 'isqrt (abs a))
    (try 'boole (pick (list boole-and boole-ior boole-xor boole-eqv boole-nand boole-nor boole-andc1 boole-andc2
                            boole-orc1 boole-orc2 boole-1 boole-2 boole-c1 boole-c2 boole-clr boole-set))
         a b)
    (let ((radix (+ 2 (choose 35))))
      (try 'text a radix)
      (try 'parse-integer (text a radix) :radix radix))))

(dotimes (i 400)
  (let ((a (exact)) (b (exact)))
    (try (pick '(+ - * /)) a b)
    (try (pick '(floor ceiling truncate round mod rem)) a b)
    (try (pick '(= < > <= >= /= max min eql)) a b)
    (try (pick '(numerator denominator abs - signum)) a)
    (try 'expt a (- (choose 12) 4))
    (try 'float a 1d0)
    (if (< (abs a) (expt 10 37)) (try 'float a 1f0))))

(dotimes (i 400)
  (let ((a (real-number)) (b (real-number)))
    (try (pick '(= < > <= >= /=)) a b)
    (try 'rational a)
    (let ((x (pick (list (short) (long)))) (y (pick (list (short) (long)))))
      (try (pick '(+ - * /)) x y)
      (try (pick '(+ - * /)) x (signed (choose 1000)))
      (try (pick '(= < > <= >= /= eql equalp max min)) x y)
      (try (pick '(floor ceiling truncate round)) x)
      (try (pick '(decode-float integer-decode-float float-sign float-digits float-precision - abs)) x)
      (try 'scale-float x (signed (choose 20)))
      (write-string (show (= x (float (rationalize x) x))))
      (write-string " rationalize ")
      (prin1 x)
      (terpri)
      (write-string (show (read-from-string (prin1-to-string x))))
      (write-string " text ")
      (prin1 x)
      (terpri)
      ;; Decimal digits that fall between two floats.
      (let ((text (concatenate 'string (prin1-to-string (bits 80)) "." (prin1-to-string (bits 80))
                               (pick '("f" "d")) (prin1-to-string (signed (choose 12))))))
        (try 'read-from-string text)))))

(dotimes (i 400)
  (let ((a (complex (whole) (fraction))) (b (complex (fraction) (whole))))
    (try (pick '(+ - *)) a b)
    (if (zerop b) nil (try '/ a b))
    (try (pick '(= /= eql equalp)) a (pick (list a b)))
    (try (pick '(realpart imagpart conjugate - zerop)) a)
    (try 'expt a (choose 5))))

;;; What rounds differently is compared by the equations that it satisfies and by its first digits.
(defun digits-of (function &rest arguments)
  (write-string (handler-case (let ((result (nearly (apply function arguments))))
                                (show-list (first result) (second result)))
                  (error () "?")))
  (write-char #\Space)
  (prin1 (cons function arguments))
  (terpri))

(defun as-double (number)
  (if (complexp number) (coerce number '(complex double-float)) (float number 1d0)))

(dotimes (i 400)
  (let ((z (as-double (pick (list (modest) (complex-number))))))
    (digits-of (pick '(exp sin cos tan sinh cosh tanh)) (/ z 4))
    (digits-of (pick '(asin acos atan asinh acosh atanh sqrt log phase abs)) (+ z #c(0.01d0 0.013d0)))
    (digits-of 'expt (+ z #c(0.1d0 0.2d0)) (/ (as-double (modest)) 16))
    (digits-of 'log (+ 1.5d0 (abs (as-double (modest)))) (+ 1.5d0 (abs (as-double (modest)))))
    (digits-of 'atan (+ 0.1d0 (as-double (modest))) (as-double (modest)))))
