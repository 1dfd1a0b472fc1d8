;;;; Hash tables (CLHS 18): construction by keyword, and iteration in insertion order.

(defun make-hash-table (&key (test 'eql) (size 16) rehash-size rehash-threshold weak weakness)
  (declare (ignore rehash-size rehash-threshold))
  (%make-hash-table (%hash-table-test-number test) size (%weakness-number (or weak weakness))))

(defun %hash-table-test-number (test)
  (cond ((or (eq test 'eq) (eq test (function eq))) 0)
        ((or (eq test 'eql) (eq test (function eql))) 1)
        ((or (eq test 'equal) (eq test (function equal))) 2)
        ((or (eq test 'equalp) (eq test (function equalp))) 3)
        (t (error 'type-error :datum test :expected-type '(member eq eql equal equalp)))))

(defun %weakness-number (weakness)
  (ecase weakness
    ((nil) 0)
    (:key 1)
    (:value 2)
    (:key-and-value 3)
    (:key-or-value 4)))

(defun maphash (function table)
  (let ((index 0))
    (loop
      (multiple-value-bind (next key value) (%hash-table-next table index)
        (if next nil (return nil))
        (funcall function key value)
        (setq index next)))))

;;; The local macro NAME returns T, a key and its value for each entry, then NIL.
(defmacro with-hash-table-iterator ((name table) &body body)
  (let ((table-variable (gensym "TABLE")) (index (gensym "INDEX")) (next (gensym "NEXT"))
        (key (gensym "KEY")) (value (gensym "VALUE")))
    `(let ((,table-variable ,table) (,index 0))
       (declare (ignorable ,table-variable ,index))
       (macrolet ((,name ()
                    '(multiple-value-bind (,next ,key ,value) (%hash-table-next ,table-variable ,index)
                      (cond (,next (setq ,index ,next) (values t ,key ,value))
                            (t nil)))))
         ,@body))))

(defun hash-table-test (table)
  (svref #(eq eql equal equalp) (%hash-table-test table)))

;;; Tables grow by the factor two when they are full; there is nothing to choose.
(defun hash-table-rehash-size (table) (hash-table-count table) 2.0)
(defun hash-table-rehash-threshold (table) (hash-table-count table) 1.0)
