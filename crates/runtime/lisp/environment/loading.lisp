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
      (%load-stream file nil nil verbose print)
      (let ((name (%find-file-to-load (%file-name file))))
        (cond (name
               (let ((truename (truename name)))
                 (if verbose (format *standard-output* "~&;; Loading file ~A ...~%" truename))
                 (if (%compiled-bytes-p (%file-bytes name 8))
                     (%load-compiled name (%file-bytes name) name truename print)
                     (with-open-file (stream name :external-format external-format)
                       (%load-stream stream name truename verbose print)))
                 (if verbose (format *standard-output* "~&;; Loaded file ~A~%" truename))
                 t))
              (if-does-not-exist
               (error '%simple-file-error :pathname file
                      :format-control "A file with this name does not exist" :format-arguments nil))))))

;;; Loads what STREAM holds, source or compiled.
(defun %load-stream (stream pathname truename verbose print)
  (declare (ignore verbose))
  (if (subtypep (stream-element-type stream) 'integer)
      (%load-compiled "" (%remaining-bytes stream) pathname truename print)
      (let ((*package* *package*) (*readtable* *readtable*)
            (*load-pathname* pathname) (*load-truename* truename))
        (%skip-interpreter-line stream)
        (%load-forms stream print))))

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
      (multiple-value-bind (function toplevel) (%loading-step state value)
        (cond ((null function) (return t))
              ((and toplevel print)
               (dolist (value (multiple-value-list (funcall function))) (print value)))
              (t (setq value (funcall function))))))))

;;; The file that LOAD of NAME loads, or NIL: in each folder the file itself, else the newest of those that have one
;;; of the types of sources and compiled files behind the name.
(defun %find-file-to-load (name)
  (if (or (%absolute-name-p name) (null custom:*load-paths*))
      (%existing-file-to-load name)
      (dolist (folder custom:*load-paths*)
        (let ((found (%existing-file-to-load (%name-in-folder name (%file-name folder)))))
          (if found (return found))))))

(defun %absolute-name-p (name)
  (and (< 0 (length name))
       (or (eql (char name 0) #\/)
           (eql (char name 0) #\\)
           (and (< 2 (length name)) (eql (char name 1) #\:)))))

(defun %name-in-folder (name folder)
  (cond ((or (string= folder "") (string= folder "./")) name)
        ((find (char folder (1- (length folder))) "/\\") (%string-append folder name))
        (t (%string-append folder "/" name))))

(defun %existing-file-to-load (name)
  (if (%loadable-file-p name) name
      (let ((newest nil) (newest-date nil))
        (dolist (type (append custom:*compiled-file-types* custom:*source-file-types*) newest)
          (let ((candidate (%string-append name "." type)))
            (if (%loadable-file-p candidate)
                (let ((date (%file-write-date candidate)))
                  (if (or (null newest) (< newest-date date))
                      (setq newest candidate newest-date date)))))))))

(defun %loadable-file-p (name)
  (and (%file-exists-p name) (not (%directory-p name))))

;;; A script's first line may name its interpreter.
(defun %skip-interpreter-line (stream)
  (if (eql (peek-char nil stream nil nil) #\#)
      (progn
        (read-char stream)
        (if (eql (peek-char nil stream nil nil) #\!)
            (read-line stream nil nil)
            (unread-char #\# stream)))))

(defvar *source-positions* nil
  "While a file is loaded: its name, then (cons . line) pairs of the form being compiled.")

(defun %load-forms (stream print)
  (loop
    (multiple-value-bind (form lines) (%read-with-lines stream)
      (if (eq lines :eof) (return t))
      (let ((*source-positions* (cons *load-truename* lines)))
        (if print
            (dolist (value (multiple-value-list (%evaluate form)))
              (print value))
            (%evaluate form))))))

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
