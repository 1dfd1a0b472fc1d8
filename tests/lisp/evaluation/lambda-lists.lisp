;;;; Ordinary lambda lists (CLHS 3.4.1).

(defun all (a &optional (b a) (c (list a b) c-given) &rest d &key (e c) ((:else f) e f-given) &aux (g (list e f))) (list a b c c-given d e f f-given g))
(all 1) => (1 1 (1 1) NIL NIL (1 1) (1 1) NIL ((1 1) (1 1)))
(all 1 2 3 :else 4) => (1 2 3 T (:ELSE 4) 3 4 T (3 4))
(all 1 2 3 :e 5 :e 6) => (1 2 3 T (:E 5 :E 6) 5 5 NIL (5 5))
(all) !! program-error
(all 1 2 3 :unknown 4) !! program-error
(all 1 2 3 :e) !! program-error
(all 1 2 3 :unknown 4 :allow-other-keys t) => (1 2 3 T (:UNKNOWN 4 :ALLOW-OTHER-KEYS T) 3 3 NIL (3 3))
(defun only-rest (&rest r) r)
(only-rest) => NIL
(apply #'only-rest 1 2 '(3 4)) => (1 2 3 4)
(defvar *special-parameter* :global)
(defun see () *special-parameter*)
(defun bind (*special-parameter*) (see))
(list (bind 1) (see)) => (1 :GLOBAL)
(defun optional-special (&optional (*special-parameter* :default)) (see))
(list (optional-special) (optional-special 2) (see)) => (:DEFAULT 2 :GLOBAL)
(defun with-doc (x) "Doc." x)
(documentation 'with-doc 'function) => "Doc."
((lambda (a b) (- a b)) 5 3) => 2
(funcall #'(lambda (&rest r &key a) (list r a)) :a 1) => ((:A 1) 1)
