;;;; The symbols that EXT, CUSTOM and CL-USER offer beside the standard's. A table, not a recipe: whatever defines
;;;; the names comes later.

(%export (list (intern "*ARGS*" "EXT") (intern "EXIT" "EXT") (intern "QUIT" "EXT") (intern "BYE" "EXT")
               (intern "SAVEINITMEM" "EXT") (intern "INTERRUPT-CONDITION" "EXT")
               (intern "TYPE-EXPAND" "EXT") (intern "RETRY" "EXT")
               (intern "PACKAGE-LOCK" "EXT") (intern "WITHOUT-PACKAGE-LOCK" "EXT") (intern "RE-EXPORT" "EXT")
               (intern "PACKAGE-CASE-SENSITIVE-P" "EXT") (intern "PACKAGE-CASE-INVERTED-P" "EXT")
               (intern "PACKAGE-SHORTEST-NAME" "EXT")
              (intern "ENCODING" "EXT") (intern "MAKE-ENCODING" "EXT") (intern "ENCODING-CHARSET" "EXT")
              (intern "ENCODING-LINE-TERMINATOR" "EXT") (intern "CHARSET-TYPE-ERROR" "EXT")
              (intern "CONVERT-STRING-TO-BYTES" "EXT") (intern "CONVERT-STRING-FROM-BYTES" "EXT")
              (intern "READ-CHAR-SEQUENCE" "EXT") (intern "WRITE-CHAR-SEQUENCE" "EXT")
              (intern "READ-BYTE-SEQUENCE" "EXT") (intern "WRITE-BYTE-SEQUENCE" "EXT")
              (intern "READ-CHAR-WILL-HANG-P" "EXT") (intern "READ-BYTE-WILL-HANG-P" "EXT")
              (intern "READ-BYTE-LOOKAHEAD" "EXT") (intern "READ-BYTE-NO-HANG" "EXT")
              (intern "READ-INTEGER" "EXT") (intern "WRITE-INTEGER" "EXT")
              (intern "DEFINE-HASH-TABLE-TEST" "EXT") (intern "HASH-TABLE-WEAK-P" "EXT") (intern "DOHASH" "EXT"))
        "EXT")

(%export (list (intern "*INIT-HOOKS*" "CUSTOM") (intern "*SYSTEM-PACKAGE-LIST*" "CUSTOM") (intern "*FINI-HOOKS*" "CUSTOM")
               (intern "*SAVEINITMEM-VERBOSE*" "CUSTOM")
              (intern "*DEFAULT-FILE-ENCODING*" "CUSTOM") (intern "*TERMINAL-ENCODING*" "CUSTOM"))
        "CUSTOM")

(%export (list (intern "PROBE-PATHNAME" "EXT") (intern "PROBE-DIRECTORY" "EXT") (intern "ABSOLUTE-PATHNAME" "EXT")
               (intern "DIR" "EXT") (intern "CD" "EXT") (intern "DEFAULT-DIRECTORY" "EXT")
               (intern "MAKE-DIRECTORY" "EXT") (intern "MAKE-DIR" "EXT")
               (intern "DELETE-DIRECTORY" "EXT") (intern "DELETE-DIR" "EXT")
               (intern "RENAME-DIRECTORY" "EXT") (intern "GETENV" "EXT") (intern "ARGV" "EXT"))
         "EXT")

(%export (list (intern "*LOAD-LOGICAL-PATHNAME-TRANSLATIONS-DATABASE*" "CUSTOM")) "CUSTOM")
