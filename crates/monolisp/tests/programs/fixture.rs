//! What the tests start from: a template, a base image, and folders to save programs in.

use crate::process::{Outcome, run};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use tempfile::TempDir;

static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// The folder with `lisp.run` and `base.mem`, made by the first test that needs it.
fn folder() -> &'static Path {
    FOLDER.get_or_init(|| {
        let folder = TempDir::with_prefix("monolisp-").unwrap().keep();
        let template = folder.join("lisp.run");
        fs::copy(env!("CARGO_BIN_EXE_monolisp"), &template).unwrap();
        // Debug information would make every saved program ten times as large.
        drop(Command::new("strip").arg("-g").arg(&template).status());
        build_base_image(&template, &folder.join("base.mem")).prints("");
        folder
    })
}

/// Removes what [`folder`] has made.
pub(crate) fn remove() {
    if let Some(folder) = FOLDER.get() {
        fs::remove_dir_all(folder).unwrap();
    }
}

pub(crate) fn build_base_image(template: &Path, image: &Path) -> Outcome {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/lisp");
    run(Command::new(template).arg("--build-base-image").arg(sources).arg(image))
}

/// The runtime without an image.
pub(crate) fn template() -> PathBuf {
    folder().join("lisp.run")
}

pub(crate) fn base_image() -> PathBuf {
    folder().join("base.mem")
}

/// The runtime on the base image.
pub(crate) fn lisp() -> Command {
    let mut command = Command::new(template());
    command.arg("-M").arg(base_image());
    command
}

/// Whether `tool` can be started.
pub(crate) fn is_installed(tool: &str) -> bool {
    Command::new(tool).arg("--version").output().is_ok()
}

/// Whether the tests run as root.
pub(crate) fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|metadata| std::os::unix::fs::MetadataExt::uid(&metadata) == 0)
}

/// How the runtime of a test is linked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linking {
    /// As for this machine.
    Host,
    /// Without libraries, as it is shipped. Nothing here builds it.
    Static,
}

impl Linking {
    pub(crate) const ALL: [Linking; 2] = [Linking::Host, Linking::Static];

    /// What the names of tests end with.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Linking::Host => "",
            Linking::Static => " (static runtime)",
        }
    }

    pub(crate) fn is_there(self) -> bool {
        self == Linking::Host || built_static_runtime().is_some()
    }

    /// The runtime, without debug information.
    fn runtime(self) -> PathBuf {
        let path = folder().join(if self == Linking::Host { "lisp.run" } else { "static.run" });
        if !path.exists() {
            let built = built_static_runtime().expect("tests of what is not there are ignored");
            fs::copy(built, &path).unwrap();
            drop(Command::new("strip").arg("-g").arg(&path).status());
        }
        path
    }
}

/// The static runtime, if one was built whose images are those of the host's.
fn built_static_runtime() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let host = Path::new(env!("CARGO_BIN_EXE_monolisp"));
        let target = host.parent()?.parent()?.join(format!("{}-unknown-linux-musl", std::env::consts::ARCH));
        let build_id =
            |program: &Path| bundler::info(&File::open(program).ok()?).ok().map(|info| info.build_id);
        let ours = build_id(host)?;
        let mut candidates =
            ["release", "debug"].map(|profile| target.join(profile).join("monolisp")).into_iter();
        candidates.find(|program| build_id(program) == Some(ours))
    };
    BUILT.get_or_init(find).as_deref()
}

/// A folder of one test's own, removed when the test ends, and the runtime to be used there.
pub(crate) struct Place {
    folder: TempDir,
    runtime: PathBuf,
}

impl Place {
    pub(crate) fn new() -> Place {
        Place::with_runtime(Linking::Host)
    }

    pub(crate) fn with_runtime(linking: Linking) -> Place {
        Place { folder: TempDir::with_prefix("monolisp-").unwrap(), runtime: linking.runtime() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        fs::write(self.path(name), contents).unwrap();
    }

    /// The names of the files here, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The runtime on the base image, in this folder.
    pub(crate) fn lisp(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(&self.runtime);
        command.arg("-M").arg(base_image()).args(arguments);
        run(command.current_dir(self.folder.path()))
    }

    /// The program `name` of this folder, in this folder.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.path(name));
        command.current_dir(self.folder.path());
        command
    }

    /// Runs the program `name`.
    pub(crate) fn run(&self, name: &str, arguments: &[&str]) -> Outcome {
        run(self.program(name).args(arguments))
    }

    /// Evaluates `forms` and saves the program `name`, which starts with the function `MAIN`.
    #[track_caller]
    pub(crate) fn save_program(&self, name: &str, executable: &str, forms: &str) {
        let save = format!(
            "(progn (ext:saveinitmem {name:?} :executable {executable} :init-function 'main :verbose nil) (values))"
        );
        self.lisp(&["-x", &format!("(progn {forms} (values))"), "-x", &save]).prints("");
    }
}

/// A test's name, and what it does in a folder of its own.
pub(crate) type Test = (&'static str, fn(&Place));

/// A `MAIN` that prints the program's arguments and ends with exit code 3.
pub(crate) const PRINT_ARGUMENTS: &str = "(defun main () (prin1 ext:*args*) (terpri) (ext:exit 3))";
