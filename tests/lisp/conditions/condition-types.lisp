;;;; The standard's condition types (CLHS 9.1.1): parents, readers, reports.

(defun parents-p (type &rest parents) (every (lambda (parent) (and (subtypep type parent) (typep (make-condition type) parent))) parents)) => PARENTS-P
(parents-p 'warning 'condition) => T
(parents-p 'style-warning 'warning) => T
(parents-p 'serious-condition 'condition) => T
(parents-p 'error 'serious-condition) => T
(parents-p 'storage-condition 'serious-condition) => T
(parents-p 'simple-condition 'condition) => T
(parents-p 'simple-error 'simple-condition 'error) => T
(parents-p 'simple-warning 'simple-condition 'warning) => T
(parents-p 'simple-type-error 'simple-condition 'type-error) => T
(every (lambda (type) (parents-p type 'error)) '(type-error control-error program-error parse-error cell-error arithmetic-error package-error stream-error file-error print-not-readable)) => T
(every (lambda (type) (parents-p type 'cell-error)) '(unbound-variable undefined-function unbound-slot)) => T
(every (lambda (type) (parents-p type 'arithmetic-error)) '(division-by-zero floating-point-overflow floating-point-underflow floating-point-inexact floating-point-invalid-operation)) => T
(parents-p 'end-of-file 'stream-error) => T
(parents-p 'reader-error 'parse-error 'stream-error) => T
(subtypep 'storage-condition 'error) => NIL; T
(subtypep 'error 'warning) => NIL; T
(let ((c (make-condition 'type-error :datum 1 :expected-type 'list))) (list (type-error-datum c) (type-error-expected-type c))) => (1 LIST)
(cell-error-name (make-condition 'unbound-variable :name 'x)) => X
(let ((c (make-condition 'unbound-slot :name 'x :instance 5))) (list (cell-error-name c) (unbound-slot-instance c))) => (X 5)
(let ((c (make-condition 'division-by-zero :operation '/ :operands '(1 0)))) (list (arithmetic-error-operation c) (arithmetic-error-operands c))) => (/ (1 0))
(package-error-package (make-condition 'package-error :package "P")) => "P"
(stream-error-stream (make-condition 'stream-error :stream *standard-input*)) => #<INPUT FILE-STREAM CHARACTER>
(stream-error-stream (make-condition 'reader-error :stream *standard-input*)) => #<INPUT FILE-STREAM CHARACTER>
(file-error-pathname (make-condition 'file-error :pathname "p")) => "p"
(print-not-readable-object (make-condition 'print-not-readable :object 1)) => 1
(let ((c (make-condition 'simple-error :format-control "~A" :format-arguments '(1)))) (list (simple-condition-format-control c) (simple-condition-format-arguments c))) => ("~A" (1))
(mapcar #'princ-to-string (list (make-condition 'type-error :datum 1 :expected-type 'list) (make-condition 'unbound-variable :name 'x) (make-condition 'undefined-function :name '(setf x)) (make-condition 'division-by-zero) (make-condition 'simple-error :format-control "n ~A" :format-arguments '(5)) (make-condition 'error))) => ("The value 1 is not of type LIST" "variable X has no value" "undefined function (SETF X)" "division by zero" "n 5" "Condition of type ERROR.")
(mapcar (lambda (type) (stringp (princ-to-string (make-condition type)))) '(condition warning error storage-condition simple-condition simple-error control-error arithmetic-error)) => (T T T T T T T T)
(type-error-datum 5) !! type-error
(type-error-datum (make-condition 'simple-error)) !! type-error
(type-error-datum (make-condition 'type-error)) !! unbound-slot
(handler-case (type-error-datum (make-condition 'type-error)) (unbound-slot (c) (list (type-of (unbound-slot-instance c)) (symbol-name (cell-error-name c))))) => (TYPE-ERROR "DATUM")
