//! The process and its surroundings: arguments, environment, machine (CLHS 25.2).

use super::arguments::string;
use super::files::system_string;
use crate::error::{LispError, PrimitiveResult};
use crate::mutator::Mutator;
use crate::os::{host, platform as os_platform, text};
use crate::packages::keyword;
use heapfmt::Value;
use std::ffi::OsString;

primitives! {
    pub(super) static SYSTEM = {
        /// Returns the process's arguments, the program's name first, as a list of strings. Bytes that are no
        /// characters are kept, as characters of the last private-use plane.
        effect "SYSTEM:%COMMAND-LINE-ARGUMENTS" "" => command_line_arguments;
        /// Returns the value of the environment variable NAME, or NIL.
        effect "SYSTEM:%GETENV" "name" => getenv;
        /// Gives the environment variable NAME a value; NIL removes it.
        effect "SYSTEM:%SETENV" "name value" => setenv;
        /// Returns all environment variables as an alist.
        effect "SYSTEM:%ENVIRONMENT" "" => environment;
        /// Returns the name of the system: LINUX, WINDOWS or MACOS, and that of the processor.
        effect "SYSTEM:%PLATFORM" "" => platform;
        /// Returns the machine's name and the version of its operating system, each a string or NIL.
        effect "SYSTEM:%HOST" "" => host;
        /// Returns true if the process runs on the platform whose features images hold.
        pure "SYSTEM:%IMAGE-PLATFORM-P" "" => image_platform_p;
        /// Returns the features of the platform that the process runs on, or of that which images name.
        alloc "SYSTEM:%PLATFORM-FEATURES" "of-images" => platform_features;
        /// Returns the version of this Lisp.
        alloc "SYSTEM:%VERSION" "" => version;
    }
}

fn command_line_arguments(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let arguments: Vec<Value> = std::env::args_os().map(|argument| system_string(m, &argument)).collect();
    Ok(m.heap.list(&arguments))
}

fn getenv(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = string(&m.heap, name)?.text(&m.heap);
    // No variable has such a name, and asking the system for one is an error.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Ok(Value::NIL);
    }
    Ok(match std::env::var_os(text::to_system(&name)) {
        Some(value) => system_string(m, &value),
        None => Value::NIL,
    })
}

fn setenv(m: &mut Mutator, [name, value]: [Value; 2]) -> PrimitiveResult {
    let variable = string(&m.heap, name)?.text(&m.heap);
    let text = if value.is_nil() { None } else { Some(string(&m.heap, value)?.text(&m.heap)) };
    let is_possible = !variable.is_empty()
        && !variable.contains(['=', '\0'])
        && !text.as_deref().is_some_and(|text| text.contains('\0'));
    if !is_possible {
        let message = "this cannot be the name or value of an environment variable".to_owned();
        return Err(LispError::Simple { message, datum: name }.into());
    }
    crate::os::environment::set(
        &text::to_system(&variable),
        text.map(|text| text::to_system(&text)).as_deref(),
    );
    Ok(value)
}

fn environment(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let variables: Vec<Value> = std::env::vars_os()
        .map(|(name, value)| {
            let name = system_string(m, &name);
            let value = system_string(m, &value);
            m.heap.cons(name, value)
        })
        .collect();
    Ok(m.heap.list(&variables))
}

fn platform(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let system = m.heap.string(&std::env::consts::OS.to_uppercase());
    let processor = m.heap.string(&std::env::consts::ARCH.to_uppercase());
    Ok(m.return_values(&[system, processor]))
}

fn host(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let mut text = |text: Option<OsString>| text.map_or(Value::NIL, |text| system_string(m, &text));
    let name = text(host::name());
    let version = text(host::system_version());
    Ok(m.return_values(&[name, version]))
}

fn version(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(m.heap.string(env!("CARGO_PKG_VERSION")))
}

fn image_platform_p(_: &Mutator, []: [Value; 0]) -> PrimitiveResult {
    Ok(Value::boolean(os_platform::IS_THAT_OF_IMAGES))
}

fn platform_features(m: &mut Mutator, [of_images]: [Value; 1]) -> PrimitiveResult {
    let names = if of_images.is_nil() { os_platform::OWN } else { os_platform::OF_IMAGES };
    let features: Vec<Value> = names.into_iter().flatten().map(|name| keyword(&mut m.heap, name)).collect();
    Ok(m.heap.list(&features))
}
