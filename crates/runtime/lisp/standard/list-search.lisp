;;;; Searching and editing lists with tests and keys (CLHS 14): MEMBER, ASSOC, ADJOIN, set operations, trees.
;;;;
;;;; Where one of the standard's own functions compares, which is the rule, a primitive does the work.

;;; True when the test of a function with keywords accepts ITEM and PART; all are variables, NUMBER the value of
;;; %STANDARD-TEST for the test.
(defmacro %accepts (item part number test test-not)
  `(cond (,number (%same ,item ,part ,number))
         (,test-not (not (funcall ,test-not ,item ,part)))
         (t (funcall ,test ,item ,part))))

(defun %satisfies (item test test-not key element)
  (let ((part (if key (funcall key element) element))
        (number (%standard-test nil test test-not)))
    (%accepts item part number test test-not)))

(defun member (item list &key key test test-not)
  (let ((direct (%element-test key test test-not)) (number (%standard-test nil test test-not)))
    (if direct
        (%member item list direct)
        (do ((tail list (cdr tail)))
            ((endp tail) nil)
          (let ((part (if key (funcall key (car tail)) (car tail))))
            (if (%accepts item part number test test-not) (return tail)))))))

(defun member-if (predicate list &key key)
  (do ((tail list (cdr tail)))
      ((endp tail) nil)
    (if (funcall predicate (if key (funcall key (car tail)) (car tail))) (return tail))))

(defun member-if-not (predicate list &key key)
  (member-if (complement predicate) list :key key))

(defun assoc (item alist &key key test test-not)
  (let ((direct (%element-test key test test-not)) (number (%standard-test nil test test-not)))
    (if direct
        (%assoc item alist direct)
        (dolist (pair alist nil)
          (if pair
              (let ((part (if key (funcall key (car pair)) (car pair))))
                (if (%accepts item part number test test-not) (return pair))))))))

(defun assoc-if (predicate alist &key key)
  (dolist (pair alist nil)
    (if (and pair (funcall predicate (if key (funcall key (car pair)) (car pair)))) (return pair))))

(defun assoc-if-not (predicate alist &key key)
  (assoc-if (complement predicate) alist :key key))

(defun rassoc (item alist &key key test test-not)
  (let ((direct (%element-test key test test-not)) (number (%standard-test nil test test-not)))
    (if direct
        (%rassoc item alist direct)
        (dolist (pair alist nil)
          (if pair
              (let ((part (if key (funcall key (cdr pair)) (cdr pair))))
                (if (%accepts item part number test test-not) (return pair))))))))

(defun rassoc-if (predicate alist &key key)
  (dolist (pair alist nil)
    (if (and pair (funcall predicate (if key (funcall key (cdr pair)) (cdr pair)))) (return pair))))

(defun rassoc-if-not (predicate alist &key key)
  (rassoc-if (complement predicate) alist :key key))

(defun acons (key datum alist) (cons (cons key datum) alist))

(defun pairlis (keys data &optional alist)
  (do ((keys keys (cdr keys)) (data data (cdr data)))
      ((or (endp keys) (endp data))
       (if (or keys data) (error "the lists have different lengths: ~S, ~S" keys data))
       alist)
    (push (cons (car keys) (car data)) alist)))

(defun copy-alist (alist)
  (mapcar (function (lambda (pair) (if (consp pair) (cons (car pair) (cdr pair)) pair))) alist))

(defun adjoin (item list &key key test test-not)
  (if (member (if key (funcall key item) item) list :key key :test test :test-not test-not)
      list
      (cons item list)))

;;; The elements of list ITEMS that are in list MEMBERS, or those that are not when KEPT is NIL.
(defun %filter-by-list (items members key test test-not kept)
  (let ((number (%table-test test test-not)))
    (if number
        (%filter-by-membership items (if key (mapcar key items) items)
                               (if key (mapcar key members) members) number kept)
        (let ((result nil))
          (dolist (item items (nreverse result))
            (if (eq kept (if (member (if key (funcall key item) item) members
                                     :key key :test test :test-not test-not)
                             t nil))
                (push item result)))))))

(defun union (list-1 list-2 &key key test test-not)
  (revappend (%filter-by-list list-1 list-2 key test test-not nil) list-2))

(defun intersection (list-1 list-2 &key key test test-not)
  (%filter-by-list list-1 list-2 key test test-not t))

(defun set-difference (list-1 list-2 &key key test test-not)
  (%filter-by-list list-1 list-2 key test test-not nil))

(defun set-exclusive-or (list-1 list-2 &key key test test-not)
  ;; A test gets the element of LIST-1 first in both halves.
  (flet ((reversed (test)
           (if (and test (null (%standard-test nil test nil)))
               (function (lambda (item-2 item-1) (funcall test item-1 item-2)))
               test)))
    (append (%filter-by-list list-1 list-2 key test test-not nil)
            (%filter-by-list list-2 list-1 key (reversed test)
                             (if test-not (function (lambda (item-2 item-1) (funcall test-not item-1 item-2))))
                             nil))))

(defun subsetp (list-1 list-2 &key key test test-not)
  (let ((number (%table-test test test-not)))
    (if (and number list-1)
        (null (%filter-by-list list-1 list-2 key test test-not nil))
        (dolist (item list-1 t)
          (if (not (member (if key (funcall key item) item) list-2 :key key :test test :test-not test-not))
              (return nil))))))

(defun nunion (list-1 list-2 &key key test test-not)
  (union list-1 list-2 :key key :test test :test-not test-not))
(defun nintersection (list-1 list-2 &key key test test-not)
  (intersection list-1 list-2 :key key :test test :test-not test-not))
(defun nset-difference (list-1 list-2 &key key test test-not)
  (set-difference list-1 list-2 :key key :test test :test-not test-not))
(defun nset-exclusive-or (list-1 list-2 &key key test test-not)
  (set-exclusive-or list-1 list-2 :key key :test test :test-not test-not))

(defun tree-equal (tree-1 tree-2 &key test test-not)
  (let ((number (%standard-test nil test test-not)))
    (if number
        (%tree-equal tree-1 tree-2 number)
        (labels ((same (tree-1 tree-2)
                   (cond ((consp tree-1)
                          (and (consp tree-2)
                               (same (car tree-1) (car tree-2))
                               (same (cdr tree-1) (cdr tree-2))))
                         ((consp tree-2) nil)
                         (t (%accepts tree-1 tree-2 number test test-not)))))
          (if (same tree-1 tree-2) t nil)))))

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
  (let ((number (%standard-test key test test-not)))
    (if number
        (%subst new old tree number)
        (%substitute-in-tree (%matcher new old key test test-not) tree))))
(defun subst-if (new predicate tree &key key)
  (%substitute-in-tree (%predicate-matcher new predicate key) tree))
(defun subst-if-not (new predicate tree &key key)
  (%substitute-in-tree (%predicate-matcher new (complement predicate) key) tree))
(defun sublis (alist tree &key key test test-not)
  (let ((number (%standard-test key test test-not)))
    (if number
        (%sublis alist tree number)
        (%substitute-in-tree (%alist-matcher alist key test test-not) tree))))

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
