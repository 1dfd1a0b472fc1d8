;;;; String streams (CLHS 21.2.46-21.2.51): keywords, fill pointers, declarations, dynamic extent.

(with-input-from-string (s "abcdef" :start 2 :end 4) (read-line s)) => "cd"; T
(let ((i 0)) (list (with-input-from-string (s "abcdef" :index i :start 2 :end 5) (read-char s) (read-char s)) i)) => (#\d 4)
(let ((v (list nil))) (with-input-from-string (s "abc" :index (car v)) (read-char s)) v) => (1)
(with-input-from-string (s (make-array 5 :element-type 'character :fill-pointer 3 :initial-contents "abcde")) (read-line s)) => "abc"; T
(with-input-from-string (s "abc") (declare (ignorable s)) 1) => 1
(with-input-from-string (s "abc") (values 1 2)) => 1; 2
(let ((k nil)) (with-input-from-string (s "abc") (setq k s)) (list (open-stream-p k))) => (NIL)
(make-string-input-stream "abc" 2 1) !! error
(make-string-input-stream "abc" 0 4) !! error
(make-string-input-stream 'abc) !! type-error
(with-output-to-string (s nil) (write-char #\a s)) => "a"
(with-output-to-string (s nil :element-type 'base-char) (write-char #\a s)) => "a"
(make-string-output-stream :element-type 'integer) !! error
(get-output-stream-string (make-string-input-stream "x")) !! error
(defun pushable (&rest options) (apply #'make-array 2 :element-type 'character :fill-pointer 0 options))
(let ((text (pushable :adjustable t))) (list (with-output-to-string (s text) (write-string "hello" s) (copy-seq text)) text)) => ("hello" "hello")
(let ((text (pushable :adjustable t)) (k nil)) (catch 'out (with-output-to-string (s text) (setq k s) (write-string "ab" s) (throw 'out nil))) (list text (open-stream-p k))) => ("ab" NIL)
(let ((text (pushable))) (with-output-to-string (s text) (write-string "abc" s))) !! error
(with-output-to-string (s "literal") (write-char #\a s)) !! error
(let ((text (pushable :adjustable t))) (with-output-to-string (s text) (list (fresh-line s) (write-char #\a s) (fresh-line s) (fresh-line s) (length text)))) => (NIL #\a T NIL 2)
(let ((s (make-string-output-stream))) (list (write-string "ab" s) (get-output-stream-string s) (fresh-line s) (write-char #\c s) (get-output-stream-string s))) => ("ab" "ab" NIL #\c "c")
(let ((s (make-string-output-stream))) (close s) (write-char #\a s)) !! stream-error
(let ((s (make-string-output-stream)) (long (make-string 5000 :initial-element #\x))) (dotimes (i 5) (write-string long s)) (length (get-output-stream-string s))) => 25000
(with-open-stream (s (make-string-input-stream "x y")) (values (read s) (read s))) => X; Y
(let ((k nil)) (with-open-stream (s (make-string-input-stream "x")) (setq k s)) (open-stream-p k)) => NIL
(with-open-stream (s nil) s) => NIL
