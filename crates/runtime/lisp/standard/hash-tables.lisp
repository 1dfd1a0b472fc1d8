;;;; Hash tables (CLHS 18): construction by keyword, and iteration in insertion order.

(defun make-hash-table (&key (test 'eql) (size 16) (rehash-size 2.0) (rehash-threshold 1.0) weak weakness
                          initial-contents key-type value-type warn-if-needs-rehash-after-gc)
  (declare (ignore key-type value-type warn-if-needs-rehash-after-gc))
  (if (or (and (integerp rehash-size) (>= rehash-size 1)) (and (floatp rehash-size) (> rehash-size 1.0))) nil
      (error 'type-error :datum rehash-size :expected-type '(or (integer 1) (float (1.0)))))
  (if (and (realp rehash-threshold) (<= 0 rehash-threshold 1)) nil
      (error 'type-error :datum rehash-threshold :expected-type '(real 0 1)))
  (let* ((weakness (%weakness-number (or weak weakness)))
         (test (%hash-table-test-designated test))
         (table (if (consp test)
                    (%make-hash-table-by-function test size weakness)
                    (%make-hash-table test size weakness))))
    (dolist (pair initial-contents)
      (%puthash (car pair) table (cdr pair)))
    table))

;;; The number of a standard test, or a cons of functions, a test and a hash function, for another.
(defun %hash-table-test-designated (test)
  (cond ((or (eq test 'eq) (eq test (function eq))) 0)
        ((or (eq test 'eql) (eq test (function eql))) 1)
        ((or (eq test 'equal) (eq test (function equal))) 2)
        ((or (eq test 'equalp) (eq test (function equalp))) 3)
        ((and (symbolp test) (get test 'hash-table-test)))
        ((and (consp test) (atom (cdr test)))
         (cons (%coerce-to-function (car test)) (%coerce-to-function (cdr test))))
        (t (error 'type-error :datum test :expected-type '(or (member eq eql equal equalp) cons)))))

;;; Makes NAME a test for tables. Keys are the same when TEST-FUNCTION says so of two of them; the same keys must have
;;; the same value of HASH-FUNCTION, an integer that is not negative.
(defmacro ext:define-hash-table-test (name test-function hash-function)
  `(progn
     (setf (get ',name 'hash-table-test) (cons (function ,test-function) (function ,hash-function)))
     ',name))

(defun %weakness-number (weakness)
  (case weakness
    ((nil) 0)
    ((:key) 1)
    ((:value) 2)
    ((:key-and-value) 3)
    ((:key-or-value) 4)
    (t (error 'type-error :datum weakness
                          :expected-type '(member nil :key :value :key-and-value :key-or-value)))))

(defun ext:hash-table-weak-p (table)
  (svref #(nil :key :value :key-and-value :key-or-value) (%hash-table-weakness table)))

;;;; Tables with tests of the user: GETHASH and its relatives call these functions for them.

(defun %key-hash (key table)
  (let ((hash (funcall (cdr (%hash-table-functions table)) key)))
    (if (typep hash 'unsigned-byte) (logand hash #xffffffff)
        (error 'type-error :datum hash :expected-type 'unsigned-byte))))

;;; The entry of KEY, whose hash is HASH: its number, its own key and its value, or NIL.
(defun %entry-by-function (key table hash)
  (let ((test (car (%hash-table-functions table))) (position nil))
    (loop
      (multiple-value-bind (next entry other value) (%hash-candidate table hash position)
        (cond ((null next) (return nil))
              ((funcall test key other) (return (values entry other value))))
        (setq position next)))))

(defun %gethash-by-function (key table default)
  (multiple-value-bind (entry other value) (%entry-by-function key table (%key-hash key table))
    (declare (ignore other))
    (if entry (values value t) (values default nil))))

(defun %puthash-by-function (key table value)
  (let ((hash (%key-hash key table)))
    (loop
      (multiple-value-bind (entry other) (%entry-by-function key table hash)
        (if entry
            (if (%set-hash-entry table entry other value) (return value))
            (return (%append-hash-entry table hash key value)))))))

(defun %remhash-by-function (key table)
  (multiple-value-bind (entry other) (%entry-by-function key table (%key-hash key table))
    (if entry (%remove-hash-entry table entry other) nil)))

;;;; Iteration

;;; Evaluates FORM for each entry of TABLE, and NIL. Some entries are fetched at a time: FORM may change the entry at hand;
;;; what it does to others may be seen or not, as the standard leaves open. FORM stands in no block but those around.
(defmacro %do-entries ((key value table) form)
  `(let ((%table ,table) (%entries (make-array 32)) (%index 0))
     (block %entries
       (tagbody
        %fetch
          (multiple-value-bind (%next %end) (%maphash %table %index %entries)
            (if (eql %end 0) (return-from %entries nil))
            (let ((%at 0))
              (tagbody
               %visit
                 (let ((,key (svref %entries %at)) (,value (svref %entries (1+ %at))))
                   ,form)
                 (setq %at (+ %at 2))
                 (if (< %at %end) (go %visit))))
            (setq %index %next))
          (go %fetch)))))

(defun maphash (function table)
  (%do-entries (key value table) (funcall function key value)))

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

;;; Evaluates the body for each entry of TABLE, then RESULT.
(defmacro ext:dohash (((key value) table &optional result) &body body)
  (let ((next (gensym "NEXT")) (index (gensym "INDEX")) (table-variable (gensym "TABLE")))
    `(do ((,table-variable ,table) (,index 0)) (nil)
       (multiple-value-bind (,next ,key ,value) (%hash-table-next ,table-variable ,index)
         (declare (ignorable ,key ,value))
         (if ,next nil (return ,result))
         (setq ,index ,next)
         (tagbody ,@body)))))

(defun hash-table-test (table)
  (or (%hash-table-functions table)
      (svref #(eq eql equal equalp) (%hash-table-test table))))

;;; Tables grow by the factor two when they are full; there is nothing to choose.
(defun hash-table-rehash-size (table) (hash-table-count table) 2.0)
(defun hash-table-rehash-threshold (table) (hash-table-count table) 1.0)
