//! Starting: which image, which actions, and the process's exit code.

#![expect(unsafe_code, reason = "takes the image that the system mapped with this file as the heap")]

use crate::options::{self, Action, CommandLine, UsageError};
use bundler::{Contents, SlotError};
use heapfmt::Value;
use heapfmt::layout::symbol;
use heapfmt::meta::{Application, ExecutableMode, Property};
use heapfmt::statics::sym;
use runtime::base_image::{self, BuildError};
use runtime::heap::poll;
use runtime::image::load::{self, LoadError, Loaded};
use runtime::image::save::{self, SaveError};
use runtime::os::privileges::{self, PrivilegeError};
use runtime::os::{describe_error, signals};
use runtime::vm::{Unwind, Vm};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Why a process ends before its program begins, or without the program having said so.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    #[error(transparent)]
    Usage(#[from] UsageError),
    #[error(transparent)]
    Privileges(#[from] PrivilegeError),
    #[error("the program is damaged: {0}")]
    Slot(#[from] SlotError),
    #[error("the program's image is damaged: {0}")]
    Attached(LoadError),
    #[error("the program is damaged: its file is cut short or cannot be read")]
    Unreadable,
    #[error("{}: {source}", path.display())]
    Image { path: PathBuf, source: LoadError },
    #[error("no image: this program has none attached, -M is not given, and there is no {}", tried.display())]
    NoImage { tried: PathBuf },
    #[error("the image has no top level")]
    NoTopLevel,
    #[error("{message}")]
    Fatal { message: String },
    #[error("the program ended by an exit that nothing takes up")]
    Astray,
    #[error("cannot write the output: {}", describe_error(source))]
    Output { source: io::Error },
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Longest distance from the end of a payload to the end of its end mark, in bytes.
const END_MARK_REACH: usize = 64;

/// Parses the command line, loads the image and runs it. Nothing that the user says is acted on before the process has
/// the user's rights only.
pub(crate) fn start() -> Result<ExitCode, StartError> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let attached = match crate::SLOT.contents()? {
        Contents::Empty => None,
        Contents::Attached(payload) => {
            let start = payload.address().addr();
            // The end mark lies a few bytes behind the payload.
            let addresses = start..start + payload.len() + END_MARK_REACH;
            signals::end_when_unreadable(addresses, crate::line(&StartError::Unreadable));
            payload.check_end_mark()?;
            // SAFETY: the slot says that the system mapped these bytes with the program, private and writable;
            // this is the only use of them.
            let loaded = unsafe { load::load_in_place(payload.address(), payload.len()) };
            Some(loaded.map_err(StartError::Attached)?)
        }
    };
    let delegating = attached.as_ref().is_some_and(|loaded| is_delegating(&loaded.application));
    let line = options::parse(&arguments, delegating)?;
    // A program that is given no option does nothing but what it was written for: it keeps the rights of its file.
    let has_program = attached.as_ref().is_some_and(|loaded| has_init_function(&loaded.vm));
    if !(delegating && has_program && line.is_plain) {
        privileges::give_up()?;
    }
    if let Some(code) = crate::answer(&line, delegating) {
        return Ok(code);
    }
    let Loaded { mut vm, application } = match (&line.image, attached) {
        (Some(path), _) => load_file(path)?,
        (None, Some(loaded)) => loaded,
        (None, None) => load_file(&image_beside_program()?)?,
    };
    run(&mut vm, &application, &line)
}

fn is_delegating(application: &Application) -> bool {
    application.executable() == ExecutableMode::Delegating
}

fn has_init_function(vm: &Vm) -> bool {
    !vm.mutator.heap.symbol_slot(sym::INIT_FUNCTION, symbol::VALUE).is_nil()
}

fn load_file(path: &Path) -> Result<Loaded, StartError> {
    load::load_file(path).map_err(|source| StartError::Image { path: path.to_owned(), source })
}

fn image_beside_program() -> Result<PathBuf, StartError> {
    let program = std::env::current_exe().unwrap_or_default();
    let path = program.with_file_name("lispinit.mem");
    if path.exists() { Ok(path) } else { Err(StartError::NoImage { tried: path }) }
}

/// Hands the actions over to the Lisp side, which ends the process.
fn run(vm: &mut Vm, application: &Application, line: &CommandLine) -> Result<ExitCode, StartError> {
    let actions = actions(vm, application, line);
    let toplevel = vm.mutator.heap.symbol_slot(sym::RUN_TOPLEVEL, symbol::FUNCTION);
    if !toplevel.is_function() {
        return Err(StartError::NoTopLevel);
    }
    signals::set_on_interrupt(vm.mutator.heap.shared_poll_word(), poll::INTERRUPT);
    let result = vm.call_nested(toplevel, &[actions]);
    let flushed = vm.mutator.files.close_all();
    let code = match result {
        Ok(_) => 0,
        Err(Unwind::Quit { code }) => code,
        Err(Unwind::Fatal { message }) => return Err(StartError::Fatal { message }),
        Err(Unwind::Exit { .. } | Unwind::Error { .. }) => return Err(StartError::Astray),
    };
    match flushed {
        Err(source) if code == 0 => lost_output(source),
        _ => Ok(ExitCode::from(code)),
    }
}

/// How a process ends that succeeded but for its last output. Whoever closes a pipe, or does not want to wait for the
/// rest, does not want to hear of it.
fn lost_output(source: io::Error) -> Result<ExitCode, StartError> {
    match source.kind() {
        io::ErrorKind::BrokenPipe | io::ErrorKind::Interrupted => Ok(ExitCode::FAILURE),
        _ => Err(StartError::Output { source }),
    }
}

/// The list of actions for `SYS::%RUN-TOPLEVEL`; sets `EXT:*ARGS*`.
fn actions(vm: &mut Vm, application: &Application, line: &CommandLine) -> Value {
    let has_init_function = has_init_function(vm);
    let heap = &mut vm.mutator.heap;
    let takes_script = application.flag(Property::Script) && !is_delegating(application);
    let (script, arguments) = match line.positional.split_first() {
        Some((first, rest)) if takes_script && !line.positional_marked => (Some(first), rest),
        _ => (None, &line.positional[..]),
    };
    // The program may change them.
    let own_string = |argument: &String| heap.mutable_string(&argument.chars().collect::<Vec<char>>());
    let strings: Vec<Value> = arguments.iter().map(own_string).collect();
    let arguments = heap.list(&strings);
    heap.set_symbol_slot(sym::ARGS, symbol::VALUE, arguments);

    let mut list = Vec::new();
    if line.quiet >= 2 {
        list.push(heap.list(&[sym::KEY_SILENCE]));
    }
    for action in &line.actions {
        let (key, operands) = match action {
            Action::Load(file) => (sym::KEY_LOAD, vec![file]),
            Action::Compile(file, output) => {
                (sym::KEY_COMPILE, std::iter::once(file).chain(output).collect())
            }
            Action::Evaluate(text) => (sym::KEY_EVALUATE, vec![text]),
        };
        let mut items = vec![key];
        items.extend(operands.into_iter().map(|text| heap.string(text)));
        list.push(heap.list(&items));
    }
    let ends = line.actions.iter().any(|action| !matches!(action, Action::Load(_)));
    if let Some(file) = script {
        let file = heap.string(file);
        list.push(heap.list(&[sym::KEY_SCRIPT, file]));
    } else if !ends {
        if has_init_function {
            list.push(heap.list(&[sym::KEY_INITIALIZE]));
        }
        if !is_delegating(application) || !has_init_function {
            let banner = Value::boolean(line.quiet == 0 && !application.flag(Property::Quiet));
            list.push(heap.list(&[sym::KEY_REPL, banner]));
        }
    }
    heap.list(&list)
}

/// Builds the base image from the Lisp sources in `folder` and writes it to `file`.
pub(crate) fn build_base_image(folder: &Path, file: &Path) -> Result<(), StartError> {
    let mut vm = base_image::build(folder)?;
    save::save(&mut vm.mutator, file, &mut Application::default())?;
    Ok(())
}
