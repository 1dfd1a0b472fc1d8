//! Attaches payloads to executables so that the system loads them with the program, and takes them out again.
//!
//! A *template* is an ordinary executable that declares a [slot](template_slot!) in its writable data. [`attach`]
//! puts a payload behind that data, inside the same loadable segment, and writes into the slot how far away the
//! payload is. At run time the program reads its slot and has the payload's address: no file is opened, no
//! header is parsed, and nothing depends on where the file lies, what it is called or whether it was stripped.
//!
//! Attaching computes an [edit plan](Plan) of moves, patches and insertions. The plan travels in the file as its restore
//! record, so that [`detach`] gives back the template byte for byte and [`verify`] knows every byte that should
//! be there. Each executable format contributes two functions only: one that reads a file's [layout](layout) and
//! one that makes the plan.
//!
//! This crate runs no Lisp and does not look into payloads.

mod atomic;
mod attach;
mod detach;
mod elf;
mod error;
mod info;
mod layout;
mod os;
mod plan;
mod record;
mod slot;
mod source;
mod target;
mod template;
mod verify;

pub use atomic::{FileMode, write_atomically};
pub use attach::{AttachOptions, Attachment, Payload, attach};
pub use detach::{Detached, detach, extract};
pub use error::{Error, SlotError};
pub use info::{Info, PayloadInfo, info};
pub use plan::{Content, Patch, Piece, Plan, Resident};
pub use slot::{BUILD_ID_LEN, SLOT_LEN};
pub use source::Source;
pub use target::{Format, Target};
pub use template::{Attached, Contents, TemplateSlot};
pub use verify::{Verdict, verify};
