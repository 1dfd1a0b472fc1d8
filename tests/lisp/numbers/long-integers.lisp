;;;; Products, quotients, powers and digits of integers of many thousand digits (CLHS 12.1.1.1: integers have no limit).

(defun repunit (n-digits) (floor (expt 10 n-digits) 9))
(defun digits (integer &optional (base 10)) (let ((*print-base* base) (*print-radix* nil)) (prin1-to-string integer)))
(defun runs (text)
  "The characters of a text with the lengths of their runs."
  (let ((runs '()))
    (dotimes (index (length text) (nreverse runs))
      (if (and runs (char= (char text index) (caar runs)))
          (incf (cdar runs))
          (push (cons (char text index) 1) runs)))))

;; (10^n - 1)^2 = 10^2n - 2 * 10^n + 1
(runs (digits (let ((nines (1- (expt 10 12000)))) (* nines nines))))
=> ((#\9 . 11999) (#\8 . 1) (#\0 . 11999) (#\1 . 1))
(runs (digits (* (1- (expt 10 12000)) (- 1 (expt 10 15000)))))
=> ((#\- . 1) (#\9 . 11999) (#\8 . 1) (#\9 . 3000) (#\0 . 11999) (#\1 . 1))
(let ((a (1- (ash 1 40000))) (b (1+ (ash 1 40000))))
  (values (= (* a b) (1- (ash 1 80000))) (= (* a a) (1+ (- (ash 1 80000) (ash 1 40001)))) (= (* a (- b)) (- 1 (ash 1 80000)))))
=> T; T; T
(= (* (repunit 20000) (expt 10 20000)) (- (repunit 40000) (repunit 20000))) => T
;; One factor ten times as long as the other.
(runs (digits (* (1- (expt 10 10000)) (repunit 100000))))
=> ((#\1 . 9999) (#\0 . 1) (#\9 . 90000) (#\8 . 9999) (#\9 . 1))
(let ((a (- (expt 3 25000) 17)) (b (+ (expt 7 13000) 5)) (c (- (ash 1 39000) 12345)))
  (values (= (* (* a b) c) (* a (* b c)) (* (* a c) b))
          (= (* (+ a b) c) (+ (* a c) (* b c)))
          (= (* (+ a b) (- a b)) (- (* a a) (* b b)))
          (mod (* a b c) 1000003)))
=> T; T; T; 471310
(= (* 2/3 (expt 3 30000) (/ (expt 2 50000) (expt 5 20000))) (/ (* (ash 1 50001) (expt 3 29999)) (expt 5 20000))) => T

(let ((a (- (expt 3 90000) 17)) (b (+ (expt 7 20000) 5)))
  (flet ((holds (n d)
           (multiple-value-bind (quotient remainder) (truncate n d)
             (and (= n (+ (* quotient d) remainder)) (< (abs remainder) (abs d)) (<= 0 (* remainder (signum n)))))))
    (values (holds a b) (holds (- a) b) (holds a (- b)) (holds (* a b) a) (holds (1- (* a b)) a)
            (holds (1- (ash 1 300000)) (1- (ash 1 150000))) (holds (ash 1 300000) (1- (ash 1 110000))))))
=> T; T; T; T; T; T; T
;; On both sides of a multiple of the divisor.
(let* ((a (- (expt 3 90000) 17)) (b (+ (expt 7 20000) 5)) (multiple (* a b)))
  (flet ((quotients (n)
           (multiple-value-bind (floor modulus) (floor n b)
             (multiple-value-bind (ceiling remainder) (ceiling n b)
               (list (- floor a) (if (< modulus 10) modulus (- modulus b)) (- ceiling a) (if (> remainder -10) remainder (+ remainder b)))))))
    (values (quotients multiple) (quotients (1- multiple)) (quotients (1+ multiple)) (quotients (- multiple b 1)))))
=> (0 0 0 0); (-1 -1 0 -1); (0 1 1 1); (-2 -1 -1 -1)
(let ((a (- (expt 3 90000) 17)) (b (+ (expt 7 20000) 5)))
  (values (- (round (+ (* a b) (ash b -1)) b) a) (- (round (+ (* a b) (ash b -1) 1) b) a) (mod (- (* a b)) b) (- (rem (- 3 (* a b)) b) (- 3 b))))
=> 0; 1; 0; 0
(/ (gcd (* (repunit 15000) (expt 2 20000)) (* (expt 3 20000) (expt 2 10000))) (ash 1 10000)) => 3

(= (expt 7 40000) (* (expt 7 19999) (expt 7 20001)) (* 7 (expt (expt 7 13333) 3))) => T
(= (expt -10 30001) (- (* (expt 5 30001) (ash 1 30001)))) => T
(values (mod (expt 3 100000) 1000003) (integer-length (expt 3 100000)) (mod (expt (1- (ash 1 3000)) 50) 1000003)) => 799099; 158497; 342912
(runs (digits (expt 6 40000) 6)) => ((#\1 . 1) (#\0 . 40000))

;; Digits, and integers from digits.
(runs (digits (repunit 60000))) => ((#\1 . 60000))
(runs (digits (1- (expt 10 50000)))) => ((#\9 . 50000))
(runs (digits (- (expt 10 50000)))) => ((#\- . 1) (#\1 . 1) (#\0 . 50000))
(runs (digits (+ (expt 10 50000) 7 (expt 10 25000)))) => ((#\1 . 1) (#\0 . 24999) (#\1 . 1) (#\0 . 24999) (#\7 . 1))
(runs (digits (1- (expt 7 30000)) 7)) => ((#\6 . 30000))
(runs (digits (1- (expt 36 30000)) 36)) => ((#\Z . 30000))
(runs (digits (1- (expt 8 30000)) 8)) => ((#\7 . 30000))
(let ((n (- (expt 7 40000) 17)))
  (values (= n (parse-integer (digits n)))
          (= n (parse-integer (digits n 3) :radix 3))
          (= n (parse-integer (digits n 36) :radix 36))
          (= (- n) (read-from-string (digits (- n))))
          (subseq (digits n) 0 20)
          (subseq (digits n) 33784)))
=> T; T; T; T; "83483484994677173939"; "70158670051223999984"
(= (parse-integer (make-string 60000 :initial-element #\1)) (repunit 60000)) => T
(parse-integer (concatenate 'string "1" (make-string 50000 :initial-element #\0) "x")) !! parse-error
