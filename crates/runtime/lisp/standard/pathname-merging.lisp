;;;; MERGE-PATHNAMES and ENOUGH-NAMESTRING (CLHS 19.2.3), and from a designator to the system's name of a file.

;;; The directory that A means seen from B.
(defun %merge-directories (a b)
  (cond ((null a) b)
        ((and (eq (car a) :relative) b)
         (%normal-directory (append b (cdr a))))
        (t a)))

(defun merge-pathnames (pathname &optional (defaults *default-pathname-defaults*) (default-version :newest))
  (let* ((defaults (pathname defaults))
         (pathname (pathname pathname))
         ;; What lies on a drive lies on no server.
         (host (or (%pathname-host pathname)
                   (if (stringp (%pathname-device pathname)) nil (%pathname-host defaults))))
         (logical (and host (%logical-host-p host)))
         (own-logical (%logical-pathname-p pathname))
         (name (%pathname-name pathname))
         (version (cond ((%pathname-version pathname))
                        ((and (null name) (%pathname-version defaults)))
                        (t default-version))))
    ;; What a physical pathname leaves open is filled in from where a logical default is found, and the reverse.
    (if (and own-logical (not (%logical-pathname-p defaults)))
        (setq defaults (%make-logical-pathname host :unspecific nil
                                               (%logical-part (%pathname-name defaults))
                                               (%logical-part (%pathname-type defaults))
                                               (%pathname-version defaults))))
    (flet ((part (value) (if (and logical (not own-logical)) (%logical-part value) value)))
      (funcall (if logical (function %make-logical-pathname) (function %make-pathname))
               host
               (cond (logical :unspecific)
                     ((%pathname-device pathname))
                     ((%pathname-host pathname) nil)
                     (t (%pathname-device defaults)))
               (%merge-directories (part (%pathname-directory pathname)) (%pathname-directory defaults))
               (or (part name) (%pathname-name defaults))
               (or (part (%pathname-type pathname)) (%pathname-type defaults))
               version))))

;;; The shortest namestring that, merged with DEFAULTS, means PATHNAME.
(defun enough-namestring (pathname &optional (defaults *default-pathname-defaults*))
  (let* ((pathname (pathname pathname)) (defaults (pathname defaults))
         (directory (%pathname-directory pathname)) (base (%pathname-directory defaults))
         (same-place (and (equal (%pathname-host pathname) (%pathname-host defaults))
                          (equal (%pathname-device pathname) (%pathname-device defaults))))
         (name (%pathname-name pathname)) (type (%pathname-type pathname))
         (same-name (equal name (%pathname-name defaults)))
         (same-type (equal type (%pathname-type defaults))))
    (let ((directory (cond ((not same-place) directory)
                           ((equal directory base) nil)
                           ((%enough-directory directory base))
                           (t directory)))
          (host (if same-place nil (%pathname-host pathname)))
          (device (if same-place nil (%pathname-device pathname)))
          ;; A type alone would be read as a name.
          (name (if (and same-name same-type) nil name))
          (type (if same-type nil type)))
      (if (and same-place (%logical-pathname-p pathname))
          (%string-append (%logical-directory-namestring
                           (%make-logical-pathname nil nil directory nil nil nil))
                          (%logical-file-namestring
                           (%make-logical-pathname nil nil nil name type (%pathname-version pathname))))
          (if (%logical-pathname-p pathname)
              (%namestring pathname)
              (%namestring (%make-pathname host device directory name type nil)))))))

;;; DIRECTORY as seen from BASE if it lies below, else NIL.
(defun %enough-directory (directory base)
  (let ((rest directory))
    (dolist (part base (if (eq (car rest) :up) nil (cons :relative rest)))
      (if (and rest (equal part (car rest)))
          (pop rest)
          (return nil)))))

;;;; For the system

;;; The physical pathname of DESIGNATOR with what *DEFAULT-PATHNAME-DEFAULTS* says filled in, and without wildcards.
(defun %physical-pathname (designator)
  (let ((pathname (merge-pathnames (translate-logical-pathname designator)
                                   (translate-logical-pathname *default-pathname-defaults*))))
    (if (wild-pathname-p pathname)
        (%file-error pathname "wildcards are not allowed here"))
    pathname))

;;; The string by which the operating system knows the file that DESIGNATOR, a pathname, string or file stream, means:
;;; logical hosts are translated, defaults merged, home directories filled in; relative to the current directory unless
;;; one of them says otherwise. Characters that stand for undecodable bytes of a name stay as they are, so the primitives
;;; that take such a string reach any file that a directory listing named. This is what every function that opens or
;;; changes a file calls.
(defun %native-namestring (designator)
  (%pathname-native-namestring (%physical-pathname designator)))

(defun %pathname-native-namestring (pathname)
  (let* ((directory (%pathname-directory pathname)) (home (cadr directory)))
    (if (%home-part-p home)
        (let ((own (%home-directory (if (consp home) (cadr home) nil))))
          (if (null own)
              (%file-error pathname "there is no such home directory"))
          (%pathname-native-namestring
           (merge-pathnames (%make-pathname nil nil (cons :relative (cddr directory))
                                            (%pathname-name pathname) (%pathname-type pathname) nil)
                            (%parse-directory-name own))))
        (%namestring pathname))))

;;; The pathname of the directory that the system calls NAME, with or without a separator at its end.
(defun %parse-directory-name (name)
  (let ((end (length name)))
    (%parse-physical (if (and (> end 0) (find (char name (1- end)) (if (%windows-syntax-p) "/\\" "/")))
                         name
                         (%string-append name "/"))
                     0 (if (and (> end 0) (find (char name (1- end)) (if (%windows-syntax-p) "/\\" "/")))
                           end
                           (1+ end)))))

;;; The pathname of a file that the system calls NAME.
(defun %parse-native-name (name) (%parse-physical name 0 (length name)))

(defun user-homedir-pathname (&optional host)
  (declare (ignore host))
  (let ((home (%home-directory nil)))
    (if home (%parse-directory-name home) nil)))
