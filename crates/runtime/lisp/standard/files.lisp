;;;; Files by name (CLHS 20.2), over the positional primitives. A file's name is a string.

(defun probe-file (file)
  (let ((name (%file-name file)))
    (if (%file-exists-p name) (%truename name) nil)))

(defun truename (file) (%truename (%file-name file)))

(defun delete-file (file)
  (%delete-file (%file-name file))
  t)

;;; Returns the new name and the true names before and after.
(defun rename-file (file new-name)
  (let ((old-truename (truename file)))
    (%rename-file (%file-name file) (%file-name new-name))
    (values new-name old-truename (truename new-name))))

(defun file-write-date (file) (%file-write-date (%file-name file)))
