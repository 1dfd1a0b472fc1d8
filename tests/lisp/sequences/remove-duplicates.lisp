;;;; REMOVE-DUPLICATES, DELETE-DUPLICATES (CLHS 17.3).

(remove-duplicates '(a b c b d d e)) => (A C B D E)
(remove-duplicates '(a b c b d d e) :from-end t) => (A B C D E)
(remove-duplicates "aBcDAbCd" :test #'char-equal) => "AbCd"
(remove-duplicates "aBcDAbCd" :test #'char-equal :from-end t) => "aBcD"
(remove-duplicates '((foo #\a) (bar #\%) (baz #\A)) :test #'char-equal :key #'cadr) => ((BAR #\%) (BAZ #\A))
(remove-duplicates '((foo #\a) (bar #\%) (baz #\A)) :test #'char-equal :key #'cadr :from-end t) => ((FOO #\a) (BAR #\%))
(remove-duplicates #(1 2 1 3)) => #(2 1 3)
(remove-duplicates '(1 2 1 2 1) :start 1) => (1 2 1)
(remove-duplicates '(1 2 1 2 1) :end 3) => (2 1 2 1)
(remove-duplicates '(1 1 2 2 1 1) :start 1 :end 5) => (1 2 1 1)
(remove-duplicates '(1 1 2 2 1 1) :start 1 :end 5 :from-end t) => (1 1 2 1)
(remove-duplicates '(1 1 2 2 1 1) :start 2 :from-end t) => (1 1 2 1)
(remove-duplicates '(1 2 3) :test-not #'eql) => (3)
(remove-duplicates '(1 2 3 4 5) :test (lambda (a b) (= b (1+ a)))) => (5)
(remove-duplicates nil) => NIL
(remove-duplicates #*0101) => #*01
(delete-duplicates (list 1 2 1 3)) => (2 1 3)
(delete-duplicates (list 0 1 2 3 4 5 6) :key #'oddp :start 1 :end 6) => (0 4 5 6)
