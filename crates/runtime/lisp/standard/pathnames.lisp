;;;; Pathname objects (CLHS 19.2): their representation, MAKE-PATHNAME, the components.
;;;;
;;;; A pathname is a structure whose layout says that EQUAL compares the slots, so that equality, hashing, images and
;;;; dumped files need know nothing else about pathnames. It holds what the namestring says and nothing of the system
;;;; it was made on: a home directory stands as :HOME, and which syntax a namestring has is asked anew by each
;;;; operation, so a pathname in an image means the same file on every platform.
;;;;
;;;; HOST is NIL, the name of a logical host or, in Windows' syntax, that of a server; DEVICE a drive letter or NIL.
;;;; DIRECTORY is NIL or a list: :ABSOLUTE or :RELATIVE, then strings, :WILD, :WILD-INFERIORS, :UP and, in the place
;;;; behind :ABSOLUTE, :HOME or (:HOME "user"). NAME and TYPE are NIL, :WILD, :UNSPECIFIC or strings, in which * and ?
;;;; are wildcards.

(defstruct (pathname (:constructor %make-pathname (host device directory name type version))
                     (:conc-name %pathname-) (:copier nil) (:predicate pathnamep))
  (host nil :read-only t)
  (device nil :read-only t)
  (directory nil :read-only t)
  (name nil :read-only t)
  (type nil :read-only t)
  (version nil :read-only t))

(defstruct (logical-pathname (:include pathname)
                             (:constructor %make-logical-pathname (host device directory name type version))
                             (:copier nil) (:predicate %logical-pathname-p)))

