;;;; Searching and editing lists with tests and keys (CLHS 14): MEMBER, ASSOC, ADJOIN, set operations, trees.
;;;;
;;;; Without keywords each runs a primitive loop that compares with EQL.

(defun %satisfies (item test test-not key element)
  (let ((part (if key (funcall key element) element)))
    (cond (test-not (not (funcall test-not item part)))
          (test (funcall test item part))
          (t (eql item part)))))

(defun member (item list &key key test test-not)
  (if (or key test test-not)
      (do ((tail list (cdr tail)))
          ((endp tail) nil)
        (if (%satisfies item test test-not key (car tail)) (return tail)))
      (%member-eql item list)))

(defun member-if (predicate list &key key)
  (do ((tail list (cdr tail)))
      ((endp tail) nil)
    (if (funcall predicate (if key (funcall key (car tail)) (car tail))) (return tail))))

(defun member-if-not (predicate list &key key)
  (member-if (complement predicate) list :key key))

(defun assoc (item alist &key key test test-not)
  (if (or key test test-not)
      (dolist (pair alist nil)
        (if (and pair (%satisfies item test test-not key (car pair))) (return pair)))
      (%assoc-eql item alist)))

(defun assoc-if (predicate alist &key key)
  (dolist (pair alist nil)
    (if (and pair (funcall predicate (if key (funcall key (car pair)) (car pair)))) (return pair))))

(defun rassoc (item alist &key key test test-not)
  (dolist (pair alist nil)
    (if (and pair (%satisfies item test test-not key (cdr pair))) (return pair))))

(defun rassoc-if (predicate alist &key key)
  (dolist (pair alist nil)
    (if (and pair (funcall predicate (if key (funcall key (cdr pair)) (cdr pair)))) (return pair))))

(defun acons (key datum alist) (cons (cons key datum) alist))

(defun pairlis (keys data &optional alist)
  (do ((keys keys (cdr keys)) (data data (cdr data)))
      ((or (endp keys) (endp data))
       (if (or keys data) (error "~S: the lists have different lengths" 'pairlis))
       alist)
    (push (cons (car keys) (car data)) alist)))

(defun copy-alist (alist)
  (mapcar (function (lambda (pair) (if (consp pair) (cons (car pair) (cdr pair)) pair))) alist))

(defun adjoin (item list &key key test test-not)
  (if (member (if key (funcall key item) item) list :key key :test test :test-not test-not)
      list
      (cons item list)))

(defun union (list-1 list-2 &key key test test-not)
  (let ((result list-2))
    (dolist (item list-1 result)
      (if (not (member (if key (funcall key item) item) list-2 :key key :test test :test-not test-not))
          (push item result)))))

(defun intersection (list-1 list-2 &key key test test-not)
  (let ((result nil))
    (dolist (item list-1 (nreverse result))
      (if (member (if key (funcall key item) item) list-2 :key key :test test :test-not test-not)
          (push item result)))))

(defun set-difference (list-1 list-2 &key key test test-not)
  (let ((result nil))
    (dolist (item list-1 (nreverse result))
      (if (not (member (if key (funcall key item) item) list-2 :key key :test test :test-not test-not))
          (push item result)))))

(defun set-exclusive-or (list-1 list-2 &key key test test-not)
  (append (set-difference list-1 list-2 :key key :test test :test-not test-not)
          (set-difference list-2 list-1 :key key :test test :test-not test-not)))

(defun subsetp (list-1 list-2 &key key test test-not)
  (dolist (item list-1 t)
    (if (not (member (if key (funcall key item) item) list-2 :key key :test test :test-not test-not))
        (return nil))))

(defun nunion (list-1 list-2 &key key test test-not)
  (union list-1 list-2 :key key :test test :test-not test-not))
(defun nintersection (list-1 list-2 &key key test test-not)
  (intersection list-1 list-2 :key key :test test :test-not test-not))
(defun nset-difference (list-1 list-2 &key key test test-not)
  (set-difference list-1 list-2 :key key :test test :test-not test-not))
(defun nset-exclusive-or (list-1 list-2 &key key test test-not)
  (set-exclusive-or list-1 list-2 :key key :test test :test-not test-not))

(defun tree-equal (tree-1 tree-2 &key test test-not)
  (cond ((consp tree-1)
         (and (consp tree-2)
              (tree-equal (car tree-1) (car tree-2) :test test :test-not test-not)
              (tree-equal (cdr tree-1) (cdr tree-2) :test test :test-not test-not)))
        ((consp tree-2) nil)
        (t (%satisfies tree-1 test test-not nil tree-2))))

(defun subst (new old tree &key key test test-not)
  (cond ((%satisfies old test test-not key tree) new)
        ((consp tree)
         (let ((head (subst new old (car tree) :key key :test test :test-not test-not))
               (tail (subst new old (cdr tree) :key key :test test :test-not test-not)))
           (if (and (eq head (car tree)) (eq tail (cdr tree))) tree (cons head tail))))
        (t tree)))

(defun sublis (alist tree &key key test test-not)
  (let ((pair (assoc (if key (funcall key tree) tree) alist :test test :test-not test-not)))
    (cond (pair (cdr pair))
          ((consp tree)
           (let ((head (sublis alist (car tree) :key key :test test :test-not test-not))
                 (tail (sublis alist (cdr tree) :key key :test test :test-not test-not)))
             (if (and (eq head (car tree)) (eq tail (cdr tree))) tree (cons head tail))))
          (t tree))))

(defun complement (function)
  (function (lambda (&rest arguments) (not (apply function arguments)))))

(defun constantly (value)
  (function (lambda (&rest arguments) (declare (ignore arguments)) value)))
