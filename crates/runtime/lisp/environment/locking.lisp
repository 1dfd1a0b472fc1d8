;;;; Locks the packages of the system. The last file of the base image: nothing can be defined in them behind it.

(setf (ext:package-lock custom:*system-package-list*) t)
