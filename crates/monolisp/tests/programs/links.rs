//! Symbolic links in the way of DIRECTORY: to nowhere, to a directory beside, and back up, which leads in circles.

use crate::fixture::{Place, Test};
use libtest_mimic::Trial;
use std::fs;
use std::os::unix::fs::symlink;

const TESTS: &[Test] = &[("links are followed, and circles end", links_are_followed)];

pub(crate) fn trials() -> Vec<Trial> {
    let trials = TESTS.iter().map(|(name, test)| {
        Trial::test(format!("directories: {name}"), move || {
            test(&Place::new());
            Ok(())
        })
    });
    trials.collect()
}

fn links_are_followed(place: &Place) {
    fs::create_dir_all(place.path("top/inner")).unwrap();
    place.write("top/a.x", "");
    place.write("top/inner/b.x", "");
    symlink("nowhere", place.path("top/gone.x")).unwrap();
    symlink("inner", place.path("top/alias")).unwrap();
    symlink("..", place.path("top/inner/up")).unwrap();
    let rows = [
        ("\"top/**/*.x\"", "(\"a.x\" \"b.x\" \"b.x\")\n"),
        ("\"top/**/*.x\" :circle t", "(\"a.x\" \"b.x\")\n"),
        ("\"top/*.x\" :if-does-not-exist :keep", "(\"a.x\" \"gone.x\")\n"),
        ("\"top/gone.x\"", "NIL\n"),
    ];
    for (arguments, names) in rows {
        place.lisp(&["-x", &format!("(mapcar #'file-namestring (directory {arguments}))")]).prints(names);
    }
    let error = "(handler-case (directory \"top/*.x\" :if-does-not-exist :error) (file-error () 'gone))";
    place.lisp(&["-x", error]).prints("GONE\n");
}
