;;;; DEFTYPE (CLHS 4.4) and EXT:TYPE-EXPAND.

(deftype small () '(integer 0 9)) => SMALL
(list (typep 5 'small) (typep 10 'small) (typep 5 '(small))) => (T NIL T)
(deftype upto (&optional high) `(integer 0 ,high)) => UPTO
(list (typep 100 'upto) (typep 100 '(upto 50)) (typep 50 '(upto 50))) => (T NIL T)
(deftype between (low &key (high 10)) `(integer ,low ,high)) => BETWEEN
(list (typep 10 '(between 5)) (typep 11 '(between 5)) (typep 11 '(between 5 :high 12))) => (T NIL T)
(deftype shape (&key size) `(vector t ,size)) => SHAPE
(list (typep #(1 2) 'shape) (typep #(1 2) '(shape :size 3))) => (T NIL)
(deftype one-of (&rest names) `(member ,@names)) => ONE-OF
(list (typep 'a '(one-of a b)) (typep 'c '(one-of a b))) => (T NIL)
(deftype pair-of ((a b)) `(cons ,a ,b)) => PAIR-OF
(typep '(1 . x) '(pair-of (integer symbol))) => T
(deftype with-aux (n &aux (limit (* 2 n))) `(integer 0 ,limit)) => WITH-AUX
(typep 8 '(with-aux 4)) => T
(deftype whole-form (&whole form &rest arguments) (declare (ignore arguments)) `(member ,@(cdr form))) => WHOLE-FORM
(typep 'x '(whole-form x y)) => T
(deftype documented () "A type with a docstring." 'integer) => DOCUMENTED
(documentation 'documented 'type) => "A type with a docstring."
(deftype early () (return-from early 'symbol)) => EARLY
(typep 'a 'early) => T
(deftype layered () '(or small (eql :none))) => LAYERED
(list (typep 3 'layered) (typep :none 'layered) (typep 30 'layered)) => (T T NIL)
(subtypep 'small '(upto 20)) => T; T
(subtypep '(upto 20) 'small) => NIL; T
(ext:type-expand 'layered) => (OR SMALL (EQL :NONE)); T
(ext:type-expand '(upto 3)) => (INTEGER 0 3); T
(ext:type-expand 'integer) => INTEGER; NIL
(coerce '(1 2) '(shape :size 2)) => #(1 2)
(let ((result (make-array 2 :element-type 'small))) (array-element-type result)) => (UNSIGNED-BYTE 4)
(typep 1 '(upto 1 2)) !! error
(eval '(deftype integer () (quote symbol))) !! error
(eval '(deftype (a b) () 'symbol)) !! program-error
(progn (deftype small () '(integer 0 3)) (typep 5 'small)) => NIL
