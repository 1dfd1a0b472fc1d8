;;;; Regions: sets of objects, closed under union, intersection and complement. SUBTYPEP computes with them.
;;;;
;;;; Every object is of exactly one kind. A region is a list (MASK PARTS INCLUDED EXCLUDED): the bits of the kinds that
;;;; are wholly in it, an association list from other kinds to what of them is in it, and single objects that are in
;;;; it, or not, against what mask and parts say. NIL, numbers and characters are never single objects.
;;;;
;;;; What a part is depends on the kind's algebra: CUTS (type-cuts.lisp); PAIRS, a list of pairs of types for car and
;;;; cdr; DIMENSIONS, a type that holds the lists of dimensions; CLASSES, a list of alternatives, each a list of
;;;; (T . class name) and (NIL . class name). The kind of an array depends on its element type and whether it is simple.

(defvar *kinds*
  '((integer cuts integerp) (ratio cuts %ratiop)
    (single-float cuts %single-float-p) (double-float cuts %double-float-p)
    (character cuts characterp)
    (null atoms null) (keyword atoms keywordp) (%plain-symbol atoms symbolp)
    (cons pairs consp)
    (function atoms functionp)
    (%complex-single atoms %complex-single-p) (%complex-double atoms %complex-double-p)
    (%complex-rational atoms complexp)
    (condition classes %conditionp) (structure-object classes %structure-object-p)
    (%built-in-structure classes %structurep)
    (file-stream atoms %file-stream-p) (string-stream atoms %string-stream-p)
    (synonym-stream atoms %synonym-stream-p) (two-way-stream atoms %two-way-stream-p)
    (echo-stream atoms %echo-stream-p) (broadcast-stream atoms %broadcast-stream-p)
    (concatenated-stream atoms %concatenated-stream-p) (%other-stream atoms streamp)
    (package atoms packagep) (hash-table atoms hash-table-p) (readtable atoms readtablep)
    (ext::weak-pointer atoms ext:weak-pointer-p)
    (%other atoms %true))
  "A row for each kind but those of arrays: name, algebra, predicate. The first row that fits is an object's kind.")

(defvar *first-array-kind* (length *kinds*))

(defvar *all-kinds*
  (1- (ash 1 (+ *first-array-kind* (* 2 (1+ *empty-element-code*)))))
  "The mask with the bits of all kinds.")

