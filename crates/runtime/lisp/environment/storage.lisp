;;;; ROOM and TIME (CLHS 25.2): what the heap holds, and what a form costs.

(defun %write-room-line (label text)
  (write-string label)
  (dotimes (n (- 54 (length label) (length text))) (write-char #\Space))
  (write-line text))

;;; MICROSECONDS as seconds, with as many decimals as they have but at least one.
(defun %seconds-text (microseconds)
  (multiple-value-bind (seconds rest) (floor microseconds 1000000)
    (let* ((digits (princ-to-string (+ rest 1000000)))
           (end (1+ (or (position #\0 digits :test-not (function eql) :from-end t) 1))))
      (%string-append (princ-to-string seconds) "." (subseq digits 1 (max end 2))))))

;;; Reports on the heap; with NIL in one line, with T in full. The values are CLISP's: bytes in use, bytes available
;;; until the next collection, bytes permanently allocated, number of collections, bytes freed, microseconds taken.
(defun room (&optional (x :default))
  (if (member x '(nil t :default)) nil
      (error 'type-error :datum x :expected-type '(member nil t :default)))
  (multiple-value-bind (in-use available permanent n-collections freed time allocated) (%heap-statistics)
    (fresh-line)
    (if x
        (progn
          (%write-room-line "Number of garbage collections:" (%integer-with-commas n-collections))
          (%write-room-line "Bytes freed by GC:" (%integer-with-commas freed))
          (%write-room-line "Time spent in GC:" (%string-append (%seconds-text time) " sec"))
          (%write-room-line "Bytes permanently allocated:" (%integer-with-commas permanent))))
    (%write-room-line "Bytes currently in use:" (%integer-with-commas in-use))
    (if x
        (%write-room-line "Bytes available until next GC:" (%integer-with-commas available)))
    (if (eq x t)
        (%write-room-line "Bytes allocated so far:" (%integer-with-commas allocated)))
    (values in-use available permanent n-collections freed time)))

(defmacro time (form)
  `(%call-timed (function (lambda () ,form))))

(defun %call-timed (function)
  (let ((real (get-internal-real-time)) (run (get-internal-run-time))
        (before (multiple-value-list (%heap-statistics))))
    (multiple-value-prog1 (funcall function)
      (let ((run (- (get-internal-run-time) run)) (real (- (get-internal-real-time) real)))
        (%report-costs real run before (multiple-value-list (%heap-statistics)))))))

(defun %report-costs (real run before after)
  (flet ((growth (index) (- (nth index after) (nth index before))))
    (fresh-line *trace-output*)
    (format *trace-output* "Real time: ~A sec.~%Run time: ~A sec.~%Space: ~D Bytes~%"
            (%seconds-text real) (%seconds-text run) (growth 6))
    (if (> (growth 3) 0)
        (format *trace-output* "GC: ~D, GC time: ~A sec.~%" (growth 3) (%seconds-text (growth 5))))))

;;; Collects the whole dynamic heap and runs finalizers: entering the second function is where that happens.
(defun ext:gc ()
  (%request-collection)
  (%collected))

(defun %collected () nil)
