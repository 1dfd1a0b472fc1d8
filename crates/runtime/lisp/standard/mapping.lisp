;;;; Mapping over lists (CLHS 14): MAPCAR and its relatives. One list is the common case and has its own loop;
;;;; MAPCAR has one for two lists as well.

;;; The cars of LISTS, or NIL when one of them has ended; and whether none has.
(defun %next-arguments (lists)
  (let ((arguments nil))
    (dolist (list lists (values (nreverse arguments) t))
      (if (endp list) (return (values nil nil)))
      (push (car list) arguments))))

(defun mapcar (function list &rest more-lists)
  (let ((result nil))
    (cond ((null more-lists)
           (dolist (element list (nreverse result))
             (push (funcall function element) result)))
          ((null (cdr more-lists))
           (do ((rest-1 list (cdr rest-1)) (rest-2 (car more-lists) (cdr rest-2)))
               ((or (endp rest-1) (endp rest-2)) (nreverse result))
             (push (funcall function (car rest-1) (car rest-2)) result)))
          (t
           (do ((lists (cons list more-lists) (%map-list (function cdr) lists))) (nil)
             (multiple-value-bind (arguments more) (%next-arguments lists)
               (if more (push (apply function arguments) result) (return (nreverse result)))))))))

(defun mapc (function list &rest more-lists)
  (if more-lists
      (do ((lists (cons list more-lists) (%map-list (function cdr) lists))) (nil)
        (multiple-value-bind (arguments more) (%next-arguments lists)
          (if more (apply function arguments) (return list))))
      (dolist (element list list)
        (funcall function element))))

(defun mapcan (function list &rest more-lists)
  (apply (function nconc) (apply (function mapcar) function list more-lists)))

;;; The loop of MAPLIST and MAPL: the body runs for each VALUE of FUNCTION for the tails of the lists.
(defmacro %do-tails ((value function list more-lists) &body body)
  (let ((tail (gensym "TAIL")) (tails (gensym "TAILS")))
    `(if ,more-lists
         (do ((,tails (cons ,list ,more-lists) (%map-list (function cdr) ,tails)))
             ((some (function endp) ,tails))
           (let ((,value (apply ,function ,tails))) ,@body))
         (do ((,tail ,list (cdr ,tail)))
             ((endp ,tail))
           (let ((,value (funcall ,function ,tail))) ,@body)))))

(defun maplist (function list &rest more-lists)
  (let ((result nil))
    (%do-tails (value function list more-lists)
      (push value result))
    (nreverse result)))

(defun mapl (function list &rest more-lists)
  (%do-tails (value function list more-lists)
    value)
  list)

(defun mapcon (function list &rest more-lists)
  (apply (function nconc) (apply (function maplist) function list more-lists)))
