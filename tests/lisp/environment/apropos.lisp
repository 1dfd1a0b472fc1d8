;;;; APROPOS and APROPOS-LIST (CLHS 25.2).

(defpackage "APROPOS-USED" (:use) (:export "XYZZY-EXTERNAL") (:intern "XYZZY-INTERNAL"))
(defpackage "APROPOS-USING" (:use "APROPOS-USED") (:export "my-xyzzy"))
(apropos-list "xyzzy-e" "APROPOS-USED") => (APROPOS-USED:XYZZY-EXTERNAL)
(apropos-list "xyzzy-i") => (APROPOS-USED::XYZZY-INTERNAL)
(apropos-list "XYZZY" "APROPOS-USING") => (APROPOS-USED:XYZZY-EXTERNAL APROPOS-USING:|my-xyzzy|)
(apropos-list "zzy-i" (find-package "APROPOS-USED")) => (APROPOS-USED::XYZZY-INTERNAL)
(apropos-list 'xyzzy-ext :apropos-used) => (APROPOS-USED:XYZZY-EXTERNAL)
(apropos-list "no such part of a name") => NIL
(apropos-list "MULTIPLE-VALUE-PROG" "CL") => (MULTIPLE-VALUE-PROG1)
(defmacro shown (&body body) `(substitute #\/ #\Newline (with-output-to-string (*standard-output*) ,@body)))
(multiple-value-list (let ((*standard-output* (make-broadcast-stream))) (apropos "xyzzy"))) => NIL
(shown (apropos "XYZZY-" "APROPOS-USED")) => "APROPOS-USED:XYZZY-EXTERNAL/APROPOS-USED::XYZZY-INTERNAL/"
(shown (apropos "MULTIPLE-VALUE-PROG" "CL")) => "MULTIPLE-VALUE-PROG1                      special operator/"
(shown (apropos "DESTRUCTURING-B" "CL")) => "DESTRUCTURING-BIND                        macro/"
(shown (apropos "SIMPLE-VECTOR" "CL")) => "SIMPLE-VECTOR                             type/SIMPLE-VECTOR-P                           function/"
(shown (apropos "GENSYM-C" "CL")) => "*GENSYM-COUNTER*                          variable/"
(shown (apropos "CHAR-CODE-L" "CL")) => "CHAR-CODE-LIMIT                           constant/"
(shown (apropos "DECLARATIO" "CL")) => "DECLARATION/"
(apropos "x" "NO-SUCH-PACKAGE") !! package-error
(apropos-list 5) !! type-error
(apropos-list) !! program-error
(shown (apropos "RATIONAL" "CL")) => "RATIONAL                                  function type/RATIONALIZE                               function/RATIONALP                                 function/"
