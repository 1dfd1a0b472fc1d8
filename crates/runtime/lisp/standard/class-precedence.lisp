;;;; Class precedence lists (CLHS 4.3.5).

;;; The precedence list of a class NAME whose direct superclasses are PARENTS. PARENTS-OF returns the direct
;;; superclasses of a class, ANCESTORS-OF its precedence list.
(defun %class-precedence-list (name parents parents-of ancestors-of)
  (let ((remaining (list name)) (constraints nil) (result nil))
    (dolist (parent parents)
      (dolist (ancestor (funcall ancestors-of parent))
        (pushnew ancestor remaining)))
    (flet ((constrain (class supers)
             (dolist (super supers)
               (push (cons class super) constraints)
               (setq class super))))
      (dolist (class remaining)
        (constrain class (if (eq class name) parents (funcall parents-of class)))))
    (loop
      (if (null remaining) (return (nreverse result)))
      (let* ((free (remove-if (function (lambda (class)
                                (find-if (function (lambda (pair)
                                           (and (eq (cdr pair) class) (member (car pair) remaining))))
                                         constraints)))
                              remaining))
             ;; Of several the one that is a direct superclass of the rightmost class in the list so far.
             (next (if (cdr free)
                       (dolist (class result (car free))
                         (let ((supers (if (eq class name) parents (funcall parents-of class))))
                           (let ((found (find-if (function (lambda (super) (member super free))) supers)))
                             (if found (return found)))))
                       (car free))))
        (if (null free)
            (error "the superclasses ~S of ~S are in contradictory orders" parents name))
        (push next result)
        (setq remaining (remove next remaining))))))
