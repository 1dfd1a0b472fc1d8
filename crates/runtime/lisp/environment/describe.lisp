;;;; DESCRIBE (CLHS 25.2): what an object is, in a sentence, and what it consists of.
;;;;
;;;; A description is a sentence about the object, without its subject, and a list of components, each a pair of a
;;;; label and a value. INSPECT shows the same and, beside it, the elements of collections.

(defun describe (object &optional stream)
  (let ((stream (%output-stream stream)))
    (multiple-value-bind (sentence components) (%description object)
      (fresh-line stream)
      (terpri stream)
      (%write-briefly object stream)
      (format stream " is ~A~A.~%" sentence (if components ", with the following components" ""))
      (%write-components components stream))
    (values)))

;;; A value that is large or circular is shown in part.
(defun %write-briefly (object stream)
  (let ((*print-circle* t) (*print-length* 10) (*print-level* 3) (*print-readably* nil))
    (prin1 object stream)))

(defun %write-components (components stream)
  (dolist (component components)
    (format stream "~A = " (car component))
    (%write-briefly (cdr component) stream)
    (terpri stream)))

(defun %description (object)
  (cond ((symbolp object) (%symbol-description object))
        ((numberp object) (values (%number-sentence object) nil))
        ((characterp object) (%character-description object))
        ((consp object) (values (%list-sentence object) nil))
        ((functionp object) (%function-description object))
        ((hash-table-p object) (values (%hash-table-sentence object) nil))
        ((arrayp object) (values (%array-sentence object) nil))
        ((packagep object) (%package-description object))
        ((pathnamep object) (%pathname-description object))
        ((streamp object) (%stream-description object))
        ((%conditionp object) (%condition-description object))
        ((%structurep object) (%structure-description object))
        (t (values (%with-article (type-of object)) nil))))

(defun %with-article (type)
  (let ((name (string-downcase (princ-to-string type))))
    (%string-append (if (find (char name 0) "aeiou") "an " "a ") name)))

(defun %joined (parts)
  (let ((text (car parts)))
    (dolist (part (cdr parts) text)
      (setq text (%string-append text ", " part)))))

