;;;; EXT:SAVEINITMEM: saves the heap as an image file or as an executable.

;;; An image's name gets the type .mem unless it has one; a program's name is taken as it is.
(defun %saved-file-name (filename executable)
  (cond ((null filename) (if executable "lisp.out" "lispinit.mem"))
        ((pathnamep filename) (%saved-file-name (%native-namestring filename) executable))
        ((not (stringp filename)) (error 'type-error :datum filename :expected-type '(or null string pathname)))
        (executable filename)
        (t
         (let* ((slash (position #\/ filename :from-end t))
                (dot (position #\. filename :from-end t))
                (start (if slash (1+ slash) 0)))
           (if (or (and dot (> dot start)) (= start (length filename)))
               filename
               (%string-append filename ".mem"))))))

(defun %report-saved-file (name n-bytes)
  (fresh-line *standard-output*)
  (format *standard-output* ";; Wrote the memory image into ~A (~A ~A)~%"
          name (%integer-with-commas n-bytes) (if (= n-bytes 1) "byte" "bytes"))
  (finish-output *standard-output*))

(defun %integer-with-commas (integer)
  (let* ((digits (%integer-to-string integer 10)) (text digits))
    (do ((at (- (length digits) 3) (- at 3)))
        ((<= at 0) text)
      (setq text (concatenate 'string (subseq text 0 at) "," (subseq text at))))))

;;; Global variables and their values in an image, where nothing of this process is to be found.
(defun %values-without-process ()
  `((ext:*args* . nil)
    (*default-pathname-defaults* . ,*no-pathname-defaults*)
    (*features* . ,(%features-of-image))))

(defun %set-global-values (values)
  (dolist (entry values)
    (%set-symbol-value-global (car entry) (cdr entry))))

;;; Without :INIT-FUNCTION the image keeps the one it was started with; an explicit NIL takes it away.
(defun ext:saveinitmem (&optional (filename nil) &rest properties
                        &key executable (init-function *init-function*) (quiet nil) (norc nil)
                             (script (null init-function)) documentation start-package
                             (verbose custom:*saveinitmem-verbose*) (keep-global-handlers nil)
                             (locked-packages custom:*system-package-list*) &allow-other-keys)
  (declare (ignore keep-global-handlers documentation quiet norc))
  (if (or (functionp init-function) (symbolp init-function)) nil
      (error 'type-error :datum init-function :expected-type '(or symbol function)))
  (if (member executable '(nil t 0)) nil
      (error 'type-error :datum executable :expected-type '(member nil t 0)))
  (let* ((name (%saved-file-name (if (pathnamep filename) (%native-namestring filename) filename) executable))
         (init (if (and init-function (symbolp init-function)) (fdefinition init-function) init-function))
         (init-name (if init (%function-name init) nil))
         (package (if start-package (%package-or-error start-package) *package*))
         (packages-to-lock (mapcar (function %package-or-error) locked-packages))
         (n-bytes nil))
    (dolist (hook custom:*fini-hooks*) (funcall hook))
    (finish-output *standard-output*)
    (%forget-random-seed)
    (dolist (package packages-to-lock) (setf (ext:package-lock package) t))
    (let* ((values-of-image `((*init-function* . ,init) (*package* . ,package) ,@(%values-without-process)))
           (values-of-process (mapcar (function (lambda (entry)
                                        (cons (car entry) (%symbol-value-global (car entry)))))
                                      values-of-image)))
      (unwind-protect
           (progn
             (%set-global-values values-of-image)
             (setq n-bytes (%save-image name (list* :init-function (if (symbolp init-name) init-name nil)
                                                    :script script properties))))
        (%set-global-values values-of-process)))
    (if verbose (%report-saved-file name n-bytes))
    t))
