;;;; CLISP's stream functions beside the standard's: parts of vectors at once, integers over several bytes, reading
;;;; without waiting.

(defun ext:read-char-sequence (sequence stream &key (start 0) end)
  (%read-elements sequence stream start end (function read-char)))

(defun ext:write-char-sequence (sequence stream &key (start 0) end)
  (write-sequence sequence stream :start start :end end))

;;; With NO-HANG only what is there, with INTERACTIVE at least one byte unless the stream is at its end.
(defun ext:read-byte-sequence (sequence stream &key (start 0) end no-hang interactive)
  (if (or no-hang interactive)
      (let ((limit (%check-bounds sequence start end)))
        (do ((index start (1+ index)))
            ((>= index limit) limit)
          (let ((byte (if (and interactive (= index start))
                          (read-byte stream nil nil)
                          (ext:read-byte-no-hang stream nil nil))))
            (if byte
                (setf (elt sequence index) byte)
                (return index)))))
      (%read-elements sequence stream start end (function read-byte))))

(defun ext:write-byte-sequence (sequence stream &key (start 0) end no-hang interactive)
  (declare (ignore no-hang interactive))
  (write-sequence sequence stream :start start :end end)
  (values sequence (or end (length sequence))))

(defun ext:read-char-will-hang-p (stream) (null (%input-ready-p (%input-stream stream))))
(defun ext:read-byte-will-hang-p (stream) (null (%input-ready-p stream)))

;;; T when a byte is there, :EOF at the end, NIL when reading would wait.
(defun ext:read-byte-lookahead (stream) (%input-ready-p stream))

(defun ext:read-byte-no-hang (stream &optional (eof-error-p t) eof-value)
  (if (%input-ready-p stream)
      (%read-byte stream eof-error-p eof-value)
      nil))

;;; Number of bytes of an integer of ELEMENT-TYPE, and whether it is signed.
(defun %integer-bytes (element-type)
  (let ((width (%element-width element-type)))
    (if (and (integerp width) (zerop (rem width 8)))
        (values (/ (abs width) 8) (minusp width))
        (error "integers of type ~S are no whole bytes" element-type))))

(defun %check-endianness (endianness)
  (ecase endianness
    ((:little :default nil) nil)
    ((:big) t)))

;;; Reads an integer of several bytes from a stream of bytes.
(defun ext:read-integer (stream element-type &optional (endianness :little) (eof-error-p t) eof-value)
  (multiple-value-bind (n-bytes signed) (%integer-bytes element-type)
    (let* ((bytes (make-array n-bytes :element-type '(unsigned-byte 8)))
           (big (%check-endianness endianness)))
      (if (< (read-sequence bytes stream) n-bytes)
          (if eof-error-p (error 'end-of-file :stream stream) eof-value)
          (%bytes-to-integer (if big (nreverse bytes) bytes) signed)))))

(defun ext:write-integer (integer stream element-type &optional (endianness :little))
  (if (typep integer element-type) nil
      (error 'type-error :datum integer :expected-type element-type))
  (let* ((n-bytes (%integer-bytes element-type))
         (bytes (make-array n-bytes :element-type '(unsigned-byte 8)))
         (big (%check-endianness endianness)))
    (dotimes (index n-bytes)
      (setf (aref bytes (if big (- n-bytes index 1) index)) (ldb (byte 8 (* 8 index)) integer)))
    (write-sequence bytes stream)
    integer))
