;;;; The printer (CLHS 22): WRITE and its relatives, without pretty printing.

(defvar *print-escape* t)
(defvar *print-readably* nil)
(defvar *print-base* 10)
(defvar *print-radix* nil)
(defvar *print-case* :upcase)
(defvar *print-length* nil)
(defvar *print-level* nil)
(defvar *print-array* t)
(defvar *print-gensym* t)
(defvar *print-circle* nil)
(defvar *print-pretty* nil)

(defvar *print-depth* 0
  "Number of lists and vectors that the object being printed is nested in.")

(defvar *print-backquotes* 0
  "Backquotes less commas around the object being printed.")

(defun write (object &key (stream nil) ((:escape *print-escape*) *print-escape*)
                       ((:readably *print-readably*) *print-readably*)
                       ((:base *print-base*) *print-base*)
                       ((:radix *print-radix*) *print-radix*)
                       ((:case *print-case*) *print-case*)
                       ((:length *print-length*) *print-length*)
                       ((:level *print-level*) *print-level*)
                       ((:array *print-array*) *print-array*)
                       ((:gensym *print-gensym*) *print-gensym*)
                       ((:circle *print-circle*) *print-circle*)
                       ((:pretty *print-pretty*) *print-pretty*)
                       ((:lines *print-lines*) *print-lines*)
                       ((:miser-width *print-miser-width*) *print-miser-width*)
                       ((:right-margin *print-right-margin*) *print-right-margin*)
                       ((:pprint-dispatch *print-pprint-dispatch*) *print-pprint-dispatch*))
  (%print-whole object (%output-stream stream))
  object)

(defun prin1 (object &optional stream)
  (let ((*print-escape* t))
    (%print-whole object (%output-stream stream)))
  object)

(defun princ (object &optional stream)
  (if (stringp object)
      (%write-string object (%output-stream stream) 0 nil)
      (let ((*print-escape* nil) (*print-readably* nil))
        (%print-whole object (%output-stream stream))))
  object)

