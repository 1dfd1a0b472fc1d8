;;;; STEP (CLHS 25.2): values are those of the form; what is shown, and the commands.

; The values of FORM, and what STEP writes when COMMANDS are given to it, its lines separated by slashes.
(defun stepped (form commands)
  (let* ((output (make-string-output-stream))
         (values (let ((*debug-io* (make-two-way-stream (make-string-input-stream commands) output))) (multiple-value-list (eval `(step ,form))))))
    (list values (substitute #\/ #\Newline (get-output-stream-string output)))))
(stepped '(+ 1 (* 2 3)) "") => ((7) "step 1 --> (+ 1 (* 2 3))/Step 1> /step 2 --> (* 2 3)/step 2 ==> 6/step 1 ==> 7/")
(stepped '(+ 1 (* 2 3)) (format nil ":s~%:s~%")) => ((7) "step 1 --> (+ 1 (* 2 3))/Step 1> /step 2 --> (* 2 3)/Step 2> /step 2 ==> 6/step 1 ==> 7/")
(second (stepped '(+ 1 (* 2 3)) (format nil ":n~%"))) => "step 1 --> (+ 1 (* 2 3))/Step 1> /step 1 ==> 7/"
(second (stepped '(list (car '(1)) (cdr '(2))) (format nil "~%:c~%"))) => "step 1 --> (LIST (CAR '(1)) (CDR '(2)))/Step 1> /step 2 --> (CAR '(1))/Step 2> "
(search ":n  evaluate the form without stepping inside" (second (stepped '(car '(1)) (format nil "what?~%:c~%")))) => 78
(handler-bind ((error #'identity)) (with-simple-restart (abort "") (stepped '(car '(1)) (format nil ":a~%")) 5)) => NIL; T
;;; Everything means what it means without STEP.
(defun same (form) (equal (multiple-value-list (eval form)) (first (stepped form ""))))
(defvar *dynamic* 1)
(remove-if #'same '((values 1 2) (values) 5 *dynamic* 'a (let ((x 1) y) (declare (ignorable y)) (setq x (+ x 1)) (list x)) (let* ((x 1) (y (+ x 1))) (list x y)) (let ((*dynamic* 2)) (list *dynamic*)) (block b (list (return-from b (+ 1 2)))) (catch 'c (list (throw 'c (+ 1 2)))) (let ((n 0)) (tagbody again (incf n) (if (< n 3) (go again))) n) (loop (return 3)) (do ((i 0 (1+ i)) (l nil (cons i l))) ((= i 3) l)) (flet ((f (x) (* x 2))) (list (f 1) (funcall #'f 2))) (labels ((f (n) (if (= n 0) 1 (* n (f (1- n)))))) (f 4)) (flet ((when (x) (list x))) (when 1)) (mapcar (lambda (x) "Doc." (declare (ignorable x)) (1+ x)) '(1 2)) ((lambda (x) (list x)) (+ 1 1)) (unwind-protect (+ 1 2) (list 3)) (multiple-value-bind (a b) (floor 7 2) (list a b)) (multiple-value-prog1 (values 1 2) (list 3)) (macrolet ((m (x) `(list ,x ,x))) (m (+ 1 1))) (symbol-macrolet ((s (+ 1 2))) (list s)) (progv '(*dynamic*) '(5) (list *dynamic*)) (the fixnum (+ 1 2)) (eval-when (:execute) (+ 1 2)) (locally (declare (special *dynamic*)) (list *dynamic*)) (case (+ 1 1) (2 :two)) (handler-case (error "x") (error () (list 1))) (let ((l (list 1 2))) (setf (car l) (+ 2 3)) (push 4 l) l) (multiple-value-call #'list (values 1 2) (floor 5 2)) (load-time-value (+ 1 2)) (funcall (function (lambda (&optional (x 2)) (list x)))))) => NIL
(step) !! program-error
(stepped '(car 5) "") !! type-error

;;; Forms where names are bound mean what they mean there.
(stepped '(macrolet ((m (x) `(list ,x))) (m (car '(1)))) (format nil ":s~%")) => (((1)) "step 1 --> (MACROLET ((M # `#)) (M (CAR #)))/Step 1> /step 2 --> (M (CAR '(1)))/Step 2> /step 3 --> (CAR '(1))/step 3 ==> 1/step 2 ==> (1)/step 1 ==> (1)/")
(second (stepped '(symbol-macrolet ((s (+ 1 2))) (list s)) (format nil ":s~%"))) => "step 1 --> (SYMBOL-MACROLET ((S #)) (LIST S))/Step 1> /step 2 --> (LIST S)/Step 2> /step 2 ==> (3)/step 1 ==> (3)/"
(second (stepped '(locally (car '(1))) (format nil ":s~%"))) => "step 1 --> (LOCALLY (CAR '(1)))/Step 1> /step 2 --> (CAR '(1))/Step 2> /step 2 ==> 1/step 1 ==> 1/"
(remove-if #'same '((symbol-macrolet ((x (car 5))) (let ((x 1)) (incf x))) (symbol-macrolet ((x (car 5))) (let* ((x 1) (y (incf x))) (declare (fixnum x y)) (mapcar (lambda (x) "Doc." (incf x)) (list x y)))) (flet ((when (x) (list x))) (macrolet ((list (x) `(vector ,x))) (aref (list (when 1)) 0))) (macrolet ((m () 1)) (labels ((m () (if t 2 (m)))) (m))) (symbol-macrolet ((s (car l))) (let ((l (list 1))) (incf s 2) l)) ((lambda (&rest l) (mapcar #'1+ l)) 1 2) (macrolet ((m ()) (n () '(values 1 2))) (m) (n)))) => NIL
