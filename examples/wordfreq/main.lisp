;;;; Counts the words of texts, most frequent first.
;;;;
;;;; A word is a run of letters: A-Z, a-z, and every character beyond ASCII, so that words of other languages stay
;;;; whole. With `tr -cs 'A-Za-z\200-\377' '\n' | sort | uniq -c` anybody can check the counts.

(defvar *usage*
  "usage: wordfreq [-n N] [-i] [--min-length N] [--help] [FILE ...]

Counts the words of the files, or of standard input when there are none (or where a file is -).

  -n N             print only the N most frequent words
  -i               ignore case: count The and the as the
  --min-length N   count only words of at least N letters
  --help           print this text")

(defvar *top* nil "How many words to print, or NIL for all.")
(defvar *ignore-case* nil)
(defvar *min-length* 1)
(defvar *exit-code* 0)

(defun complain (subject problem)
  (write-string "wordfreq: " *error-output*)
  (write-string subject *error-output*)
  (write-string ": " *error-output*)
  (write-line problem *error-output*))

;;;; Counting

(defun letter-p (char)
  (or (char<= #\a char #\z)
      (char<= #\A char #\Z)
      (< 127 (char-code char))))

(defun fold-case (word)
  "WORD itself, with its capitals made small."
  (dotimes (i (length word) word)
    (setf (char word i) (char-downcase (char word i)))))

(defun count-word (line start end counts)
  (when (<= *min-length* (- end start))
    (let ((word (subseq line start end)))
      (when *ignore-case*
        (fold-case word))
      (setf (gethash word counts) (+ 1 (gethash word counts 0))))))

(defun count-line (line counts)
  (let ((end (length line))
        (start nil))
    (dotimes (i end)
      (if (letter-p (char line i))
          (unless start
            (setq start i))
          (when start
            (count-word line start i counts)
            (setq start nil))))
    (when start
      (count-word line start end counts))))

(defun count-stream (stream counts)
  (do ((line (read-line stream nil nil) (read-line stream nil nil)))
      ((null line))
    (count-line line counts)))

(defun add-counts (counts total)
  (maphash (lambda (word count)
             (setf (gethash word total) (+ count (gethash word total 0))))
           counts))

(defun leave-out (name reason)
  (complain name reason)
  (setq *exit-code* 1))

(defun count-file (name total)
  "A file counts as a whole or not at all: one that cannot be read is named, and the others are still counted."
  (let ((counts (make-hash-table :test 'equal)))
    (handler-case
        (progn
          (if (string= name "-")
              (count-stream *standard-input* counts)
              (with-open-file (stream name)
                (count-stream stream counts)))
          (add-counts counts total))
      (ext:charset-type-error ()
        (leave-out name "is not UTF-8 text"))
      ((or file-error stream-error) ()
        (leave-out name "cannot be read")))))

;;;; Printing

(defun before-p (entry other)
  "Whether ENTRY, a (WORD . COUNT), is printed before OTHER."
  (if (= (cdr entry) (cdr other))
      (string< (car entry) (car other))
      (> (cdr entry) (cdr other))))

(defun sorted-entries (counts)
  (let ((entries '()))
    (maphash (lambda (word count)
               (setq entries (cons (cons word count) entries)))
             counts)
    (sort entries #'before-p)))

(defun print-count (count)
  "COUNT in a column of seven, as uniq -c prints it."
  (do ((limit 10 (* 10 limit))
       (width 1 (+ 1 width)))
      ((< count limit)
       (dotimes (i (- 7 width))
         (write-char #\Space))))
  (princ count))

(defun print-entries (entries)
  (do ((rest entries (cdr rest))
       (printed 0 (+ 1 printed)))
      ((or (null rest)
           (and *top* (<= *top* printed))))
    (print-count (cdr (car rest)))
    (write-char #\Space)
    (write-line (car (car rest)))))

;;;; Arguments

(defun misused (subject problem)
  (complain subject problem)
  (write-line *usage* *error-output*)
  (ext:exit 2))

(defun number-after (option text)
  "The number that TEXT, the argument after OPTION, says."
  (let ((number 0))
    (when (or (null text) (= 0 (length text)))
      (misused option "a number must follow"))
    (dotimes (i (length text) number)
      (if (char<= #\0 (char text i) #\9)
          (setq number (+ (* 10 number)
                          (- (char-code (char text i)) (char-code #\0))))
          (misused option "a number must follow")))))

(defun files-of (arguments)
  "The files among ARGUMENTS, with every option acted on."
  (let ((files '()))
    (do ((rest arguments (cdr rest)))
        ((null rest) (reverse files))
      (let ((argument (car rest)))
        (cond ((string= argument "-n")
               (setq rest (cdr rest))
               (setq *top* (number-after argument (car rest))))
              ((string= argument "--min-length")
               (setq rest (cdr rest))
               (setq *min-length* (number-after argument (car rest))))
              ((string= argument "-i")
               (setq *ignore-case* t))
              ((string= argument "--help")
               (write-line *usage*)
               (ext:exit 0))
              ((and (< 1 (length argument))
                    (char= #\- (char argument 0)))
               (misused argument "there is no such option"))
              (t
               (setq files (cons argument files))))))))

(defun main ()
  (let ((files (files-of ext:*args*))
        (counts (make-hash-table :test 'equal)))
    (dolist (file (or files '("-")))
      (count-file file counts))
    (print-entries (sorted-entries counts))
    (ext:exit *exit-code*)))
