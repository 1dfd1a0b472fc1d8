;;;; The driver of test files; the head of lib.rs says what they look like.

(setf (ext:package-lock "SYSTEM") nil)
(in-package "SYSTEM")

(defvar *test-folder* nil "The folder for files of this test, with its last separator.")

(defun test-file (name) (%string-append *test-folder* name))

;;; EVAL compiles only what it does not do itself, so forms are tested in both ways.
(defvar *compile-tests* t "Whether test forms are compiled as a whole.")

(defun %test-values (form)
  (if *compile-tests*
      (let ((expansion (if (consp form) (macroexpand form) form)))
        (if (and (consp expansion) (eq (car expansion) 'progn) (null (cdr (last expansion))))
            (do ((forms (cdr expansion) (cdr forms)))
                ((null (cdr forms)) (%test-values (car forms)))
              (%test-values (car forms)))
            (funcall (%compile-form expansion))))
      (eval form)))

(defun %blank-p (char) (%member char '(#\Space #\Newline #\Tab #\Return) 1))

;;; The text behind the marker "=>" or "!!" that follows on STREAM, and the marker; NIL when there is none.
(defun %read-expectation (stream)
  (loop
    (let ((char (peek-char nil stream nil nil)))
      (cond ((null char) (return nil))
            ((%blank-p char) (read-char stream))
            ((%member char '(#\= #\!) 1)
             (let* ((line (read-line stream)) (start 2) (end (length line)))
               (loop
                 (if (and (< start end) (%blank-p (char line start))) (setq start (1+ start)) (return nil)))
               (loop
                 (if (and (< start end) (%blank-p (char line (1- end)))) (setq end (1- end)) (return nil)))
               (return (values (subseq line start end) (subseq line 0 2)))))
            (t (return nil))))))

(defun %printed-values (values)
  (with-output-to-string (stream)
    (do ((rest values (cdr rest)))
        ((null rest))
      (prin1 (car rest) stream)
      (if (cdr rest) (write-string "; " stream)))))

;;; What FORM does, as text: its printed values, or the condition it signals.
(defun %outcome (form marker expected)
  (if (string= marker "!!")
      (handler-case (%printed-values (multiple-value-list (%test-values form)))
        (serious-condition (condition)
          (if (typep condition (read-from-string expected))
              expected
              (%string-append "!! " (princ-to-string condition)))))
      (handler-case (%printed-values (multiple-value-list (%test-values form)))
        (serious-condition (condition) (%string-append "!! " (princ-to-string condition))))))

(defun %run-tests (text)
  (let ((*package* (find-package "COMMON-LISP-USER"))
        (stream (make-string-input-stream text 0 nil)) (end (list nil)) (count 0))
    (let ((report
            (with-output-to-string (report)
              (loop
                (let ((form (read stream nil end)))
                  (if (eq form end) (return nil))
                  (multiple-value-bind (expected marker) (%read-expectation stream)
                    (if (null expected)
                        (%test-values form)
                        (let ((outcome (%outcome form marker expected)))
                          (setq count (1+ count))
                          (if (string= outcome expected) nil
                              (progn
                                (prin1 form report)
                                (write-string " gave " report)
                                (write-string outcome report)
                                (write-string ", not " report)
                                (write-string expected report)
                                (terpri report)))))))))))
      (cons count report))))

;;; What the forms of TEXT print.
(defun %output-of-text (text)
  (with-output-to-string (*standard-output*)
    (load (make-string-input-stream text 0 nil))))
