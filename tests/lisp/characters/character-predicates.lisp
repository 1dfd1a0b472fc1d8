;;;; What the functions on characters refuse, and how many arguments they take (CLHS 13.2).

(defun outcome (function &rest arguments)
  (handler-case (progn (apply function arguments) :none) (type-error (c) (list :type (type-error-datum c))) (program-error () :program)))
(defparameter *of-a-character* (list #'alpha-char-p #'alphanumericp #'graphic-char-p #'standard-char-p #'upper-case-p #'lower-case-p #'both-case-p #'char-upcase #'char-downcase #'char-code #'char-int #'char-name #'digit-char-p))
(remove-duplicates (mapcar (lambda (f) (outcome f "a")) *of-a-character*) :test #'equal) => ((:TYPE "a"))
(remove-duplicates (mapcar (lambda (f) (outcome f 97)) *of-a-character*) :test #'equal) => ((:TYPE 97))
(remove-duplicates (mapcar (lambda (f) (outcome f 'a)) *of-a-character*) :test #'equal) => ((:TYPE A))
(remove-duplicates (mapcar (lambda (f) (outcome f)) *of-a-character*)) => (:PROGRAM)
(remove-duplicates (mapcar (lambda (f) (outcome f #\a 10 10)) *of-a-character*)) => (:PROGRAM)
(list (outcome #'digit-char) (outcome #'digit-char 1 10 10) (outcome #'digit-char 'a) (outcome #'digit-char 1 'a) (outcome #'digit-char-p #\a 'b)) => (:PROGRAM :PROGRAM (:TYPE A) (:TYPE A) (:TYPE B))
(list (outcome #'code-char) (outcome #'code-char 'a) (outcome #'name-char) (outcome #'name-char 5) (outcome #'character) (outcome #'character 5) (outcome #'characterp) (outcome #'characterp 1 2)) => (:PROGRAM (:TYPE A) :PROGRAM (:TYPE 5) :PROGRAM (:TYPE 5) :PROGRAM :PROGRAM)
(mapcar #'characterp (list #\a "a" 97 'a nil #\Space)) => (T NIL NIL NIL NIL T)
