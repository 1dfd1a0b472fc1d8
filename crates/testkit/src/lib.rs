//! Runs Lisp tests in three worlds: on a fresh image, with the collector under stress, and on an image that was
//! saved and loaded again. So every Lisp test is a test of images and of the collector as well.
//!
//! A test file is Lisp text. A form followed by `=>` and a printed representation must evaluate to what prints so
//! (several values are separated by "; "); one followed by `!!` and a type must signal a condition of that type;
//! any other form prepares for those behind it. `(sys::test-file "name")` names a file in a folder that exists while
//! the test runs. Forms are compiled as a whole, but on the loaded image EVAL does with them what it does.

use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::meta::Application;
use runtime::base_image;
use runtime::image::{load, save};
use runtime::vm::Vm;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// How the heap came to be on which a test runs, and how it is treated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum World {
    /// The base image as it was built.
    Fresh,
    /// A collection at every n-th safepoint, followed by a check of the whole heap.
    Stress {
        /// How many safepoints lie between two collections.
        interval: u32,
    },
    /// The heap after the file has run once, saved and loaded.
    Reloaded,
}

impl World {
    /// Name in test listings.
    pub fn name(self) -> &'static str {
        match self {
            World::Fresh => "fresh",
            World::Stress { .. } => "stress",
            World::Reloaded => "reloaded",
        }
    }
}

/// The folder of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The base image, built once per process.
pub fn base_image() -> &'static [u8] {
    static IMAGE: OnceLock<Vec<u8>> = OnceLock::new();
    IMAGE.get_or_init(|| {
        let mut vm =
            base_image::build(&workspace().join("crates/runtime/lisp")).expect("the base image builds");
        save::container(&mut vm.mutator, &Application::default()).expect("the base image can be saved")
    })
}

/// A machine on the base image.
pub fn machine() -> Vm {
    load::load_bytes(base_image()).expect("the base image loads").vm
}

const DRIVER: &str = include_str!("driver.lisp");

/// Runs the test file at `path` in `world`. Returns the number of expectations, or what went wrong.
pub fn run_file(path: &Path, world: World) -> Result<usize, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut vm = machine();
    evaluate_text(&mut vm, DRIVER)?;
    match world {
        World::Fresh => {}
        World::Stress { interval } => vm.set_gc_stress(interval),
        World::Reloaded => {
            run_tests(&mut vm, &text)?;
            let image = save::container(&mut vm.mutator, &Application::default())
                .map_err(|error| format!("cannot save: {error}"))?;
            vm = load::load_bytes(&image).map_err(|error| format!("cannot load: {error}"))?.vm;
            evaluate_text(&mut vm, "(setq sys::*compile-tests* nil)")?;
        }
    }
    run_tests(&mut vm, &text)
}

/// Evaluates all forms of `text`.
pub fn evaluate_text(vm: &mut Vm, text: &str) -> Result<(), String> {
    call_with_text(vm, "SYSTEM", "%EVALUATE-TEXT-SILENTLY", text).map(drop)
}

/// What the forms of `text` print on a fresh image.
pub fn output_of(text: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no folder for the test's files: {error}"))?;
    let mut vm = machine();
    evaluate_text(&mut vm, DRIVER)?;
    evaluate_text(
        &mut vm,
        &format!("(setq sys::*test-folder* {:?})", folder.path().join("").display().to_string()),
    )?;
    let output = call_with_text(&mut vm, "SYSTEM", "%OUTPUT-OF-TEXT", text)?;
    Ok(vm.mutator.heap.string_text(output))
}

/// Calls the function of a symbol with one string.
fn call_with_text(vm: &mut Vm, package: &str, name: &str, text: &str) -> Result<Value, String> {
    let heap = &mut vm.mutator.heap;
    let package = runtime::packages::find_package(heap, package).ok_or("no such package")?;
    let name = runtime::packages::intern(heap, name, package);
    let function = heap.symbol_slot(name, symbol::FUNCTION);
    let text = heap.string(text);
    vm.call_nested(function, &[text]).map_err(|unwind| format!("{unwind:?}"))
}

/// Runs the driver; its value is a string of failures, one a line, and a count.
fn run_tests(vm: &mut Vm, text: &str) -> Result<usize, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no folder for the test's files: {error}"))?;
    let name = folder.path().join("").display().to_string();
    evaluate_text(vm, &format!("(setq sys::*test-folder* {name:?})"))?;
    let result = call_with_text(vm, "SYSTEM", "%RUN-TESTS", text)?;
    let heap = &vm.mutator.heap;
    let (count, report) = (heap.car(result), heap.string_text(heap.cdr(result)));
    match count.as_fixnum() {
        Some(0) => Err("the file has no expectation".into()),
        Some(count) if report.is_empty() => Ok(count as usize),
        _ => Err(report),
    }
}
