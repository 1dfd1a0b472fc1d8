;;;; The symbols that EXT, CUSTOM and CL-USER offer beside the standard's. A table, not a recipe: whatever defines
;;;; the names comes later.

(export (list (intern "*ARGS*" "EXT") (intern "EXIT" "EXT") (intern "QUIT" "EXT") (intern "BYE" "EXT")
              (intern "SAVEINITMEM" "EXT") (intern "INTERRUPT-CONDITION" "EXT")
              (intern "TYPE-EXPAND" "EXT") (intern "RETRY" "EXT"))
        "EXT")

(export (list (intern "*INIT-HOOKS*" "CUSTOM") (intern "*FINI-HOOKS*" "CUSTOM")
              (intern "*SAVEINITMEM-VERBOSE*" "CUSTOM"))
        "CUSTOM")
