;;;; INSPECT, ED and DRIBBLE (CLHS 25.2).

(defun session (object input) (let ((out (make-string-output-stream))) (let ((*query-io* (make-two-way-stream (make-string-input-stream input) out))) (inspect object)) (get-output-stream-string out)))
(defun parts-shown (object input) (let ((text (session object input)) (n 0) (start 0)) (loop (let ((at (search "1: " text :start2 start))) (if at (setq n (1+ n) start (1+ at)) (return n))))))
(not (null (search "2: 1 = 20" (session '(10 20) ":q")))) => T
(not (null (search "20 is an integer" (session '(10 20) "2 :q")))) => T
(parts-shown '((1) (2)) ":q") => 1
(parts-shown '((1) (2)) "1 :q") => 2
(parts-shown '((1) (2)) "1 :u :q") => 3
(parts-shown '((1) (2)) ":p :p") => 3
(not (null (search "topmost" (session 5 ":u")))) => T
(not (null (search "no part" (session '(1) "2 0")))) => T
(not (null (search ":U back up" (session 5 ":h")))) => T
(not (null (search "(A B C)" (session '(a b) "(append * '(c))")))) => T
(not (null (search "*** - " (session '(a b) "(error \"x\") :q")))) => T
(not (null (search "KEY = :VALUE" (session (let ((h (make-hash-table))) (setf (gethash 'key h) :value) h) "")))) => T
(progn (defstruct inspected a) (not (null (search "1: A = 7" (session (make-inspected :a 7) ""))))) => T
(multiple-value-list (let ((*query-io* (make-two-way-stream (make-string-input-stream "") (make-broadcast-stream)))) (inspect 5))) => NIL
(inspect) !! program-error
;;; There is no editor.
(ed) !! error
(ed "file") !! error
(ed 5) !! type-error
;;; A record of a session.
(defparameter *record* (sys::test-file "record"))
(defun flat (text) (substitute #\/ #\Newline text))
(let* ((out (make-string-output-stream)) (*standard-output* out) (*standard-input* (make-string-input-stream (format nil "typed~%rest")))) (dribble *record*) (write-line "said") (let ((line (read-line))) (dribble) (write-string "after") (list line (flat (get-output-stream-string out)) (read-line)))) => ("typed" "said/after" "rest")
(with-open-file (s *record*) (list (read-line s) (values (read-line s nil :end)))) => ("said" "typed")
(let ((warned nil)) (handler-bind ((warning (lambda (c) (setq warned t) (muffle-warning c)))) (dribble)) warned) => T
(let ((*standard-output* (make-broadcast-stream)) (*standard-input* (make-string-input-stream ""))) (dribble *record*) (dribble (sys::test-file "second")) (write-string "x") (dribble) (with-open-file (s (sys::test-file "second")) (values (read-line s)))) => "x"
(dribble (sys::test-file "none/x")) !! file-error
