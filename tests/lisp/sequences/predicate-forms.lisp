;;;; The functions with a test: the order of its arguments, :KEY, and what is refused (CLHS 17.2).

; The item comes first, with :TEST and :TEST-NOT alike.
(let ((log nil)) (find 1 '(2) :test (lambda (a b) (push (list a b) log) nil)) log) => ((1 2))
(let ((log nil)) (position 1 #(2) :test-not (lambda (a b) (push (list a b) log) t)) log) => ((1 2))
(let ((log nil)) (list (count 1 '(2 3) :key #'1+ :test (lambda (a b) (push (list a b) log) nil)) log)) => (0 ((1 4) (1 3)))
; Of two elements, the one that comes first in the sequence comes first.
(let ((log nil)) (remove-duplicates '(1 2) :test (lambda (a b) (push (list a b) log) nil)) log) => ((1 2))
(let ((log nil)) (remove-duplicates #(1 2) :from-end t :test (lambda (a b) (push (list a b) log) nil)) log) => ((1 2))
(let ((log nil)) (search '(1) '(2) :test (lambda (a b) (push (list a b) log) nil)) log) => ((1 2))
(let ((log nil)) (mismatch '(1) '(2) :test (lambda (a b) (push (list a b) log) nil)) log) => ((1 2))
; A predicate of one argument sees the key of the element.
(list (find-if #'oddp '(1 2) :key #'1+) (position-if-not #'oddp '(1 2) :key #'1+) (count-if #'oddp '(1 2) :key nil)) => (2 0 1)
(list (remove-if #'oddp '(1 2 3) :key #'1+) (substitute-if 0 #'oddp '(1 2 3) :key #'1+)) => ((1 3) (1 0 3))
(list (delete-if-not #'oddp (list 1 2 3) :key #'1+) (nsubstitute-if-not 0 #'oddp (list 1 2 3) :key #'1+)) => ((2) (0 2 0))
; :FROM-END finds the last; COUNT counts all the same.
(list (find 1 '(1 2) :test #'<= :from-end t) (count 1 '(1 1) :from-end t)) => (2 2)
(let ((log nil)) (count-if (lambda (x) (push x log) nil) '(1 2 3) :from-end t) log) => (1 2 3)
(let ((log nil)) (count-if (lambda (x) (push x log) nil) '(1 2 3)) log) => (3 2 1)
(remove-if #'oddp '(1 2 3 5) :count 2 :from-end t :start 1) => (1 2)
(delete-if #'oddp (list 1 2 3 5) :count 1 :end 3 :from-end t) => (1 2 5)
(delete #\a (copy-seq "banana") :count 0) => "banana"
(delete 1 (vector 1 2 1) :count 1 :from-end t) => #(1 2)
(remove 1 '(1 1) :count 1.5) !! type-error
(remove 1 '(1 1) :count 'a) !! type-error
(remove 1 '(1 1) :count (expt 10 30)) => NIL
(substitute 0 1 '(1 1) :count (- (expt 10 30))) => (1 1)
; With :FROM-END the last element is seen first, and each one once.
(let ((log nil)) (list (substitute-if 0 (lambda (x) (push x log) (oddp x)) '(1 2 3 4) :from-end t :count 1) log)) => ((1 2 0 4) (3 4))
(let ((log nil)) (list (remove-if (lambda (x) (push x log) (oddp x)) #(1 2 3 4) :from-end t) log)) => (#(2 4) (1 2 3 4))
(let ((log nil)) (list (remove-if (lambda (x) (push x log) (oddp x)) '(1 2 3 4) :count 1) log)) => ((2 3 4) (1))
(let ((log nil)) (list (nsubstitute-if-not :x (lambda (x) (push x log) (oddp x)) (list 1 2 3 4) :start 1 :end 3 :from-end t) log)) => ((1 :X 3 4) (2 3))
(mapcar (lambda (f) (funcall f "")) (list #'nreverse (lambda (s) (nsubstitute #\a #\b s)) (lambda (s) (replace s "abc")) (lambda (s) (fill s #\a)) #'nstring-upcase (lambda (s) (sort s #'char<)))) => ("" "" "" "" "" "")
; What is not changed may be shared, but the argument stays as it was.
(let ((l (list 1 2 3))) (substitute 9 2 l) (remove-duplicates l) (remove-if #'oddp l) l) => (1 2 3)
(nsubstitute 1 0 (copy-seq #*0101)) => #*1111
(nsubstitute 5 #\a (copy-seq "ab")) !! type-error
(substitute 5 #\a "ab") !! type-error
(substitute 2 1 #*01) !! type-error
(defparameter *of-an-item* (list #'find #'position #'count #'remove #'delete))
(defparameter *of-a-predicate* (list #'find-if #'find-if-not #'position-if #'position-if-not #'count-if #'count-if-not #'remove-if #'remove-if-not #'delete-if #'delete-if-not))
(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none)
    (undefined-function () :undefined) (type-error () :type) (program-error () :program)))
(remove :program (mapcar (lambda (f) (outcome f 1)) (append *of-an-item* *of-a-predicate* (list #'substitute #'nsubstitute)))) => NIL
(remove :program (mapcar (lambda (f) (outcome f 1 nil :no-such-key 1)) *of-an-item*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f 'oddp nil :test #'eq)) *of-a-predicate*)) => NIL
(remove :program (mapcar (lambda (f) (outcome f 1 '(1) :key)) *of-an-item*)) => NIL
(remove :undefined (mapcar (lambda (f) (outcome f 'no-such-predicate (list 1))) *of-a-predicate*)) => NIL
(remove :undefined (mapcar (lambda (f) (outcome f 1 (list 1) :test 'no-such-test)) *of-an-item*)) => NIL
(remove :undefined (mapcar (lambda (f) (outcome f 1 (vector 1) :key 'no-such-key)) *of-an-item*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f 1 (list 1) :key 5)) *of-an-item*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f 5 (list 1))) *of-a-predicate*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f 9 (list* 1 2))) *of-an-item*)) => NIL
(remove :type (mapcar (lambda (f) (outcome f #'consp (list* 1 2))) (list #'find-if #'position-if #'count-if #'remove-if #'delete-if))) => NIL
(list (outcome #'substitute-if 0 'oddp 5) (outcome #'substitute-if-not 0 'oddp 5) (outcome #'nsubstitute-if 0 'oddp 5) (outcome #'nsubstitute-if-not 0 'oddp 5) (outcome #'nsubstitute 0 1 5)) => (:TYPE :TYPE :TYPE :TYPE :TYPE)
(list (outcome #'substitute-if 0 'no-such-predicate '(1)) (outcome #'nsubstitute-if-not 0 'no-such-predicate (list 1)) (outcome #'substitute-if 0 'oddp)) => (:UNDEFINED :UNDEFINED :PROGRAM)
(list (outcome #'remove-duplicates 5) (outcome #'delete-duplicates 5) (outcome #'remove-duplicates (list* 1 2 3)) (outcome #'remove-duplicates) (outcome #'remove-duplicates nil :count 1)) => (:TYPE :TYPE :TYPE :PROGRAM :PROGRAM)
(list (outcome #'search 5 nil) (outcome #'search nil 5) (outcome #'mismatch 5 nil) (outcome #'mismatch nil 5) (outcome #'search nil) (outcome #'mismatch nil)) => (:TYPE :TYPE :TYPE :TYPE :PROGRAM :PROGRAM)
(list (outcome #'reduce #'+ 5) (outcome #'reduce #'+) (outcome #'reduce 'no-such-function '(1 2)) (outcome #'reduce #'+ '(1 a)) (outcome #'reduce #'+ '(1 2 . 3)) (outcome #'reduce #'car '(1 2))) => (:TYPE :PROGRAM :UNDEFINED :TYPE :TYPE :PROGRAM)
(list (outcome #'sort (list 1 2)) (outcome #'stable-sort 5 #'<) (outcome #'stable-sort (list 2 1) 'no-such-predicate) (outcome #'stable-sort (list 1 'a) #'<) (outcome #'sort (list 1 2) #'< :test 1)) => (:PROGRAM :TYPE :UNDEFINED :TYPE :PROGRAM)
(list (outcome #'map-into 5 #'+) (outcome #'map-into (list 1) #'+ 5) (outcome #'map-into (list 1)) (outcome #'map-into (list 1) 'no-such-function '(1)) (outcome #'map-into (make-string 1) #'identity '(1))) => (:TYPE :TYPE :PROGRAM :UNDEFINED :TYPE)
(list (outcome #'map 'list #'car) (outcome #'map 'list 5 '(1)) (outcome #'make-sequence 'list) (outcome #'make-sequence 'string 1 :initial-element 1) (outcome #'make-sequence 'list 'a)) => (:PROGRAM :TYPE :PROGRAM :TYPE :TYPE)
