//! The runtime without an image, to which a saved program's image is attached.
//!
//! It is taken out of the running program's own file. When that was stripped or patched since it was saved, or cannot
//! be read, an installed runtime of the same build serves as well: `lib/monolisp/SET/TARGET/lisp.run` beside the
//! folder of the program, then in the system's usual places.

use crate::os::{describe_error, program};
use bundler::{AttachOptions, Attachment, Error, Payload, Target, attach, info};
use std::fs::{File, Metadata};
use std::path::PathBuf;

/// The linking set of this runtime: no foreign code, no further modules.
const LINKING_SET: &str = "base";

/// Why there is no template.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The running program does not give it back, and no installed runtime takes its place.
    #[error(
        "cannot take the runtime out of the running program: {}; there is none of the same build at {}",
        describe_error(own),
        listed(tried)
    )]
    None {
        /// What is wrong with the running program's own file.
        own: Error,
        /// The places of installed runtimes.
        tried: Vec<PathBuf>,
    },
    /// The image cannot be attached.
    #[error("{}", describe_error(.0))]
    Attach(#[from] Error),
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    paths.join(", ")
}

/// Plans to attach `image` to the template of the running program. The metadata are those of the template's file.
pub(super) fn attach_to_template<'a>(
    image: &'a [&'a [u8]],
    build_id: [u8; bundler::BUILD_ID_LEN],
) -> Result<(Attachment<'a>, Metadata), TemplateError> {
    let attach_to = |file: File| {
        let metadata = file.metadata()?;
        Ok::<_, Error>((attach(&file, Payload::Slices(image), &AttachOptions::default())?, metadata))
    };
    let own = match program::open().map_err(Error::from).and_then(attach_to) {
        Err(Error::TooLarge { payload_len }) => return Err(Error::TooLarge { payload_len }.into()),
        Err(error) => error,
        Ok(attachment) => return Ok(attachment),
    };
    let tried = installed();
    for path in &tried {
        let Ok(file) = File::open(path) else { continue };
        if info(&file).is_ok_and(|info| info.build_id == build_id) {
            return Ok(attach_to(file)?);
        }
    }
    Err(TemplateError::None { own, tried })
}

/// Where an installed runtime may be.
fn installed() -> Vec<PathBuf> {
    let target = Target::HOST.name();
    let file = format!("lisp.run{}", std::env::consts::EXE_SUFFIX);
    let in_folder = |folder: PathBuf| folder.join("monolisp").join(LINKING_SET).join(target).join(&file);
    program::library_folders().into_iter().map(in_folder).collect()
}
