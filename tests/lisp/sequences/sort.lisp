;;;; SORT, STABLE-SORT (CLHS 17.3).

(sort (list 3 1 2) #'<) => (1 2 3)
(sort (list 3 1 2) '>) => (3 2 1)
(sort nil #'<) => NIL
(sort (list 1) #'<) => (1)
(sort (vector 5 3 9 1) #'<) => #(1 3 5 9)
(sort (copy-seq "lkjashd") #'char-lessp) => "adhjkls"
(sort (list '(2 b) '(1 a)) #'< :key #'car) => ((1 A) (2 B))
(stable-sort (list '(1 a) '(0 b) '(1 c) '(0 d) '(1 e)) #'< :key #'car) => ((0 B) (0 D) (1 A) (1 C) (1 E))
(stable-sort (vector '(1 a) '(0 b) '(1 c) '(0 d)) #'< :key #'car) => #((0 B) (0 D) (1 A) (1 C))
(let ((l (list 5 4 3 2 1))) (sort l #'<)) => (1 2 3 4 5)
(let ((v (vector 3 1 2))) (list (eq v (sort v #'<)) v)) => (T #(1 2 3))
(let ((l nil) (x 7)) (dotimes (i 300) (setq x (mod (+ (* x 109) 57) 1009)) (push x l)) (let ((s (sort (copy-list l) #'<))) (list (apply #'<= s) (length s) (reduce #'+ l) (reduce #'+ s)))) => (T 300 149912 149912)
(sort (list "b" "a" "c") #'string<) => ("a" "b" "c")
(sort (list 1 'a) #'<) !! type-error
(sort 5 #'<) !! type-error
(sort (make-array 5 :fill-pointer 3 :initial-contents '(3 2 1 0 0)) #'<) => #(1 2 3)
(let ((l nil) (x 7)) (dotimes (i 500) (setq x (mod (+ (* x 109) 57) 1009)) (push (cons (mod x 10) i) l)) (let ((s (stable-sort l (lambda (a b) (< (car a) (car b)))))) (do ((r s (cdr r))) ((or (null (cdr r)) (> (caar r) (caadr r)) (and (= (caar r) (caadr r)) (< (cdar r) (cdadr r)))) (list (length s) (length r)))))) => (500 1)
(let ((v (make-array 100))) (dotimes (i 100) (setf (aref v i) (mod (* i 37) 101))) (let ((s (sort v #'>))) (list (aref s 0) (aref s 99) (apply #'> (coerce s 'list))))) => (100 0 T)
(sort (list 1.5 2 1/2 -3) #'<) => (-3 1/2 1.5 2)
(sort (list (expt 10 20) 3 (- (expt 10 20)) 2) #'>) => (100000000000000000000 3 2 -100000000000000000000)
(sort (list 3 1 2) 'no-such-function) !! undefined-function
(sort (list* 3 1 2) #'<) !! type-error
(sort (list 1.5 1 1/2 -3 100000000000000000000 2d0) #'<) => (-3 1/2 1 1.5 2.0d0 100000000000000000000)
(sort (copy-seq "hello world") #'char>) => "wroolllhed "
(sort (list "b" 'a #\c) #'string>) => (#\c "b" A)
(sort (vector #\a 1) #'char<) !! type-error
(sort (list (list "b" 1) (list "a" 2)) 'string< :key #'first) => (("a" 2) ("b" 1))
(sort (make-array 5 :element-type '(unsigned-byte 8) :initial-contents '(200 3 100 0 7)) #'<) => #(0 3 7 100 200)
(sort (copy-seq #*10110) #'<) => #*00111
(sort (list 1 2) 'no-such-predicate) !! undefined-function
(sort (list 1 2) #'car) !! error
(sort '(1 . 2) #'<) !! type-error
(let ((v (vector 3 1 2))) (list (block nil (sort v (lambda (a b) (if (= a 2) (return 'out)) (< a b)))) (sort v #'<))) => (OUT #(1 2 3))
(stable-sort (list 3 1 2 1 3 2) (lambda (a b) (< a b)) :key (lambda (x) (mod x 2))) => (2 2 3 1 1 3)
(let ((l nil) (x 7)) (dotimes (i 500) (setq x (mod (+ (* x 109) 57) 1009)) (push (cons (mod x 10) i) l)) (let ((s (stable-sort (copy-list l) (lambda (a b) (< (car a) (car b))))) (p (stable-sort (copy-list l) #'< :key #'car))) (list (equal s p) (length s) (every (lambda (a b) (or (< (car a) (car b)) (and (= (car a) (car b)) (> (cdr a) (cdr b))))) s (cdr s))))) => (T 500 T)
(merge 'list (list 1 3 5) (list 2 4 6) #'<) => (1 2 3 4 5 6)
(merge 'vector (list 1 3) #(2 4) #'<) => #(1 2 3 4)
(merge 'string "ace" "bd" #'char<) => "abcde"
(merge 'list (list '(1 a) '(2 a)) (list '(1 b) '(2 b)) #'< :key #'car) => ((1 A) (1 B) (2 A) (2 B))
(merge '(vector * 3) (list 1) (list 2) #'<) !! type-error
(merge 'symbol (list 1) (list 2) #'<) !! error
(merge 'list nil nil #'<) => NIL