(defun print (object &optional stream)
  (let ((stream (%output-stream stream)))
    (terpri stream)
    (prin1 object stream)
    (%write-char #\Space stream))
  object)

(defun prin1-to-string (object)
  (with-output-to-string (stream) (prin1 object stream)))

(defun princ-to-string (object)
  (with-output-to-string (stream) (princ object stream)))

(defun write-to-string (object &rest keys)
  (with-output-to-string (stream) (apply (function write) object :stream stream keys)))

;;; The format that the reader gives floats whose exponent marker says none.
(defun %default-float-format ()
  (case *read-default-float-format*
    ((double-float long-float) 'double-float)
    (t 'single-float)))

(defun %print-object (object stream)
  (cond ((and *print-labels* (eq stream *print-label-stream*) (%print-label object stream)) nil)
        ((symbolp object) (%print-symbol object stream))
        ((integerp object) (%print-integer object stream))
        ((consp object) (%print-cons object stream))
        ((stringp object) (%print-string object stream))
        ((characterp object) (%print-character object stream))
        ((%ratiop object)
         (if (and *print-radix* (= *print-base* 10))
             (%write-string "#10r" stream 0 nil)
             (%print-radix-prefix stream))
         (%write-string (%integer-to-string (numerator object) *print-base*) stream 0 nil)
         (%write-char #\/ stream)
         (%write-string (%integer-to-string (denominator object) *print-base*) stream 0 nil))
        ((floatp object)
         (%write-string (%float-to-string object (%default-float-format)) stream 0 nil))
        ((complexp object)
         (%write-string "#C(" stream 0 nil)
         (%print-object (realpart object) stream)
         (%write-char #\Space stream)
         (%print-object (imagpart object) stream)
         (%write-char #\) stream))
        ((vectorp object) (%print-vector object stream))
        ((arrayp object) (%print-array object stream))
        ((%conditionp object)
         (if (or *print-escape* *print-readably*)
             (%print-unreadable object stream)
             (%report-condition object stream)))
        ((%structurep object) (%print-structure object stream))
        (t (%print-unreadable object stream))))

(defun %print-integer (integer stream)
  (if *print-radix* (%print-radix-prefix stream))
  (%write-string (%integer-to-string integer *print-base*) stream 0 nil)
  (if (and *print-radix* (= *print-base* 10)) (%write-char #\. stream)))

(defun %print-radix-prefix (stream)
  (if *print-radix*
      (case *print-base*
        ((2) (%write-string "#b" stream 0 nil))
        ((8) (%write-string "#o" stream 0 nil))
        ((16) (%write-string "#x" stream 0 nil))
        ((10) nil)
        (t (%write-char #\# stream)
           (%write-string (%integer-to-string *print-base* 10) stream 0 nil)
           (%write-char #\r stream)))))

(defun %print-string (string stream)
  (cond ((or *print-escape* *print-readably*)
         (%write-char #\" stream)
         (dotimes (index (length string))
           (let ((char (char string index)))
             (if (or (char= char #\") (char= char #\\)) (%write-char #\\ stream))
             (%write-char char stream)))
         (%write-char #\" stream))
        (t (%write-string string stream 0 nil))))

(defun %print-character (char stream)
  (cond ((or *print-escape* *print-readably*)
         (%write-string "#\\" stream 0 nil)
         ;; What is not ASCII is named, so that characters that look alike can be told apart.
         (if (char< #\Space char #\Rubout)
             (%write-char char stream)
             (%write-string (char-name char) stream 0 nil)))
        (t (%write-char char stream))))

;;;; Symbols

(defun %print-symbol (symbol stream)
  (if (or *print-escape* *print-readably*)
      (let ((package (symbol-package symbol)))
        (cond ((null package) (if (or *print-gensym* *print-readably*) (%write-string "#:" stream 0 nil)))
              ((keywordp symbol) (%write-char #\: stream))
              ((%symbol-accessible-p symbol) nil)
              (t
               (%print-name (package-name package) stream)
               (%write-string (if (%external-symbol-p symbol) ":" "::") stream 0 nil)))
        (%print-name (symbol-name symbol) stream))
      (%write-string (%symbol-text (symbol-name symbol) nil nil *print-case* *print-base*) stream 0 nil)))

(defun %print-name (name stream)
  (%write-string (%symbol-text name t *print-readably* *print-case* *print-base*) stream 0 nil))

;;;; Lists and vectors

;;; What stands before the part of a backquote form, or of a comma inside of one; NIL for any other list.
(defun %template-prefix (list)
  (if (and (consp (cdr list)) (null (cddr list)) (not (%labelled-p (cdr list))))
      (case (car list)
        ((quasiquote) "`")
        ((unquote) (if (> *print-backquotes* 0) ","))
        ((unquote-splicing) (if (> *print-backquotes* 0) ",@"))
        ((unquote-nsplicing) (if (> *print-backquotes* 0) ",.")))))

;;; Prints LIST as a backquote or comma if it is one; as for the reader, that is no list of its own, so no level.
(defun %print-template (list stream)
  (let ((prefix (%template-prefix list)))
    (when prefix
      (let ((part (cadr list))
            (*print-backquotes* (if (eq (car list) 'quasiquote) (1+ *print-backquotes*) (1- *print-backquotes*))))
        (%write-string prefix stream 0 nil)
        ;; A name that begins with the character of a splicing comma must not look like one.
        (if (and (eq (car list) 'unquote) (symbolp part) (find (char (%string-append (symbol-name part) " ") 0) "@."))
            (%write-char #\Space stream))
        (%print-object part stream))
      t)))

(defun %too-deep-p () (and *print-level* (>= *print-depth* *print-level*)))

(defun %print-cons (list stream)
  (cond ((%print-template list stream) nil)
        ((%too-deep-p) (%write-char #\# stream))
        ((and (consp (cdr list)) (null (cddr list)) (eq (car list) 'quote) (not (%labelled-p (cdr list))))
         (%write-char #\' stream)
         (%print-object (cadr list) stream))
        ((and (consp (cdr list)) (null (cddr list)) (eq (car list) 'function) (not (%labelled-p (cdr list))))
         (%write-string "#'" stream 0 nil)
         (%print-object (cadr list) stream))
        (t
         (let ((*print-depth* (1+ *print-depth*)) (count 0))
           (%write-char #\( stream)
           (loop
             (if (and *print-length* (>= count *print-length*))
                 (progn (%write-string "..." stream 0 nil) (return nil)))
             (%print-object (car list) stream)
             (setq count (1+ count) list (cdr list))
             (cond ((null list) (return nil))
                   ((and (consp list) (not (%labelled-p list))
                        (not (and (> *print-backquotes* 0) (%template-prefix list))))
                   (%write-char #\Space stream))
                   (t (%write-string " . " stream 0 nil)
                      (%print-object list stream)
                      (return nil))))
           (%write-char #\) stream)))))

(defun %print-vector (vector stream)
  (cond ((and (not *print-array*) (not *print-readably*)) (%print-unreadable vector stream))
        ((bit-vector-p vector)
         (%write-string "#*" stream 0 nil)
         (dotimes (index (length vector))
           (%write-char (if (= (aref vector index) 1) #\1 #\0) stream)))
        ((%too-deep-p) (%write-char #\# stream))
        ((and *print-readably* (not (eq (array-element-type vector) t))) (%print-typed-array vector stream))
        (t
         (let ((*print-depth* (1+ *print-depth*)))
           (%write-string "#(" stream 0 nil)
           (dotimes (index (length vector))
             (if (> index 0) (%write-char #\Space stream))
             (if (and *print-length* (>= index *print-length*))
                 (progn (%write-string "..." stream 0 nil) (return nil)))
             (%print-object (aref vector index) stream))
           (%write-char #\) stream)))))

;;; An array of another rank than one: #nA and its elements in nested lists.
(defun %print-array (array stream)
  (cond ((and (not *print-array*) (not *print-readably*)) (%print-unreadable array stream))
        ((and *print-readably*
              (or (not (eq (array-element-type array) t)) (%dimensions-lost-p (array-dimensions array))))
         (%print-typed-array array stream))
        (t
         (%write-char #\# stream)
         (%write-string (%integer-to-string (array-rank array) 10) stream 0 nil)
         (%write-char #\A stream)
         (%print-array-elements array stream))))

;;; Whether nested lists of the elements do not say all DIMENSIONS, since one before the last is zero.
(defun %dimensions-lost-p (dimensions)
  (and (cdr dimensions) (or (eql (car dimensions) 0) (%dimensions-lost-p (cdr dimensions)))))

;;; The readable form of what #nA does not tell: the element type and dimensions stand before the elements.
(defun %print-typed-array (array stream)
  (%write-string "#A(" stream 0 nil)
  (%print-object (array-element-type array) stream)
  (%write-char #\Space stream)
  ;; Only the elements that are printed count in a vector with fill pointer.
  (%print-object (if (vectorp array) (list (length array)) (array-dimensions array)) stream)
  (%write-char #\Space stream)
  (%print-array-elements array stream)
  (%write-char #\) stream))

(defun %print-array-elements (array stream)
  (labels ((print-part (dimensions offset)
             (cond ((null dimensions) (%print-object (row-major-aref array offset) stream))
                   ((%too-deep-p) (%write-char #\# stream))
                   (t
                    (let ((*print-depth* (1+ *print-depth*)) (size (apply (function *) (cdr dimensions))))
                      (%write-char #\( stream)
                      (dotimes (n (car dimensions))
                        (if (> n 0) (%write-char #\Space stream))
                        (if (and *print-length* (>= n *print-length*))
                            (progn (%write-string "..." stream 0 nil) (return nil)))
                        (print-part (cdr dimensions) (+ offset (* n size))))
                      (%write-char #\) stream))))))
    (print-part (if (vectorp array) (list (length array)) (array-dimensions array)) 0)))

;;;; Structures and everything without a syntax of its own

;;; The printer of the nearest type that has one.
(defun %structure-printer (layout)
  (do ((layout layout (%layout-parent layout)))
      ((null layout) nil)
    (let ((printer (%symbol-info (%layout-name layout) 'structure-printer)))
      (if printer (return printer)))))

(defun %print-structure (structure stream)
  (let* ((layout (%layout-of structure)) (name (%layout-name layout))
         (printer (%structure-printer layout)))
    (cond ((or (null printer) (null (cdr printer)))
           (if (%too-deep-p)
               (%write-char #\# stream)
               (let ((*print-depth* (1+ *print-depth*)) (index 0))
                 (%write-string "#S(" stream 0 nil)
                 (%print-symbol name stream)
                 (dolist (slot (coerce (%layout-slots layout) 'list))
                   (if (and *print-length* (>= index *print-length*))
                       (progn (%write-string " ..." stream 0 nil) (return nil)))
                   (%write-string " :" stream 0 nil)
                   (%print-name (symbol-name (car slot)) stream)
                   (%write-char #\Space stream)
                   (%print-object (%structure-ref structure layout index) stream)
                   (setq index (1+ index)))
                 (%write-char #\) stream))))
          ((eq (car printer) :print-function) (funcall (cdr printer) structure stream *print-depth*))
          (t (funcall (cdr printer) structure stream)))))

(defun %print-unreadable (object stream)
  (if *print-readably* (error 'print-not-readable :object object))
  (let ((*print-readably* nil))
    (%write-string "#<" stream 0 nil)
    (cond ((%conditionp object)
           (%print-symbol (%condition-class-name (%condition-class object)) stream)
           ;; The text alone: its arguments may be of any size, or the condition itself.
           (let ((control (if (typep object 'simple-condition) (simple-condition-format-control object) nil)))
             (if (stringp control)
                 (progn
                   (%write-char #\Space stream)
                   (%print-object control stream)))))
          ((functionp object)
           (%write-string "FUNCTION " stream 0 nil)
           (%print-object (%function-name object) stream))
          ((packagep object)
           (%write-string (if (package-name object) "PACKAGE " "DELETED PACKAGE") stream 0 nil)
           (%write-string (or (package-name object) "") stream 0 nil))
          ((streamp object) (%print-stream object stream))
          ((eq (type-of object) t)
           (%write-string "SYSTEM OBJECT" stream 0 nil))
          (t
           (%print-object (type-of object) stream)))
    (%write-char #\> stream)))

(defmacro print-unreadable-object ((object stream &rest options) &body body)
  `(%print-unreadable-object ,object ,stream ,(if body `(lambda () ,@body) nil) ,@options))

(defun %print-unreadable-object (object stream print-body &key type identity)
  (if *print-readably* (error 'print-not-readable :object object))
  (let ((stream (%output-stream stream)))
    (%write-string "#<" stream 0 nil)
    (when type
      (%print-object (type-of object) stream)
      (%write-char #\Space stream))
    (if print-body (funcall print-body))
    (when identity
      ;; Type and identity without a body between them have one space between them.
      (if (and type (not print-body)) nil (%write-char #\Space stream))
      (%write-string "#x" stream 0 nil)
      (%write-string (%integer-to-string (%identity-number object) 16) stream 0 nil))
    (%write-char #\> stream)
    nil))

;;; Without escapes a restart prints as what it reports.
(defun %print-restart (restart stream)
  (cond (*print-escape*
         (print-unreadable-object (restart stream :type t) (prin1 (%restart-name restart) stream)))
        ((%restart-report restart) (funcall (%restart-report restart) stream))
        (t (princ (%restart-name restart) stream))))

(%set-symbol-info 'restart 'structure-printer (cons :print-object (function %print-restart)))
