//! The command line: one table of options, from which the parser, the help text and the tests come.
//!
//! The options are CLISP's. A program saved with `:executable 0` leaves all arguments to the application, except
//! those that begin with `--clisp`: without that prefix they are read like the others.

use runtime::os::text::{from_system, to_system};
use std::ffi::OsString;
use std::path::PathBuf;

/// What an option asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Switch {
    Evaluate,
    Load,
    Compile,
    Output,
    Image,
    NoRc,
    Quiet,
    Version,
    Help,
    BuildBaseImage,
    ListBuiltins,
}

/// Table row of an option.
pub(crate) struct OptionRow {
    pub(crate) switch: Switch,
    /// Its names, the usual one first.
    pub(crate) names: &'static [&'static str],
    /// Names of its operands.
    pub(crate) operands: &'static [&'static str],
    /// What it does; rows without text are not shown.
    pub(crate) help: &'static str,
}

macro_rules! option_table {
    ($($switch:ident [$($name:literal)+] [$($operand:literal)*] $help:literal;)*) => {
        /// All options, in the order of the help text.
        pub(crate) static OPTIONS: &[OptionRow] = &[
            $(OptionRow { switch: Switch::$switch, names: &[$($name),+], operands: &[$($operand),*], help: $help },)*
        ];
    };
}

option_table! {
    Help ["--help" "-h"] [] "print this text and exit";
    Version ["--version"] [] "print the version and exit";
    Image ["-M"] ["FILE"] "use this image";
    Quiet ["-q" "--quiet" "--silent"] [] "no banner; twice: no other messages either";
    NoRc ["-norc"] [] "do not load the user's initialization file";
    Load ["-i"] ["FILE"] "load this file (may be repeated)";
    Evaluate ["-x"] ["EXPRESSIONS"] "evaluate the expressions, print their values and exit (may be repeated)";
    Compile ["-c"] ["FILE"] "compile this file and exit (may be repeated)";
    Output ["-o"] ["FILE"] "name of the compiled file, behind -c";
    BuildBaseImage ["--build-base-image"] ["FOLDER" "FILE"] "";
    ListBuiltins ["--list-builtins"] [] "";
}

/// Something to do once the image is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Action {
    Load(String),
    /// A source, and the name of what comes out of it.
    Compile(String, Option<String>),
    Evaluate(String),
}

/// A parsed command line.
#[derive(Default, PartialEq, Eq, Debug)]
pub(crate) struct CommandLine {
    pub(crate) image: Option<PathBuf>,
    pub(crate) actions: Vec<Action>,
    pub(crate) quiet: u8,
    pub(crate) no_rc: bool,
    pub(crate) version: bool,
    pub(crate) help: bool,
    pub(crate) list_builtins: bool,
    /// Folder of the sources and name of the image to be made.
    pub(crate) build_base_image: Option<(PathBuf, PathBuf)>,
    /// Arguments that are not the runtime's, in order.
    pub(crate) positional: Vec<String>,
    /// Whether the positional arguments follow `--`, so that none of them is a script.
    pub(crate) positional_marked: bool,
    /// Whether every argument is the program's, none the runtime's.
    pub(crate) is_plain: bool,
}

