;;;; Numbers (CLHS 12): BOOLE and its operations.

(defconstant boole-clr 0)
(defconstant boole-and 1)
(defconstant boole-andc1 2)
(defconstant boole-2 3)
(defconstant boole-andc2 4)
(defconstant boole-1 5)
(defconstant boole-xor 6)
(defconstant boole-ior 7)
(defconstant boole-nor 8)
(defconstant boole-eqv 9)
(defconstant boole-c1 10)
(defconstant boole-orc1 11)
(defconstant boole-c2 12)
(defconstant boole-orc2 13)
(defconstant boole-nand 14)
(defconstant boole-set 15)

;;; An operation's number is its truth table: bit 0 is its value where both bits are one, bit 1 where the first only
;;; is zero, bit 2 where the second only is, bit 3 where both are.
(defun boole (operation integer-1 integer-2)
  (if (and (integerp operation) (<= 0 operation 15)) nil
      (error 'type-error :datum operation :expected-type '(integer 0 15)))
  (logior (if (logbitp 0 operation) (logand integer-1 integer-2) 0)
          (if (logbitp 1 operation) (logandc1 integer-1 integer-2) 0)
          (if (logbitp 2 operation) (logandc2 integer-1 integer-2) 0)
          (if (logbitp 3 operation) (lognor integer-1 integer-2) 0)))
