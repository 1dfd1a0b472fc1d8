;;;; Types as SUBTYPEP computes with them, and SUBTYPEP (CLHS 4.4).
;;;;
;;;; A type is a list of terms, whose union it is. A term is a region (type-regions.lisp) and a list of opaque
;;;; literals, (T . specifier) or (NIL . specifier): what SATISFIES and compound FUNCTION specifiers say beyond the
;;;; region. A is a subtype of B when the intersection of A with the complement of B is empty; this is certain unless
;;;; what is left has literals, or asks whether some classes have a common subclass.

(defvar *full-type* (list (list *full-region*)))

(defun %region-type (region)
  (if (eq (%region-emptiness region) t) nil (list (list region))))

(defun %full-type-p (type)
  (dolist (term type nil)
    (if (and (null (cdr term)) (= (%region-mask (car term)) *all-kinds*) (null (%region-excluded (car term))))
        (return t))))

;;; The term of REGION and LITERALS as a type: no term when it is empty.
(defun %term-type (region literals)
  (if (or (eq (%region-emptiness region) t)
          (dolist (literal literals nil)
            (if (member (cons (not (car literal)) (cdr literal)) literals :test (function equal)) (return t))))
      nil
      (list (cons region literals))))

;;; The region that TYPE is, if it is a single term without literals, as most types are; else NIL.
(defun %plain-region (type)
  (if (and type (null (cdr type)) (null (cdr (car type)))) (car (car type)) nil))

(defun %type-intersection (a b)
  (let ((region-a (%plain-region a)) (region-b (%plain-region b)) (result nil))
    (if (and region-a region-b)
        (%region-type (%combine-regions region-a region-b t))
        (dolist (x a result)
          (dolist (y b)
            (setq result
                  (%type-union (%term-type (%combine-regions (car x) (car y) t)
                                           (union (cdr x) (cdr y) :test (function equal)))
                               result)))))))

;;; Terms with the same literals become one.
(defun %type-union (a b)
  (let ((region-a (%plain-region a)) (region-b (%plain-region b)) (result b))
    (cond ((null a) b)
          ((null b) a)
          ((and region-a region-b) (list (list (%combine-regions region-a region-b nil))))
          (t
           (dolist (x a result)
             (let ((same (find-if (function (lambda (y)
                                    (and (= (length (cdr x)) (length (cdr y)))
                                         (subsetp (cdr x) (cdr y) :test (function equal)))))
                                  result)))
               (setq result
                     (if same
                         (cons (cons (%combine-regions (car x) (car same) nil) (cdr x)) (remove same result))
                         (cons x result)))))))))

(defun %type-complement (type)
  (let ((region (%plain-region type)) (result *full-type*))
    (if region
        (%region-type (%region-complement region))
        (dolist (term type result)
          (let ((complement (%region-type (%region-complement (car term)))))
            (dolist (literal (cdr term))
              (setq complement
                    (%type-union (list (list *full-region* (cons (not (car literal)) (cdr literal)))) complement)))
            (setq result (%type-intersection result complement)))))))

;;; T if TYPE holds no object, NIL if it does, else :UNKNOWN.
(defun %type-emptiness (type)
  (let ((emptiness t))
    (dolist (term type emptiness)
      (let ((of-term (%region-emptiness (car term))))
        (cond ((eq of-term t) nil)
              ((or of-term (cdr term)) (setq emptiness :unknown))
              (t (return nil)))))))

(defun %type-difference-emptiness (a b)
  (let ((region-a (%plain-region a)) (region-b (%plain-region b)))
    (if (and region-a region-b)
        (%region-difference-emptiness region-a region-b)
        (%type-emptiness (%type-intersection a (%type-complement b))))))