(defun %symbol-description (symbol)
  (let ((package (symbol-package symbol)) (sentence nil) (components nil))
    (flet ((say (control &rest arguments) (push (apply (function format) nil control arguments) sentence))
           (component (label value) (push (cons label value) components)))
      (say "the symbol ~S" symbol)
      (if package (say "lies in ~S" package) (say "is uninterned"))
      (cond ((keywordp symbol) (say "a keyword"))
            ((%constant-symbol-p symbol) (say "a constant"))
            ((or (boundp symbol) (%special-symbol-p symbol)) (say "a special variable")))
      (cond ((special-operator-p symbol) (say "names a special operator"))
            ((macro-function symbol) (say "names a macro"))
            ((fboundp symbol)
             (say "names a function with argument list ~A" (%lambda-list-text (fdefinition symbol)))))
      (if (%type-name-p symbol) (say "names a type"))
      (if (boundp symbol) (component "value" (symbol-value symbol)))
      (dolist (kind '(variable function type setf compiler-macro))
        (let ((documentation (documentation symbol kind)))
          (if documentation
              (component (%string-append "documentation as " (string-downcase kind)) documentation))))
      (if (symbol-plist symbol) (component "property list" (symbol-plist symbol))))
    (values (%joined (nreverse sentence)) (nreverse components))))

(defun %number-sentence (number)
  (cond ((integerp number)
         (format nil "an integer, uses ~D bit~A, is represented as a ~A"
                 (integer-length number) (if (= (integer-length number) 1) "" "s")
                 (if (typep number 'fixnum) "fixnum" "bignum")))
        ((rationalp number) "a rational, not integral number")
        ((typep number 'double-float) "a double-float, with 53 bits of mantissa")
        ((floatp number) "a single-float, with 24 bits of mantissa")
        (t "a complex number")))

(defun %character-description (char)
  (values (%joined (remove nil (list "a character"
                                     (if (graphic-char-p char) "is printable" "is not printable")
                                     (if (alpha-char-p char) "a letter")
                                     (if (digit-char-p char) "a digit"))))
          (cons (cons "code" (char-code char))
                (if (char-name char) (list (cons "name" (char-name char))) nil))))

(defun %list-sentence (list)
  (let ((length (ignore-errors (list-length list))))
    (cond (length (format nil "a list of length ~D" length))
          ((%dotted-p list) "a dotted list")
          (t "a circular list"))))

;;; Whether LIST, which is not a proper one, ends.
(defun %dotted-p (list)
  (let ((slow list))
    (loop
      (dotimes (n 2)
        (setq list (cdr list))
        (if (atom list) (return-from %dotted-p t)))
      (setq slow (cdr slow))
      (if (eq slow list) (return nil)))))

(defun %function-description (function)
  (let ((name (%function-name function)))
    (values (format nil "~A with argument list ~A"
                    (if name (format nil "the function ~S" name) "an anonymous function")
                    (%lambda-list-text function))
            (let ((documentation (documentation function 'function)))
              (if documentation (list (cons "documentation" documentation)) nil)))))

;;; That of a builtin is known as text.
(defun %lambda-list-text (function)
  (let ((lambda-list (%function-lambda-list function)))
    (if (stringp lambda-list)
        (%string-append "(" (string-upcase lambda-list) ")")
        (princ-to-string lambda-list))))

(defun %hash-table-sentence (table)
  (let ((count (hash-table-count table)) (weakness (ext:hash-table-weak-p table)))
    (format nil "a~A hash table with test ~S and ~A"
            (if weakness (format nil " weak (~S)" weakness) "")
            (hash-table-test table)
            (case count ((0) "no entries") ((1) "1 entry") (t (format nil "~D entries" count))))))

(defun %array-sentence (array)
  (format nil "a~A array of element type ~S, ~A~A~A"
          (if (typep array 'simple-array) " simple" "n")
          (array-element-type array)
          (if (vectorp array)
              (format nil "of size ~D" (array-dimension array 0))
              (format nil "of dimensions ~S" (array-dimensions array)))
          (if (adjustable-array-p array) ", adjustable" "")
          (if (array-has-fill-pointer-p array) (format nil ", with fill pointer ~D" (fill-pointer array)) "")))

(defun %package-description (package)
  (let ((n-exported 0))
    (do-external-symbols (symbol package) (incf n-exported))
    (values (if (package-name package) (format nil "the package named ~A" (package-name package)) "a deleted package")
            (remove nil
                    (list (cons "nicknames" (package-nicknames package))
                          (cons "uses" (mapcar (function package-name) (package-use-list package)))
                          (cons "used by" (mapcar (function package-name) (package-used-by-list package)))
                          (cons "number of exported symbols" n-exported)
                          (if (documentation package t) (cons "documentation" (documentation package t))))))))

(defun %pathname-description (pathname)
  (values (if (%logical-pathname-p pathname) "a logical pathname" "a pathname")
          (remove nil
                  (list (cons "host" (%pathname-host pathname))
                        (cons "device" (%pathname-device pathname))
                        (cons "directory" (%pathname-directory pathname))
                        (cons "name" (%pathname-name pathname))
                        (cons "type" (%pathname-type pathname))
                        (cons "version" (%pathname-version pathname)))
                  :key (function cdr))))

(defun %stream-description (stream)
  (values (%joined (remove nil (list (%with-article (type-of stream))
                                     (if (open-stream-p stream) "open" "closed")
                                     (if (input-stream-p stream) "for input")
                                     (if (output-stream-p stream) "for output"))))
          (list (cons "element type" (stream-element-type stream)))))

(defun %condition-description (condition)
  (values (format nil "a condition of type ~S" (type-of condition))
          ;; A condition whose slots were not all given may have no report.
          (let ((components (let ((report (ignore-errors (princ-to-string condition))))
                              (if report (list (cons "report" report)) nil))))
            (dolist (slot (%condition-class-slots (%condition-class condition)) (nreverse components))
              (let ((name (%condition-slot-name slot)))
                (handler-case (push (cons (prin1-to-string name) (%condition-slot-value condition name)) components)
                  (unbound-slot () nil)))))))

(defun %structure-description (structure)
  (let* ((layout (%layout-of structure)) (slots (coerce (%layout-slots layout) 'list)) (components nil))
    (dotimes (index (length slots))
      (push (cons (princ-to-string (car (elt slots index))) (%structure-ref structure layout index)) components))
    (values (if (%built-in-class-p layout)
                (%with-article (type-of structure))
                (format nil "a structure of type ~S" (type-of structure)))
            (nreverse components))))
