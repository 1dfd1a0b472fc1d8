;;;; Calls string and character functions on generated strings and prints what they return, a line each.
;;;; Strings are simple, displaced and with fill pointers; designators are symbols and characters too. Some bounds are
;;;; wrong. Oracles: sbcl clisp.

(defpackage "ORACLE" (:use "COMMON-LISP"))
(in-package "ORACLE")

(defvar *state* 815)

(defun choose (n)
  (setq *state* (mod (+ (* *state* 1103515245) 12345) 2147483648))
  (mod (floor *state* 65536) n))

(defun pick (list) (nth (choose (length list)) list))

(defvar *alphabet* (list #\a #\b #\A #\B #\1 #\Space #\- #\z (code-char 233) (code-char 201) (code-char 955)))

(defun text ()
  (let* ((n (choose 8)) (text (make-string n)))
    (dotimes (i n) (setf (char text i) (pick *alphabet*)))
    (case (choose 4)
      ((0) (replace (make-array (+ n 2) :element-type 'character :fill-pointer n :initial-element #\b) text))
      ((1) (make-array n :element-type 'character :displaced-index-offset 1
                         :displaced-to (concatenate 'string "A" text "b")))
      (t text))))

(defun designator () (case (choose 8) ((0) (pick '(a |Ab| nil))) ((1) (pick *alphabet*)) (t (text))))

(defun bounds (string start end)
  (let* ((length (length (string string)))
         (from (choose (1+ length)))
         (to (+ from (choose (- (1+ length) from)))))
    (case (choose 10)
      ((0) (list start (1+ length)))
      ((1) (list end (+ length 1)))
      ((2 3) (list start from end to))
      ((4) (list start from))
      ((5) (list end to))
      (t nil))))

(defun call ()
  (let ((a (designator)) (b (designator)) (text (text)))
    (case (choose 12)
      ((0 1 2) (list* (pick '(string= string/= string< string> string<= string>=)) a b
                      (append (bounds a :start1 :end1) (bounds b :start2 :end2))))
      ((3 4) (list* (pick '(string-equal string-not-equal string-lessp string-greaterp string-not-greaterp
                            string-not-lessp))
                    a b (append (bounds a :start1 :end1) (bounds b :start2 :end2))))
      ((5 6) (list* (pick '(string-upcase string-downcase string-capitalize)) a (bounds a :start :end)))
      ((7) (list* (pick '(nstring-upcase nstring-downcase nstring-capitalize)) text (bounds text :start :end)))
      ((8) (list (pick '(string-trim string-left-trim string-right-trim)) (pick '("ab" (#\a #\Space) #(#\A) "")) a))
      ((9) (list* 'parse-integer (concatenate 'string (pick '("" " " "-" "+")) (pick '("1" "12" "a1" "" "77 " "1 2")))
                  (append (if (zerop (choose 2)) (list :radix (pick '(2 8 10 16 36))))
                          (if (zerop (choose 2)) (list :junk-allowed t)))))
      ((10) (list (pick '(char-upcase char-downcase alpha-char-p upper-case-p lower-case-p both-case-p alphanumericp
                          digit-char-p graphic-char-p char-code standard-char-p))
                  (pick *alphabet*)))
      (t (list (pick '(char= char/= char< char> char-equal char-not-equal char-lessp char-not-greaterp))
               (pick *alphabet*) (pick *alphabet*) (pick *alphabet*))))))

;;; The strings one behind the other with SEPARATOR between them.
(defun joined (strings separator)
  (let ((result (first strings)))
    (dolist (string (rest strings) (or result ""))
      (setq result (concatenate 'string result separator string)))))

(defun code-text (string)
  (joined (map 'list (lambda (char) (prin1-to-string (char-code char))) string) ","))

;;; VALUE as a word of ASCII characters.
(defun word (value)
  (cond ((stringp value) (format nil "~S_~A" (length value) (code-text value)))
        ((characterp value) (format nil "#~D" (char-code value)))
        ((null value) "no")
        ((eq value t) "yes")
        (t (prin1-to-string value))))

(defun outcome (call)
  (handler-case (joined (mapcar (function word) (multiple-value-list (apply (car call) (cdr call)))) "/")
    (error () "error")))

(defun argument-text (argument)
  (cond ((stringp argument) (code-text argument))
        ((characterp argument) (prin1-to-string (char-code argument)))
        (t (prin1-to-string argument))))

;;; Predicates may return any true value.
(defun boolean-outcome (call)
  (let ((outcome (outcome call)))
    (if (and (member (car call) '(alpha-char-p upper-case-p lower-case-p both-case-p alphanumericp graphic-char-p
                                  standard-char-p string= string-equal char= char/= char< char> char-equal
                                  char-not-equal char-lessp char-not-greaterp))
             (not (member outcome '("no" "error") :test (function string=))))
        "yes"
        outcome)))

(let ((*print-pretty* nil))
  (dotimes (n 6000)
    (let* ((call (call)) (text (joined (mapcar (function argument-text) call) " ")))
      (format t "~A ~A~%" (boolean-outcome call) text))))
