;;;; Comparing two sequences (CLHS 17): MISMATCH and SEARCH.

;;; The elements of SEQUENCE from START to END as a vector.
(defun %vector-part (sequence start end)
  (coerce (subseq sequence start end) 'vector))

(defun mismatch (sequence-1 sequence-2 &key from-end key test test-not (start1 0) end1 (start2 0) end2)
  (let ((number (%standard-test key test test-not)))
    (if (and number (not from-end))
        (%mismatch sequence-1 sequence-2 number start1 end1 start2 end2)
        (let* ((part-1 (%vector-part sequence-1 start1 end1)) (part-2 (%vector-part sequence-2 start2 end2))
               (length-1 (length part-1)) (length-2 (length part-2))
               (common (min length-1 length-2)))
          (flet ((same (index-1 index-2)
                   (let ((element (aref part-1 index-1)))
                     (%satisfies (if key (funcall key element) element) test test-not key (aref part-2 index-2)))))
            (if from-end
                (dotimes (n common (if (= length-1 length-2) nil (+ start1 (- length-1 common))))
                  (if (same (- length-1 n 1) (- length-2 n 1)) nil
                      (return (+ start1 (- length-1 n)))))
                (dotimes (n common (if (= length-1 length-2) nil (+ start1 common)))
                  (if (same n n) nil (return (+ start1 n))))))))))

(defun search (sequence-1 sequence-2 &key from-end key test test-not (start1 0) end1 (start2 0) end2)
  (let ((number (%standard-test key test test-not)))
    (if number
        (%search sequence-1 sequence-2 number start1 end1 start2 end2 from-end)
        (%search-by sequence-1 sequence-2 from-end key test test-not start1 end1 start2 end2))))

;;; The key sees an element only when it is compared: it need not suit those behind a match.
(defun %search-by (sequence-1 sequence-2 from-end key test test-not start1 end1 start2 end2)
  (let* ((pattern (%vector-part sequence-1 start1 end1)) (text (%vector-part sequence-2 start2 end2))
         (length (length pattern)) (last (- (length text) length))
         (predicate (or test-not test (function eql))) (result nil))
    (do ((index 0 (1+ index)))
        ((> index last) result)
      (if (do ((offset 0 (1+ offset)))
              ((>= offset length) t)
            (let* ((item (aref pattern offset)) (element (aref text (+ index offset)))
                   (same (if key
                             (funcall predicate (funcall key item) (funcall key element))
                             (funcall predicate item element))))
              (if (if test-not same (not same)) (return nil))))
          (if from-end
              (setq result (+ start2 index))
              (return (+ start2 index)))))))
