//! Ways to store, name and start a saved program.

use crate::fixture::{Linking, PRINT_ARGUMENTS, Place, Test, is_installed, is_root};
use crate::process::{Outcome, run};
use libtest_mimic::Trial;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::process::Command;

const TESTS: &[Test] = &[
    ("copied", copied),
    ("renamed", renamed),
    ("through a symbolic link", symbolic_link),
    ("found in PATH", found_in_path),
    ("exec -a", other_argv0),
    ("deleted when it starts", deleted),
    ("with its files closed", without_standard_files),
    ("in an empty environment", empty_environment),
];

/// What needs root, and a tool: the test, the tool, and which runtimes it is for.
const AS_ROOT: &[(Test, &str, &[Linking])] = &[
    (("with mode 0111 as another user", unreadable), "setpriv", &Linking::ALL),
    // A dynamic program needs more than itself there.
    (("in a chroot without /proc", chroot), "chroot", &[Linking::Static]),
];

pub(crate) fn trials() -> Vec<Trial> {
    let trial = |(name, test): Test, linking: Linking, possible: bool| {
        let name = format!("started {name}{}", linking.suffix());
        let trial = Trial::test(name, move || {
            let place = Place::with_runtime(linking);
            place.save_program("app", "0", PRINT_ARGUMENTS);
            test(&place);
            Ok(())
        });
        trial.with_ignored_flag(!possible || !linking.is_there())
    };
    let anywhere = TESTS.iter().flat_map(|test| Linking::ALL.map(|linking| trial(*test, linking, true)));
    let as_root = AS_ROOT.iter().flat_map(|(test, tool, linkings)| {
        let possible = is_root() && is_installed(tool);
        linkings.iter().map(move |linking| trial(*test, *linking, possible))
    });
    anywhere.chain(as_root).collect()
}

#[track_caller]
fn works(outcome: &Outcome) {
    outcome.expect(3, "(\"an argument\")\n", "");
}

fn copied(place: &Place) {
    fs::copy(place.path("app"), place.path("copy")).unwrap();
    works(&place.run("copy", &["an argument"]));
}

fn renamed(place: &Place) {
    fs::rename(place.path("app"), place.path("another name \u{e9}")).unwrap();
    works(&place.run("another name \u{e9}", &["an argument"]));
}

fn symbolic_link(place: &Place) {
    symlink(place.path("app"), place.path("link")).unwrap();
    works(&place.run("link", &["an argument"]));
}

fn found_in_path(place: &Place) {
    works(&run(Command::new("app").arg("an argument").env("PATH", place.path("")).current_dir("/")));
}

fn other_argv0(place: &Place) {
    for name in ["x", "", "/usr/bin/env", "-sh"] {
        works(&run(place.program("app").arg0(name).arg("an argument")));
    }
}

fn deleted(place: &Place) {
    let mut command = Command::new("sh");
    command.args(["-c", "exec 3<\"$0\"; rm \"$0\"; exec /proc/self/fd/3 \"an argument\""]);
    works(&run(command.arg(place.path("app"))));
}

fn without_standard_files(place: &Place) {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" \"an argument\" <&- >&- 2>&-"]);
    run(command.arg(place.path("app"))).expect(3, "", "");
}

fn empty_environment(place: &Place) {
    works(&run(place.program("app").arg("an argument").env_clear()));
}

fn unreadable(place: &Place) {
    fs::set_permissions(place.path(""), Permissions::from_mode(0o711)).unwrap();
    chown(place.path("app"), Some(0), Some(0)).unwrap();
    fs::set_permissions(place.path("app"), Permissions::from_mode(0o111)).unwrap();
    let as_nobody = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups", "--"]);
        command
    };
    let readable = as_nobody().arg("cat").arg(place.path("app")).output().unwrap().status.success();
    assert!(!readable, "the file must not be readable for this to show anything");
    works(&run(as_nobody().arg(place.path("app")).arg("an argument")));
    // Another program cannot be made from a file that cannot be read.
    let save = "(ext:saveinitmem \"/tmp/nothing\" :executable t)";
    run(as_nobody().arg(place.path("app")).args(["--clisp-x", save])).fails_with(&[
        "*** - SAVEINITMEM: cannot save the image: cannot take the runtime out of the running program: /proc/self/exe: Permission denied",
    ]);
}

fn chroot(place: &Place) {
    assert!(!place.path("proc").exists());
    let inside = |program: &str, arguments: &[&str]| {
        run(Command::new("chroot").arg(place.path("")).arg(program).args(arguments))
    };
    works(&inside("/app", &["an argument"]));
    inside("/app", &["--clisp-x", "(ext:saveinitmem \"a.mem\")"]).saves();
    // Without /proc a program cannot find its own file, and says so.
    inside("/app", &["--clisp-x", "(ext:saveinitmem \"b\" :executable t)"])
        .fails_with(&[
            "*** - SAVEINITMEM: cannot save the image: cannot take the runtime out of the running program: /proc/self/exe: No such file",
        ]);
}
