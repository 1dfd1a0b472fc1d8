;;;; Strings with keywords (CLHS 16.2): comparison, case conversion, MAKE-STRING.

(defun make-string (size &key (initial-element #\Space) (element-type 'character))
  (if (not (or (eq element-type 'character) (subtypep element-type 'character)))
      (error 'type-error :datum element-type :expected-type '(member character base-char standard-char)))
  (%make-string size initial-element))

(defun string= (string1 string2 &key (start1 0) end1 (start2 0) end2)
  (%string= string1 string2 start1 end1 start2 end2))

;;; The other comparisons are values of one primitive. RELATIONS is the sum of what is accepted: 1 for less, 2 for equal,
;;; 4 for greater.
(macrolet ((define-comparison (name relations ignore-case)
             `(defun ,name (string1 string2 &key (start1 0) end1 (start2 0) end2)
                (%string-compare string1 string2 ,relations ,ignore-case start1 end1 start2 end2))))
  (define-comparison string/= 5 nil)
  (define-comparison string< 1 nil)
  (define-comparison string> 4 nil)
  (define-comparison string<= 3 nil)
  (define-comparison string>= 6 nil)
  (define-comparison string-not-equal 5 t)
  (define-comparison string-lessp 1 t)
  (define-comparison string-greaterp 4 t)
  (define-comparison string-not-greaterp 3 t)
  (define-comparison string-not-lessp 6 t))

(defun string-equal (string1 string2 &key (start1 0) end1 (start2 0) end2)
  (if (%string-compare string1 string2 2 t start1 end1 start2 end2) t nil))

(defun string-upcase (string &key (start 0) end) (%string-case string 0 start end))
(defun string-downcase (string &key (start 0) end) (%string-case string 1 start end))
(defun string-capitalize (string &key (start 0) end) (%string-case string 2 start end))
(defun nstring-upcase (string &key (start 0) end) (%nstring-case string 0 start end))
(defun nstring-downcase (string &key (start 0) end) (%nstring-case string 1 start end))
(defun nstring-capitalize (string &key (start 0) end) (%nstring-case string 2 start end))

;;; The value and the index behind the digits. What is no integer is an error unless JUNK-ALLOWED.
(defun parse-integer (string &key (start 0) end (radix 10) junk-allowed)
  (let ((limit (or end (length string))))
    (multiple-value-bind (value index) (%parse-integer string start limit radix)
      (if junk-allowed
          (values value index)
          (let ((rest (if (= index limit)
                          nil
                          (position-if-not (function %whitespace-char-p) string :start index :end limit))))
            (if (and value (null rest))
                (values value limit)
                (error '%simple-parse-error :format-control "~S is not an integer"
                                            :format-arguments (list (subseq string start limit)))))))))
