;;;; The worst pause while 1 GiB of conses are made and 100 MB stay alive: the longest time that 1,000 conses take,
;;;; in milliseconds. A collection is what makes one of them take long.

(defvar *live* nil)

(defun numbers-below (n)
  (let ((list '()))
    (dotimes (i n list)
      (setq list (cons i list)))))

(dotimes (i 655)
  (setq *live* (cons (numbers-below 10000) *live*)))

(defun longest (lists)
  (let ((longest 0)
        (before (get-internal-real-time)))
    (dotimes (i lists longest)
      (numbers-below 1000)
      (let ((after (get-internal-real-time)))
        (when (< longest (- after before))
          (setq longest (- after before)))
        (setq before after)))))

(princ (floor (* 1000 (longest 67108)) internal-time-units-per-second))
(terpri)
