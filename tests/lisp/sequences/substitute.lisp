;;;; SUBSTITUTE, NSUBSTITUTE and their -IF forms (CLHS 17.3).

(substitute 9 4 '(1 2 4 1 3 4 5)) => (1 2 9 1 3 9 5)
(substitute 9 4 '(1 2 4 1 3 4 5) :count 1) => (1 2 9 1 3 4 5)
(substitute 9 4 '(1 2 4 1 3 4 5) :count 1 :from-end t) => (1 2 4 1 3 9 5)
(substitute 9 3 '(1 2 4 1 3 4 5) :test #'>) => (9 9 4 9 3 4 5)
(substitute 9 4 '(4 4 4) :start 1 :end 2) => (4 9 4)
(substitute 9 4 '(4 4 4) :count -1) => (4 4 4)
(substitute 9 1 '((1) (2)) :key #'car) => (9 (2))
(substitute #\. #\Space "0 2 4 6") => "0.2.4.6"
(substitute 9 1 #(1 2 1)) => #(9 2 9)
(substitute-if 0 #'evenp '((1) (2) (3) (4)) :start 2 :key #'car) => ((1) (2) (3) 0)
(substitute-if 9 #'oddp '(1 2 4 1 3 4 5)) => (9 2 4 9 9 4 9)
(substitute-if-not 9 #'oddp #(1 2 4)) => #(1 9 9)
(substitute-if 9 #'evenp '(1 2 4 1 3 4 5) :count 1 :from-end t) => (1 2 4 1 3 9 5)
(let ((l (list 1 2 1))) (list (eq l (nsubstitute 9 1 l)) l)) => (T (9 2 9))
(let ((s (copy-seq "banana"))) (nsubstitute #\o #\a s :count 2) s) => "bonona"
(let ((v (vector 1 2 3 4))) (nsubstitute-if :even #'evenp v :from-end t :count 1) v) => #(1 2 3 :EVEN)
(nsubstitute-if-not 0 #'evenp (list 1 2 3)) => (0 2 0)
(nsubstitute 9 1 (list 1 1 1) :start 1) => (1 9 9)
(substitute 9 1 5) !! type-error
