;;;; The smallest program worth shipping: it greets whom its arguments name, or the world.

(defun greet (name)
  (write-string "Hello, ")
  (write-string name)
  (write-line "!"))

(defun main ()
  (if ext:*args*
      (dolist (name ext:*args*)
        (greet name))
      (greet "world"))
  (ext:exit 0))
