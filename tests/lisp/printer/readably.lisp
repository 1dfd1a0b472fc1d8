;;;; *PRINT-READABLY* (CLHS 22.1.3, *PRINT-READABLY*): the other variables count only as far as the text can be read back.

(defun readably (object) (let ((*print-readably* t)) (prin1-to-string object)))
(let ((*print-length* 1) (*print-level* 1)) (readably '(1 (2 (3)) #(4 5)))) => "(1 (2 (3)) #(4 5))"
(let ((*print-array* nil)) (readably (vector 1 #*10 "a"))) => "#(1 #*10 \"a\")"
(let ((*print-gensym* nil)) (readably '#:a)) => "#:A"
(let ((*print-escape* nil)) (readably '(#\a "b" :c))) => "(#\\a \"b\" :C)"
(let ((*print-length* 0)) (list (readably '(1 2)) *print-length*)) => ("(1 2)" 0)
(let ((*print-length* 0)) (princ-to-string '(1 2))) => "(...)"
(let ((*print-readably* t) (*print-length* 0)) (princ-to-string '(1 2))) => "(...)"

;;; What #( and #nA do not say stands beside the elements.
(readably (make-array 2 :element-type '(unsigned-byte 8) :initial-contents '(1 2))) => "#A((UNSIGNED-BYTE 8) (2) (1 2))"
(readably (make-array '(2 1) :element-type 'double-float :initial-element 1d0)) => "#A(DOUBLE-FLOAT (2 1) ((1.0d0) (1.0d0)))"
(readably (make-array nil :element-type 'bit :initial-element 1)) => "#A(BIT NIL 1)"
(readably (make-array '(0 2))) => "#A(T (0 2) ())"
(list (readably #2A((1 2) (3 4))) (readably #2A(() ())) (readably #2A())) => ("#2A((1 2) (3 4))" "#2A(() ())" "#A(T (0 0) ())")
(readably (make-array 3 :element-type 'fixnum :initial-contents '(1 2 3) :fill-pointer 2)) => "#A((SIGNED-BYTE 64) (2) (1 2))"
(defun read-back (array) (let ((copy (read-from-string (readably array)))) (and (equalp array copy) (equal (array-dimensions array) (array-dimensions copy)) (equal (array-element-type array) (array-element-type copy)))))
(every #'read-back (list (make-array 3 :element-type '(unsigned-byte 8)) (make-array '(2 0 3)) (make-array '(0 3) :element-type 'bit) (make-array '(2 2) :element-type 'character :initial-element #\a) (make-array '() :element-type 'single-float) (make-array 2 :initial-element 'a) (make-array 0 :element-type 'double-float))) => T
(let ((*print-circle* t) (a (make-array 2 :element-type 'single-float :initial-element 1.5))) (readably (list a a))) => "(#1=#A(SINGLE-FLOAT (2) (1.5 1.5)) #1#)"

;;; The standard's readtable reads symbols whatever the readtable is that they are printed with.
(defun with-case (case name) (let ((*readtable* (copy-readtable nil))) (setf (readtable-case *readtable*) case) (list (readably (intern name)) (prin1-to-string (intern name)))))
(with-case :upcase "ABC") => ("ABC" "ABC")
(with-case :upcase "aBC") => ("|aBC|" "|aBC|")
(with-case :preserve "abc") => ("|abc|" "abc")
(with-case :preserve "ABC") => ("|ABC|" "ABC")
(with-case :invert "aBC") => ("|aBC|" "aBC")
(with-case :downcase "abc") => ("|abc|" "ABC")
(let ((*readtable* (copy-readtable nil))) (set-syntax-from-char #\( #\a) (list (readably (intern "A(B")) (prin1-to-string (intern "A(B")))) => ("|A(B|" "A(B")
(with-standard-io-syntax (prin1-to-string '|a|)) => "|a|"
