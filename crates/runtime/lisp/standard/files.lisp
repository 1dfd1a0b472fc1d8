;;;; Files (CLHS 20.2) by name, over primitives that take native namestrings.

;;; The pathname, without symbolic links, of the file that the system calls NAME, in the form of a directory if it is
;;; one; NIL when there is none. The second value is :FILE or :DIRECTORY.
(defun %true-pathname (name)
  (multiple-value-bind (true-name kind) (%resolve-file name)
    (cond ((null true-name) nil)
          ((eq kind :directory) (values (%parse-directory-name true-name) kind))
          (t (values (%parse-native-name true-name) kind)))))

(defun probe-file (pathspec)
  (values (%true-pathname (%native-namestring pathspec))))

(defun truename (pathspec)
  (or (probe-file pathspec)
      (%file-error (pathname pathspec) "there is no such file")))

(defun delete-file (file)
  (let ((name (%native-namestring file)))
    (if (and (streamp file) (open-stream-p file)) (close file))
    (%delete-file name))
  t)

;;; Returns the new name and the true names before and after. IF-EXISTS is :ERROR, :OVERWRITE or T.
(defun rename-file (file new-name &key (if-exists :error))
  (let* ((old (pathname file))
         (new (merge-pathnames new-name (translate-logical-pathname old) nil))
         (old-truename (truename old))
         (new-native (%native-namestring new)))
    (if (and (eq if-exists :error) (probe-file new))
        (%file-error new "a file of this name exists already"))
    (%rename-file (%native-namestring old) new-native)
    (values new old-truename (truename new))))

(defun file-write-date (pathspec)
  (or (%file-write-date (%native-namestring pathspec))
      (%file-error (pathname pathspec) "there is no such file")))

;;; A string, or NIL when the system does not tell.
(defun file-author (pathspec)
  (%file-author (%native-namestring pathspec)))
