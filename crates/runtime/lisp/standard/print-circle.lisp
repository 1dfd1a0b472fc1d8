;;;; Labels for shared and circular parts (CLHS 22.1.3, *PRINT-CIRCLE*): #1= where a part is printed first, #1# after that.
;;;;
;;;; The outermost printing to a stream walks the whole object beforehand, with a list of what is still to do instead
;;;; of recursion, and notes what it met twice. When nothing was, printing goes on without looking anything up.

(defvar *print-labels* nil
  "Table from each part that is shared to T, or to the label it has been printed with. NIL when no part is.")

(defvar *print-label-count* 0
  "Number of labels printed.")

(defvar *print-label-stream* nil
  "The stream that the object whose parts are labelled is being printed to.")

;;; What a label is worth: objects with an identity that reading does not give back by itself.
(defun %can-be-shared-p (object)
  (or (consp object) (arrayp object) (%structurep object)
      (and (symbolp object) object (not (symbol-package object)))))

(defun %add-parts (object todo)
  (cond ((consp object) (list* (car object) (cdr object) todo))
        ((and (arrayp object) (eq (array-element-type object) t))
         (dotimes (index (array-total-size object) todo)
           (setq todo (cons (row-major-aref object index) todo))))
        ((%structurep object)
         (let ((layout (%layout-of object)))
           (dotimes (index (length (%layout-slots layout)) todo)
             (setq todo (cons (%structure-ref object layout index) todo)))))
        (t todo)))

(defun %shared-parts (object)
  (let ((seen (make-hash-table :test 'eq)) (shared nil) (todo (list object)))
    (loop
      (if (null todo) (return shared))
      (let ((part (car todo)))
        (setq todo (cdr todo))
        (cond ((not (%can-be-shared-p part)) nil)
              ((gethash part seen)
               (if (null shared) (setq shared (make-hash-table :test 'eq)))
               (setf (gethash part shared) t))
              (t
               (setf (gethash part seen) t)
               (setq todo (%add-parts part todo))))))))

;;; Prints OBJECT, which is no part of another that is being printed to STREAM.
(defun %print-whole (object stream)
  (if (and *print-readably* (or *print-length* *print-level*))
      ;; What is left out cannot be read back.
      (let ((*print-length* nil) (*print-level* nil)) (%print-with-labels object stream))
      (%print-with-labels object stream)))

(defun %print-with-labels (object stream)
  (if (and *print-circle* (not (eq stream *print-label-stream*)) (%can-be-shared-p object))
      (let ((*print-label-stream* stream) (*print-label-count* 0) (*print-labels* (%shared-parts object)))
        (%print-object object stream))
      (%print-object object stream)))

;;; Whether PART needs a label, so that a list cannot go on with it.
(defun %labelled-p (part)
  (and *print-labels* (gethash part *print-labels*)))

;;; Prints the label of PART if it has one; true when that is all there is to print.
(defun %print-label (part stream)
  (let ((label (gethash part *print-labels*)))
    (when label
      (let ((number (if (eq label t)
                        (setf (gethash part *print-labels*) (incf *print-label-count*))
                        label)))
        (%write-char #\# stream)
        (%write-string (%integer-to-string number 10) stream 0 nil)
        (%write-char (if (eq label t) #\= #\#) stream)
        (not (eq label t))))))