/// Why a command line is refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UsageError {
    #[error("invalid argument: '{argument}'; use '--help' for help")]
    Unknown { argument: String },
    #[error("option '{option}' needs {operand}")]
    MissingOperand { option: String, operand: &'static str },
    #[error("{option} with lisp-file is invalid: '{file}'; arguments of the program stand behind '--'")]
    WithScript { option: &'static str, file: String },
    #[error("-x with -c is invalid")]
    EvaluateAndCompile,
    #[error("-o without -c is invalid: '{file}'")]
    OutputWithoutCompile { file: String },
}

const DELEGATING_PREFIX: &str = "--clisp";

/// Text of an argument. Bytes that are no characters are kept, as the names of files and variables keep them.
fn text(argument: &OsString) -> String {
    from_system(argument)
}

/// The option with this name, and the part behind it when its operand is attached (`-Mfile`).
fn find(argument: &str) -> Option<(&'static OptionRow, Option<&str>)> {
    let exact = OPTIONS.iter().find(|row| row.names.contains(&argument));
    if let Some(row) = exact {
        return Some((row, None));
    }
    // One letter is the beginning of too many names of other Lisps' options.
    let takes_attached =
        |row: &&OptionRow| row.operands.len() == 1 && !matches!(row.switch, Switch::Compile | Switch::Output);
    OPTIONS.iter().filter(takes_attached).find_map(|row| {
        let attached = row.names.iter().find_map(|name| argument.strip_prefix(name))?;
        Some((row, Some(attached)))
    })
}

/// Parses the arguments behind the program's name. With `delegating`, only arguments with the `--clisp` prefix are
/// options.
pub(crate) fn parse(arguments: &[OsString], delegating: bool) -> Result<CommandLine, UsageError> {
    let mut line = CommandLine::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let given = text(argument);
        let option = match given.strip_prefix(DELEGATING_PREFIX).filter(|option| option.starts_with('-')) {
            Some(option) => option,
            None if delegating => {
                line.positional = std::iter::once(argument).chain(rest).map(text).collect();
                break;
            }
            None => &given,
        };
        if option == "--" || option.is_empty() {
            line.positional = rest.map(text).collect();
            line.positional_marked = true;
            break;
        }
        if !option.starts_with('-') || option == "-" {
            line.positional = std::iter::once(option.to_owned()).chain(rest.map(text)).collect();
            break;
        }
        let Some((row, attached)) = find(option) else {
            return Err(UsageError::Unknown { argument: option.to_owned() });
        };
        let mut operands: Vec<OsString> = attached.map(to_system).into_iter().collect();
        while operands.len() < row.operands.len() {
            let operand = row.operands[operands.len()];
            let missing = || UsageError::MissingOperand { option: row.names[0].to_owned(), operand };
            operands.push(rest.next().ok_or_else(missing)?.clone());
        }
        line.apply(row.switch, operands)?;
    }
    let evaluates = line.actions.iter().any(|action| matches!(action, Action::Evaluate(_)));
    let compiles = line.actions.iter().any(|action| matches!(action, Action::Compile(..)));
    if evaluates && compiles {
        return Err(UsageError::EvaluateAndCompile);
    }
    line.is_plain = line.positional.len() == arguments.len();
    match line.positional.first() {
        Some(file) if (evaluates || compiles) && !line.positional_marked && !delegating => {
            let option = if evaluates { "-x" } else { "-c" };
            Err(UsageError::WithScript { option, file: file.clone() })
        }
        _ => Ok(line),
    }
}

impl CommandLine {
    fn apply(&mut self, switch: Switch, operands: Vec<OsString>) -> Result<(), UsageError> {
        match (switch, &operands[..]) {
            (Switch::Evaluate, [expressions]) => self.actions.push(Action::Evaluate(text(expressions))),
            (Switch::Load, [file]) => self.actions.push(Action::Load(text(file))),
            (Switch::Compile, [file]) => self.actions.push(Action::Compile(text(file), None)),
            (Switch::Output, [file]) => match self.actions.last_mut() {
                Some(Action::Compile(_, output @ None)) => *output = Some(text(file)),
                _ => return Err(UsageError::OutputWithoutCompile { file: text(file) }),
            },
            (Switch::Image, [file]) => self.image = Some(PathBuf::from(file)),
            (Switch::BuildBaseImage, [folder, file]) => {
                self.build_base_image = Some((PathBuf::from(folder), PathBuf::from(file)));
            }
            (Switch::NoRc, _) => self.no_rc = true,
            (Switch::Quiet, _) => self.quiet += 1,
            (Switch::Version, _) => self.version = true,
            (Switch::Help, _) => self.help = true,
            (Switch::ListBuiltins, _) => self.list_builtins = true,
            (
                Switch::Evaluate
                | Switch::Load
                | Switch::Compile
                | Switch::Output
                | Switch::Image
                | Switch::BuildBaseImage,
                _,
            ) => unreachable!("the parser has collected the operands that the table asks for"),
        }
        Ok(())
    }
}

