;;;; EXT:MAKE-WEAK-POINTER, EXT:WEAK-POINTER-VALUE, EXT:FINALIZE, EXT:GC. What dies must not be in a register of the form
;;;; that asks, not even in one that is not used any more: functions make it, and the next call writes over their registers.

(defun overwrite-registers (a b c d e f g h i j k l) (list a b c d e f g h i j k l))

(defun collect () (overwrite-registers 1 2 3 4 5 6 7 8 9 10 11 12) (ext:gc))

(defvar *kept* (list :kept))
(defun weak-list () (ext:make-weak-pointer (list 1 2)))
(defun weak-kept () (ext:make-weak-pointer *kept*))
(defun weak-ring () (let ((ring (list 1))) (setf (cdr ring) ring) (ext:make-weak-pointer ring)))
(let ((w (weak-list))) (collect) (multiple-value-list (ext:weak-pointer-value w))) => (NIL NIL)
(let ((w (weak-ring))) (collect) (nth-value 1 (ext:weak-pointer-value w))) => NIL
(let ((w (weak-kept))) (collect) (multiple-value-list (ext:weak-pointer-value w))) => ((:KEPT) T)
(let* ((x (list 3)) (w (ext:make-weak-pointer x))) (collect) (list (eq x (ext:weak-pointer-value w)) x)) => (T (3))
(multiple-value-list (ext:weak-pointer-value (ext:make-weak-pointer 5))) => (5 T)
(multiple-value-list (ext:weak-pointer-value (ext:make-weak-pointer nil))) => (NIL T)
(list (ext:weak-pointer-p (weak-kept)) (ext:weak-pointer-p 5)) => (T NIL)
(typep (weak-kept) 'ext:weak-pointer) => T
(ext:weak-pointer-value 5) !! type-error
(let ((text (prin1-to-string (weak-kept)))) (list (search "#<" text) (search "#<T>" text))) => (0 NIL)
; A weak pointer in a structure that is otherwise reached does not keep its target.
(let ((holder (vector (weak-list) (weak-kept)))) (collect) (list (ext:weak-pointer-value (aref holder 0)) (ext:weak-pointer-value (aref holder 1)))) => (NIL (:KEPT))

(defvar *finalized* nil)
(defun note-death (x) (push x *finalized*))
(defun doomed () (ext:finalize (list :doomed) #'note-death) nil)
(defun doomed-twice () (let ((x (vector 1))) (ext:finalize x (lambda (x) (push (length x) *finalized*))) (ext:finalize x (lambda (x) x (push :second *finalized*)))) nil)
(progn (setq *finalized* nil) (doomed) (collect) *finalized*) => ((:DOOMED))
; Once only.
(progn (collect) (collect) *finalized*) => ((:DOOMED))
(progn (setq *finalized* nil) (doomed-twice) (collect) (sort (mapcar #'princ-to-string *finalized*) #'string<)) => ("1" "SECOND")
(progn (setq *finalized* nil) (ext:finalize *kept* #'note-death) (collect) *finalized*) => NIL
; What a finalizer stores lives again.
(defvar *rescued* nil)
(defun rescue () (ext:finalize (list :rescued) (lambda (x) (setq *rescued* x))) nil)
(progn (rescue) (collect) (collect) *rescued*) => (:RESCUED)
(ext:gc) => NIL
(let ((l (make-list 1000 :initial-element 'x))) (collect) (length l)) => 1000
