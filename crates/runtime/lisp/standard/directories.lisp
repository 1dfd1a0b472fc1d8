;;;; Directories: DIRECTORY and ENSURE-DIRECTORIES-EXIST (CLHS 20.2), and CLISP's functions that name, make, delete and
;;;; change them. CLISP's functions take a directory in the form of one, with a separator at its end.

;;; DIRECTORY visits the directories that the pattern's fit, in order of their names, and collects from each. What it
;;; holds of a directory is a pathname without name, which need not be absolute.

;;; The names of the entries of the directory PATHNAME, those of directories with a slash behind them. There are none
;;; when it does not exist; one that cannot be read is an error unless IF-DOES-NOT-EXIST is :IGNORE.
(defun %entry-names (pathname if-does-not-exist)
  (let ((name (%pathname-native-namestring pathname)))
    (if (eq if-does-not-exist :ignore)
        (handler-case (%directory-entries name) (file-error () nil))
        (if (%directory-p name) (%directory-entries name) nil))))

(defun %directory-entry-p (entry) (char= (char entry (1- (length entry))) #\/))

(defun %subdirectory (pathname part)
  (%make-pathname (%pathname-host pathname) (%pathname-device pathname)
                  (append (or (%pathname-directory pathname) '(:relative)) (list part))
                  nil nil nil))

;;; Calls FUNCTION with each directory below PATHNAME that the list PARTS leads to.
(defun %map-directories (function pathname parts if-does-not-exist circle)
  (let ((visited (make-hash-table :test 'equal)))
    (labels ((subdirectories (pathname pattern)
               (let ((found nil))
                 (dolist (entry (%entry-names pathname if-does-not-exist) (nreverse found))
                   (if (%directory-entry-p entry)
                       (let ((name (subseq entry 0 (1- (length entry)))))
                         (if (%match-part name pattern nil)
                             (push (%subdirectory pathname name) found)))))))
             (true-name (pathname) (values (%resolve-file (%pathname-native-namestring pathname))))
             ;; ABOVE lists the true names of the directories that ** has led through: a link to one of them ends there.
             (descend (pathname parts above)
               (let ((true-name (true-name pathname)))
                 (if (or (member true-name above :test (function equal))
                         (and circle (gethash true-name visited)))
                     nil
                     (progn
                       (if circle (setf (gethash true-name visited) t))
                       (visit pathname parts)
                       (dolist (subdirectory (subdirectories pathname :wild))
                         (descend subdirectory parts (cons true-name above)))))))
             (visit (pathname parts)
               (let ((part (car parts)))
                 (cond ((null parts) (funcall function pathname))
                       ((eq part :wild-inferiors) (descend pathname (cdr parts) nil))
                       ((%wild-part-p part)
                        (dolist (subdirectory (subdirectories pathname part))
                          (visit subdirectory (cdr parts))))
                       (t (visit (%subdirectory pathname part) (cdr parts)))))))
      (visit pathname parts))))

(defun directory (pathspec &key full circle (if-does-not-exist :discard))
  (if (member if-does-not-exist '(:discard :error :keep :ignore)) nil
      (error 'type-error :datum if-does-not-exist :expected-type '(member :discard :error :keep :ignore)))
  (let* ((pattern (merge-pathnames (translate-logical-pathname pathspec)
                                   (translate-logical-pathname *default-pathname-defaults*)))
         (directory (%pathname-directory pattern))
         (n-fixed (or (position-if (function %wild-part-p) directory) (length directory)))
         (start (%make-pathname (%pathname-host pattern) (%pathname-device pattern)
                                (if directory (subseq directory 0 n-fixed) nil) nil nil nil))
         (name (%pathname-name pattern)) (type (%pathname-type pattern))
         (results nil))
    (labels ((collect-file (pathname)
               (let ((truename (%true-pathname (%pathname-native-namestring pathname))))
                 (cond (truename
                        (push (if full (%file-description pathname truename) truename) results))
                       ((eq if-does-not-exist :keep) (push (absolute-pathname pathname) results))
                       ((eq if-does-not-exist :error) (%file-error pathname "there is no such file")))))
             (collect-directory (pathname)
               (multiple-value-bind (truename kind) (%true-pathname (%pathname-native-namestring pathname))
                 (if (eq kind :directory) (push truename results))))
             (file-in (pathname name type)
               (%make-pathname (%pathname-host pathname) (%pathname-device pathname)
                               (%pathname-directory pathname) name type nil))
             (collect-files (pathname)
               (if (or (%wild-part-p name) (%wild-part-p type) (null name))
                   (dolist (entry (%entry-names pathname if-does-not-exist))
                     (if (%directory-entry-p entry) nil
                         (multiple-value-bind (entry-name entry-type)
                             (%split-file-name entry 0 (length entry))
                           (if (and (%match-part entry-name name nil) (%match-part entry-type type nil))
                               (collect-file (file-in pathname entry-name entry-type))))))
                   (let ((file (file-in pathname name type)))
                     (if (%file-link-p (%pathname-native-namestring file)) (collect-file file))))))
      (%map-directories (if (and (null name) (null type)) (function collect-directory) (function collect-files))
                        start (nthcdr n-fixed directory) if-does-not-exist circle)
      (nreverse results))))

;;; For :FULL: pathname, true name, time of the last change (decoded, without weekday and zone), length in bytes.
(defun %file-description (pathname truename)
  (let ((name (%pathname-native-namestring truename)))
    (list (absolute-pathname pathname) truename
          (subseq (multiple-value-list (decode-universal-time (%file-write-date name))) 0 6)
          (%file-bytes name))))

(defun ext:dir (&optional (pathspec (if (%windows-syntax-p) "*.*" "*")))
  (dolist (entry (directory pathspec :full t :if-does-not-exist :keep))
    (cond ((consp entry)
           (destructuring-bind (pathname truename time length) entry
             (declare (ignore truename))
             (%print-directory-line pathname length time)))
          (t (%print-directory-line entry nil nil)))))

(defun %print-directory-line (pathname length time)
  (write-string (%padded-right (namestring pathname) 45))
  (if length (format t "~10D" length))
  (if time
      (destructuring-bind (second minute hour day month year) time
        (format t "  ~4D-~A-~A ~A:~A:~A" year (%two-digits month) (%two-digits day)
                (%two-digits hour) (%two-digits minute) (%two-digits second))))
  (terpri))

(defun %padded-right (string width)
  (let ((n-missing (- width (length string))))
    (if (> n-missing 0) (%string-append string (make-string n-missing :initial-element #\Space)) string)))

(defun %two-digits (number)
  (let ((digits (%integer-to-string number 10)))
    (if (< number 10) (%string-append "0" digits) digits)))

;;;; The current directory

(defun ext:default-directory () (%parse-directory-name (%current-directory)))

(defun ext:absolute-pathname (pathspec)
  (let ((pathname (merge-pathnames (translate-logical-pathname pathspec)
                                   (translate-logical-pathname *default-pathname-defaults*) nil)))
    (cond ((%home-part-p (cadr (%pathname-directory pathname)))
           (%parse-native-name (%pathname-native-namestring pathname)))
          ((and (eq (car (%pathname-directory pathname)) :absolute)
                (or (not (%windows-syntax-p)) (%pathname-device pathname) (%pathname-host pathname)))
           pathname)
          (t (merge-pathnames pathname (ext:default-directory) nil)))))

;;; Goes to the directory that PATHSPEC names, which is where relative names lead from, and returns its pathname.
(defun ext:cd (&optional (pathspec ""))
  (let ((pathname (%directory-argument pathspec)))
    (if (%directory-p (%pathname-native-namestring pathname)) nil
        (%file-error pathname "there is no such directory"))
    (%set-current-directory (%pathname-native-namestring pathname))
    (ext:default-directory)))

(defun %set-default-directory (pathspec)
  (ext:cd pathspec)
  pathspec)

(defsetf ext:default-directory () (pathspec) `(%set-default-directory ,pathspec))

;;; The physical pathname of a directory, given in the form of one.
(defun %directory-argument (pathspec)
  (let ((pathname (%physical-pathname pathspec)))
    (if (or (%pathname-name pathname) (%pathname-type pathname))
        (%file-error pathname "this is not in the form of a directory"))
    pathname))

;;;; Asking for, making and deleting directories

(defun ext:probe-directory (pathspec)
  (%directory-p (%pathname-native-namestring (%directory-argument pathspec))))

;;; The true name of a file or directory, in whatever form PATHSPEC is; its pathname with links as they are; time of the
;;; last change and length. NIL when there is none.
(defun ext:probe-pathname (pathspec)
  (let* ((pathname (ext:absolute-pathname (%physical-pathname pathspec)))
         (name (string-right-trim "/\\" (%pathname-native-namestring pathname)))
         (name (if (find-if-not (function %separator-p) name) name (%pathname-native-namestring pathname))))
    (multiple-value-bind (truename kind) (%true-pathname name)
      (if truename
          (values truename
                  (if (eq kind :directory) (%parse-directory-name name) (%parse-native-name name))
                  (%file-write-date name)
                  (%file-bytes name))
          nil))))

(defun %separator-p (char) (or (char= char #\/) (char= char #\\)))

(defun ext:make-directory (pathspec)
  (%make-directory (%pathname-native-namestring (%directory-argument pathspec))))

(defun ext:delete-directory (pathspec)
  (%delete-directory (%pathname-native-namestring (%directory-argument pathspec))))

(defun ext:rename-directory (old new)
  (%rename-file (%pathname-native-namestring (%directory-argument old))
                (%pathname-native-namestring (%directory-argument new))))

(defun ext:make-dir (pathspec) (ext:make-directory pathspec))
(defun ext:delete-dir (pathspec) (ext:delete-directory pathspec))

;;; Makes the directories that lead to PATHSPEC; the second value says whether one had to be made.
(defun ensure-directories-exist (pathspec &key verbose mode)
  (declare (ignore mode))
  (let* ((pathname (%physical-pathname (make-pathname :name nil :type nil :defaults pathspec)))
         (directory (%pathname-directory pathname))
         (made nil))
    (do ((n-parts 2 (1+ n-parts)))
        ((> n-parts (length directory)))
      (let* ((parent (%make-pathname (%pathname-host pathname) (%pathname-device pathname)
                                     (subseq directory 0 n-parts) nil nil nil))
             (name (%pathname-native-namestring parent)))
        (if (%directory-p name) nil
            (progn
              (if verbose (format t "~&Creating directory: ~A~%" (absolute-pathname parent)))
              ;; Another process may have been quicker.
              (handler-bind ((file-error (function (lambda (condition)
                               (declare (ignore condition))
                               (if (%directory-p name) (go :next))))))
                (%make-directory name)
                (setq made t)))))
      :next)
    (values pathspec made)))
