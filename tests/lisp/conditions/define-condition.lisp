;;;; DEFINE-CONDITION, MAKE-CONDITION (CLHS 9.2).

(define-condition base-c (error) ((a :initarg :a :initform 1 :reader base-a) (b :initarg :b :accessor base-b)) (:report (lambda (c s) (format s "base ~A" (base-a c))))) => BASE-C
(define-condition sub-c (base-c) ((z :initarg :z :initform :zed :reader sub-z)) (:default-initargs :b 20)) => SUB-C
(let ((c (make-condition 'base-c :b 2))) (list (base-a c) (base-b c) (princ-to-string c))) => (1 2 "base 1")
(let ((c (make-condition 'sub-c :a 5))) (list (base-a c) (base-b c) (sub-z c) (princ-to-string c))) => (5 20 :ZED "base 5")
(let ((c (make-condition 'base-c))) (setf (base-b c) 9) (base-b c)) => 9
(handler-case (error 'sub-c :z 3) (base-c (c) (sub-z c))) => 3
(typep (make-condition 'sub-c) 'base-c) => T
(typep (make-condition 'sub-c) 'warning) => NIL
(define-condition two-parents (simple-warning type-error) ()) => TWO-PARENTS
(let ((c (make-condition 'two-parents :datum 1 :expected-type 'list :format-control "f" :format-arguments nil))) (list (typep c 'warning) (typep c 'error) (type-error-datum c) (simple-condition-format-control c))) => (T T 1 "f")
(define-condition with-string-report (error) () (:report "a fixed text")) => WITH-STRING-REPORT
(princ-to-string (make-condition 'with-string-report)) => "a fixed text"
(define-condition with-many (condition) ((x :initarg :x1 :initarg :x2 :reader x-of :reader also-x-of :initform 0) y)) => WITH-MANY
(list (x-of (make-condition 'with-many :x2 5)) (also-x-of (make-condition 'with-many :x1 6)) (x-of (make-condition 'with-many))) => (5 6 0)
(define-condition with-writer (error) ((w :initarg :w :reader w-of :writer set-w))) => WITH-WRITER
(let ((c (make-condition 'with-writer :w 1))) (set-w 2 c) (w-of c)) => 2
(let ((n 0)) (eval '(define-condition counted (error) ((v :initform (random-value) :reader v-of)))) (eval '(defun random-value () :fresh)) n) => 0
(v-of (make-condition 'counted)) => :FRESH
(make-condition 'no-such-type) !! error
(handler-case (error 'end-of-file :stream *standard-input*) (stream-error (c) (streamp (stream-error-stream c)))) => T
(handler-case (error 'package-error :package "X") (package-error (c) (package-error-package c))) => "X"
(handler-case (error 'unbound-variable :name 'v) (cell-error (c) (cell-error-name c))) => V
(handler-case (error 'arithmetic-error :operation '/ :operands '(1 0)) (arithmetic-error (c) (list (arithmetic-error-operation c) (arithmetic-error-operands c)))) => (/ (1 0))
(handler-case (error 'file-error :pathname "x") (file-error (c) (file-error-pathname c))) => "x"
(handler-case (error 'print-not-readable :object 1) (print-not-readable (c) (print-not-readable-object c))) => 1
(mapcar (lambda (type) (typep (make-condition type) 'error)) '(type-error program-error control-error package-error stream-error file-error cell-error parse-error arithmetic-error reader-error end-of-file)) => (T T T T T T T T T T T)
(typep (make-condition 'storage-condition) 'error) => NIL
(typep (make-condition 'storage-condition) 'serious-condition) => T
(typep (make-condition 'style-warning) 'warning) => T