/// The help text of a program called `program`.
pub(crate) fn help(program: &str, delegating: bool) -> String {
    let (prefix, usage) = if delegating {
        (DELEGATING_PREFIX, "[ARGUMENT]...\nARGUMENTs are the program's own.")
    } else {
        let usage = "[FILE [ARGUMENT]...]\n\
                     Loads FILE and exits; ARGUMENTs are in EXT:*ARGS*. Without FILE and -x, reads, evaluates and prints.";
        ("", usage)
    };
    let mut text = format!("Usage: {program} [{prefix}OPTION]... {usage}\n\n");
    for row in OPTIONS.iter().filter(|row| !row.help.is_empty()) {
        let mut names = row.names.iter().map(|name| format!("{prefix}{name}")).collect::<Vec<_>>().join(", ");
        for operand in row.operands {
            names.push(' ');
            names.push_str(operand);
        }
        text.push_str(&format!("  {names:<24} {}\n", row.help));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str], delegating: bool) -> Result<CommandLine, UsageError> {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        parse(&arguments, delegating)
    }

    #[test]
    fn options_take_operands_attached_or_apart() {
        for arguments in [&["-Mapp.mem", "-x", "1"][..], &["-M", "app.mem", "-x1"]] {
            let line = parsed(arguments, false).unwrap();
            assert_eq!(line.image, Some(PathBuf::from("app.mem")));
            assert_eq!(line.actions, [Action::Evaluate("1".into())]);
        }
    }

    #[test]
    fn the_first_positional_argument_ends_the_options() {
        let line = parsed(&["-q", "-q", "file", "-x", "1"], false).unwrap();
        assert_eq!((line.quiet, line.positional_marked), (2, false));
        assert_eq!(line.positional, ["file", "-x", "1"]);
        assert_eq!(parsed(&["--", "-x"], false).unwrap().positional, ["-x"]);
    }

    #[test]
    fn a_delegating_program_keeps_everything_without_the_prefix() {
        assert_eq!(parsed(&["-x", "1"], true).unwrap().positional, ["-x", "1"]);
        let line = parsed(&["--clisp-x", "1"], true).unwrap();
        assert_eq!(line.actions, [Action::Evaluate("1".into())]);
        assert_eq!(parsed(&["a", "--clisp-x", "1"], true).unwrap().positional, ["a", "--clisp-x", "1"]);
        for argument in ["--clisp", "--clispx", ""] {
            assert_eq!(parsed(&[argument, "a"], true).unwrap().positional, [argument, "a"]);
        }
    }

    #[test]
    fn wrong_command_lines_are_refused() {
        assert_eq!(parsed(&["-zz"], false), Err(UsageError::Unknown { argument: "-zz".into() }));
        assert_eq!(
            parsed(&["-x"], false),
            Err(UsageError::MissingOperand { option: "-x".into(), operand: "EXPRESSIONS" })
        );
        assert_eq!(
            parsed(&["-x", "1", "file"], false),
            Err(UsageError::WithScript { option: "-x", file: "file".into() })
        );
    }

    #[test]
    fn an_output_belongs_to_the_file_before_it() {
        let line = parsed(&["-c", "a", "-o", "b", "-c", "c"], false).unwrap();
        let compile =
            |file: &str, output: Option<&str>| Action::Compile(file.into(), output.map(str::to_owned));
        assert_eq!(line.actions, [compile("a", Some("b")), compile("c", None)]);
        let astray = Err(UsageError::OutputWithoutCompile { file: "b".into() });
        assert_eq!(parsed(&["-o", "b", "-c", "a"], false), astray);
        assert_eq!(parsed(&["-c", "a", "-o", "c", "-o", "b"], false), astray);
        assert_eq!(parsed(&["-c", "a", "-x", "1"], false), Err(UsageError::EvaluateAndCompile));
        assert_eq!(
            parsed(&["-c", "a", "b"], false),
            Err(UsageError::WithScript { option: "-c", file: "b".into() })
        );
        assert_eq!(
            parsed(&["-on-error", "b"], false),
            Err(UsageError::Unknown { argument: "-on-error".into() })
        );
    }

    #[test]
    fn the_help_names_every_shown_option() {
        let help = help("lisp", false);
        for row in OPTIONS.iter().filter(|row| !row.help.is_empty()) {
            assert!(help.contains(row.names[0]), "{}", row.names[0]);
        }
        assert!(!help.contains("--build-base-image"));
    }
}
