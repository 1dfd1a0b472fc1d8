;;;; Logical hosts and what their pathnames are translated into (CLHS 19.3). Translations are kept as they were given:
;;;; a namestring among them is read when it is used, in the syntax of the system that runs.

(defvar *logical-hosts* (make-hash-table :test 'equal)
  "For each logical host, its name in capital letters, the list of its translations.")

(defvar *load-logical-pathname-translations-database* '("loghosts" "loghosts/")
  "Where LOAD-LOGICAL-PATHNAME-TRANSLATIONS looks: files with a host and a form for its translations by turns, and
directories with a file of translations for each host.")

(defvar *logical-names-of-streams* nil
  "NIL, or a weak hash table: the logical pathnames with which file streams were opened.")

;;; STREAM has been opened with the pathname designator FILENAME.
(defun %note-logical-name (stream filename)
  (if (plusp (hash-table-count *logical-hosts*))
      (let ((pathname (pathname filename)))
        (if (%logical-pathname-p pathname)
            (progn
              (if *logical-names-of-streams* nil
                  (setq *logical-names-of-streams* (make-hash-table :test 'eq :weak :key)))
              (setf (gethash stream *logical-names-of-streams*) pathname))))))

(defun %logical-name-of-stream (stream)
  (if *logical-names-of-streams* (values (gethash stream *logical-names-of-streams*)) nil))

(defun %logical-host-p (host)
  (nth-value 1 (gethash (string-upcase host) *logical-hosts*)))

(defun %no-logical-host (host)
  (error 'simple-type-error :datum host :expected-type '(satisfies %logical-host-p)
                            :format-control "~S does not name a logical host" :format-arguments (list host)))

(defun %existing-host (host)
  (if (and (stringp host) (%logical-host-p host)) (string-upcase host) (%no-logical-host host)))

(defun logical-pathname-translations (host)
  (values (gethash (%existing-host host) *logical-hosts*)))

;;; Each translation becomes a list of two, the first a logical pathname.
(defun %set-logical-pathname-translations (host translations)
  (if (and (stringp host) (> (length host) 0) (every (function %logical-word-char-p) host)) nil
      (error 'type-error :datum host :expected-type 'string))
  (let ((host (string-upcase host)))
    (setf (gethash host *logical-hosts*)
          (%map-list (function (lambda (translation)
                       (let ((from (car translation)))
                         (list (if (stringp from) (%parse-rule-source host from) (pathname from))
                               (cadr translation)))))
                     translations))
    translations))

(defsetf logical-pathname-translations %set-logical-pathname-translations)

(defun %parse-rule-source (host string)
  (multiple-value-bind (prefix behind) (%host-prefix string 0 (length string))
    (if (and prefix (not (string= prefix host)))
        (error "~S is no pathname of the logical host ~S" string host))
    (%parse-logical host string behind (length string))))

(defun logical-pathname (thing)
  (cond ((%logical-pathname-p thing) thing)
        ((stringp thing)
         (multiple-value-bind (host behind) (%host-prefix thing 0 (length thing))
           (if (and host (%logical-host-p host))
               (%parse-logical host thing behind (length thing))
               (error 'simple-type-error
                      :datum thing :expected-type 'logical-pathname
                      :format-control "~S does not begin with a logical host" :format-arguments (list thing)))))
        ((streamp thing) (logical-pathname (%stream-pathname thing)))
        (t (error 'type-error :datum thing :expected-type 'logical-pathname))))

(defun translate-logical-pathname (pathname &key)
  (let ((pathname (pathname pathname)))
    (do ((steps 0 (1+ steps)))
        ((not (%logical-pathname-p pathname)) pathname)
      (let ((rule (find-if (function (lambda (rule) (pathname-match-p pathname (car rule))))
                           (logical-pathname-translations (%pathname-host pathname)))))
        (cond ((null rule) (%file-error pathname "there is no translation for this logical pathname"))
              ((> steps 100) (%file-error pathname "the translations of this logical pathname do not end")))
        (setq pathname (translate-pathname pathname (car rule) (%pathname-by-itself (cadr rule))))))))

;;; The pathname of DESIGNATOR, to which *DEFAULT-PATHNAME-DEFAULTS*, which may be logical, adds no host.
(defun %pathname-by-itself (designator)
  (let ((*default-pathname-defaults* *no-pathname-defaults*))
    (pathname designator)))

(defun load-logical-pathname-translations (host)
  (let ((host (string-upcase host)))
    (if (%logical-host-p host)
        nil
        (dolist (source *load-logical-pathname-translations-database*
                        (error "no translations for the logical host ~S were found" host))
          (let* ((source (pathname source))
                 (file (if (%pathname-name source)
                           source
                           (merge-pathnames (%make-pathname nil nil nil (string-downcase host) nil nil) source))))
            (if (and (probe-file file)
                     (with-open-file (stream file)
                       (%read-logical-host host (null (%pathname-name source)) stream)))
                (return t)))))))

;;; Defines HOST if STREAM tells its translations: by themselves if ALONE is true, else behind its name.
(defun %read-logical-host (host alone stream)
  (let ((end (list nil)))
    (if alone
        (progn (setf (logical-pathname-translations host) (read stream)) t)
        (loop
          (let ((name (read stream nil end)))
            (if (eq name end) (return nil))
            (let ((form (read stream)))
              (if (string-equal name host)
                  (progn
                    (setf (logical-pathname-translations host) (eval form))
                    (return t)))))))))
