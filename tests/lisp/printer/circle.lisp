;;;; *PRINT-CIRCLE*: shared and circular parts have labels (CLHS 22.1.3).

(defun print-circularly (x) (write-to-string x :circle t :escape t :length nil :level nil))
(let ((x (list 1 2))) (setf (cddr x) x) (print-circularly x)) => "#1=(1 2 . #1#)"
(let ((x (list 1 2))) (setf (cdr x) x) (print-circularly x)) => "#1=(1 . #1#)"
(let ((x (list 1 2))) (setf (car x) x) (print-circularly x)) => "#1=(#1# 2)"
(let ((x (list 1))) (print-circularly (list x x))) => "(#1=(1) #1#)"
(let ((x (list 1))) (print-circularly (list x (cons 1 x)))) => "(#1=(1) (1 . #1#))"
(let ((x (list 1)) (y (list 2))) (print-circularly (list y x x y))) => "(#1=(2) #2=(1) #2# #1#)"
(let ((x (vector 1 2))) (setf (aref x 0) x) (print-circularly x)) => "#1=#(#1# 2)"
(let ((x (make-array '(1 2) :initial-element 0))) (setf (aref x 0 1) x) (print-circularly x)) => "#1=#2A((0 #1#))"
(let ((x (list 1))) (setf (cdr x) (vector x)) (print-circularly x)) => "#1=(1 . #(#1#))"
; The tail of a list is no part of an abbreviation.
(let ((y (list 'quote 1))) (print-circularly (list y (cdr y)))) => "((QUOTE . #1=(1)) #1#)"
(let ((x (list 'quote nil))) (setf (cadr x) x) (print-circularly x)) => "#1='#1#"
(let ((s (make-string 1 :initial-element #\a))) (print-circularly (list s s))) => "(#1=\"a\" #1#)"
(print-circularly (let ((g (make-symbol "G"))) (list g g))) => "(#1=#:G #1#)"
(print-circularly '(a a :b :b 1 1 #\a #\a nil nil)) => "(A A :B :B 1 1 #\\a #\\a NIL NIL)"
(print-circularly '(1 (2 3) #(4))) => "(1 (2 3) #(4))"
; Without it nothing has a label.
(let ((x (list 1))) (write-to-string (list x x) :circle nil)) => "((1) (1))"
(let ((x (list 1 2 3))) (setf (cdddr x) x) (write-to-string x :circle nil :length 5)) => "(1 2 3 1 2 ...)"
(let ((x (list 1 2))) (setf (car x) x) (write-to-string x :circle nil :level 3)) => "(((# 2) 2) 2)"
; Every whole that is printed counts its labels anew.
(let ((x (list 1)) (*print-circle* t))
  (with-output-to-string (s) (prin1 (list x x) s) (princ (list x x) s))) => "(#1=(1) #1#)(#1=(1) #1#)"
(let ((x (list 1)) (*print-circle* t)) (format nil "~S ~A" (list x x) x)) => "(#1=(1) #1#) (1)"
(defstruct ring value next)
(let ((x (make-ring :value 1))) (setf (ring-next x) x) (print-circularly x)) => "#1=#S(RING :VALUE 1 :NEXT #1#)"
(defstruct (point-of (:print-object (lambda (x s) (prin1 (list :at (point-of-place x)) s)))) place)
(let ((x (list 1))) (print-circularly (list x (make-point-of :place x)))) => "(#1=(1) (:AT #1#))"
(let ((x (list 1)))
  (print-circularly (list x x (make-point-of :place (with-output-to-string (s) (let ((*print-circle* t)) (prin1 (list x x) s)))))))
=> "(#1=(1) #1# (:AT \"(#1=(1) #1#)\"))"
; What is printed with labels is read back alike.
(let* ((x (list 1 2)) (y (read-from-string (print-circularly (setf (cddr x) x)))))
  (list (car y) (cadr y) (eq (cddr y) y))) => (1 2 T)
