;;;; Prints docs/status.md: which symbols of the standard mean here what they are to mean. *TABLE* names the list of
;;;; them all, whose head says what its lines are.

(in-package "SYSTEM")

;;; Whether the operator that SETF would call for a place of NAME exists.
(defun %place-p (name)
  (let ((store (nth-value 3 (if (eq name 'apply)
                                (get-setf-expansion '(apply #'aref x y))
                                (handler-case (get-setf-expansion (list name 'x))
                                  (error () (get-setf-expansion (list name 'x 'y))))))))
    (labels ((mentions-setter-p (form)
               (and (consp form)
                    (or (equal form `(setf ,name)) (some (function mentions-setter-p) form)))))
      (or (not (mentions-setter-p store)) (fboundp `(setf ,name))))))

(defun %has-kind-p (symbol kind)
  (cond ((string= kind "function")
         (and (fboundp symbol) (not (special-operator-p symbol)) (not (macro-function symbol))))
        ((member kind '("macro" "special-operator") :test (function string=))
         (or (special-operator-p symbol) (macro-function symbol)))
        ((string= kind "variable") (boundp symbol))
        ((string= kind "constant") (and (boundp symbol) (constantp symbol)))
        ((string= kind "type") (handler-case (progn (typep nil symbol) t) (error () nil)))
        ((string= kind "place") (%place-p symbol))
        ((and (> (length kind) 7) (string= kind "within:" :end1 7))
         (fboundp (find-symbol (subseq kind 7) "COMMON-LISP")))
        (t (error "~S is no kind of the table" kind))))

(defun %words (line)
  (let ((words nil) (start 0))
    (loop
      (let ((end (position #\Space line :start start)))
        (push (subseq line start end) words)
        (if end (setq start (1+ end)) (return (nreverse words)))))))

;;; What is missing of the symbol of one line, as text; NIL when nothing is.
(defun %missing (words)
  (multiple-value-bind (symbol status) (find-symbol (car words) "COMMON-LISP")
    (let ((missing (if (eq status :external)
                       (remove-if (function (lambda (kind) (%has-kind-p symbol kind))) (cdr words))
                       '("symbol"))))
      (cond ((null missing) nil)
            ((equal missing (cdr words)) (format nil "`~A`" (car words)))
            (t (format nil "`~A` (~A)" (car words) (car missing)))))))

;;; Symbols that are there and do not do all that the standard says: what is missing, and a form that would be true if
;;; nothing were.
(defparameter *partial*
  '((format "all directives but `~A` `~S` `~D` `~B` `~O` `~X` `~C` `~%` `~&` `~~` and `~` before a newline, and all parameters but a width"
     (and (equal (format nil "~{~A~}~:D" '(1) 1000) "11,000") (equal (format nil "~,'xD~R" 1 2) "1two")))
    (loop "all keywords: only the simple form is there"
     (equal (loop for i from 1 to 2 collect i) '(1 2)))
    (*print-pretty* "has no effect: there is no pretty printer"
     (let ((*print-right-margin* 20))
       (find #\Newline (write-to-string '(progn (aaaaaaaaaa) (bbbbbbbbbb) (cccccccccc)) :pretty t))))
    (*print-right-margin* "has no effect" (fboundp 'pprint))
    (*print-miser-width* "has no effect" (fboundp 'pprint))
    (*print-lines* "has no effect" (fboundp 'pprint))
    (*print-pprint-dispatch* "has no effect" (fboundp 'pprint-dispatch))
    (make-load-form "there are no methods for it: structures have `ext:define-load-form`" (fboundp 'defmethod))
    (documentation "there are no methods for it" (fboundp 'defmethod))
    (describe "there is no `describe-object`, so programs cannot say how" (fboundp 'describe-object))
    (ed "signals an error: there is no editor" (ed)))
  "A list of rows: symbol, what is missing, form.")

(defun %print-partial ()
  (terpri)
  (write-line "## There in part")
  (terpri)
  (write-line "| symbol | what is missing |")
  (write-line "|---|---|")
  (dolist (row *partial*)
    (destructuring-bind (symbol missing form) row
      (if (ignore-errors (eval form))
          (error "~S is said to be there in part, but nothing is missing" symbol))
      (format t "| `~A` | ~A |~%" symbol missing))))

(let ((chapters nil))
  (with-open-file (stream *table*)
    (loop
      (let ((line (read-line stream nil nil)))
        (cond ((null line) (return nil))
              ((string= line "") nil)
              ((and (> (length line) 3) (string= line "## " :end1 3))
               (push (list (subseq line 3) 0 nil) chapters))
              ((string= line "# " :end1 2) nil)
              (t
               (let ((missing (%missing (%words line))) (chapter (car chapters)))
                 (incf (cadr chapter))
                 (if missing (push missing (caddr chapter)))))))))
  (setq chapters (nreverse chapters))
  (write-line "# Status")
  (terpri)
  (write-line "Which symbols of the package COMMON-LISP are missing, chapter by chapter. The others mean here what the standard says, but")
  (format t "for the ~D [below](#there-in-part) that are there in part.~%" (length *partial*))
  (write-line "`cargo xtask status` writes this file; a test compares it with what the runtime has.")
  (terpri)
  (let ((n-symbols (reduce (function +) chapters :key (function cadr)))
        (n-missing (reduce (function +) chapters :key (function (lambda (chapter) (length (caddr chapter)))))))
    (format t "There are ~D of ~D.~%" (- n-symbols n-missing) n-symbols))
  (terpri)
  (write-line "| chapter | there | of | missing |")
  (write-line "|---|---|---|---|")
  (dolist (chapter chapters)
    (destructuring-bind (title n-symbols missing) chapter
      (format t "| ~A | ~D | ~D |" title (- n-symbols (length missing)) n-symbols)
      (let ((separator " "))
        (dolist (name (reverse missing))
          (format t "~A~A" separator name)
          (setq separator ", ")))
      (write-line " |"))))

(%print-partial)
