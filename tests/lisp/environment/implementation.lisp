;;;; LISP-IMPLEMENTATION-TYPE, MACHINE-TYPE, SOFTWARE-TYPE and their relatives, SHORT-SITE-NAME (CLHS 25.2).

(lisp-implementation-type) => "Monolisp"
(let ((version (lisp-implementation-version))) (list (stringp version) (digit-char-p (char version 0) 10) (count #\. version))) => (T 0 2)
(mapcar (lambda (f) (typep (funcall f) '(or null string))) '(machine-type machine-version machine-instance software-type software-version short-site-name long-site-name)) => (T T T T T T T)
(not (null (member (software-type) '("Linux" "Windows" "Macos") :test #'string=))) => T
(> (length (machine-type)) 0) => T
(let ((old (ext:getenv "ORGANIZATION"))) (unwind-protect (progn (setf (ext:getenv "ORGANIZATION") "Site") (list (short-site-name) (long-site-name))) (setf (ext:getenv "ORGANIZATION") old))) => ("Site" "Site")
(lisp-implementation-type 1) !! program-error
(machine-instance 1) !! program-error
(software-version 1) !! program-error
(long-site-name 1) !! program-error
