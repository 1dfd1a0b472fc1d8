;;;; Time (CLHS 25.1.4): universal time and its decoding by calendar and time zone, SLEEP.
;;;;
;;;; A time zone is the number of hours that Greenwich is ahead of it, without daylight saving time. The local one and
;;;; its daylight saving time are asked of the system for the moment in question.

(defconstant +seconds-per-day+ 86400)

;;; The Gregorian calendar repeats itself after 400 years, which are this many days.
(defconstant +days-of-400-years+ 146097)

;;; The first of March of the year 1600, from where the days of leap years come last, as days before 1900.
(defconstant +days-from-1600-to-1900+ 109513)

;;; Days before the first of each month of a year that begins with March.
(defconstant +days-before-month+ #(0 31 61 92 122 153 184 214 245 275 306 337))

;;; Year, month and day of the month of a day given as its distance from the first of January 1900.
(defun %decode-day (day)
  (multiple-value-bind (cycle day) (floor (+ day +days-from-1600-to-1900+) +days-of-400-years+)
    ;; The last day of a cycle and of four years would begin a fifth part each.
    (let* ((century (min 3 (floor day 36524)))
           (day (- day (* century 36524)))
           (leap-cycle (floor day 1461))
           (day (- day (* leap-cycle 1461)))
           (year (min 3 (floor day 365)))
           (day (- day (* year 365)))
           (month (1- (or (position day +days-before-month+ :test (function <)) 12)))
           (year (+ 1600 (* 400 cycle) (* 100 century) (* 4 leap-cycle) year)))
      (values (if (< month 10) year (1+ year))
              (if (< month 10) (+ month 3) (- month 9))
              (1+ (- day (svref +days-before-month+ month)))))))

;;; The reverse of %DECODE-DAY.
(defun %encode-day (year month date)
  (let ((month (mod (- month 3) 12))
        (year (- (if (< month 3) (1- year) year) 1600)))
    (+ (* 365 year) (floor year 4) (- (floor year 100)) (floor year 400)
       (svref +days-before-month+ month) (1- date)
       (- +days-from-1600-to-1900+))))

(defun %leap-year-p (year)
  (and (zerop (mod year 4)) (or (not (zerop (mod year 100))) (zerop (mod year 400)))))

(defun %days-of-month (year month)
  (case month
    ((2) (if (%leap-year-p year) 29 28))
    ((4 6 9 11) 30)
    (t 31)))

;;; How many seconds local time is ahead of Greenwich's, and whether daylight saving time is in force. Times that are
;;; centuries away are taken for those of the same day of a year that the system knows rules for.
(defun %local-offset-at (universal-time)
  (let* ((period (* +days-of-400-years+ +seconds-per-day+))
         (known (if (< -1 universal-time period) universal-time (mod universal-time period))))
    (multiple-value-bind (seconds daylight) (%local-offset known)
      (values (or seconds 0) daylight))))

(defun %check-time-zone (zone)
  (if (and (rationalp zone) (<= -24 zone 24) (integerp (* zone 3600))) nil
      (error 'type-error :datum zone :expected-type '(rational -24 24))))

(defun decode-universal-time (universal-time &optional zone)
  (if (integerp universal-time) nil
      (error 'type-error :datum universal-time :expected-type 'integer))
  (if zone (%check-time-zone zone))
  (multiple-value-bind (offset daylight)
      (if zone (values (- (* zone 3600)) nil) (%local-offset-at universal-time))
    (multiple-value-bind (day second) (floor (+ universal-time offset) +seconds-per-day+)
      (multiple-value-bind (minute second) (floor second 60)
        (multiple-value-bind (hour minute) (floor minute 60)
          (multiple-value-bind (year month date) (%decode-day day)
            ;; The first of January 1900 was a Monday.
            (values second minute hour date month year (mod day 7) daylight
                    (or zone (/ (- (if daylight 3600 0) offset) 3600)))))))))

;;; A year of two digits is the one within fifty years of the current one.
(defun %full-year (year)
  (if (< year 100)
      (let ((first (- (nth-value 5 (get-decoded-time)) 50)))
        (+ first (mod (- year first) 100)))
      year))

(defun encode-universal-time (second minute hour date month year &optional zone)
  (flet ((check (value low high)
           (if (and (integerp value) (<= low value high)) nil
               (error 'type-error :datum value :expected-type `(integer ,low ,high)))))
    (check second 0 59)
    (check minute 0 59)
    (check hour 0 23)
    (check month 1 12)
    (if (and (integerp year) (>= year 0)) nil
        (error 'type-error :datum year :expected-type 'unsigned-byte))
    (let ((year (%full-year year)))
      (check date 1 (%days-of-month year month))
      (let ((time (+ second (* 60 minute) (* 3600 hour)
                     (* +seconds-per-day+ (%encode-day year month date)))))
        (cond (zone
               (%check-time-zone zone)
               (+ time (* zone 3600)))
              (t (%universal-time-of-local time)))))))

;;; The moment at which local clocks show TIME: the first of two when they were set back, and when they skip it, that
;;; at which they would have shown it.
(defun %universal-time-of-local (time)
  (let ((before (- time (%local-offset-at (- time +seconds-per-day+))))
        (behind (- time (%local-offset-at (+ time +seconds-per-day+)))))
    (flet ((shows-time-p (moment) (= (+ moment (%local-offset-at moment)) time)))
      (if (and (not (shows-time-p before)) (shows-time-p behind))
          behind
          before))))

(defun get-decoded-time () (decode-universal-time (get-universal-time)))

;;;; Waiting

(defun sleep (seconds)
  (if (and (realp seconds) (>= seconds 0)) nil
      (error 'type-error :datum seconds :expected-type '(real 0)))
  ;; Nobody waits for longer than clocks count.
  (let ((duration (if (< seconds (/ most-positive-fixnum 2 internal-time-units-per-second))
                      (ceiling (* (rational seconds) internal-time-units-per-second))
                      (floor most-positive-fixnum 2))))
    (%sleep-until (+ (get-internal-real-time) duration))))
