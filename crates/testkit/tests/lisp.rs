//! Every file under `tests/lisp/` in every world.

use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};
use testkit::{World, run_file, workspace};

/// Chapters about the machine itself collect at every safepoint, the others at every 64th. Those about limits fill
/// the stack, which each collection scans.
fn stress_interval(chapter: &str) -> u32 {
    match chapter {
        "evaluation" | "control" => 1,
        "limits" => 200_000,
        _ => 64,
    }
}

/// What tests share because it belongs to the process: its environment and current directory. Those of the chapter
/// about them run while no other test does.
static PROCESS: RwLock<()> = RwLock::new(());

fn run(path: &Path, world: World, changes_process: bool) -> Result<(), Failed> {
    // A test that fails leaves nothing behind that the others depend on.
    let result = if changes_process {
        let _alone = PROCESS.write().unwrap_or_else(PoisonError::into_inner);
        run_file(path, world)
    } else {
        let _together = PROCESS.read().unwrap_or_else(PoisonError::into_inner);
        run_file(path, world)
    };
    result.map(drop).map_err(Into::into)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of tests exists")
        .map(|entry| entry.expect("a folder of tests can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "lisp") {
            found.push(path);
        }
    }
}

fn main() {
    let root = workspace().join("tests/lisp");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let mut trials = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&root).expect("files lie below the root").with_extension("");
        let chapter = name.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let chapter = chapter.unwrap_or_default();
        let changes_process = chapter == "environment";
        let stress = World::Stress { interval: stress_interval(&chapter) };
        for world in [World::Fresh, stress, World::Reloaded] {
            let path = path.clone();
            trials.push(Trial::test(format!("{}::{}", name.display(), world.name()), move || {
                run(&path, world, changes_process)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
