//! A program with the set-user-ID bit gives up its file's rights before it looks at anything its user says.

use crate::fixture::{Place, is_installed, is_root};
use crate::process::run;
use libtest_mimic::Trial;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// The user and group `nobody`.
const NOBODY: &str = "65534";

pub(crate) fn trials() -> Vec<Trial> {
    let can_change_user = is_installed("setpriv") && is_root();
    let rows: &[(&str, u32, bool)] = &[
        ("of a set-user-ID program", 0o4755, true),
        ("of a set-group-ID program", 0o2755, true),
        ("of both", 0o6755, true),
        ("of a program with the runtime's options", 0o4755, false),
    ];
    let trials = rows.iter().map(|&(name, mode, is_delegating)| {
        Trial::test(format!("privileges: {name}"), move || {
            attack(mode, is_delegating);
            Ok(())
        })
        .with_ignored_flag(!can_change_user)
    });
    trials.collect()
}

/// What an attacker would evaluate: all ids of the process, and the owner of a file that it makes.
const ATTACK: &str = "(progn
  (with-open-file (status \"/proc/self/status\")
    (loop (let ((line (read-line status nil)))
      (if (null line) (return nil))
      (if (and (> (length line) 4) (or (string= (subseq line 0 4) \"Uid:\") (string= (subseq line 0 4) \"Gid:\")
                                       (string= (subseq line 0 4) \"CapE\") (string= (subseq line 0 4) \"CapP\")))
          (write-line (substitute #\\Space #\\Tab line))))))
  (with-open-file (s \"made\" :direction :output) (write-line \"mine\" s))
  (finish-output))";

fn attack(mode: u32, is_delegating: bool) {
    let place = Place::new();
    place.save_program("app", if is_delegating { "0" } else { "t" }, "(defun main () (write-line \"main\"))");
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(place.path("app"), Permissions::from_mode(mode)).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--inh-caps=-all", "--"]);
    command.arg(place.path("app")).arg(if is_delegating { "--clisp-x" } else { "-x" }).arg(ATTACK);
    let outcome = run(command.current_dir(place.path("")));
    let ids = format!("{NOBODY} {NOBODY} {NOBODY} {NOBODY}");
    let none = "0000000000000000";
    let expected =
        [format!("Uid: {ids}"), format!("Gid: {ids}"), format!("CapPrm: {none}"), format!("CapEff: {none}")];
    let found: Vec<&str> = outcome.out.lines().filter(|line| line.contains(": ")).collect();
    assert_eq!(found, expected, "{outcome:?}");
    let owner = std::os::unix::fs::MetadataExt::uid(&fs::metadata(place.path("made")).unwrap());
    assert_eq!(owner.to_string(), NOBODY, "{outcome:?}");
}
