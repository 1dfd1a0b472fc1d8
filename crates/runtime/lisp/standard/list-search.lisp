;;;; Searching and editing lists with tests and keys (CLHS 14): MEMBER, ASSOC, ADJOIN, set operations, trees.
;;;;
;;;; Without keywords each runs a primitive loop that compares with EQL.

(defun %satisfies (item test test-not key element)
  (let ((part (if key (funcall key element) element)))
    (cond (test-not (not (funcall test-not item part)))
          (test (funcall test item part))
          (t (eql item part)))))

;;; The number of the standard test that compares, or NIL when it is another function or takes a key: 0 EQ, 1 EQL,
;;; 2 EQUAL, 3 EQUALP.
(defun %primitive-test (key test test-not)
  (cond ((or key test-not) nil)
        ((or (null test) (eq test 'eql) (eq test (function eql))) 1)
        ((or (eq test 'equal) (eq test (function equal))) 2)
        ((or (eq test 'eq) (eq test (function eq))) 0)
        ((or (eq test 'equalp) (eq test (function equalp))) 3)
        (t nil)))

(defun member (item list &key key test test-not)
  (case (%primitive-test key test test-not)
    ((0) (%member-eq item list))
    ((1) (%member-eql item list))
    ((2) (%member-equal item list))
    (t (do ((tail list (cdr tail)))
           ((endp tail) nil)
         (if (%satisfies item test test-not key (car tail)) (return tail))))))

(defun member-if (predicate list &key key)
  (do ((tail list (cdr tail)))
      ((endp tail) nil)
    (if (funcall predicate (if key (funcall key (car tail)) (car tail))) (return tail))))

(defun member-if-not (predicate list &key key)
  (member-if (complement predicate) list :key key))

(defun assoc (item alist &key key test test-not)
  (case (%primitive-test key test test-not)
    ((0) (%assoc-eq item alist))
    ((1) (%assoc-eql item alist))
    ((2) (%assoc-equal item alist))
    (t (dolist (pair alist nil)
         (if (and pair (%satisfies item test test-not key (car pair))) (return pair))))))

(defun assoc-if (predicate alist &key key)
  (dolist (pair alist nil)
    (if (and pair (funcall predicate (if key (funcall key (car pair)) (car pair)))) (return pair))))

(defun assoc-if-not (predicate alist &key key)
  (assoc-if (complement predicate) alist :key key))

(defun rassoc (item alist &key key test test-not)
  (dolist (pair alist nil)
    (if (and pair (%satisfies item test test-not key (cdr pair))) (return pair))))

(defun rassoc-if (predicate alist &key key)
  (dolist (pair alist nil)
    (if (and pair (funcall predicate (if key (funcall key (cdr pair)) (cdr pair)))) (return pair))))

(defun rassoc-if-not (predicate alist &key key)
  (rassoc-if (complement predicate) alist :key key))

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
          ;; A test gets the element of LIST-1 first here too.
          (set-difference list-2 list-1 :key key
                          :test (if test (function (lambda (item-2 item-1) (funcall test item-1 item-2))))
                          :test-not (if test-not
                                        (function (lambda (item-2 item-1) (funcall test-not item-1 item-2)))))))

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
        (t (values (%satisfies tree-1 test test-not nil tree-2)))))

;;; Copies TREE as far as REPLACEMENT, a function of a subtree that returns a list of its substitute, asks for it.
(defun %substitute-in-tree (replacement tree)
  (let ((found (funcall replacement tree)))
    (cond (found (car found))
          ((consp tree)
           (let ((head (%substitute-in-tree replacement (car tree)))
                 (tail (%substitute-in-tree replacement (cdr tree))))
             (if (and (eq head (car tree)) (eq tail (cdr tree))) tree (cons head tail))))
          (t tree))))

;;; The same, but writes into TREE.
(defun %nsubstitute-in-tree (replacement tree)
  (let ((found (funcall replacement tree)))
    (cond (found (car found))
          ((consp tree)
           (rplaca tree (%nsubstitute-in-tree replacement (car tree)))
           (rplacd tree (%nsubstitute-in-tree replacement (cdr tree))))
          (t tree))))

(defun %matcher (new old key test test-not)
  (let ((substitute (list new)))
    (function (lambda (subtree) (if (%satisfies old test test-not key subtree) substitute nil)))))

(defun %predicate-matcher (new predicate key)
  (let ((substitute (list new)))
    (function (lambda (subtree)
      (if (funcall predicate (if key (funcall key subtree) subtree)) substitute nil)))))

(defun %alist-matcher (alist key test test-not)
  (function (lambda (subtree)
    (let ((pair (assoc (if key (funcall key subtree) subtree) alist :test test :test-not test-not)))
      (if pair (list (cdr pair)) nil)))))

(defun subst (new old tree &key key test test-not)
  (%substitute-in-tree (%matcher new old key test test-not) tree))
(defun subst-if (new predicate tree &key key)
  (%substitute-in-tree (%predicate-matcher new predicate key) tree))
(defun subst-if-not (new predicate tree &key key)
  (%substitute-in-tree (%predicate-matcher new (complement predicate) key) tree))
(defun sublis (alist tree &key key test test-not)
  (%substitute-in-tree (%alist-matcher alist key test test-not) tree))

(defun nsubst (new old tree &key key test test-not)
  (%nsubstitute-in-tree (%matcher new old key test test-not) tree))
(defun nsubst-if (new predicate tree &key key)
  (%nsubstitute-in-tree (%predicate-matcher new predicate key) tree))
(defun nsubst-if-not (new predicate tree &key key)
  (%nsubstitute-in-tree (%predicate-matcher new (complement predicate) key) tree))
(defun nsublis (alist tree &key key test test-not)
  (%nsubstitute-in-tree (%alist-matcher alist key test test-not) tree))

(defun complement (function)
  (function (lambda (&rest arguments) (not (apply function arguments)))))

(defun constantly (value)
  (function (lambda (&rest arguments) (declare (ignore arguments)) value)))
