//! Finding what is attached to a file, and taking it out.

use std::io::{self, Write};
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::error::{Error, SlotError};
use crate::layout::{Layout, LocatedSlot, read_layout};
use crate::plan::Content;
use crate::record::Record;
use crate::slot::{self, END_MARK_LEN};
use crate::source::{Source, copy_range, read_vec};

/// A template and where in the file its payload is.
pub struct Detached {
    /// The pristine template, byte for byte.
    pub template: Vec<u8>,
    /// The file offsets of the payload.
    pub payload: Range<u64>,
}

/// Undoes [`attach`](crate::attach()): gives back the template as it was. The payload is not read.
///
/// This needs a file that is as it was written; otherwise the error is [`Error::TemplateChanged`].
pub fn detach(source: &(impl Source + ?Sized)) -> Result<Detached, Error> {
    let located = Located::in_file(source)?;
    let attached = located.attached()?;
    let template = attached.read_record(source)?.restore_template(source)?;
    Ok(Detached { template, payload: attached.payload.clone() })
}

/// Writes the payload of a file to `out`, and fails when it is not what was attached. A file whose template can no
/// longer be restored still gives its payload.
pub fn extract(source: &(impl Source + ?Sized), out: &mut dyn Write) -> Result<(), Error> {
    let located = Located::in_file(source)?;
    let attached = located.attached()?;
    attached.check_end_mark(source, &located.slot)?;
    let record = attached.read_record(source)?;
    attached.copy_payload(source, &record, out)
}

/// A file's layout, its slot, and what the slot says.
pub(crate) struct Located {
    pub(crate) layout: Layout,
    pub(crate) slot: LocatedSlot,
    /// Nothing in a template.
    pub(crate) attached: Option<LocatedPayload>,
}

/// File offsets of what is attached.
pub(crate) struct LocatedPayload {
    pub(crate) payload: Range<u64>,
    pub(crate) payload_address: u64,
    pub(crate) end_mark_offset: u64,
    pub(crate) record: Range<u64>,
}

impl Located {
    pub(crate) fn in_file(source: &(impl Source + ?Sized)) -> Result<Located, Error> {
        let layout = read_layout(source)?;
        let slot = layout.find_slot(source)?;
        let attached = match slot.slot.attached {
            None => None,
            Some(extents) => {
                let find = |extent: slot::Extent, behind: u64| {
                    let misplaced = SlotError::Place { delta: extent.delta, len: extent.len };
                    let (start, _) = extent.addresses(slot.address)?;
                    let offset = extent.len.checked_add(behind).and_then(|len| layout.offset_of(start, len));
                    let offset = offset.ok_or(misplaced)?;
                    Ok::<_, SlotError>((start, offset..offset + extent.len))
                };
                let gap = slot::end_mark_gap(extents.payload.len);
                let (payload_address, payload) = find(extents.payload, gap + END_MARK_LEN)?;
                let (_, record) = find(extents.record, 0)?;
                let end_mark_offset = payload.end + gap;
                Some(LocatedPayload { payload, payload_address, end_mark_offset, record })
            }
        };
        Ok(Located { layout, slot, attached })
    }

    pub(crate) fn attached(&self) -> Result<&LocatedPayload, Error> {
        self.attached.as_ref().ok_or(Error::NothingAttached)
    }
}

impl LocatedPayload {
    pub(crate) fn check_end_mark(
        &self,
        source: &(impl Source + ?Sized),
        slot: &LocatedSlot,
    ) -> Result<(), Error> {
        let mut found = [0; END_MARK_LEN as usize];
        source.read_at(self.end_mark_offset, &mut found, "end mark")?;
        if found == slot::end_mark(&slot.bytes) { Ok(()) } else { Err(SlotError::EndMark.into()) }
    }

    pub(crate) fn read_record(&self, source: &(impl Source + ?Sized)) -> Result<Record, Error> {
        let len = self.record.end - self.record.start;
        let record = Record::decode(&read_vec(source, self.record.start, len, "restore record")?)?;
        let as_in_slot = record.plan.record().is_some_and(|piece| piece.len == len)
            && record.plan.payload().is_some_and(|piece| piece.len == self.payload.end - self.payload.start);
        if as_in_slot { Ok(record) } else { Err(Error::RecordDamaged) }
    }

    /// Writes the payload and compares it with its digest.
    pub(crate) fn copy_payload(
        &self,
        source: &(impl Source + ?Sized),
        record: &Record,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let len = self.payload.end - self.payload.start;
        let digest = copy_range(source, self.payload.start, len, "payload", out)?;
        if digest == record.payload_digest { Ok(()) } else { Err(Error::PayloadDamaged) }
    }

    /// Compares the payload with its digest.
    pub(crate) fn check_payload(
        &self,
        source: &(impl Source + ?Sized),
        record: &Record,
    ) -> Result<(), Error> {
        self.copy_payload(source, record, &mut io::sink())
    }
}

impl Record {
    /// Collects the template's bytes from the places where the plan put them and undoes the patches.
    pub(crate) fn restore_template(&self, source: &(impl Source + ?Sized)) -> Result<Vec<u8>, Error> {
        if source.len()? != self.plan.result_len() {
            return Err(Error::TemplateChanged);
        }
        let mut template = vec![0; self.plan.template_len as usize];
        for piece in &self.plan.pieces {
            if let Content::Template { from } = piece.content {
                let place = &mut template[from as usize..(from + piece.len) as usize];
                source.read_at(piece.at, place, "template")?;
            }
        }
        let restored = self.plan.undo_patches(&mut template);
        if restored && self.template_digest == <[u8; 32]>::from(Sha256::digest(&template)) {
            Ok(template)
        } else {
            Err(Error::TemplateChanged)
        }
    }
}
