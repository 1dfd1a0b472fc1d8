;;;; *PRINT-LENGTH* and *PRINT-LEVEL* (CLHS 22.1.3, 22.4): which objects have parts that can be left out.

(defstruct triple a b c)
(defmacro cut (object &key length level) `(let ((*print-length* ,length) (*print-level* ,level)) (prin1-to-string ,object)))
(mapcar (lambda (n) (cut (make-triple :a 1 :b 2 :c 3) :length n)) '(0 1 2 3 nil)) => ("#S(TRIPLE ...)" "#S(TRIPLE :A 1 ...)" "#S(TRIPLE :A 1 :B 2 ...)" "#S(TRIPLE :A 1 :B 2 :C 3)" "#S(TRIPLE :A 1 :B 2 :C 3)")
(mapcar (lambda (n) (cut (make-triple :a '(1) :b 2 :c 3) :level n)) '(0 1 2)) => ("#" "#S(TRIPLE :A # :B 2 :C 3)" "#S(TRIPLE :A (1) :B 2 :C 3)")
(list (cut #*1101 :level 0) (cut "abc" :level 0) (cut #(1) :level 0) (cut '(#*1 "a" #(1)) :level 1)) => ("#*1101" "\"abc\"" "#" "(#*1 \"a\" #)")
(list (cut #*1101 :length 1) (cut "abc" :length 1)) => ("#*1101" "\"abc\"")
(list (write-to-string '(1 2) :lines 1 :right-margin 5 :miser-width 2 :pprint-dispatch *print-pprint-dispatch*) (write-to-string 1 :lines nil)) => ("(1 2)" "1")
(with-output-to-string (s) (write '(a) :stream s :lines 3 :miser-width nil :right-margin nil)) => "(A)"
