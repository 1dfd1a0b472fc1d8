;;;; Dynamic exits: catch and throw through calls, past unwind-protect.

(defvar *cleanups* 0)

(defun search-deep (depth goal)
  (if (= depth goal)
      (throw 'found depth)
      (search-deep (+ depth 1) goal)))

(defun guarded (goal)
  (unwind-protect (search-deep 0 goal)
    (setq *cleanups* (+ *cleanups* 1))))

(defun run (rounds)
  (let ((sum 0))
    (dotimes (i rounds sum)
      (setq sum (+ sum
                   (catch 'found (search-deep 0 4))
                   (catch 'found (guarded 2))
                   (catch 'missed 1))))))

(princ (run 1500000))
(terpri)
(princ *cleanups*)
(terpri)
