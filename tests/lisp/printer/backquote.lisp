;;;; Backquotes are printed as they are written.

(defun reprinted (text) (let* ((object (read-from-string text)) (printed (prin1-to-string object))) (if (equalp object (read-from-string printed)) printed (list :differs printed)))) => REPRINTED
(reprinted "`(a ,b)") => "`(A ,B)"
(reprinted "`(a ,@b c)") => "`(A ,@B C)"
(reprinted "`(a ,.b)") => "`(A ,.B)"
(reprinted "``(,,x ,@,y ,',z)") => "``(,,X ,@,Y ,',Z)"
(mapcar #'reprinted '("`a" "`,x" "`()" "'`(a)" "`(a . ,b)" "`(a . `(b ,,c))" "`#(a ,b #(,c))" "`(a ,@b . ,c)")) => ("`A" "`,X" "`NIL" "'`(A)" "`(A . ,B)" "`(A . `(B ,,C))" "`#(A ,B #(,C))" "`(A ,@B . ,C)")
(mapcar #'reprinted '("`(a ,(f `(b ,c)) d)" "`(a '(b #',c))" "`(a ,(list 'b))")) => ("`(A ,(F `(B ,C)) D)" "`(A '(B #',C))" "`(A ,(LIST 'B))")
;; A comma before a name that begins as a splicing comma goes on.
(mapcar #'reprinted '("`(a , @b)" "`(a , .b)" "`(a ,@ @b)" "`(a ,\\1)" "`(a ,||)")) => ("`(A , @B)" "`(A , .B)" "`(A ,@@B)" "`(A ,|1|)" "`(A ,||)")
;; Of another shape, or outside of a backquote, they are lists.
(mapcar #'prin1-to-string (list '(sys::unquote a) '(sys::quasiquote) '(sys::quasiquote . a) '(sys::quasiquote a b) '(a sys::quasiquote b))) => ("(SYSTEM::UNQUOTE A)" "(SYSTEM::QUASIQUOTE)" "(SYSTEM::QUASIQUOTE . A)" "(SYSTEM::QUASIQUOTE A B)" "(A SYSTEM::QUASIQUOTE B)")
(prin1-to-string (list 'sys::quasiquote (list 'a '(sys::unquote) '(sys::unquote a b)))) => "`(A (SYSTEM::UNQUOTE) (SYSTEM::UNQUOTE A B))"
(reprinted "`(a ,(b sys::unquote c))") => "`(A ,(B SYSTEM::UNQUOTE C))"
(let ((*print-level* 2)) (prin1-to-string (read-from-string "(1 `(a (b ,c) ,(d (e))))"))) => "(1 `(A # ,#))"
(let ((*print-level* 1)) (prin1-to-string (read-from-string "(`(a) `a)"))) => "(`# `A)"
(let ((*print-circle* t)) (prin1-to-string (read-from-string "`(a #1=(b ,c) ,#1#)"))) => "`(A #1=(B ,C) ,#1#)"
(let ((*print-circle* t) (form (list 'sys::quasiquote nil))) (setf (second form) form) (prin1-to-string form)) => "#1=`#1#"
(let ((*print-length* 1)) (prin1-to-string (read-from-string "`(a ,b)"))) => "`(A ...)"
