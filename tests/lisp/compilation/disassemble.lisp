;;;; DISASSEMBLE (CLHS 25.2): functions, their names, lambda expressions; its text is for people.

(defun disassembled (function) (let (value) (list (plusp (length (with-output-to-string (*standard-output*) (setq value (disassemble function))))) value)))
(defun squared (x) (* x x))
(defun (setf squared) (value x) (list value x))
(disassembled 'squared) => (T NIL)
(disassembled #'squared) => (T NIL)
(disassembled '(setf squared)) => (T NIL)
(disassembled '(lambda (x) (1+ x))) => (T NIL)
(disassembled (let ((n 0)) (lambda () (incf n)))) => (T NIL)
(disassembled #'car) => (T NIL)
(disassemble 'no-such-function) !! undefined-function
(disassemble 5) !! type-error
(disassemble "car") !! type-error
(disassemble) !! program-error
(disassemble #'car #'cdr) !! program-error
