//! Checking a file against its restore record.

use sha2::{Digest, Sha256};

use crate::detach::{Located, LocatedPayload};
use crate::error::Error;
use crate::layout::Layout;
use crate::plan::{Content, Piece};
use crate::record::Record;
use crate::source::{Source, for_each_chunk};

/// How much of a file is as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every byte.
    Whole,
    /// The payload, and of the template what is loaded and has no reason to change. Something else was changed, as
    /// tools do that strip, sign or edit library paths.
    OnlyLoaded {
        /// What differs first.
        first_change: String,
    },
}

/// Checks every byte of a file. An error says that something is damaged that the program needs.
pub fn verify(source: &(impl Source + ?Sized)) -> Result<Verdict, Error> {
    let located = Located::in_file(source)?;
    let attached = located.attached()?;
    attached.check_end_mark(source, &located.slot)?;
    let record = attached.read_record(source)?;
    attached.check_payload(source, &record)?;
    check_resident(source, &located.layout, &record)?;
    Ok(match first_change(source, attached, &record)? {
        None => Verdict::Whole,
        Some(first_change) => Verdict::OnlyLoaded { first_change },
    })
}

fn check_resident(source: &(impl Source + ?Sized), layout: &Layout, record: &Record) -> Result<(), Error> {
    let mut digest = Sha256::new();
    for range in &record.plan.resident {
        let offset = layout.offset_of(range.address, range.len).ok_or(Error::ProgramDamaged)?;
        for_each_chunk(source, offset, range.len, "program", |_, chunk| {
            digest.update(chunk);
            Ok(())
        })?;
    }
    if <[u8; 32]>::from(digest.finalize()) == record.resident_digest {
        Ok(())
    } else {
        Err(Error::ProgramDamaged)
    }
}

/// The first part of the file that is not as the plan says, if any. The payload and the record are known to be intact.
fn first_change(
    source: &(impl Source + ?Sized),
    attached: &LocatedPayload,
    record: &Record,
) -> Result<Option<String>, Error> {
    let plan = &record.plan;
    let (len, expected) = (source.len()?, plan.result_len());
    if len != expected {
        return Ok(Some(format!("the file has {len} bytes instead of {expected}")));
    }
    for patch in &plan.patches {
        let mut found = vec![0; patch.new.len()];
        source.read_at(patch.at, &mut found, "patch")?;
        if found != patch.new {
            return Ok(Some(format!("{} at offset {:#x}", patch.what, patch.at)));
        }
    }
    for piece in &plan.pieces {
        let intact = match &piece.content {
            Content::Zeros => has_bytes(source, piece, |_, chunk| chunk.iter().all(|&byte| byte == 0))?,
            Content::Bytes(bytes) => {
                has_bytes(source, piece, |from, chunk| chunk == &bytes[from..from + chunk.len()])?
            }
            Content::Payload => piece.at == attached.payload.start,
            Content::Record => piece.at == attached.record.start,
            Content::Template { .. } => true,
        };
        if !intact {
            return Ok(Some(format!("{} at offset {:#x}", piece.what, piece.at)));
        }
    }
    match record.restore_template(source) {
        Ok(_) => Ok(None),
        Err(Error::TemplateChanged) => Ok(Some("the part that came from the template".to_owned())),
        Err(error) => Err(error),
    }
}

fn has_bytes(
    source: &(impl Source + ?Sized),
    piece: &Piece,
    expected: impl Fn(usize, &[u8]) -> bool,
) -> Result<bool, Error> {
    let mut intact = true;
    for_each_chunk(source, piece.at, piece.len, "file", |offset, chunk| {
        intact &= expected((offset - piece.at) as usize, chunk);
        Ok(())
    })?;
    Ok(intact)
}
