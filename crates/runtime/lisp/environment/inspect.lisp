;;;; INSPECT (CLHS 25.2): looks at an object and goes into its parts, by numbers typed at *QUERY-IO*. Any other form is
;;;; evaluated, with * as the object. And ED and DRIBBLE.

(defconstant +most-elements-shown+ 50)

(defvar *inspect-help* "A number goes into the part of that number, :U back up, :P shows the object again, :Q quits.
Any other form is evaluated; * is the object.")

;;; The parts of OBJECT: what its description names, then elements, each a pair of label and value.
(defun %inspected-parts (object)
  (append (nth-value 1 (%description object)) (%inspected-elements object)))

(defun %inspected-elements (object)
  (let ((elements nil) (index 0))
    (flet ((element (label value)
             (if (= index +most-elements-shown+) (return-from %inspected-elements (nreverse elements)))
             (setq index (1+ index))
             (push (cons label value) elements)))
      (cond ((consp object)
             (do ((rest object (cdr rest)))
                 ((atom rest) (if rest (element "tail" rest)))
               (element index (car rest))))
            ((hash-table-p object)
             (maphash (function (lambda (key value) (element (prin1-to-string key) value))) object))
            ((arrayp object)
             (dotimes (n (if (vectorp object) (length object) (array-total-size object)))
               (element index (row-major-aref object n))))))
    (nreverse elements)))

(defun %show-inspected (object)
  (describe object *query-io*)
  (let ((number 0))
    (dolist (part (%inspected-parts object))
      (format *query-io* "~D: ~A = " (setq number (1+ number)) (car part))
      (%write-briefly (cdr part) *query-io*)
      (terpri *query-io*))))

(defun inspect (object)
  (let ((above nil) (shown nil) (end (list nil)))
    (loop
      (if shown nil (%show-inspected object))
      (setq shown t)
      (fresh-line *query-io*)
      (write-string "INSPECT (:H for help)> " *query-io*)
      (finish-output *query-io*)
      (let ((form (read *query-io* nil end)))
        (cond ((or (eq form end) (eq form :q)) (return (values)))
              ((eq form :h) (write-line *inspect-help* *query-io*))
              ((eq form :p) (setq shown nil))
              ((eq form :u)
               (if above
                   (setq object (pop above) shown nil)
                   (write-line "This is the topmost object." *query-io*)))
              ((integerp form)
               (let ((parts (%inspected-parts object)))
                 (if (<= 1 form (length parts))
                     (setq above (cons object above) object (cdr (nth (1- form) parts)) shown nil)
                     (write-line "There is no part of this number." *query-io*))))
              (t (%evaluate-inspecting form object)))))))

(defun %evaluate-inspecting (form object)
  (handler-case
      (let ((values (let ((* object)) (multiple-value-list (%evaluate form)))))
        (dolist (value values)
          (%write-briefly value *query-io*)
          (terpri *query-io*)))
    (error (condition) (format *query-io* "*** - ~A~%" condition))))

;;; There is no editor, which the standard allows.
(defun ed (&optional x)
  (if (or (null x) (stringp x) (pathnamep x) (symbolp x) (%setf-name-p x)) nil
      (error 'type-error :datum x :expected-type '(or null pathname string symbol (cons (eql setf)))))
  (error "this Lisp has no editor"))

;;;; DRIBBLE

;;; While a session is recorded: the file's stream, and the standard streams from before.
(defvar *dribble* nil)

;;; Records what *STANDARD-INPUT* and *STANDARD-OUTPUT* carry in the file of PATHNAME, until it is called without one.
;;; A record that is under way is ended first.
(defun dribble (&optional pathname)
  (if *dribble*
      (destructuring-bind (file input output) *dribble*
        (setq *dribble* nil *standard-input* input *standard-output* output)
        (close file))
      (if pathname nil (warn "There is no record to end.")))
  (if pathname
      (let ((file (open pathname :direction :output :if-exists :append :if-does-not-exist :create)))
        (setq *dribble* (list file *standard-input* *standard-output*)
              *standard-input* (make-echo-stream *standard-input* file)
              *standard-output* (make-broadcast-stream *standard-output* file))))
  (values))
