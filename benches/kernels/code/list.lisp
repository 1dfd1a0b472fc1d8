;;;; Conses: built, walked, reversed, searched and changed.

(defun numbers-below (n)
  (let ((list '()))
    (dotimes (i n list)
      (setq list (cons i list)))))

(defun doubled (list)
  (let ((result '()))
    (dolist (element list (nreverse result))
      (setq result (cons (+ element element) result)))))

(defun sum (list)
  (do ((rest list (cdr rest))
       (sum 0 (+ sum (car rest))))
      ((null rest) sum)))

(defun run (rounds)
  (let ((total 0))
    (dotimes (i rounds total)
      (let ((list (doubled (reverse (numbers-below 1000)))))
        (setf (car (cdr list)) i)
        (setq total (+ total (sum list) (length list)))
        (when (member 1998 list)
          (setq total (+ total 1)))
        (when (assoc 7 '((1 . 2) (3 . 4) (5 . 6) (7 . 8)))
          (setq total (+ total 1)))))))

(princ (run 3000))
(terpri)
