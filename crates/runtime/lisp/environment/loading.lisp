;;;; LOAD (CLHS 24.1): sources, compiled files and streams, and where they are searched. REQUIRE and PROVIDE.

(defvar *load-verbose* nil)
(defvar *load-print* nil)
(defvar *load-pathname* nil)
(defvar *load-truename* nil)
(defvar *modules* nil "Names of the modules that have been loaded.")
(defvar custom:*load-paths* (list "./") "Folders in which LOAD looks for files with relative names.")
(defvar custom:*source-file-types* (list "lisp" "lsp" "cl") "Types that LOAD adds to the names of sources.")
(defvar custom:*compiled-file-types* (list "fas") "Types that LOAD adds to the names of compiled files.")

(defun load (file &key (verbose *load-verbose*) (print *load-print*) (if-does-not-exist t)
                       (external-format :default))
  (if (streamp file)
      (progn
        (if verbose (format *standard-output* "~&;; Loading from ~S ...~%" file))
        (%load-stream file nil nil print)
        (if verbose (format *standard-output* "~&;; Loaded from ~S~%" file))
        t)
      (let ((pathname (%find-file-to-load (pathname file))))
        (cond (pathname
               (let ((truename (%truename-to-load pathname)))
                 (if verbose (format *standard-output* "~&;; Loading file ~A ...~%" truename))
                 (with-open-file (stream pathname :external-format external-format)
                   (%load-stream stream pathname truename print))
                 (if verbose (format *standard-output* "~&;; Loaded file ~A~%" truename))
                 t))
              (if-does-not-exist
               (%file-error file (if (eq (%file-kind (%native-namestring file)) :directory)
                                     "this is a directory"
                                     "A file with this name does not exist")))))))

;;; Loads what STREAM holds, source or compiled. What it begins with tells, so that it need not be opened twice: what
;;; a pipe has given is gone.
(defun %load-stream (stream pathname truename print)
  (let ((file (%file-stream-behind stream)))
    (if (or (subtypep (stream-element-type stream) 'integer) (and file (%compiled-input-p file)))
        (%load-compiled (or (and file (%file-stream-name file)) "")
                        (if file (%read-remaining-bytes file) (%remaining-bytes stream))
                        pathname truename print)
        (let ((*package* *package*) (*readtable* *readtable*)
              (*load-pathname* pathname) (*load-truename* truename))
          (%skip-heading stream)
          (%load-forms stream print)))))

(defun %remaining-bytes (stream)
  (let ((bytes (make-array 4096 :element-type '(unsigned-byte 8) :adjustable t :fill-pointer 0)))
    (loop
      (let ((byte (read-byte stream nil nil)))
        (if byte (vector-push-extend byte bytes)
            (return (coerce bytes '(simple-array (unsigned-byte 8) (*)))))))))

;;; Loads the contents of a compiled file. Its functions are called here, because they may do anything.
(defun %load-compiled (name bytes pathname truename print)
  (let ((*package* *package*) (*readtable* *readtable*)
        (*load-pathname* pathname) (*load-truename* truename)
        (state (%begin-loading name bytes)) (value nil))
    (loop
      (multiple-value-bind (function arguments toplevel) (%loading-step state value)
        (cond ((null function) (return t))
              ((and toplevel print)
               (dolist (value (multiple-value-list (apply function arguments))) (print value)))
              (t (setq value (apply function arguments))))))))

;;; The pathname of the file that LOAD of PATHNAME loads, or NIL: in each folder the file itself, else the newest of
;;; those that have one of the types of sources and compiled files behind the name.
(defun %find-file-to-load (pathname)
  (let ((pathname (translate-logical-pathname pathname)))
    (if (or (member (car (%pathname-directory pathname)) '(:absolute)) (null custom:*load-paths*))
        (%existing-file-to-load pathname)
        (dolist (folder custom:*load-paths*)
          ;; *LOAD-PATHNAME* shows no mark of the folder that a name without any belongs to.
          (let ((found (%existing-file-to-load
                        (if (equal (%pathname-directory (pathname folder)) '(:relative))
                            pathname
                            (merge-pathnames pathname (pathname folder))))))
            (if found (return found)))))))

(defun %existing-file-to-load (pathname)
  (if (%loadable-file-p pathname)
      (merge-pathnames pathname)
      (let ((newest nil) (newest-date nil))
        (dolist (type (append custom:*compiled-file-types* custom:*source-file-types*) newest)
          (let ((candidate (%with-further-type pathname type)))
            (if (%loadable-file-p candidate)
                (let ((date (file-write-date candidate)))
                  (if (or (null newest) (< newest-date date))
                      (setq newest (merge-pathnames candidate) newest-date date)))))))))

;;; PATHNAME with TYPE behind the type that it has.
(defun %with-further-type (pathname type)
  (make-pathname :name (if (pathname-name pathname) (file-namestring pathname) nil) :type type :defaults pathname))

(defun %loadable-file-p (pathname)
  (and (pathname-name pathname)
       (eq (%file-kind (%native-namestring pathname)) :file)))

;;; A pipe has no true name: then it is the absolute one.
(defun %truename-to-load (pathname)
  (or (probe-file pathname) (ext:absolute-pathname pathname)))

;;; Before a source's first form there may be a byte order mark, and a line that names the interpreter.
(defun %skip-heading (stream)
  (if (eql (peek-char nil stream nil nil) (code-char #xFEFF)) (read-char stream))
  (if (eql (peek-char nil stream nil nil) #\#)
      (progn
        (read-char stream)
        (if (eql (peek-char nil stream nil nil) #\!)
            (read-line stream nil nil)
            (unread-char #\# stream)))))

(defvar *source-positions* nil
  "While a file is loaded: its name, then (cons . line) pairs of the form being compiled.")

;;; Functions remember the file by its name alone: the folder it lay in is nobody's business who runs the program.
(defun %load-forms (stream print)
  (let ((name (if *load-pathname* (file-namestring *load-pathname*) nil)))
    (loop
      ;; Errors of the reader say themselves where they are.
      (multiple-value-bind (form lines) (let ((*source-positions* nil)) (%read-with-lines stream))
        (if (eq lines :eof) (return t))
        (let ((*source-positions* (cons name lines)))
          (if print
              (dolist (value (multiple-value-list (%evaluate form)))
                (print value))
              (%evaluate form)))))))

(defun provide (module)
  (pushnew (string module) *modules* :test (function string=))
  module)

;;; Without PATHNAMES the module is the file of its name: as it is written, then in lower case.
(defun require (module &optional pathnames)
  (let ((name (string module)))
    (if (member name *modules* :test (function string=)) nil
        (let ((before *modules*))
          (cond (pathnames
                 (dolist (file (if (listp pathnames) pathnames (list pathnames))) (load file)))
                ((%find-file-to-load name) (load name))
                (t (load (string-downcase name))))
          (set-difference *modules* before :test (function string=))))))
