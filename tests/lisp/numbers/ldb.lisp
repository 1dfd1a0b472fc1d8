;;;; BYTE, BYTE-SIZE, BYTE-POSITION, LDB, LDB-TEST, DPB, MASK-FIELD, DEPOSIT-FIELD and their places (CLHS 12.2).

(let ((b (byte 100 200))) (list (byte-size b) (byte-position b))) => (100 200)
(ldb (byte 2 1) 10) => 1
(ldb (byte 4 2) -1) => 15
(ldb (byte 70 0) -1) => 1180591620717411303423
(ldb (byte 5 1000) 7) => 0
(ldb (byte 5 1000) -7) => 31
(ldb (byte 0 0) -1) => 0
(list (ldb-test (byte 4 1) 16) (ldb-test (byte 3 1) 16) (ldb-test (byte 3 2) 16) (ldb-test (byte 0 2) -1)) => (T NIL T NIL)
(dpb 1 (byte 1 10) 0) => 1024
(dpb -2 (byte 2 10) 0) => 2048
(dpb 1 (byte 2 10) 2048) => 1024
(dpb 0 (byte 8 0) -1) => -256
(dpb 3 (byte 0 4) 5) => 5
(dpb -1 (byte 64 64) 0) => 340282366920938463444927863358058659840
(mask-field (byte 1 5) -1) => 32
(mask-field (byte 5 1) 45) => 44
(mask-field (byte 3 70) -1) => 8264141345021879123968
(deposit-field 7 (byte 2 1) 0) => 6
(deposit-field -1 (byte 4 0) 0) => 15
(deposit-field 0 (byte 2 1) -3) => -7
; Places.
(let ((x #b1010)) (setf (ldb (byte 2 0) x) 3) x) => 11
(let ((x (list 0))) (list (setf (ldb (byte 4 4) (car x)) 15) x)) => (15 (240))
(let ((x 255)) (decf (ldb (byte 4 4) x)) x) => 239
(let ((x -1)) (setf (mask-field (byte 4 4) x) 0) x) => -241
(let ((x 0)) (list (setf (mask-field (byte 4 4) x) 255) x)) => (255 240)
(let ((v (vector 0 0)) (i -1)) (setf (ldb (byte 4 4) (aref v (incf i))) 5) (list v i)) => (#(80 0) 0)
; Byte specifiers are evaluated once, before the place and the value.
(let ((n nil) (x 0)) (setf (ldb (progn (push 1 n) (byte 2 0)) x) (progn (push 2 n) 3)) (list x n)) => (3 (2 1))
(byte 1) !! program-error
(byte -1 0) !! type-error
(byte 0 -1) !! type-error
(byte 'a 0) !! type-error
(byte-size 'a) !! type-error
(byte-position 5) !! type-error
(ldb (byte 1 1) 'a) !! type-error
(ldb (byte 1 1) 1.5) !! type-error
(ldb 5 1) !! type-error
(ldb-test (byte 1 1) 1/2) !! type-error
(ldb-test (byte 1 1)) !! program-error
(dpb 1 (byte 1 1) 'a) !! type-error
(dpb 'a (byte 1 1) 1) !! type-error
(dpb 1 (byte 1 1)) !! program-error
(mask-field (byte 1 1) 2.0) !! type-error
(deposit-field nil (byte 1 1) 0) !! type-error
(deposit-field 1 (byte 1 1) nil) !! type-error
