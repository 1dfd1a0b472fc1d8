;;;; FLOOR, CEILING, TRUNCATE, ROUND and their F-variants, MOD and REM on floats (CLHS 12.2).

(floor 2.5) => 2; 0.5
(floor -2.5) => -3; 0.5
(ceiling 2.5) => 3; -0.5
(ceiling -2.5) => -2; -0.5
(truncate 2.5) => 2; 0.5
(truncate -2.5) => -2; -0.5
(round 2.5) => 2; 0.5
(round 3.5) => 4; -0.5
(round -2.5) => -2; -0.5
(round 0.5d0) => 0; 0.5d0
(round 1.5d0) => 2; -0.5d0
(floor 7.5 2) => 3; 1.5
(floor -7.5 2) => -4; 0.5
(floor 7.5 -2) => -4; -0.5
(floor 7 2.0) => 3; 1.0
(floor 7.5d0 2) => 3; 1.5d0
(floor 7.5 2d0) => 3; 1.5d0
(floor 1/2 0.25) => 2; 0.0
(ceiling 7.5 2) => 4; -0.5
(truncate -7.5d0 2d0) => -3; -1.5d0
(round 7.5 2) => 4; -0.5
(round 1d20) => 100000000000000000000; 0.0d0
(floor 1d300) => 1000000000000000052504760255204420248704468581108159154915854115511802457988908195786371375080447864043704443832883878176942523235360430575644792184786706982848387200926575803737830233794788090059368953234970799945081119038967640880074652742780142494579258788820056842838115669472196386865459400540160; 0.0d0
(floor 123456.789d0 0.001d0) => 123456789; 1.7374062258324052d-12
(mod 7.5 2) => 1.5
(mod -7.5 2) => 0.5
(mod 7.5 -2) => -0.5
(mod -7.5d0 2d0) => 0.5d0
(rem -7.5d0 2d0) => -1.5d0
(rem 7.5 -2) => 1.5
(mod 5 1.5) => 0.5
(ffloor 7 2) => 3.0; 1
(ffloor -7 2) => -4.0; 1
(ffloor 2.5) => 2.0; 0.5
(ffloor -2.5d0) => -3.0d0; 0.5d0
(fceiling 7 2) => 4.0; -1
(fceiling 2.5) => 3.0; -0.5
(ftruncate -7 2) => -3.0; -1
(ftruncate -2.5) => -2.0; -0.5
(ftruncate 7/2) => 3.0; 1/2
(fround 5 2) => 2.0; 1
(fround 2.5) => 2.0; 0.5
(fround 3.5d0) => 4.0d0; -0.5d0
(fround -7/2) => -4.0; 1/2
(ffloor 7 2d0) => 3.0d0; 1.0d0
(ffloor 10 -3.0) => -4.0; -2.0
(floor 1.0 0) !! division-by-zero
(floor 1 0.0) !! division-by-zero
(mod 1.0 0.0) !! division-by-zero
(ffloor 1 0) !! division-by-zero
(ffloor 'a) !! type-error
(ftruncate 1.0 'a) !! type-error
(floor #c(1 2)) !! type-error
