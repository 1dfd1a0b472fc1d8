;;;; ROOM and TIME (CLHS 25.2).

(defmacro shown (&body body) `(with-output-to-string (*standard-output*) ,@body))
(defun lines (text) (count #\Newline text))
(list (lines (shown (room))) (lines (shown (room t))) (lines (shown (room nil))) (lines (shown (room :default)))) => (6 7 1 6)
(search "Bytes currently in use:" (shown (room nil))) => 0
(shown (list 1 2)) => ""
(let ((*standard-output* (make-broadcast-stream))) (let ((values (multiple-value-list (room)))) (list (length values) (every #'integerp values) (> (third values) 100000)))) => (6 T T)
(room :all) !! type-error
(room t t) !! program-error
(defmacro timed (form) `(let* ((values nil) (text (with-output-to-string (*trace-output*) (setq values (multiple-value-list (time ,form)))))) (list values (lines text) text)))
(subseq (timed (values 1 2)) 0 1) => ((1 2))
(let ((text (third (timed nil)))) (list (search "Real time: 0." text) (not (null (search "Run time: " text))) (not (null (search "Space: " text))))) => (0 T T)
(let* ((text (third (timed (make-list 1000)))) (start (+ 7 (search "Space: " text)))) (<= 16000 (parse-integer text :start start :junk-allowed t) 40000)) => T
(let ((text (third (timed (dotimes (i 100) (make-list 10000)))))) (not (null (search "GC: " text)))) => T
(first (timed (values))) => NIL
(block nil (let ((*trace-output* (make-broadcast-stream))) (time (return :left)))) => :LEFT
(mapcar #'sys::%seconds-text '(0 1 10 100000 1000000 1500000 123456789)) => ("0.0" "0.000001" "0.00001" "0.1" "1.0" "1.5" "123.456789")
(eval '(time)) !! program-error
