;;;; The symbols that EXT, CUSTOM and CL-USER offer beside the standard's. A table, not a recipe: whatever defines
;;;; the names comes later.

(%export (list (intern "*ARGS*" "EXT") (intern "EXIT" "EXT") (intern "QUIT" "EXT") (intern "BYE" "EXT")
               (intern "SAVEINITMEM" "EXT") (intern "INTERRUPT-CONDITION" "EXT")
               (intern "TYPE-EXPAND" "EXT") (intern "RETRY" "EXT")
               (intern "PACKAGE-LOCK" "EXT") (intern "WITHOUT-PACKAGE-LOCK" "EXT") (intern "RE-EXPORT" "EXT")
               (intern "PACKAGE-CASE-SENSITIVE-P" "EXT") (intern "PACKAGE-CASE-INVERTED-P" "EXT")
               (intern "PACKAGE-SHORTEST-NAME" "EXT"))
         "EXT")

(%export (list (intern "*INIT-HOOKS*" "CUSTOM") (intern "*SYSTEM-PACKAGE-LIST*" "CUSTOM") (intern "*FINI-HOOKS*" "CUSTOM")
               (intern "*SAVEINITMEM-VERBOSE*" "CUSTOM"))
         "CUSTOM")
