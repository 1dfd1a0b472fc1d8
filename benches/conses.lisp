;;;; Collection: 1 GiB of conses in short lists, while 100 MB of conses stay alive.

(defvar *live* nil)

(defun numbers-below (n)
  (let ((list '()))
    (dotimes (i n list)
      (setq list (cons i list)))))

(defun fill-live (lists)
  (dotimes (i lists)
    (setq *live* (cons (numbers-below 10000) *live*))))

(defun churn (lists)
  (let ((sum 0))
    (dotimes (i lists sum)
      (setq sum (+ sum (car (numbers-below 1000)))))))

(defun live-count ()
  (let ((count 0))
    (dolist (list *live* count)
      (setq count (+ count (length list))))))

;; A cons has 16 bytes: 655 lists of 10,000 are 100 MB, 67,108 lists of 1,000 are 1 GiB.
(fill-live 655)
(princ (churn 67108))
(terpri)
(princ (live-count))
(terpri)