(defun %in-type-p (object type)
  (dolist (term type nil)
    (if (and (%in-region-p object (car term))
             (dolist (literal (cdr term) t)
               (if (eq (car literal) (and (eq (cadr literal) 'satisfies) (typep object (cdr literal)))) nil
                   (return nil))))
        (return t))))

;;;; Specifiers

(defun %kind-part-type (kind part)
  (%region-type (%part-region kind (%simplified-part (%kind-algebra kind) part))))

(defun %eql-type (object)
  (multiple-value-bind (kind cuts)
      (cond ((realp object) (%number-cuts object))
            ((characterp object) (values 'character (list (char-code object) (1+ (char-code object))))))
    (%region-type (cond (cuts (%part-region (%symbol-info kind 'kind-index) cuts))
                        ((null object) (%kinds-region '(null)))
                        (t (list 0 nil (list object) nil))))))

(defun %cons-type (car-type cdr-type)
  (%kind-part-type (%symbol-info 'cons 'kind-index) (list (cons car-type cdr-type))))

;;; The type of the numbers of KINDS between two bounds.
(defun %interval-type (kinds low high)
  (let ((mask 0) (parts nil))
    (dolist (kind kinds (%region-type (list mask parts nil nil)))
      (let* ((bound-cut (case kind
                          ((integer) (function %integer-cut))
                          ((ratio) (function %ratio-cut))
                          (t (function %float-cut))))
             (index (%symbol-info kind 'kind-index))
             (part (%simplified-part 'cuts (%interval-cuts (funcall bound-cut low nil)
                                                           (funcall bound-cut high t)))))
        (cond ((eq part t) (setq mask (logior mask (ash 1 index))))
              (part (push (cons index part) parts)))))))

;;; The type of these objects.
(defun %member-type (objects)
  (let ((singles nil) (result nil))
    (dolist (object objects)
      (cond ((or (null object) (realp object) (characterp object))
             (setq result (%type-union (%eql-type object) result)))
            ((%member object singles 1) nil)
            (t (push object singles))))
    (%type-union (if singles (%region-type (list 0 nil singles nil)) nil) result)))

(defun %array-type (general element-type dimensions environment)
  (let ((codes (case element-type
                 ((*) nil)
                 ((%string-element) (list 1 *empty-element-code*))
                 (t (list (%element-type-code (%expand-outermost element-type environment))))))
        (lists *full-type*))
    (if (eq dimensions '*) nil
        (progn
          (setq lists (%eql-type nil))
          (dolist (size (reverse dimensions))
            (setq lists (%cons-type (if (eq size '*) *full-type* (%eql-type size)) lists)))))
    (let ((mask 0) (parts nil) (part (%simplified-part 'dimensions lists)))
      (flet ((add (code)
               (dolist (simple (if (eq general 'array) '(nil t) '(t)))
                 (let ((kind (%array-kind code simple)))
                   (if (eq part t)
                       (setq mask (logior mask (ash 1 kind)))
                       (push (cons kind part) parts))))))
        (if codes
            (dolist (code codes) (add code))
            (dotimes (code (1+ *empty-element-code*)) (add code))))
      (%region-type (list mask parts nil nil)))))

(defun %expand-outermost (specifier environment)
  (loop
    (let* ((name (if (consp specifier) (car specifier) specifier))
           (expander (if (symbolp name) (%symbol-info name 'type-expander) nil)))
      (if expander
          (setq specifier (%expand-type expander specifier environment))
          (return specifier)))))

(defun %literal-type (region specifier)
  (list (list region (cons t specifier))))

(defun %type-of-specifier (specifier environment)
  (cond ((consp specifier) (%type-of-compound specifier environment))
        ((symbolp specifier)
         (let ((kinds (%symbol-info specifier 'type-kinds))
               (meaning (%symbol-info specifier 'type-meaning))
               (expander (%symbol-info specifier 'type-expander)))
           (cond ((eq specifier 't) *full-type*)
                 ;; What a name of the standard means is computed once.
                 ((%symbol-info specifier 'known-type))
                 (kinds (%set-symbol-info specifier 'known-type (%region-type (%kinds-region kinds))))
                 (meaning
                  (%set-symbol-info specifier 'known-type (%type-of-specifier (car meaning) environment)))
                 ((%symbol-info specifier 'structure-layout)
                  (%class-type (if (%built-in-class-p (%symbol-info specifier 'structure-layout))
                                   '%built-in-structure
                                   'structure-object)
                               specifier))
                 ((%symbol-info specifier 'condition-class) (%class-type 'condition specifier))
                 (expander (%type-of-specifier (%expand-type expander specifier environment) environment))
                 (t (%invalid-type 'subtypep specifier)))))
        (t (%invalid-type 'subtypep specifier))))

(defun %class-type (kind name)
  (%kind-part-type (%symbol-info kind 'kind-index) (list (list (cons t name)))))

(defun %type-of-compound (specifier environment)
  (flet ((part (specifier)
           (if (eq specifier '*) *full-type* (%type-of-specifier specifier environment))))
    (case (car specifier)
      ((and)
       (let ((result *full-type*))
         (dolist (part (cdr specifier) result)
           (setq result (%type-intersection result (%type-of-specifier part environment))))))
      ((or)
       (let ((result nil))
         (dolist (part (cdr specifier) result)
           (setq result (%type-union result (%type-of-specifier part environment))))))
      ((not) (%type-complement (%type-of-specifier (%type-argument specifier) environment)))
      ((member) (%member-type (cdr specifier)))
      ((eql) (%eql-type (%type-argument specifier)))
      ((satisfies)
       (if (symbolp (%type-argument specifier)) nil (%invalid-type 'subtypep specifier))
       (%literal-type *full-region* specifier))
      ((cons)
       (multiple-value-bind (car-type cdr-type) (%type-arguments specifier '* '*)
         (%cons-type (part car-type) (part cdr-type))))
      ((integer rational real float single-float short-float double-float long-float)
       (multiple-value-bind (low high) (%type-bounds specifier)
         (%interval-type (%symbol-info (car specifier) 'type-kinds) low high)))
      ((mod) (%interval-type '(integer) 0 (list (%type-size specifier))))
      ((unsigned-byte)
       (let ((size (%type-size specifier)))
         (%interval-type '(integer) 0 (if (eq size '*) '* (list (ash 1 size))))))
      ((signed-byte)
       (let ((size (%type-size specifier)))
         (if (eq size '*)
             (%type-of-specifier 'integer nil)
             (let ((limit (ash 1 (1- size)))) (%interval-type '(integer) (- limit) (list limit))))))
      ((complex)
       (let ((part-type (%type-arguments specifier '*)))
         (%region-type
          (%kinds-region (case (if (eq part-type '*) 'real (upgraded-complex-part-type part-type environment))
                           ((nil) nil)
                           ((single-float) '(%complex-single))
                           ((double-float) '(%complex-double))
                           ((rational) '(%complex-rational))
                           (t '(%complex-rational %complex-single %complex-double)))))))
      ((%characters) (%kind-part-type (%symbol-info 'character 'kind-index) (cdr specifier)))
      ((function)
       (multiple-value-bind (parameters result) (%type-arguments specifier '* '*)
         (if (and (eq parameters '*) (eq result '*))
             (%type-of-specifier 'function nil)
             (%literal-type (%kinds-region '(function)) specifier))))
      ((values) (%invalid-type 'subtypep specifier))
      (t
       (let ((name (car specifier)))
         (cond ((%array-type-shape name)
                (multiple-value-bind (general element-type dimensions) (%array-type-parts specifier)
                  (%array-type general element-type dimensions environment)))
               ((not (symbolp name)) (%invalid-type 'subtypep specifier))
               ((%symbol-info name 'type-expander)
                (%type-of-specifier (%expand-type (%symbol-info name 'type-expander) specifier environment)
                                    environment))
               ((null (cdr specifier)) (%type-of-specifier name environment))
               (t (%invalid-type 'subtypep specifier))))))))

(defun %every-in-region-p (objects region)
  (dolist (object objects t) (if (%in-region-p object region) nil (return nil))))

(defun %subtype-emptiness (type-1 type-2 environment)
  (let* ((b (%type-of-specifier type-2 environment)) (region (%plain-region b)))
    (if (and region (consp type-1) (eq (car type-1) 'member))
        (%every-in-region-p (cdr type-1) region)
        (%type-difference-emptiness (%type-of-specifier type-1 environment) b))))

(defun subtypep (type-1 type-2 &optional environment)
  (case (%subtype-emptiness type-1 type-2 environment)
    ((t) (values t t))
    ((nil) (values nil t))
    (t (values nil nil))))