(dolist (name '(pathname logical-pathname))
  (%compare-by-slots (%structure-layout name))
  (%make-built-in-class (%structure-layout name)))

;;; #S(PATHNAME :NAME "x" ...), which CLISP prints, is read by the standard's constructor.
(%set-symbol-info 'pathname 'structure-constructor 'make-pathname)
(%set-symbol-info 'logical-pathname 'structure-constructor 'make-pathname)

(defvar *default-pathname-defaults* (%make-pathname nil nil nil nil nil nil))

(defvar *no-pathname-defaults* *default-pathname-defaults*
  "What a program starts with: relative names lead from the current directory.")

;;; For a designator that is none.
(defun %no-pathname (object)
  (error 'type-error :datum object :expected-type '(or pathname string file-stream)))

;;; MESSAGE is a sentence about PATHNAME, without its end.
(defun %file-error (pathname message)
  (error '%simple-file-error :pathname pathname :format-control "~A" :format-arguments (list message)))

;;; CLISP's name of the type, for programs that handle it.
(deftype simple-file-error () '%simple-file-error)

(defun pathname (designator)
  (cond ((pathnamep designator) designator)
        ((stringp designator) (values (parse-namestring designator)))
        ((streamp designator) (%stream-pathname designator))
        ((symbolp designator) (values (parse-namestring (symbol-name designator))))
        (t (%no-pathname designator))))

(defun %stream-pathname (stream)
  (let ((file-stream stream))
    (loop
      (if (%synonym-stream-p file-stream)
          (setq file-stream (symbol-value (synonym-stream-symbol file-stream)))
          (return)))
    (cond ((%logical-name-of-stream file-stream))
          ((and (%file-stream-p file-stream) (%file-stream-name file-stream))
           (%parse-native-name (%file-stream-name file-stream)))
          (t (%no-pathname stream)))))

;;;; Case: :COMMON shows and takes strings with the system's customary case, small letters, as capital ones.

(defun %swap-case (string)
  (cond ((string= string (string-upcase string)) (string-downcase string))
        ((string= string (string-downcase string)) (string-upcase string))
        (t string)))

(defun %convert-case (component case)
  (cond ((not (eq case :common)) component)
        ((stringp component) (%swap-case component))
        ((consp component)
         (%map-list (function (lambda (part) (%convert-case part case))) component))
        (t component)))

(defun %check-case (case)
  (if (member case '(:local :common)) nil
      (error 'type-error :datum case :expected-type '(member :local :common))))

(defun %component (value pathname case)
  (if (eq case :local) value
      (progn
        (%check-case case)
        (if (%logical-pathname-p pathname) value (%convert-case value case)))))

(defun pathname-host (pathname &key (case :local))
  (let ((pathname (pathname pathname))) (%component (%pathname-host pathname) pathname case)))
(defun pathname-device (pathname &key (case :local))
  (let ((pathname (pathname pathname))) (%component (%pathname-device pathname) pathname case)))
(defun pathname-directory (pathname &key (case :local))
  (let ((pathname (pathname pathname))) (%component (%pathname-directory pathname) pathname case)))
(defun pathname-name (pathname &key (case :local))
  (let ((pathname (pathname pathname))) (%component (%pathname-name pathname) pathname case)))
(defun pathname-type (pathname &key (case :local))
  (let ((pathname (pathname pathname))) (%component (%pathname-type pathname) pathname case)))
(defun pathname-version (pathname) (%pathname-version (pathname pathname)))

;;;; Making pathnames

(defun %illegal-component (keyword value)
  (error "illegal ~S argument ~S" keyword value))

;;; Whether STRING could stand between separators.
(defun %file-name-part-p (string windows)
  (not (or (find #\/ string) (find (code-char 0) string)
           (and windows (or (find #\\ string) (find #\: string))))))

(defun %checked-file-part (keyword value windows)
  (cond ((member value '(nil :wild :unspecific)) value)
        ((not (stringp value)) (%illegal-component keyword value))
        ((string= value "*") :wild)
        ((and (%file-name-part-p value windows)
              (not (and (eq keyword :type) (find #\. value))))
         (if (and (string= value "") (eq keyword :name)) nil (%own-string value)))
        (t (%illegal-component keyword value))))

;;; A component is a string of its own that nobody changes.
(defun %own-string (string) (subseq string 0))

(defun %checked-version (version)
  (if (or (member version '(nil :wild :newest :unspecific)) (and (integerp version) (> version 0)))
      version
      (error 'type-error :datum version
                         :expected-type '(or (integer 1) (member nil :wild :newest :unspecific)))))

(defun %checked-device (device windows)
  (cond ((member device '(nil :unspecific :wild)) device)
        ((and windows (stringp device) (= (length device) 1) (alpha-char-p (char device 0)))
         (string-upcase device))
        (t (%illegal-component :device device))))

;;; DIRECTORY as a list in normal form: names that stand for others (".", "..", "*", "**") as what they mean, and no
;;; :UP behind what it would lead out of.
(defun %checked-directory (directory windows)
  (cond ((null directory) nil)
        ((eq directory :wild) (list :absolute :wild-inferiors))
        ((eq directory :unspecific) nil)
        ((and (stringp directory) (%file-name-part-p directory windows))
         (%normal-directory (list :absolute directory)))
        ((and (consp directory) (member (car directory) '(:absolute :relative))
              (null (cdr (last directory))))
         (let ((rest (cdr directory)))
           (if (%home-part-p (car rest)) (pop rest))
           (dolist (part rest)
             (if (or (member part '(:wild :wild-inferiors :up :back))
                     (and (stringp part) (%file-name-part-p part windows)))
                 nil
                 (%illegal-component :directory directory))))
         (%normal-directory directory))
        (t (%illegal-component :directory directory))))

(defun %home-part-p (part)
  (or (eq part :home)
      (and (consp part) (eq (car part) :home) (consp (cdr part)) (stringp (cadr part)) (null (cddr part)))))

(defun %normal-directory (directory)
  (let ((parts (list (car directory))))
    (dolist (part (cdr directory) (nreverse parts))
      (let ((part (cond ((not (stringp part)) (if (eq part :back) :up part))
                        ((or (string= part "") (string= part ".")) nil)
                        ((string= part "..") :up)
                        ((string= part "*") :wild)
                        ((string= part "**") :wild-inferiors)
                        (t (%own-string part)))))
        (cond ((null part) nil)
              ((not (eq part :up)) (push part parts))
              ((or (stringp (car parts)) (eq (car parts) :wild)) (pop parts))
              ((or (eq (car parts) :relative) (eq (car parts) :up) (%home-part-p (car parts)))
               (push part parts))
              (t (%file-error (%make-pathname nil nil directory nil nil nil)
                              (format nil "~S cannot follow ~S in the directory ~S"
                                      part (car parts) directory))))))))

(defun make-pathname (&key (host nil host-supplied) (device nil device-supplied)
                           (directory nil directory-supplied) (name nil name-supplied)
                           (type nil type-supplied) (version nil version-supplied)
                           (defaults nil defaults-supplied) (case :local))
  (%check-case case)
  (let* ((defaults (if defaults-supplied
                       (pathname defaults)
                       (%make-pathname (%pathname-host *default-pathname-defaults*) nil nil nil nil nil)))
         (host (if host-supplied (%checked-host host) (%pathname-host defaults))))
    (if (and host (%logical-host-p host))
        (flet ((part (supplied value default)
                 (if supplied (%logical-part value) default)))
          (%make-logical-pathname
           host :unspecific
           (if directory-supplied
               (%checked-directory (%logical-part directory) nil)
               (%pathname-directory defaults))
           (%checked-file-part :name (part name-supplied name (%pathname-name defaults)) nil)
           (%checked-file-part :type (part type-supplied type (%pathname-type defaults)) nil)
           (%checked-version (if version-supplied version (%pathname-version defaults)))))
        (let ((windows (%windows-syntax-p)))
          (%make-pathname
           host
           (if device-supplied
               (%checked-device (%convert-case device case) windows)
               (if (%logical-pathname-p defaults) nil (%pathname-device defaults)))
           (if directory-supplied
               (%checked-directory (%convert-case directory case) windows)
               (%pathname-directory defaults))
           (if name-supplied
               (%checked-file-part :name (%convert-case name case) windows)
               (%pathname-name defaults))
           (if type-supplied
               (%checked-file-part :type (%convert-case type case) windows)
               (%pathname-type defaults))
           (%checked-version (if version-supplied version (%pathname-version defaults))))))))

;;; The host that HOST names: NIL, a logical host or a server of Windows.
(defun %checked-host (host)
  (cond ((or (null host) (eq host :unspecific)) nil)
        ((not (stringp host)) (%illegal-component :host host))
        ((%logical-host-p host) (string-upcase host))
        ((%windows-syntax-p) (%own-string host))
        (t (error "~S does not name a logical host" host))))

;;; A component as a logical pathname has it: in capital letters.
(defun %logical-part (part)
  (cond ((stringp part) (string-upcase part))
        ((consp part) (%map-list (function %logical-part) part))
        (t part)))

;;;; Printing

;;; With escapes as #P and the namestring, or as a form to be evaluated if that would be read as another pathname.
(defun %print-pathname (pathname stream)
  (let ((namestring (%namestring pathname)))
    (cond ((not (or *print-escape* *print-readably*)) (%write-string namestring stream 0 nil))
          ((or (null *print-readably*)
               (equal pathname (ignore-errors (values (parse-namestring namestring)))))
           (%write-string "#P" stream 0 nil)
           (%print-string namestring stream))
          ((null *read-eval*) (error 'print-not-readable :object pathname))
          (t
           (%write-string "#." stream 0 nil)
           (%print-object
            `(make-pathname :host ,(%pathname-host pathname) :device ,(%pathname-device pathname)
                            :directory ',(%pathname-directory pathname) :name ,(%pathname-name pathname)
                            :type ,(%pathname-type pathname) :version ,(%pathname-version pathname))
            stream)))))

(%set-symbol-info 'pathname 'structure-printer (cons :print-object (function %print-pathname)))
(%set-symbol-info 'logical-pathname 'structure-printer (cons :print-object (function %print-pathname)))
