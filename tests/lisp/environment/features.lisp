;;;; *FEATURES*: those of the platform, and how a start exchanges them.

(mapcar (lambda (f) (not (null (member f *features*)))) '(:monolisp :clisp :ansi-cl :common-lisp :ieee-floating-point :unicode)) => (T T T T T T)
(read-from-string "(#+monolisp :here #-monolisp :not-here)") => (:HERE); 39
(sys::%exchange-features '(:mine :monolisp :unix :linux) '(:unix :linux) '(:win32)) => (:MINE :MONOLISP :WIN32)
(sys::%exchange-features (sys::%exchange-features '(:mine :a :b) '(:a :b) '(:c)) '(:c) '(:a :b)) => (:MINE :A :B)
(let ((images (sys::%platform-features t))) (list (car images) (equal (sys::%exchange-features *features* images images) *features*))) => (:UNIX T)
(every #'keywordp (sys::%platform-features nil)) => T
(or (not (sys::%image-platform-p)) (equal (sys::%platform-features nil) (sys::%platform-features t))) => T
(let ((*features* (cons :own *features*))) (sys::%adopt-platform) (list (car *features*) (subsetp (sys::%platform-features nil) *features*))) => (:OWN T)
