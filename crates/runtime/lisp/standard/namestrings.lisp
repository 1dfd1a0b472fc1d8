;;;; Namestrings: the syntaxes of Unix, Windows and logical pathnames, read and written (CLHS 19.1.1, 19.3.1).
;;;;
;;;; Unix: "dir/dir/name.type", where the last dot counts unless it is the first character. Windows: the same with
;;;; "C:" or "\\server" before it; both slashes separate. In both "~" or "~user" as first directory is a home
;;;; directory, * ? and ** are wildcards, ".." leads up. What a directory ".." behind a name leads out of is dropped.

(defvar *pathname-syntax* nil
  "The syntax of namestrings, :UNIX or :WINDOWS; NIL for that of the running system.")

(defun %windows-syntax-p ()
  (eq (or *pathname-syntax* (%system-pathname-syntax)) :windows))

(defun %namestring-error (string position)
  (error '%namestring-error :namestring string :position position))

(define-condition %namestring-error (parse-error)
  ((namestring :initarg :namestring :reader %namestring-error-namestring)
   (position :initarg :position :reader %namestring-error-position))
  (:report (lambda (condition stream)
             (format stream "syntax error in the namestring ~S at position ~D"
                     (%namestring-error-namestring condition) (%namestring-error-position condition)))))

;;; The pathname that STRING between START and END stands for in the system's syntax.
(defun %parse-physical (string start end)
  (let ((null-character (%position (code-char 0) string 1 start end nil)))
    (if null-character (%namestring-error string null-character)))
  (if (%windows-syntax-p)
      (%parse-windows string start end)
      (%parse-path string start end nil nil nil)))

(defun %parse-windows (string start end)
  (flet ((separator-at-p (index)
           (and (< index end) (find (char string index) "/\\"))))
    (cond ((and (separator-at-p start) (separator-at-p (1+ start))
                (< (+ start 2) end) (not (separator-at-p (+ start 2))))
           (let ((server-end (+ start 2)))
             (loop
               (if (or (>= server-end end) (separator-at-p server-end)) (return nil))
               (setq server-end (1+ server-end)))
             (%parse-path string server-end end (subseq string (+ start 2) server-end) nil t)))
          ((and (< (1+ start) end) (char= (char string (1+ start)) #\:) (alpha-char-p (char string start)))
           (%parse-path string (+ start 2) end nil (string-upcase (subseq string start (1+ start))) t))
          (t (%parse-path string start end nil nil t)))))

(defun %parse-path (string start end host device windows)
  (let ((parts nil) (part-start start) (kind nil))
    (loop
      (let ((index (%separator-position string part-start end windows)))
        (if index nil (return nil))
        (let ((part (subseq string part-start index)))
          (cond (kind (push part parts))
                ((= index part-start) (setq kind :absolute))
                ((char= (char part 0) #\~)
                 (setq kind :absolute)
                 (push (%home-part part) parts))
                (t (setq kind :relative)
                   (push part parts)))
          (setq part-start (1+ index)))))
    (if (and (null kind) (= (- end part-start) 1) (char= (char string part-start) #\~))
        (%make-pathname host device (list :absolute :home) nil nil nil)
        (multiple-value-bind (name type) (%split-file-name string part-start end)
          (%make-pathname host device
                          (if kind (%normal-directory (cons kind (nreverse parts))) nil)
                          name type nil)))))

;;; Where the next separator of directories stands in STRING, or NIL.
(defun %separator-position (string start end windows)
  (let ((slash (%position #\/ string 1 start end nil)))
    (or (and windows (%position #\\ string 1 start (or slash end) nil)) slash)))

;;; What "~" or "~user" means as a directory.
(defun %home-part (part)
  (if (= (length part) 1) :home (list :home (subseq part 1))))

;;; Name and type of the file name in STRING between START and END.
(defun %split-file-name (string start end)
  (let ((dot (%position #\. string 1 start end t)))
    (flet ((component (start end)
             (if (and (= (- end start) 1) (char= (char string start) #\*))
                 :wild
                 (subseq string start end))))
      (cond ((= start end) (values nil nil))
            ((and dot (> dot start)) (values (component start dot) (component (1+ dot) end)))
            (t (values (component start end) nil))))))

;;;; Logical pathnames: "HOST:DIR;DIR;NAME.TYPE.VERSION"; ";" first makes the directory relative.

;;; The name of the host before the first colon of STRING between START and END, and the index behind the colon.
(defun %host-prefix (string start end)
  (let ((colon (%position #\: string 1 start end nil)))
    (if (and colon (> colon start)
             (do ((index start (1+ index)))
                 ((= index colon) t)
               (if (%logical-word-char-p (char string index)) nil (return nil))))
        (values (string-upcase (subseq string start colon)) (1+ colon))
        (values nil start))))

(defun %logical-word-char-p (char)
  (or (and (alphanumericp char) (< (char-code char) 128)) (char= char #\-) (char= char #\_)))

(defun %parse-logical (host string start end)
  (let ((parts nil) (part-start start) (kind :absolute) (fields nil))
    (do ((index start (1+ index)))
        ((>= index end))
      (let ((char (char string index)))
        (cond ((char= char #\;)
               (if fields (%namestring-error string index))
               (cond ((< part-start index)
                      (push (%logical-word string part-start index) parts))
                     ((= index start) (setq kind :relative))
                     (t (%namestring-error string index)))
               (setq part-start (1+ index)))
              ((char= char #\.)
               (push (cons part-start index) fields)
               (setq part-start (1+ index)))
              ((or (%logical-word-char-p char) (char= char #\*)) nil)
              (t (%namestring-error string index)))))
    (push (cons part-start end) fields)
    (setq fields (nreverse fields))
    (if (cdddr fields) (%namestring-error string (car (cadddr fields))))
    (flet ((field (bounds)
             (if (and bounds (< (car bounds) (cdr bounds)))
                 (%logical-word string (car bounds) (cdr bounds))
                 nil)))
      (let ((version (field (caddr fields))))
        (%make-logical-pathname
         host :unspecific (%normal-directory (cons kind (nreverse parts)))
         (field (car fields)) (field (cadr fields))
         (cond ((not (stringp version)) version)
               ((string= version "NEWEST") :newest)
               ((and (every (function digit-char-p) version) (> (parse-integer version) 0))
                (parse-integer version))
               (t (%namestring-error string (car (caddr fields))))))))))

(defun %logical-word (string start end)
  (let ((word (string-upcase (subseq string start end))))
    (if (string= word "*") :wild word)))

;;;; Writing

(defun %namestring (pathname)
  (if (%logical-pathname-p pathname)
      (%logical-namestring pathname)
      (%string-append (%host-device-namestring pathname)
                      (%directory-namestring pathname)
                      (%file-namestring pathname))))

(defun %host-device-namestring (pathname)
  (let ((host (%pathname-host pathname)) (device (%pathname-device pathname)))
    (cond (host (%string-append "\\\\" host))
          ((stringp device) (%string-append device ":"))
          ((eq device :wild) "*:")
          (t ""))))

(defun %directory-namestring (pathname)
  (let ((directory (%pathname-directory pathname))
        (separator (if (%windows-syntax-p) "\\" "/")))
    (if (null directory)
        ""
        (let ((parts (cdr directory)))
          (%joined-parts (cond ((%home-part-p (car parts)) "")
                               ((eq (car directory) :absolute) separator)
                               ;; What follows would else be read as nothing, or as a home directory.
                               ((or (null parts)
                                    (and (stringp (car parts)) (char= (char (car parts) 0) #\~)))
                                (%string-append "." separator))
                               (t ""))
                         parts separator)))))

;;; PREFIX and the strings of directory parts, SEPARATOR behind each.
(defun %joined-parts (prefix parts separator)
  (let ((pieces (list prefix)))
    (dolist (part parts (apply (function %string-append) (nreverse pieces)))
      (push (if (stringp part) part (%directory-part-string part)) pieces)
      (push separator pieces))))

(defun %directory-part-string (part)
  (case part
    ((:wild) "*")
    ((:wild-inferiors) "**")
    ((:up :back) "..")
    ((:home) "~")
    (t (if (consp part) (%string-append "~" (cadr part)) part))))

(defun %file-part-string (part)
  (case part
    ((:wild) "*")
    ((nil :unspecific) "")
    (t part)))

(defun %file-namestring (pathname)
  (let ((name (%file-part-string (%pathname-name pathname))) (type (%pathname-type pathname)))
    (if (member type '(nil :unspecific))
        name
        (%string-append name "." (%file-part-string type)))))

(defun %logical-namestring (pathname)
  (let ((host (%pathname-host pathname)))
    (%string-append host ":" (%logical-directory-namestring pathname) (%logical-file-namestring pathname))))

(defun %logical-directory-namestring (pathname)
  (let ((directory (%pathname-directory pathname)))
    (%joined-parts (if (eq (car directory) :relative) ";" "") (cdr directory) ";")))

(defun %logical-file-namestring (pathname)
  (let ((version (%pathname-version pathname)))
    (%string-append (%file-namestring pathname)
                    (if (and version (null (%pathname-type pathname))) "." "")
                    (case version
                      ((nil :unspecific) "")
                      ((:wild) ".*")
                      ((:newest) ".NEWEST")
                      (t (%string-append "." (%integer-to-string version 10)))))))

(defun namestring (pathname) (%namestring (pathname pathname)))

(defun file-namestring (pathname)
  (let ((pathname (pathname pathname)))
    (if (%logical-pathname-p pathname) (%logical-file-namestring pathname) (%file-namestring pathname))))

(defun directory-namestring (pathname)
  (let ((pathname (pathname pathname)))
    (if (%logical-pathname-p pathname)
        (%logical-directory-namestring pathname)
        (%directory-namestring pathname))))

(defun host-namestring (pathname) (%pathname-host (pathname pathname)))

;;;; Reading

(defun parse-namestring (thing &optional host (defaults *default-pathname-defaults*)
                               &key (start 0) end junk-allowed)
  (cond ((pathnamep thing)
         (if (and host (not (equalp host (%pathname-host thing))))
             (error "the host of ~S is not ~S" thing host))
         (values thing start))
        ((streamp thing) (parse-namestring (%stream-pathname thing) host defaults :start start))
        ((not (or (stringp thing) (symbolp thing))) (%no-pathname thing))
        (t
         (let* ((string (coerce (string thing) 'simple-string))
                (end (%check-bounds string start end))
                (wanted (cond (host (%checked-host host))
                              ;; A namestring among the defaults does not itself have defaults.
                              ((stringp defaults)
                               (%pathname-host (values (parse-namestring defaults nil nil))))
                              (defaults (%pathname-host (pathname defaults))))))
           (if junk-allowed
               (handler-case (values (%parse-with-host string start end wanted host) end)
                 (%namestring-error (condition)
                   (values nil (%namestring-error-position condition))))
               (values (%parse-with-host string start end wanted host) end))))))

;;; WANTED is the host for a namestring without one; if REQUIRED is true, one with another is an error.
(defun %parse-with-host (string start end wanted required)
  (multiple-value-bind (prefix behind) (%host-prefix string start end)
    (cond ((and prefix (%logical-host-p prefix) (not (and (%windows-syntax-p) (= behind (+ start 2)))))
           (if (and required (not (equal prefix wanted)))
               (%error-of 'parse-namestring "the host of ~S is not ~S" (subseq string start end) wanted))
           (%parse-logical prefix string behind end))
          ((and wanted (%logical-host-p wanted)) (%parse-logical wanted string start end))
          (t (%parse-physical string start end)))))
