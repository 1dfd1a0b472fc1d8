;;;; Locks the packages of the system. The last file of the base image: nothing can be defined in them behind it.

;;; From here on ERROR is the program's.
(setf (compiler-macro-function 'error) nil)

(setf (ext:package-lock custom:*system-package-list*) t)
