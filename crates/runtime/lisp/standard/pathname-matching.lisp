;;;; Wildcards (CLHS 19.2.2.2, 19.2.3): WILD-PATHNAME-P, PATHNAME-MATCH-P, TRANSLATE-PATHNAME.
;;;;
;;;; In a name, type or directory component * stands for any characters and ? for one; a directory component ** stands
;;;; for any number of directories. A component that a pattern leaves open matches everything. Matching yields the
;;;; pieces that the wildcards stand for, in order: strings, and for ** lists of directory components. In Windows' syntax
;;;; large and small letters are the same to a pattern, as they are to the system.

(defun %wild-part-p (part)
  (or (eq part :wild) (eq part :wild-inferiors)
      (and (stringp part)
           (or (%position #\* part 1 0 nil nil) (%position #\? part 1 0 nil nil))
           t)))

(defun wild-pathname-p (pathname &optional field-key)
  (let ((pathname (pathname pathname)))
    (flet ((directory-wild-p ()
             (dolist (part (cdr (%pathname-directory pathname)) nil)
               (if (%wild-part-p part) (return t)))))
      (case field-key
        ((nil) (or (eq (%pathname-host pathname) :wild)
                   (%wild-part-p (%pathname-device pathname))
                   (directory-wild-p)
                   (%wild-part-p (%pathname-name pathname))
                   (%wild-part-p (%pathname-type pathname))
                   (eq (%pathname-version pathname) :wild)))
        ((:host) nil)
        ((:device) (%wild-part-p (%pathname-device pathname)))
        ((:directory) (directory-wild-p))
        ((:name) (%wild-part-p (%pathname-name pathname)))
        ((:type) (%wild-part-p (%pathname-type pathname)))
        ((:version) (eq (%pathname-version pathname) :wild))
        (t (error 'type-error :datum field-key
                              :expected-type '(member nil :host :device :directory :name :type :version)))))))

;;;; Matching. Each function returns whether it matches and, as second value, the pieces in reverse, before PIECES.

;;; Each * takes as little as will do; only the last one met has to be reconsidered.
(defun %match-string (string pattern pieces)
  (let ((string-end (length string)) (pattern-end (length pattern)) (index 0) (at 0)
        (star nil) (star-start 0) (star-end 0) (before-star nil)
        (same-p (if (%windows-syntax-p) (function char-equal) (function char=))))
    (flet ((extend-star ()
             (setq star-end (1+ star-end) index star-end at (1+ star)
                   pieces (cons (subseq string star-start star-end) before-star))))
      (loop
        (let ((char (if (< at pattern-end) (char pattern at) nil)))
          (cond ((eql char #\*)
                 (setq star at star-start index star-end index before-star pieces
                       pieces (cons "" pieces) at (1+ at)))
                ((= index string-end)
                 (return (if char (values nil nil) (values t pieces))))
                ((eql char #\?)
                 (setq pieces (cons (string (char string index)) pieces) index (1+ index) at (1+ at)))
                ((and char (funcall same-p char (char string index))) (setq index (1+ index) at (1+ at)))
                (star (extend-star))
                (t (return (values nil nil)))))))))

(defun %same-name-p (part other)
  (if (and (stringp part) (stringp other) (%windows-syntax-p)) (string-equal part other) (equal part other)))

(defun %match-part (part pattern pieces)
  (cond ((null pattern) (values t (if part (cons part pieces) pieces)))
        ((eq pattern :wild) (values t (cons (if (null part) :none part) pieces)))
        ((and (stringp part) (stringp pattern) (%wild-part-p pattern) (not (%wild-part-p part)))
         (%match-string part pattern pieces))
        ((%same-name-p part pattern) (values t pieces))
        ((and (member part '(nil :unspecific)) (member pattern '("" :unspecific) :test (function equal)))
         (values t pieces))
        (t (values nil nil))))

(defun %match-directory-parts (parts patterns pieces)
  (loop
    (cond ((null patterns)
           (return (if parts (values nil nil) (values t pieces))))
          ((eq (car patterns) :wild-inferiors)
           (return
             (do ((rest parts (cdr rest)) (skipped nil (cons (car rest) skipped)))
                 (nil)
               (multiple-value-bind (matches result)
                   (%match-directory-parts rest (cdr patterns) (cons (reverse skipped) pieces))
                 (if matches (return (values t result))))
               (if (null rest) (return (values nil nil))))))
          ((null parts) (return (values nil nil)))
          (t
           (multiple-value-bind (matches result) (%match-part (car parts) (car patterns) pieces)
             (if matches nil (return (values nil nil)))
             (setq pieces result parts (cdr parts) patterns (cdr patterns)))))))

(defun %match-directory (directory pattern pieces)
  (cond ((null pattern) (values t pieces))
        ((equal pattern '(:absolute :wild-inferiors))
         (values (not (eq (car directory) :relative)) (cons (cdr directory) pieces)))
        ;; Without a directory a pathname is one of the current directory.
        ((eq (or (car directory) :relative) (car pattern))
         (%match-directory-parts (cdr directory) (cdr pattern) pieces))
        (t (values nil nil))))

;;; Whether PATHNAME matches PATTERN; and the pieces of directory, name, type in order, each a list.
(defun %match-pathname (pathname pattern)
  (if (and (or (%same-name-p (%pathname-host pathname) (%pathname-host pattern))
               (and (null (%pathname-host pattern)) (not (%logical-pathname-p pathname))))
           (eq (%logical-pathname-p pathname) (%logical-pathname-p pattern))
           (or (null (%pathname-device pattern)) (eq (%pathname-device pattern) :wild)
               (equal (%pathname-device pathname) (%pathname-device pattern)))
           (or (member (%pathname-version pattern) '(nil :wild :newest :unspecific))
               (eql (%pathname-version pathname) (%pathname-version pattern))))
      (multiple-value-bind (directory-matches directory-pieces)
          (%match-directory (%pathname-directory pathname) (%pathname-directory pattern) nil)
        (multiple-value-bind (name-matches name-pieces)
            (%match-part (%pathname-name pathname) (%pathname-name pattern) nil)
          (multiple-value-bind (type-matches type-pieces)
              (%match-part (%pathname-type pathname) (%pathname-type pattern) nil)
            (if (and directory-matches name-matches type-matches)
                (values t (reverse directory-pieces) (reverse name-pieces) (reverse type-pieces))
                nil))))
      nil))

;;; A namestring of a pattern is read as one of its pathname's host.
(defun %pattern-pathname (pattern pathname)
  (if (stringp pattern)
      (values (parse-namestring pattern nil pathname))
      (pathname pattern)))

(defun pathname-match-p (pathname wildname)
  (let ((pathname (pathname pathname)))
    (values (%match-pathname pathname (%pattern-pathname wildname pathname)))))

;;;; Translating

(defun %no-translation (source to)
  (error "the wildcards of ~S stand for less than those of ~S ask for" source to))

(defun translate-pathname (source from-wildname to-wildname &key)
  (let* ((source (pathname source))
         (from (%pattern-pathname from-wildname source))
         (to (pathname to-wildname)))
    (multiple-value-bind (matches directory-pieces name-pieces type-pieces) (%match-pathname source from)
      (if matches nil
          (error "~S does not match ~S" source from))
      (let ((convert (cond ((eq (%logical-pathname-p source) (%logical-pathname-p to)) (function identity))
                           ((%logical-pathname-p source) (function string-downcase))
                           (t (function string-upcase)))))
        (labels ((converted (piece)
                   (cond ((stringp piece) (funcall convert piece))
                         ((consp piece) (%map-list (function converted) piece))
                         (t piece)))
                 (next-string (pieces)
                   (if (and pieces (or (stringp (car pieces)) (symbolp (car pieces))))
                       (car pieces)
                       (%no-translation source to)))
                 (fill-in (pattern pieces)
                   ;; The string or symbol that PATTERN becomes, and the pieces that are left.
                   (cond ((eq pattern :wild)
                          (values (if (eq (next-string pieces) :none) nil (car pieces)) (cdr pieces)))
                         ((%wild-part-p pattern)
                          (values
                           (apply (function %string-append)
                                  (map 'list
                                       (function (lambda (char)
                                         (if (find char "*?")
                                             (let ((piece (next-string pieces)))
                                               (setq pieces (cdr pieces))
                                               (%file-part-string (if (eq piece :none) nil piece)))
                                             (string char))))
                                       pattern))
                           pieces))
                         (t (values pattern pieces))))
                 (file-part (part pattern pieces)
                   (if (null pattern)
                       (converted part)
                       (values (fill-in pattern (converted pieces)))))
                 (directory-parts (patterns pieces)
                   (let ((parts nil))
                     (dolist (pattern patterns (nreverse parts))
                       (if (eq pattern :wild-inferiors)
                           (progn
                             (if (listp (car pieces)) nil (%no-translation source to))
                             (dolist (part (pop pieces)) (push part parts)))
                           (multiple-value-bind (part rest) (fill-in pattern pieces)
                             (push part parts)
                             (setq pieces rest)))))))
          (funcall (if (%logical-pathname-p to) (function %make-logical-pathname) (function %make-pathname))
                   (%pathname-host to)
                   (or (%pathname-device to)
                       (if (%logical-pathname-p source) nil (%pathname-device source)))
                   (let ((pattern (%pathname-directory to)))
                     (if (null pattern)
                         (converted (%pathname-directory source))
                         (%normal-directory
                          (cons (car pattern) (directory-parts (cdr pattern) (converted directory-pieces))))))
                   (file-part (%pathname-name source) (%pathname-name to) name-pieces)
                   (file-part (%pathname-type source) (%pathname-type to) type-pieces)
                   (if (member (%pathname-version to) '(nil :wild))
                       (%pathname-version source)
                       (%pathname-version to))))))))