(let ((index 0))
  (dolist (row *kinds*)
    (%set-symbol-info (car row) 'kind-index index)
    (setq index (1+ index))))

(defun %complex-single-p (object) (and (complexp object) (%single-float-p (realpart object))))
(defun %complex-double-p (object) (and (complexp object) (%double-float-p (realpart object))))

;;; The kind of arrays of an element code.
(defun %array-kind (code simple)
  (+ *first-array-kind* (* 2 code) (if simple 1 0)))

(defun %kind-of (object)
  (if (arrayp object)
      (%array-kind (%array-element-code object) (%simple-array-p object))
      (let ((index 0))
        (dolist (row *kinds*)
          (if (funcall (caddr row) object) (return index))
          (setq index (1+ index))))))

(defun %kind-algebra (kind)
  (if (< kind *first-array-kind*) (cadr (nth kind *kinds*)) 'dimensions))

;;;; Parts. The operations return NIL for nothing of the kind and T for all of it.

(defun %simplified-part (algebra part)
  (case algebra
    ((cuts) (if (equal part '(:min)) t part))
    ((pairs)
     (let ((pairs nil))
       (dolist (pair part (nreverse pairs))
         (cond ((or (eq (%type-emptiness (car pair)) t) (eq (%type-emptiness (cdr pair)) t)) nil)
               ((and (%full-type-p (car pair)) (%full-type-p (cdr pair))) (return t))
               (t (push pair pairs))))))
    ((dimensions)
     (cond ((eq (%type-emptiness part) t) nil) ((%full-type-p part) t) (t part)))
    ((classes)
     (let ((alternatives nil))
       (dolist (alternative part (nreverse alternatives))
         (cond ((null alternative) (return t))
               ((eq (%class-literals-emptiness alternative) t) nil)
               (t (push alternative alternatives))))))))

;;; Each pair of an element of A and one of B, combined by FUNCTION.
(defun %products (function a b)
  (let ((products nil))
    (dolist (x a (nreverse products))
      (dolist (y b)
        (push (funcall function x y) products)))))

(defun %intersect-parts (algebra a b)
  (cond ((eq a t) b)
        ((eq b t) a)
        ((or (null a) (null b)) nil)
        (t
         (%simplified-part
          algebra
          (case algebra
            ((cuts) (%combine-cuts a b t))
            ((pairs) (%products (function (lambda (x y)
                                  (cons (%type-intersection (car x) (car y))
                                        (%type-intersection (cdr x) (cdr y)))))
                                a b))
            ((dimensions) (%type-intersection a b))
            ((classes) (%products (function (lambda (x y) (union x y :test (function equal)))) a b)))))))

(defun %unite-parts (algebra a b)
  (cond ((or (eq a t) (eq b t)) t)
        ((null a) b)
        ((null b) a)
        (t
         (%simplified-part
          algebra
          (case algebra
            ((cuts) (%combine-cuts a b nil))
            ((dimensions) (%type-union a b))
            (t (union a b :test (function equal))))))))

(defun %complement-part (algebra part)
  (cond ((null part) t)
        ((eq part t) nil)
        (t
         (case algebra
           ((cuts) (%simplified-part algebra (%complement-cuts part)))
           ((dimensions) (%simplified-part algebra (%type-complement part)))
           (t
            (let ((result t))
              (dolist (alternative part result)
                (setq result
                      (%intersect-parts
                       algebra result
                       (%simplified-part
                        algebra
                        (if (eq algebra 'pairs)
                            (list (cons (%type-complement (car alternative)) *full-type*)
                                  (cons (car alternative) (%type-complement (cdr alternative))))
                            (%map-list (function (lambda (literal) (list (cons (not (car literal)) (cdr literal)))))
                                       alternative))))))))))))

;;; T if PART, which is not NIL, holds no object, NIL if it does, else :UNKNOWN.
(defun %part-emptiness (algebra part)
  (case algebra
    ((cuts) nil)
    ((dimensions) (%type-emptiness part))
    (t
     (dolist (alternative part :unknown)
       (if (if (eq algebra 'pairs)
               (and (null (%type-emptiness (car alternative))) (null (%type-emptiness (cdr alternative))))
               (null (%class-literals-emptiness alternative)))
           (return nil))))))

;;; Whether OBJECT, of a kind of ALGEBRA, is in PART.
(defun %in-part-p (object algebra part)
  (case algebra
    ((cuts)
     (if (%combine-cuts part
                        (if (characterp object)
                            (list (char-code object) (1+ (char-code object)))
                            (nth-value 1 (%number-cuts object)))
                        t)
         t nil))
    ((pairs)
     (dolist (pair part nil)
       (if (and (%in-type-p (car object) (car pair)) (%in-type-p (cdr object) (cdr pair))) (return t))))
    ((dimensions) (%in-type-p (array-dimensions object) part))
    ((classes)
     (dolist (alternative part nil)
       (if (dolist (literal alternative t)
             (if (eq (car literal) (typep object (cdr literal))) nil (return nil)))
           (return t))))))

;;;; Classes. Structures have one parent, so unrelated ones are disjoint; a condition type may be a subtype of any.

(defun %subclass-name-p (name super)
  (or (eq name super)
      (let ((layout (%symbol-info name 'structure-layout)) (super-layout (%symbol-info super 'structure-layout)))
        (if layout
            (and super-layout (%layout-includes-p layout super-layout))
            (let ((class (%symbol-info name 'condition-class)))
              (and class (%subclassp class super)))))))

(defun %class-literals-emptiness (literals)
  (let ((positive nil) (negative nil))
    (dolist (literal literals)
      (if (car literal) (push (cdr literal) positive) (push (cdr literal) negative)))
    (flet ((excluded-p (name)
             (dolist (other negative nil) (if (%subclass-name-p name other) (return t)))))
      (dolist (name positive) (if (excluded-p name) (return-from %class-literals-emptiness t)))
      ;; Only the most specific of related classes counts.
      (let ((specific nil))
        (dolist (name positive)
          (if (dolist (other positive nil)
                (if (and (not (eq other name)) (%subclass-name-p other name)) (return t)))
              nil
              (push name specific)))
        (cond ((or (null specific) (null (cdr specific))) nil)
              ((dolist (name specific nil) (if (%symbol-info name 'structure-layout) (return t))) t)
              ((dolist (name (%shared-subclass-names specific) nil) (if (excluded-p name) nil (return t))) nil)
              (t :unknown))))))

;;; Names of the condition types that are subtypes of all of NAMES.
(defun %shared-subclass-names (names)
  (let ((common nil))
    (labels ((visit (name)
               (if (member name common) nil
                   (progn
                     (if (dolist (other names t) (if (%subclass-name-p name other) nil (return nil)))
                         (push name common))
                     (dolist (subclass (%condition-class-subclasses (%symbol-info name 'condition-class)))
                       (visit subclass))))))
      (visit (car names)))
    common))

;;;; Regions

(defun %region-mask (region) (car region))
(defun %region-parts (region) (cadr region))
(defun %region-included (region) (caddr region))
(defun %region-excluded (region) (cadddr region))

(defvar *full-region* (list *all-kinds* nil nil nil))

;;; The region of all objects of the kinds with these names.
(defun %kinds-region (names)
  (let ((mask 0))
    (dolist (name names (list mask nil nil nil))
      (setq mask (logior mask (ash 1 (%symbol-info name 'kind-index)))))))

;;; The region of PART of a kind.
(defun %part-region (kind part)
  (cond ((null part) (list 0 nil nil nil))
        ((eq part t) (list (ash 1 kind) nil nil nil))
        (t (list 0 (list (cons kind part)) nil nil))))

(defun %region-part (region kind)
  (if (logbitp kind (%region-mask region)) t (cdr (assoc kind (%region-parts region)))))

(defun %in-region-p (object region)
  (cond ((%member object (%region-excluded region) 1) nil)
        ((%member object (%region-included region) 1) t)
        (t (%in-kinds-p object region))))

;;; Whether mask and parts say that OBJECT is in REGION.
(defun %in-kinds-p (object region)
  (let* ((kind (%kind-of object)) (part (%region-part region kind)))
    (cond ((null part) nil) ((eq part t) t) (t (%in-part-p object (%kind-algebra kind) part)))))

;;; Union of A and B, or their intersection if BOTH is true. Arrays of all element types often have the same part, so a
;;; part that was combined just before is not combined again.
(defun %combine-regions (a b both)
  (let ((mask (if both
                  (logand (%region-mask a) (%region-mask b))
                  (logior (%region-mask a) (%region-mask b))))
        (parts nil) (included nil) (excluded nil) (last-a nil) (last-b nil) (last nil))
    (flet ((combine (kind)
             (if (or (logbitp kind mask) (assoc kind parts)) nil
                 (let* ((algebra (%kind-algebra kind)) (part-a (%region-part a kind)) (part-b (%region-part b kind))
                        (part (cond ((and (consp part-a) (eq part-a last-a) (eq part-b last-b)) last)
                                    (both (%intersect-parts algebra part-a part-b))
                                    (t (%unite-parts algebra part-a part-b)))))
                   (setq last-a part-a last-b part-b last part)
                   (cond ((eq part t) (setq mask (logior mask (ash 1 kind))))
                         (part (push (cons kind part) parts)))))))
      (dolist (part (%region-parts a)) (combine (car part)))
      (dolist (part (%region-parts b)) (combine (car part))))
    (let ((combined (list mask parts nil nil)))
      (dolist (singles (list (%region-included a) (%region-excluded a)
                             (%region-included b) (%region-excluded b)))
        (dolist (object singles)
          (let ((wanted (if both
                            (and (%in-region-p object a) (%in-region-p object b))
                            (or (%in-region-p object a) (%in-region-p object b))))
                (there (%in-kinds-p object combined)))
            (cond ((eq wanted there) nil)
                  (wanted (if (%member object included 1) nil (push object included)))
                  (t (if (%member object excluded 1) nil (push object excluded)))))))
      (list mask parts included excluded))))

(defun %region-complement (region)
  (let ((mask (logandc2 *all-kinds* (%region-mask region))) (parts nil) (last-entry nil) (last nil))
    (dolist (entry (%region-parts region))
      (let ((part (if (and last-entry (eq (cdr entry) (cdr last-entry)))
                      last
                      (%complement-part (%kind-algebra (car entry)) (cdr entry)))))
        (setq last-entry entry last part)
        (if (eq part t) nil
            (progn
              (setq mask (logandc2 mask (ash 1 (car entry))))
              (if part (push (cons (car entry) part) parts))))))
    (list mask parts (%region-excluded region) (%region-included region))))

;;; T if REGION holds no object, NIL if it does, else :UNKNOWN. Single objects do not exhaust a kind.
(defun %region-emptiness (region)
  (if (or (/= (%region-mask region) 0) (%region-included region))
      nil
      (let ((emptiness t))
        (dolist (entry (%region-parts region) emptiness)
          (case (%part-emptiness (%kind-algebra (car entry)) (cdr entry))
            ((nil) (return nil))
            ((:unknown) (setq emptiness :unknown)))))))

(defun %optional-part-emptiness (algebra part)
  (cond ((null part) t) ((eq part t) nil) (t (%part-emptiness algebra part))))

;;; The emptiness of part A, which is not T, without part B.
(defun %part-difference-emptiness (algebra a b)
  (cond ((eq b t) t)
        ((null b) (%part-emptiness algebra a))
        ((eq algebra 'dimensions) (%type-difference-emptiness a b))
        ((and (eq algebra 'pairs) (null (cdr b))) (%pairs-difference-emptiness a (car b)))
        (t
         (%optional-part-emptiness algebra (%intersect-parts algebra a (%complement-part algebra b))))))

;;; A pair lacks nothing of another whose car and cdr lack nothing.
(defun %pairs-difference-emptiness (pairs other)
  (let ((emptiness t))
    (dolist (pair pairs emptiness)
      (let ((of-car (%type-difference-emptiness (car pair) (car other)))
            (of-cdr (%type-difference-emptiness (cdr pair) (cdr other))))
        (cond ((and (eq of-car t) (eq of-cdr t)) nil)
              ((or (and (null of-car) (null (%type-emptiness (cdr pair))))
                   (and (null of-cdr) (null (%type-emptiness (car pair)))))
               (return nil))
              (t (setq emptiness :unknown)))))))

;;; The emptiness of A without B, as %REGION-EMPTINESS tells it. Of a kind that both have a part of, B's complement is
;;; met with A's part; arrays of all element types often have the same parts, so those just met are not met again.
(defun %region-difference-emptiness (a b)
  (let ((whole (logandc2 (%region-mask a) (%region-mask b))) (emptiness t)
        (last-a nil) (last-b nil) (last nil))
    (block difference
      (flet ((note (of-part)
               (case of-part
                 ((nil) (return-from difference nil))
                 ((:unknown) (setq emptiness :unknown)))))
        (dolist (object (%region-included a)) (if (%in-region-p object b) nil (return-from difference nil)))
        (dolist (object (%region-excluded b)) (if (%in-region-p object a) (return-from difference nil)))
        (dolist (entry (%region-parts b))
          (if (logbitp (car entry) whole)
              (let ((algebra (%kind-algebra (car entry))))
                (setq whole (logandc2 whole (ash 1 (car entry))))
                (note (%optional-part-emptiness algebra (%complement-part algebra (cdr entry)))))))
        (if (/= whole 0) (return-from difference nil))
        (dolist (entry (%region-parts a) emptiness)
          (if (logbitp (car entry) (%region-mask b)) nil
              (let ((algebra (%kind-algebra (car entry))) (part-a (cdr entry))
                    (part-b (%region-part b (car entry))))
                (if (and last-a (eq part-a last-a) (eq part-b last-b)) nil
                    (setq last-a part-a last-b part-b last (%part-difference-emptiness algebra part-a part-b)))
                (note last))))))))
