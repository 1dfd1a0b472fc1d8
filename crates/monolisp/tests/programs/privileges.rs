//! A program with the set-user-ID bit gives up its file's rights before it does anything its user says.

use crate::fixture::{Place, is_installed, is_root};
use crate::process::run;
use libtest_mimic::Trial;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// The user and group `nobody`.
const NOBODY: &str = "65534";

/// How the attack gets into the program.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// As the runtime's option of a program that takes those.
    Option,
    /// As the option of an `:executable 0` program.
    PrefixedOption,
    /// The program itself does it: it is meant to have the rights.
    Own,
}

pub(crate) fn trials() -> Vec<Trial> {
    let can_change_user = is_installed("setpriv") && is_root();
    let rows: &[(&str, u32, Way)] = &[
        ("of a set-user-ID program", 0o4755, Way::PrefixedOption),
        ("of a set-group-ID program", 0o2755, Way::PrefixedOption),
        ("of both", 0o6755, Way::PrefixedOption),
        ("of a program with the runtime's options", 0o4755, Way::Option),
        ("of a program without options are kept", 0o6755, Way::Own),
    ];
    let trials = rows.iter().map(|&(name, mode, way)| {
        Trial::test(format!("privileges: {name}"), move || {
            attack(mode, way);
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

fn attack(mode: u32, way: Way) {
    let place = Place::new();
    let main = if way == Way::Own { ATTACK } else { "(write-line \"main\")" };
    place.save_program("app", if way == Way::Option { "t" } else { "0" }, &format!("(defun main () {main})"));
    fs::set_permissions(place.path(""), Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(place.path("app"), Permissions::from_mode(mode)).unwrap();
    let mut command = Command::new("setpriv");
    command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--inh-caps=-all", "--"]);
    command.arg(place.path("app"));
    match way {
        Way::Option => drop(command.args(["-x", ATTACK])),
        Way::PrefixedOption => drop(command.args(["--clisp-x", ATTACK])),
        Way::Own => drop(command.args(["-x", "(error \"an argument of the program\")"])),
    }
    let outcome = run(command.current_dir(place.path("")));
    let found: Vec<&str> = outcome.out.lines().filter(|line| line.contains(": ")).collect();
    let owner = std::os::unix::fs::MetadataExt::uid(&fs::metadata(place.path("made")).unwrap());
    if way == Way::Own {
        assert_eq!(
            found[..2],
            [format!("Uid: {NOBODY} 0 0 0"), format!("Gid: {NOBODY} 0 0 0")],
            "{outcome:?}"
        );
        assert_eq!(owner, 0, "{outcome:?}");
        return;
    }
    let ids = format!("{NOBODY} {NOBODY} {NOBODY} {NOBODY}");
    let none = "0000000000000000";
    let expected =
        [format!("Uid: {ids}"), format!("Gid: {ids}"), format!("CapPrm: {none}"), format!("CapEff: {none}")];
    assert_eq!(found, expected, "{outcome:?}");
    assert_eq!(owner.to_string(), NOBODY, "{outcome:?}");
}
