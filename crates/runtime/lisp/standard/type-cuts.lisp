;;;; Sets of numbers and characters as lists of cuts: one of the algebras that types are computed with.
;;;;
;;;; A set of ordered objects is an ascending list of cuts, places between objects, where membership changes; below
;;;; the first cut nothing is in the set. :MIN is the cut below everything. A cut of integers or of character codes
;;;; is the integer it stands before. A cut of other numbers is a pair of a number and a side: -1 before and 1 behind
;;;; it. Floats have two zeros, so the sides of 0 are -2 before -0.0, 0 between, and 2 behind 0.0.

(defun %cut-before-p (a b)
  (cond ((eq a :min) (not (eq b :min)))
        ((eq b :min) nil)
        ((consp a) (or (< (car a) (car b))
                       (and (= (car a) (car b)) (< (cdr a) (cdr b)))))
        (t (< a b))))

;;; The list of cuts of what is between LOW and HIGH, which may be NIL for no limit.
(defun %interval-cuts (low high)
  (cond ((null high) (list (or low :min)))
        ((or (null low) (%cut-before-p low high)) (list (or low :min) high))
        (t nil)))

(defun %complement-cuts (cuts)
  (if (eq (car cuts) :min) (cdr cuts) (cons :min cuts)))

;;; Union of A and B, or their intersection if BOTH is true.
(defun %combine-cuts (a b both)
  (let ((in-a nil) (in-b nil) (inside nil) (result nil))
    (loop
      (if (and (null a) (null b)) (return (nreverse result)))
      (let ((cut (cond ((null a) (car b))
                       ((null b) (car a))
                       ((%cut-before-p (car b) (car a)) (car b))
                       (t (car a)))))
        (if (and a (not (%cut-before-p cut (car a)))) (setq in-a (not in-a) a (cdr a)))
        (if (and b (not (%cut-before-p cut (car b)))) (setq in-b (not in-b) b (cdr b)))
        (let ((now (if both (and in-a in-b) (or in-a in-b))))
          (if (eq now inside) nil
              (setq inside now result (cons cut result))))))))

;;; Whether the integer N is in the set of CUTS.
(defun %member-cuts-p (n cuts)
  (let ((inside nil))
    (dolist (cut cuts inside)
      (if (or (eq cut :min) (<= cut n)) (setq inside (not inside)) (return inside)))))

;;;; Cuts of bounds: *, a number, or a list of an exclusive one. An upper bound is UPPER.

(defun %bound-number (bound) (if (consp bound) (car bound) bound))

;;; The smallest integer that is not below the limit.
(defun %integer-cut (bound upper)
  (if (eq bound '*) nil
      (let ((number (rational (%bound-number bound))))
        (if (eq (consp bound) upper) (ceiling number) (1+ (floor number))))))

(defun %ratio-cut (bound upper)
  (if (eq bound '*) nil
      (let ((number (rational (%bound-number bound))))
        (cons number (if (or (integerp number) (eq (consp bound) upper)) -1 1)))))

(defun %float-cut (bound upper)
  (if (eq bound '*) nil
      (let ((number (%bound-number bound)) (side (if (eq (consp bound) upper) -1 1)))
        (if (zerop number) (cons 0 (* 2 side)) (cons number side)))))

;;; The kind of the number and the cuts of the set that it is alone in.
(defun %number-cuts (number)
  (cond ((integerp number) (values 'integer (list number (1+ number))))
        ((%ratiop number) (values 'ratio (list (cons number -1) (cons number 1))))
        (t (values (if (%single-float-p number) 'single-float 'double-float)
                   (cond ((not (zerop number)) (list (cons number -1) (cons number 1)))
                         ((or (eql number -0.0f0) (eql number -0.0d0)) '((0 . -2) (0 . 0)))
                         (t '((0 . 0) (0 . 2))))))))
