;;;; Circular lists and trees where an end is expected: a condition, or an answer; never a walk without end.

(defun ring (&rest elements) (let ((list (copy-list elements))) (setf (cdr (last list)) list) list))
(defun lasso (&rest elements) (append '(0 0) (apply (function ring) elements)))
(defun loop-in-car () (let ((list (list 1 2))) (setf (car list) list) list))
(defmacro outcome (form)
  `(handler-case (progn ,form :returned)
     (storage-condition () :storage) (type-error () 'type-error) (program-error () 'program-error)))

;;; A circular list is no sequence.
(outcome (length (ring 1))) => TYPE-ERROR
(outcome (copy-list (ring 1))) => TYPE-ERROR
(outcome (copy-seq (ring 1 2 3))) => TYPE-ERROR
(outcome (reverse (ring 1 2))) => TYPE-ERROR
(outcome (reverse (lasso 1 2 3 4 5))) => TYPE-ERROR
(outcome (fill (ring 1) 0)) => TYPE-ERROR
(outcome (replace (vector 1 2) (ring 1))) => TYPE-ERROR
(outcome (search '(1 2) (ring 1))) => TYPE-ERROR
(outcome (remove 3 (ring 1))) => TYPE-ERROR
(outcome (count 3 (ring 1))) => TYPE-ERROR
(outcome (concatenate 'string (ring #\a))) => TYPE-ERROR
(outcome (coerce (ring 1) 'vector)) => TYPE-ERROR
(outcome (sort (ring 2 1) (function <))) => TYPE-ERROR
(outcome (make-array 3 :initial-contents (ring 1))) => TYPE-ERROR
(outcome (make-array (ring 1))) => TYPE-ERROR
(outcome (string-left-trim (ring #\b) "bcd")) => TYPE-ERROR

;;; What is found is found; what is not there is an error once the walk has gone round.
(car (member 2 (lasso 1 2))) => 2
(outcome (member 3 (lasso 1 2))) => TYPE-ERROR
(cdr (assoc 'b (ring '(a . 1) '(b . 2)))) => 2
(outcome (assoc 'c (ring '(a . 1) '(b . 2)))) => TYPE-ERROR
(getf (ring 'a 1 'b 2) 'b) => 2
(outcome (getf (ring 'a 1 'b 2) 'c)) => TYPE-ERROR
(outcome (get-properties (ring 'a 1) '(c))) => TYPE-ERROR
(elt (ring 1 2 3) 2) => 3
(nth 1000001 (ring 1 2 3)) => 3

;;; Equality ends: what no path tells apart is the same.
(equal (ring 1) (ring 1)) => T
(equal (ring 1) (ring 1 1 1)) => T
(equal (ring 1 2) (ring 1 2 1)) => NIL
(equal (lasso 1 2 3) (lasso 1 2 3)) => T
(equal (loop-in-car) (loop-in-car)) => T
(equal (loop-in-car) (let ((tree (loop-in-car))) (setf (cadr tree) 3) tree)) => NIL
(equalp (ring 1) (ring 1.0 1)) => T
(equalp (ring "a" 1) (ring "A" 2)) => NIL
(equalp (loop-in-car) (loop-in-car)) => T
(flet ((mirror (&rest more) (let ((vector (coerce (cons nil more) 'vector))) (setf (aref vector 0) vector))))
  (list (equalp (mirror 1) (mirror 1)) (equalp (mirror 1) (mirror 2)) (equalp (mirror) (mirror 1))))
=> (T NIL NIL)
(defstruct link next)
(flet ((chain () (let ((link (make-link))) (setf (link-next link) link) link)))
  (list (equalp (chain) (chain)) (equalp (chain) (make-link :next (make-link)))))
=> (T NIL)
(flet ((table (key) (let ((table (make-hash-table :test (function equalp))))
                      (setf (gethash key table) table) table)))
  (list (equalp (table 1) (table 1)) (equalp (table 1) (table 2))))
=> (T NIL)
(let ((tables (list (make-hash-table :test (function equalp)) (make-hash-table :test (function equalp)))))
  (dolist (table tables) (setf (gethash table table) 1))
  (equalp (first tables) (second tables)))
=> NIL
(let ((table (make-hash-table :test (function equal))))
  (setf (gethash (ring 1 2) table) 'found)
  (list (gethash (ring 1 2) table) (gethash (ring 1 3) table)))
=> (FOUND NIL)
(flet ((tree (depth) (let ((tree nil)) (dotimes (i depth tree) (setq tree (cons tree tree))))))
  (list (equal (tree 200) (tree 200)) (equalp (tree 200) (tree 200)) (equal (tree 40) (tree 41))))
=> (T T NIL)

;;; Copies grow until memory ends.
(defparameter *limit* (sys::%set-heap-limit 20000000))
(outcome (copy-tree (ring 1 2))) => :STORAGE
(outcome (copy-tree (loop-in-car))) => :STORAGE
(outcome (copy-alist (ring 1))) => :STORAGE
(outcome (mapcar (function 1+) (ring 1))) => :STORAGE
(outcome (princ-to-string (ring 1))) => :STORAGE
(let ((list (make-list 300000))) (equal (copy-tree list) list)) => T
(sys::%set-heap-limit *limit*) => 20000000

;;; As code.
(outcome (eval (ring 'progn 1))) => PROGRAM-ERROR
(outcome (eval (cons 'list (ring 1)))) => PROGRAM-ERROR
(outcome (eval (list 'destructuring-bind (ring 'a) 1 1))) => PROGRAM-ERROR
(outcome (eval (list* 'destructuring-bind '(a) '(1) (ring '(declare))))) => PROGRAM-ERROR
(outcome (eval (list 'macrolet (list (list 'm (list '&key (ring 'a)) 1)) 1))) => PROGRAM-ERROR
(outcome (apply (function +) (ring 1))) => :STORAGE
(let ((*features* (ring :a :b))) (read-from-string "(#+b yes #+c no)")) => (YES); 16

;;; Property lists, lists of keywords and declarations.
(defun round-list () (let ((l (list 1 2 3))) (setf (cdr (last l)) l)))
(let ((l (round-list))) (setf (getf l 5) 1)) !! type-error
(destructuring-bind (a &key b) (round-list) (list a b)) !! program-error
(proclaim (round-list)) !! type-error
(proclaim (cons 'special (round-list))) !! type-error
(proclaim (cons 'optimize (round-list))) !! type-error
(progn (setf (symbol-plist 'round-properties) (round-list)) (get 'round-properties 3)) => 1
(get 'round-properties 'none) !! type-error
(setf (get 'round-properties 'none) 1) !! type-error
(remprop 'round-properties 'none) !! type-error
(eval (list 'defstruct 'round-structure (round-list))) !! program-error
