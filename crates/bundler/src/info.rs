//! What can be told about a file without reading its payload.

use crate::detach::Located;
use crate::error::Error;
use crate::slot::BUILD_ID_LEN;
use crate::source::Source;
use crate::target::{Format, Target};

/// A description of a template or of a file with a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// The file's format.
    pub format: Format,
    /// The platform that it runs on.
    pub target: Target,
    /// The template's build id.
    pub build_id: [u8; BUILD_ID_LEN],
    /// Length of the file.
    pub file_len: u64,
    /// Address of the slot before the system moves the program as a whole.
    pub slot_address: u64,
    /// File offset of the slot.
    pub slot_offset: u64,
    /// Nothing in a template.
    pub payload: Option<PayloadInfo>,
}

/// A description of what is attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadInfo {
    /// Address of the payload before the system moves the program as a whole.
    pub address: u64,
    /// File offset of the payload.
    pub offset: u64,
    /// Length of the payload.
    pub len: u64,
    /// SHA-256 of the payload, as written when it was attached.
    pub digest: [u8; 32],
    /// Length of the pristine template.
    pub template_len: u64,
    /// SHA-256 of the pristine template.
    pub template_digest: [u8; 32],
}

/// Describes a file.
pub fn info(source: &(impl Source + ?Sized)) -> Result<Info, Error> {
    let located = Located::in_file(source)?;
    let payload = match &located.attached {
        None => None,
        Some(attached) => {
            let record = attached.read_record(source)?;
            Some(PayloadInfo {
                address: attached.payload_address,
                offset: attached.payload.start,
                len: attached.payload.end - attached.payload.start,
                digest: record.payload_digest,
                template_len: record.plan.template_len,
                template_digest: record.template_digest,
            })
        }
    };
    Ok(Info {
        format: located.layout.format,
        target: located.slot.slot.target,
        build_id: located.slot.slot.build_id,
        file_len: source.len()?,
        slot_address: located.slot.address,
        slot_offset: located.slot.offset,
        payload,
    })
}
