//! The restore record: the plan, and the digests that prove that undoing it gave back what was attached.
//!
//! It lies behind the end mark, in memory that the program never touches:
//!
//! ```text
//!   0  magic            16 bytes
//!  16  version          u32
//!  20  zero             u32
//!  24  body length      u64
//!  32  SHA-256          32 bytes, of the body
//!  64  body             digests of template, payload and resident ranges; template length; then pieces,
//!                       patches and resident ranges, each with their count before them
//! ```
//!
//! Numbers are little-endian; texts and bytes have their length (u32) before them. Zeros may follow the body.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::plan::{Content, Patch, Piece, Plan, Resident};

const MAGIC: [u8; 16] = *b"\r\nmonolisp rec\x1a\n";
const VERSION: u32 = 1;
const HEADER_LEN: usize = 64;

const TEMPLATE: u8 = 0;
const ZEROS: u8 = 1;
const BYTES: u8 = 2;
const PAYLOAD: u8 = 3;
const RECORD: u8 = 4;

/// A SHA-256 digest.
pub(crate) type Sha256Digest = [u8; 32];

/// What is known about an attached file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) plan: Plan,
    /// Of the pristine template.
    pub(crate) template_digest: Sha256Digest,
    pub(crate) payload_digest: Sha256Digest,
    /// Of the plan's resident ranges, one behind the other, as they are in the result.
    pub(crate) resident_digest: Sha256Digest,
}

impl Record {
    /// The record's bytes.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut body = Vec::new();
        for digest in [&self.template_digest, &self.payload_digest, &self.resident_digest] {
            body.extend_from_slice(digest);
        }
        put_plan(&mut body, &self.plan);
        let mut bytes = Vec::with_capacity(HEADER_LEN + body.len());
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&Sha256::digest(&body));
        bytes.extend_from_slice(&body);
        bytes
    }

    /// Reads a record. It is taken only as a whole: with a wrong digest, version or plan there is none.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Record, Error> {
        decode(bytes).ok_or(Error::RecordDamaged)
    }
}

/// The length of the record for a plan.
pub(crate) fn encoded_len(plan: &Plan) -> u64 {
    let mut body = Vec::new();
    put_plan(&mut body, plan);
    (HEADER_LEN + 3 * size_of::<Sha256Digest>() + body.len()) as u64
}

fn put_plan(body: &mut Vec<u8>, plan: &Plan) {
    put_u64(body, plan.template_len);
    put_count(body, plan.pieces.len());
    for piece in &plan.pieces {
        put_bytes(body, piece.what.as_bytes());
        put_u64(body, piece.at);
        put_u64(body, piece.len);
        match &piece.content {
            Content::Template { from } => {
                body.push(TEMPLATE);
                put_u64(body, *from);
            }
            Content::Zeros => body.push(ZEROS),
            Content::Bytes(bytes) => {
                body.push(BYTES);
                put_bytes(body, bytes);
            }
            Content::Payload => body.push(PAYLOAD),
            Content::Record => body.push(RECORD),
        }
    }
    put_count(body, plan.patches.len());
    for patch in &plan.patches {
        put_bytes(body, patch.what.as_bytes());
        put_u64(body, patch.at);
        put_bytes(body, &patch.old);
        put_bytes(body, &patch.new);
    }
    put_count(body, plan.resident.len());
    for range in &plan.resident {
        put_u64(body, range.address);
        put_u64(body, range.len);
        match range.from {
            Some(from) => {
                body.push(TEMPLATE);
                put_u64(body, from);
            }
            None => body.push(ZEROS),
        }
    }
}

fn put_u64(body: &mut Vec<u8>, value: u64) {
    body.extend_from_slice(&value.to_le_bytes());
}

fn put_count(body: &mut Vec<u8>, count: usize) {
    let count = u32::try_from(count).expect("plans have a few dozen parts");
    body.extend_from_slice(&count.to_le_bytes());
}

fn put_bytes(body: &mut Vec<u8>, bytes: &[u8]) {
    put_count(body, bytes.len());
    body.extend_from_slice(bytes);
}

fn decode(bytes: &[u8]) -> Option<Record> {
    let mut header = Reader { rest: bytes };
    let magic: [u8; 16] = header.array()?;
    let version = header.u32()?;
    let zero = header.u32()?;
    let body_len = usize::try_from(header.u64()?).ok()?;
    let digest: Sha256Digest = header.array()?;
    let (body, padding) = header.rest.split_at_checked(body_len)?;
    let intact = magic == MAGIC
        && version == VERSION
        && zero == 0
        && padding.iter().all(|&byte| byte == 0)
        && digest == Sha256Digest::from(Sha256::digest(body));
    if !intact {
        return None;
    }
    let mut body = Reader { rest: body };
    let record = Record {
        template_digest: body.array()?,
        payload_digest: body.array()?,
        resident_digest: body.array()?,
        plan: body.plan()?,
    };
    (body.rest.is_empty() && record.plan.is_consistent()).then_some(record)
}

/// Takes fields from the front of a record's bytes. `None` says that there are not enough of them.
struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*field)
    }

    fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.u32()? as usize;
        let (field, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(field)
    }

    fn text(&mut self) -> Option<Cow<'static, str>> {
        Some(Cow::Owned(core::str::from_utf8(self.bytes()?).ok()?.to_owned()))
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.u32()?).map(|_| item(self)).collect()
    }

    fn plan(&mut self) -> Option<Plan> {
        Some(Plan {
            template_len: self.u64()?,
            pieces: self.list(|reader| {
                Some(Piece {
                    what: reader.text()?,
                    at: reader.u64()?,
                    len: reader.u64()?,
                    content: match reader.u8()? {
                        TEMPLATE => Content::Template { from: reader.u64()? },
                        ZEROS => Content::Zeros,
                        BYTES => Content::Bytes(reader.bytes()?.to_vec()),
                        PAYLOAD => Content::Payload,
                        RECORD => Content::Record,
                        _ => return None,
                    },
                })
            })?,
            patches: self.list(|reader| {
                Some(Patch {
                    what: reader.text()?,
                    at: reader.u64()?,
                    old: reader.bytes()?.to_vec(),
                    new: reader.bytes()?.to_vec(),
                })
            })?,
            resident: self.list(|reader| {
                Some(Resident {
                    address: reader.u64()?,
                    len: reader.u64()?,
                    from: match reader.u8()? {
                        TEMPLATE => Some(reader.u64()?),
                        ZEROS => None,
                        _ => return None,
                    },
                })
            })?,
        })
    }
}
