;;;; Random states (CLHS 12.1.9). A state holds the words that the primitives compute with; the first of them is 0 until
;;;; it has been seeded.

(defun %print-random-state (state stream)
  (let ((*print-base* 10) (*print-radix* nil) (*print-length* nil) (*print-level* nil))
    (if (and *print-readably* (not *read-eval*))
        (error 'print-not-readable :object state))
    (format stream "#.~S" (cons '%random-state-of (coerce (random-state-words state) 'list)))))

(defstruct (random-state (:constructor %make-random-state (words)) (:copier nil) (:predicate random-state-p)
                         (:print-object %print-random-state))
  words)

(%make-built-in-class (%structure-layout 'random-state))

(defun %new-random-words () (make-array 5 :element-type '(unsigned-byte 64) :initial-element 0))

;;; Images hold it without a seed, so each run of a program has its own.
(defvar *initial-random-state* (%make-random-state (%new-random-words)))

(defvar *random-state* *initial-random-state*)

(defun %forget-random-seed ()
  (setf (aref (random-state-words *initial-random-state*) 0) 0))

(defun random (limit &optional (state *random-state*))
  (%random limit (random-state-words state)))

(defun make-random-state (&optional state)
  (if (eq state t)
      (%make-random-state (%seed-random (%new-random-words)))
      (let ((words (random-state-words (or state *random-state*))))
        (if (eql (aref words 0) 0) (%seed-random words))
        (%make-random-state (copy-seq words)))))

(defun %random-state-of (&rest words)
  (%make-random-state (make-array 5 :element-type '(unsigned-byte 64) :initial-contents words)))
