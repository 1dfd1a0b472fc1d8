;;;; DECODE-UNIVERSAL-TIME, ENCODE-UNIVERSAL-TIME, GET-UNIVERSAL-TIME, GET-DECODED-TIME (CLHS 25.2).

(defmacro decoded (&rest arguments) `(multiple-value-list (decode-universal-time ,@arguments)))
(decoded 0 0) => (0 0 0 1 1 1900 0 NIL 0)
(decoded 3000000000 0) => (0 20 5 25 1 1995 2 NIL 0)
(decoded 2414296800 6) => (0 0 0 4 7 1976 6 NIL 6)
(decoded 2414296800 5) => (0 0 1 4 7 1976 6 NIL 5)
(decoded 0 1/3) => (0 40 23 31 12 1899 6 NIL 1/3)
(decoded 3000000000 -11/2) => (0 50 10 25 1 1995 2 NIL -11/2)
(decoded 3000000000 1/3600) => (59 19 5 25 1 1995 2 NIL 1/3600)
(decoded 0 24) => (0 0 0 31 12 1899 6 NIL 24)
(decoded 0 -24) => (0 0 0 2 1 1900 1 NIL -24)
(decoded -1 0) => (59 59 23 31 12 1899 6 NIL 0)
(decoded (expt 10 20) 0) => (40 46 9 21 2 3168873852581 2 NIL 0)
(decoded (- (expt 10 15)) 0) => (20 13 22 29 6 -31686839 3 NIL 0)
;;; Leap years and ends of centuries.
(mapcar (lambda (year) (nth-value 3 (decode-universal-time (1- (encode-universal-time 0 0 0 1 3 year 0)) 0))) '(1900 1904 1999 2000 2001 2004 2100 2400)) => (28 29 28 29 28 29 28 29)
(mapcar (lambda (year) (multiple-value-bind (s m h date month) (decode-universal-time (1- (encode-universal-time 0 0 0 1 1 year 0)) 0) (list date month))) '(1901 2000 2001 2004 2005 2100 2101 2401)) => ((31 12) (31 12) (31 12) (31 12) (31 12) (31 12) (31 12) (31 12))
;;; Every day of 450 years is the day behind the one before.
(let ((time 0) (wrong nil)) (dotimes (i 165000) (multiple-value-bind (s m h date month year day) (decode-universal-time time 0) (if (and (= s m h 0) (= day (mod i 7)) (= time (encode-universal-time 0 0 0 date month year 0))) nil (push i wrong))) (incf time 86400)) wrong) => NIL
(let ((state 12345) (wrong nil)) (dotimes (i 2000) (setq state (mod (+ (* state 6364136223846793005) 1442695040888963407) (expt 2 64))) (let ((time (ash state -28)) (zone (- (mod state 49) 24))) (multiple-value-bind (s m h date month year) (decode-universal-time time zone) (if (= time (encode-universal-time s m h date month year zone)) nil (push time wrong))))) wrong) => NIL
(encode-universal-time 0 0 0 1 1 1900 0) => 0
(encode-universal-time 0 0 1 4 7 1976 5) => 2414296800
(encode-universal-time 59 59 23 31 12 1899 0) => -1
(encode-universal-time 0 0 0 1 1 2000 -1/2) => 3155671800
(encode-universal-time 30 15 12 29 2 2000 0) => 3160815330
;;; A year of two digits is one near the current.
(let ((year (nth-value 5 (get-decoded-time)))) (mapcar (lambda (difference) (let ((wanted (+ year difference))) (= (encode-universal-time 0 0 0 1 1 (mod wanted 100) 0) (encode-universal-time 0 0 0 1 1 wanted 0)))) '(-50 -49 -1 0 1 49))) => (T T T T T T)
;;; What is no date.
(encode-universal-time 60 0 0 1 1 2000 0) !! type-error
(encode-universal-time 0 60 0 1 1 2000 0) !! type-error
(encode-universal-time 0 0 24 1 1 2000 0) !! type-error
(encode-universal-time 0 0 0 0 1 2000 0) !! type-error
(encode-universal-time 0 0 0 30 2 2000 0) !! type-error
(encode-universal-time 0 0 0 29 2 1900 0) !! type-error
(encode-universal-time 0 0 0 31 4 2000 0) !! type-error
(encode-universal-time 0 0 0 1 13 2000 0) !! type-error
(encode-universal-time 0 0 0 1 1 -1 0) !! type-error
(encode-universal-time 0 0 0 1 1 2000 25) !! type-error
(encode-universal-time 0 0 0 1 1 2000 1/7) !! type-error
(encode-universal-time 0 0 0 1 1 2000.0 0) !! type-error
(decode-universal-time 1.5 0) !! type-error
(decode-universal-time nil 0) !! type-error
(decode-universal-time 0 25) !! type-error
(decode-universal-time 0 'x) !! type-error
(decode-universal-time) !! program-error
;;; Local time, by the rules of a zone that stands in its name, so that no data of the system are needed: clocks one
;;; hour ahead, and one more between the last Sundays of March and October.
(defmacro in-zone (zone &body body) `(let ((old (ext:getenv "TZ"))) (unwind-protect (progn (setf (ext:getenv "TZ") ,zone) ,@body) (setf (ext:getenv "TZ") old))))
(defparameter *berlin* "CET-1CEST,M3.5.0,M10.5.0/3")
(in-zone *berlin* (list (decoded (encode-universal-time 0 0 12 15 1 2024 0)) (decoded (encode-universal-time 0 0 12 15 7 2024 0)))) => ((0 0 13 15 1 2024 0 NIL -1) (0 0 14 15 7 2024 0 T -1))
(in-zone *berlin* (list (= (encode-universal-time 0 0 13 15 1 2024) (encode-universal-time 0 0 12 15 1 2024 0)) (= (encode-universal-time 0 0 14 15 7 2024) (encode-universal-time 0 0 12 15 7 2024 0)))) => (T T)
;;; 31 March 2024: 02:00 to 03:00 do not exist. 27 October 2024: they are there twice.
(in-zone *berlin* (let ((change (encode-universal-time 0 0 1 31 3 2024 0))) (list (decoded (1- change)) (decoded change)))) => ((59 59 1 31 3 2024 6 NIL -1) (0 0 3 31 3 2024 6 T -1))
(in-zone *berlin* (decoded (encode-universal-time 0 30 2 31 3 2024))) => (0 30 3 31 3 2024 6 T -1)
(in-zone *berlin* (let ((change (encode-universal-time 0 0 1 27 10 2024 0))) (list (decoded (1- change)) (decoded change)))) => ((59 59 2 27 10 2024 6 T -1) (0 0 2 27 10 2024 6 NIL -1))
(in-zone *berlin* (decoded (encode-universal-time 0 30 2 27 10 2024))) => (0 30 2 27 10 2024 6 T -1)
(in-zone *berlin* (let ((wrong nil) (time (encode-universal-time 0 0 0 1 1 2024 0))) (dotimes (i 800) (multiple-value-bind (s m h date month year) (decode-universal-time time) (let ((encoded (encode-universal-time s m h date month year))) (if (or (= encoded time) (= encoded (- time 3600))) nil (push time wrong)))) (incf time 40000)) wrong)) => NIL
(in-zone "EST5EDT,M3.2.0,M11.1.0" (list (decoded (encode-universal-time 0 0 12 15 1 2024 0)) (decoded (encode-universal-time 0 0 12 15 7 2024 0)))) => ((0 0 7 15 1 2024 0 NIL 5) (0 0 8 15 7 2024 0 T 5))
(in-zone "IST-5:30" (decoded 3000000000)) => (0 50 10 25 1 1995 2 NIL -11/2)
(in-zone "UTC0" (list (equal (decoded 3000000000) (decoded 3000000000 0)) (= (encode-universal-time 0 0 0 1 1 2000) (encode-universal-time 0 0 0 1 1 2000 0)))) => (T T)
;;; Far from any rules of the system, the calendar of its year repeats.
(in-zone *berlin* (subseq (decoded (encode-universal-time 0 0 12 15 7 (+ 2024 (* 400 1000000)) 0)) 0 6)) => (0 0 14 15 7 400002024)
(in-zone *berlin* (nth 7 (decoded (- (expt 10 15))))) => NIL
;;; The clock.
(let ((a (get-universal-time))) (<= 0 (- (get-universal-time) a) 10)) => T
(> (get-universal-time) (encode-universal-time 0 0 0 1 1 2024 0)) => T
(length (multiple-value-list (get-decoded-time))) => 9
(multiple-value-bind (s m h date month year) (get-decoded-time) (<= 0 (- (get-universal-time) (encode-universal-time s m h date month year)) 10)) => T
(get-universal-time 1) !! program-error
(get-decoded-time 1) !! program-error
