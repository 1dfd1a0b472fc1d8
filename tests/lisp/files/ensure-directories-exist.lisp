;;;; ENSURE-DIRECTORIES-EXIST (CLHS 20.2.3).

(defparameter *deep* (sys::test-file "p/q/r/file.txt"))
(multiple-value-bind (path made) (ensure-directories-exist *deep*) (list (equal path *deep*) made)) => (T T)
(multiple-value-bind (path made) (ensure-directories-exist *deep*) (list (equal path *deep*) made)) => (T NIL)
(list (ext:probe-directory (sys::test-file "p/q/r/")) (probe-file *deep*)) => (T NIL)
(nth-value 1 (ensure-directories-exist (sys::test-file "p/q/s/"))) => T
(ext:probe-directory (sys::test-file "p/q/s/")) => T
(nth-value 1 (ensure-directories-exist (sys::test-file "direct"))) => NIL
(with-output-to-string (*standard-output*) (ensure-directories-exist *deep* :verbose t)) => ""
(let ((said (with-output-to-string (*standard-output*) (ensure-directories-exist (sys::test-file "v/w/x") :verbose t)))) (list (count #\Newline said) (not (null (search "v/w/" (substitute #\/ #\\ said)))))) => (2 T)
(pathnamep (ensure-directories-exist (pathname *deep*))) => T
;;; Wildcards may stand in the name only.
(nth-value 1 (ensure-directories-exist (sys::test-file "p/*.*"))) => NIL
(ensure-directories-exist (sys::test-file "*/x")) !! file-error
(ensure-directories-exist (sys::test-file "**/x")) !! file-error
;;; A file stands in the way.
(with-open-file (s *deep* :direction :output) (write-string "x" s)) => "x"
(ensure-directories-exist (sys::test-file "p/q/r/file.txt/below/x")) !! file-error
(ensure-directories-exist 7) !! type-error
(ensure-directories-exist *deep* :strange t) !! program-error
(progn (setf (logical-pathname-translations "MADE") (list (list "**;*.*.*" (sys::test-file "**/*.*")))) (nth-value 1 (ensure-directories-exist "MADE:ONE;TWO;FILE.TXT"))) => T
(ext:probe-directory (sys::test-file "one/two/")) => T
