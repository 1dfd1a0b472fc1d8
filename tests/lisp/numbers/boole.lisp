;;;; BOOLE and its sixteen operations (CLHS 12.2).

(mapcar (lambda (op) (list (boole op #b0011 #b0101) (boole op (expt 2 70) -1))) (list boole-1 boole-2 boole-and boole-ior boole-xor)) => ((3 1180591620717411303424) (5 -1) (1 1180591620717411303424) (7 -1) (6 -1180591620717411303425))
(list (boole boole-clr 5 -7) (boole boole-set 5 -7)) => (0 -1)
(let ((ops (list boole-1 boole-2 boole-andc1 boole-andc2 boole-and boole-c1 boole-c2 boole-clr boole-eqv boole-ior boole-nand boole-nor boole-orc1 boole-orc2 boole-set boole-xor))) (length (remove-duplicates ops))) => 16
(every #'constantp '(boole-1 boole-2 boole-andc1 boole-andc2 boole-and boole-c1 boole-c2 boole-clr boole-eqv boole-ior boole-nand boole-nor boole-orc1 boole-orc2 boole-set boole-xor)) => T
(boole boole-and 1) !! program-error
(boole boole-and 1 2 3) !! program-error
(boole boole-and 1 'a) !! type-error
(boole boole-ior 1.5 1) !! type-error
(boole boole-1 1 nil) !! type-error
(boole boole-set "a" 1) !! type-error
(boole boole-clr 1 'a) !! type-error
(boole 'and 1 2) !! type-error
(boole 99 1 2) !! type-error
