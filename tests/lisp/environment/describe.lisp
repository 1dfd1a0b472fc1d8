;;;; DESCRIBE (CLHS 25.2).

(setq sys::*pathname-syntax* :unix)
(defun described (object) (string-trim "/" (substitute #\/ #\Newline (with-output-to-string (s) (describe object s)))))
(described 5) => "5 is an integer, uses 3 bits, is represented as a fixnum."
(described (expt 2 100)) => "1267650600228229401496703205376 is an integer, uses 101 bits, is represented as a bignum."
(described 1/2) => "1/2 is a rational, not integral number."
(described 1.5) => "1.5 is a single-float, with 24 bits of mantissa."
(described 1.5d0) => "1.5d0 is a double-float, with 53 bits of mantissa."
(described #\a) => "#\\a is a character, is printable, a letter, with the following components./code = 97/name = \"LATIN_SMALL_LETTER_A\""
(described #\Space) => "#\\Space is a character, is printable, with the following components./code = 32/name = \"Space\""
(described '(1 2)) => "(1 2) is a list of length 2."
(described '(1 . 2)) => "(1 . 2) is a dotted list."
(described (let ((l (list 1 2 3))) (setf (cdddr l) l))) => "#1=(1 2 3 . #1#) is a circular list."
(described "abc") => "\"abc\" is a simple array of element type CHARACTER, of size 3."
(described (make-array '(1 2) :initial-element 0)) => "#2A((0 0)) is a simple array of element type T, of dimensions (1 2)."
(described (make-array 3 :element-type 'bit :fill-pointer 1 :adjustable t :initial-element 0)) => "#*0 is an array of element type BIT, of size 3, adjustable, with fill pointer 1."
(described (let ((h (make-hash-table :test 'equal))) (setf (gethash 1 h) 2) h)) => "#<HASH-TABLE> is a hash table with test EQUAL and 1 entry."
(described #p"/x/y.z") => "#P\"/x/y.z\" is a pathname, with the following components./directory = (:ABSOLUTE \"x\")/name = \"y\"/type = \"z\""
(described :key) => ":KEY is the symbol :KEY, lies in #<PACKAGE KEYWORD>, a keyword, with the following components./value = :KEY"
(described 'car) => "CAR is the symbol CAR, lies in #<PACKAGE COMMON-LISP>, names a function with argument list (LIST)."
(progn (defun two (a &optional (b 1)) "Returns two." (list a b)) (described 'two)) => "TWO is the symbol TWO, lies in #<PACKAGE COMMON-LISP-USER>, names a function with argument list (A &OPTIONAL (B 1)), with the following components./documentation as function = \"Returns two.\""
(progn (defvar *two* 2 "Two.") (setf (get '*two* 'p) 1) (described '*two*)) => "*TWO* is the symbol *TWO*, lies in #<PACKAGE COMMON-LISP-USER>, a special variable, with the following components./value = 2/documentation as variable = \"Two.\"/property list = (P 1)"
(described (make-symbol "LOOSE")) => "#:LOOSE is the symbol #:LOOSE, is uninterned."
(progn (defstruct point (x 1) y) (described (make-point :y '(2)))) => "#S(POINT :X 1 :Y (2)) is a structure of type POINT, with the following components./X = 1/Y = (2)"
(described (make-condition 'type-error :datum 3 :expected-type 'list)) => "#<TYPE-ERROR> is a condition of type TYPE-ERROR, with the following components./report = \"The value 3 is not of type LIST\"/SYSTEM::DATUM = 3/SYSTEM::EXPECTED-TYPE = LIST"
(search " is a string-stream, open, for input" (described (make-string-input-stream "x"))) => 28
(described (make-list 30 :initial-element 0)) => "(0 0 0 0 0 0 0 0 0 0 ...) is a list of length 30."
;;; To which stream, and that there is no value.
(multiple-value-list (describe 5 (make-broadcast-stream))) => NIL
(length (with-output-to-string (*standard-output*) (describe 5))) => 59
(length (with-output-to-string (*standard-output*) (describe 5 nil))) => 59
(let ((out (make-string-output-stream))) (let ((*terminal-io* (make-two-way-stream (make-string-input-stream "") out))) (describe 5 t)) (length (get-output-stream-string out))) => 59
(describe) !! program-error
(describe 1 (make-string-input-stream "")) !! error

;;; A condition that cannot tell its report.
(handler-case (stringp (with-output-to-string (s) (describe (make-condition 'unbound-variable) s))) (error (c) (type-of c))) => T
(described (restart-case (car (compute-restarts)) (own-restart () nil))) => "#<RESTART OWN-RESTART> is a restart, with the following components./NAME = OWN-RESTART/FUNCTION = #<FUNCTION NIL>/REPORT = NIL/INTERACTIVE = NIL/TEST = NIL"
(let ((text (described *random-state*))) (subseq text (search " is " text) (search ", with" text))) => " is a random-state"
