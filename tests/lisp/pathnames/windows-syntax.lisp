;;;; Namestrings in Windows' syntax. Which syntax there is, is asked of the system unless SYS::*PATHNAME-SYNTAX* says.

(setq sys::*pathname-syntax* :unix)
(defmacro windows (&body body) `(let ((sys::*pathname-syntax* :windows)) ,@body))
(defun parts (x) (windows (let ((p (pathname x))) (list (pathname-host p) (pathname-device p) (pathname-directory p) (pathname-name p) (pathname-type p)))))
(parts "C:\\a\\b.c") => (NIL "C" (:ABSOLUTE "a") "b" "c")
(parts "c:/a/b.c") => (NIL "C" (:ABSOLUTE "a") "b" "c")
(parts "c:a\\b") => (NIL "C" (:RELATIVE "a") "b" NIL)
(parts "c:") => (NIL "C" NIL NIL NIL)
(parts "\\a\\..\\b\\") => (NIL NIL (:ABSOLUTE "b") NIL NIL)
(parts "a/b\\c") => (NIL NIL (:RELATIVE "a" "b") "c" NIL)
(parts "\\\\server\\share\\x.y") => ("server" NIL (:ABSOLUTE "share") "x" "y")
(parts "//server/share/") => ("server" NIL (:ABSOLUTE "share") NIL NIL)
(parts "~\\x") => (NIL NIL (:ABSOLUTE :HOME) "x" NIL)
(parts "**\\*.*") => (NIL NIL (:RELATIVE :WILD-INFERIORS) :WILD :WILD)
(windows (namestring "c:/a/b.c")) => "C:\\a\\b.c"
(windows (namestring "//server/share/d/f")) => "\\\\server\\share\\d\\f"
(windows (namestring "..\\x")) => "..\\x"
(windows (namestring "a/./b")) => "a\\b"
(windows (merge-pathnames "x.y" "D:\\a\\b.c")) => #P"D:/a/x.y"
(windows (prin1-to-string (merge-pathnames "x.y" "D:\\a\\b.c"))) => "#P\"D:\\\\a\\\\x.y\""
(windows (namestring (merge-pathnames "\\x\\y" "D:\\a\\b.c"))) => "D:\\x\\y.c"
(windows (namestring (make-pathname :device "e" :directory '(:absolute "q") :name "r"))) => "E:\\q\\r"
(windows (make-pathname :name "a:b")) !! error
(windows (make-pathname :name "a\\b")) !! error
(windows (make-pathname :device "long")) !! error
(windows (enough-namestring "C:\\a\\b\\c" "C:\\a\\")) => "b\\c"
(windows (enough-namestring "C:\\a\\b\\c" "D:\\a\\")) => "C:\\a\\b\\c"
(windows (pathname-match-p "C:\\a\\b.c" "C:\\**\\*.c")) => T
(windows (namestring (translate-pathname "C:\\a\\b.c" "C:\\a\\*.*" "D:\\z\\*.*"))) => "D:\\z\\b.c"
(windows (namestring (translate-pathname "C:\\a\\b.c" "\\**\\*.*" "\\z\\**\\*.*"))) => "C:\\z\\a\\b.c"
(progn (setf (logical-pathname-translations "C") '(("*.*" "/x/*.*"))) (list (pathname-device (windows (pathname "c:a.b"))) (pathname-host "c:a.b"))) => ("C" "C")
(let ((p (windows (pathname "a\\b\\c.d")))) (list (namestring p) (equal p #p"a/b/c.d"))) => ("a/b/c.d" T)
; Large and small letters are the same to patterns.
(windows (list (pathname-match-p "C:\\a\\B.c" "c:\\A\\b.C") (pathname-match-p "C:\\Docs\\Note.TXT" "C:\\docs\\n*e.t?t") (pathname-match-p "C:\\a\\b.c" "D:\\a\\*.c") (pathname-match-p "\\\\Server\\share\\x.y" "\\\\sERVER\\**\\*.*"))) => (T T NIL T)
(pathname-match-p "/a/B.c" "/a/b.c") => NIL
; What lies on a drive lies on no server.
(windows (mapcar #'namestring (list (merge-pathnames "D:x.y" "\\\\server\\share\\a.b") (merge-pathnames "x.y" "\\\\server\\share\\a.b") (merge-pathnames "\\\\server\\share\\" "C:\\a\\b.c") (merge-pathnames "C:x" "C:\\a\\b.c")))) => ("D:\\share\\x.y" "\\\\server\\share\\x.y" "\\\\server\\share\\b.c" "C:\\a\\x.c")
(windows (list (namestring "\\\\?\\C:\\a.b") (namestring "C:") (namestring "C:\\") (namestring "C:..\\x"))) => ("\\\\?\\C:\\a.b" "C:" "C:\\" "C:..\\x")
