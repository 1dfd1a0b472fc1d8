;;;; Sets of many elements (CLHS 14.2): found by hash, with the results and the order that comparing one by one gives.

(defun below (n &optional (step 1)) (let ((list nil)) (dotimes (i n (nreverse list)) (push (* i step) list))))
(defun slow-test (a b) (eql a b))
(defun same-as-slow (function list-1 list-2)
  (equal (funcall function list-1 list-2) (funcall function list-1 list-2 :test #'slow-test)))
(let ((a (below 50)) (b (below 50 3)))
  (mapcar (lambda (function) (same-as-slow function a b))
          '(union intersection set-difference set-exclusive-or subsetp))) => (T T T T T)
(subsetp (below 20 2) (below 40)) => T
(subsetp (below 20 3) (below 40)) => NIL
(length (union (mapcar #'princ-to-string (below 30)) (mapcar #'princ-to-string (below 40)) :test #'equal)) => 40
(length (intersection '("a" "B" "c" "d" "e" "f" "g" "h" "i" "j") '("A" "b" "x" "1" "2" "3" "4" "5" "6" "7") :test #'equalp)) => 2
(length (set-difference (mapcar #'list (below 30)) (mapcar #'list (below 10)) :key #'car)) => 20
(length (intersection (mapcar #'list (below 30)) (mapcar #'list (below 10)))) => 0
(length (union (below 30) (mapcar (lambda (n) (* 1.0d0 n)) (below 30)))) => 60
(length (union (below 30) (mapcar (lambda (n) (* 1.0d0 n)) (below 30)) :test #'equalp)) => 30
(length (intersection (list (expt 2 70) 1 2 3 4 5 6 7 8 9) (list 10 11 12 13 14 15 16 17 18 (expt 2 70)))) => 1
(set-exclusive-or '(1 2 3) '(2 3 4) :test (lambda (a b) (if (< a 4) (= a b) (error "order")))) => (1 4)
(union '(1 2) '(2 . 3)) !! type-error
(remove-duplicates (append (below 20) (below 10))) => (10 11 12 13 14 15 16 17 18 19 0 1 2 3 4 5 6 7 8 9)
(remove-duplicates (append (below 10) (below 12)) :from-end t) => (0 1 2 3 4 5 6 7 8 9 10 11)
(remove-duplicates '((a 1) (b 2) (a 3)) :key #'car) => ((B 2) (A 3))
(remove-duplicates '((a 1) (b 2) (a 3)) :key #'car :from-end t) => ((A 1) (B 2))
(remove-duplicates '("a" "A" "b") :test #'string-equal) => ("A" "b")
(remove-duplicates "abcabc" :start 1) => "aabc"
; A list that is turned round in vain stays as it was.
(let ((l (list* 1 2 3 4))) (list (handler-case (nreverse l) (type-error (e) (type-error-datum e))) l)) => (4 (1 2 3 . 4))
(let ((l (list 1 2 3)))
  (setf (cdr (last l)) (cdr l))
  (list (handler-case (nreverse l) (type-error () 'circular)) (nth 0 l) (nth 1 l) (nth 2 l) (nth 3 l))) => (CIRCULAR 1 2 3 2)
(let ((l (list 1))) (setf (cdr l) l) (handler-case (nreverse l) (type-error () (nth 5 l)))) => 1
(nreconc (list 1 2 3) 4) => (3 2 1 . 4)
(nreconc nil 4) => 4
(let ((l (list 1 2 3))) (setf (cdr (last l)) l) (handler-case (last l) (type-error () 'circular))) => CIRCULAR
(let ((l (list 1 2 3))) (setf (cdr (last l)) l) (handler-case (last l 2) (type-error () 'circular))) => CIRCULAR
(list (last '(1 2 3)) (last '(1 2 . 3)) (last '(1 2 3) 2) (last '(1 2 . 3) 0) (last '(1) 5) (last nil)) => ((3) (2 . 3) (2 3) 3 (1) NIL)
(last 5) !! type-error
(multiple-value-list (values-list '(1 2 3))) => (1 2 3)
(multiple-value-list (values-list nil)) => NIL
(values-list '(1 . 2)) !! type-error
(getf '(a 1 b) 'b) !! type-error
(getf '(a 1 b . 2) 'b) !! type-error
(getf '(a 1 . 2) 'b) !! type-error
; What walks along a list ends in an error when it goes round, whatever its length.
(defun circle (n) (let ((l (make-list n :initial-element 0))) (setf (cdr (last l)) l)))
(defun lead-in (n m) (append (make-list n :initial-element 0) (circle m)))
(defun ends-in-errors (function)
  (every (lambda (l) (handler-case (progn (funcall function l) nil) (type-error () t)))
         (list (circle 1) (circle 2) (circle 7) (circle 100) (circle 1000) (lead-in 5 3) (lead-in 100 9) (lead-in 1000 777))))
(mapcar #'ends-in-errors (list #'length #'last #'butlast #'reverse #'copy-list #'copy-seq (lambda (l) (subseq l 0 1)) (lambda (l) (fill l 1 :end 0)) (lambda (l) (last l 5000)) (lambda (l) (append l nil)))) => (T T T T T T T T T T)
(mapcar #'ends-in-errors (list (lambda (l) (member 1 l)) (lambda (l) (find 1 l)) (lambda (l) (position 1 l)) (lambda (l) (count 1 l)) (lambda (l) (remove 1 l)) (lambda (l) (adjoin 1 l)) (lambda (l) (getf l 1)) (lambda (l) (elt l -1)) #'values-list)) => (T T T T T T T T T)
(list (position 1 (list* 0 1 (circle 3))) (find 0 (circle 3)) (length (member 0 (list 1 0 2))) (position 0 (circle 9) :start 4 :end 20)) => (1 0 2 4)
(let ((l (make-list 200000 :initial-element 0))) (setf (nth 199999 l) 1) (list (position 1 l) (length l) (length (member 1 l)) (car (last l)) (length (subseq l 100000)))) => (199999 200000 1 1 100000)
