//! Attaching: a template and a payload become one file.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use crate::detach::{Located, detach};
use crate::elf;
use crate::error::Error;
use crate::layout::LocatedSlot;
use crate::plan::{Content, Plan};
use crate::record::{Record, Sha256Digest};
use crate::source::{Source, read_vec};
use crate::target::Format;

/// What is attached. It is never copied as a whole.
pub enum Payload<'a> {
    /// The bytes, one slice behind the other.
    Slices(&'a [&'a [u8]]),
    /// A reader that gives exactly so many bytes.
    Reader {
        /// Gives the bytes.
        reader: &'a mut dyn Read,
        /// How many.
        len: u64,
    },
}

impl Payload<'_> {
    fn len(&self) -> u64 {
        match self {
            Payload::Slices(slices) => slices.iter().map(|slice| slice.len() as u64).sum(),
            Payload::Reader { len, .. } => *len,
        }
    }
}

/// How to attach.
#[derive(Clone, Debug)]
pub struct AttachOptions {
    /// The name of the section over the payload.
    pub section_name: String,
}

impl Default for AttachOptions {
    fn default() -> Self {
        AttachOptions { section_name: ".lisp.image".to_owned() }
    }
}

/// A template and a payload that are ready to be written as one file.
pub struct Attachment<'a> {
    plan: Plan,
    /// The template with the plan's patches applied.
    patched: Vec<u8>,
    template_digest: Sha256Digest,
    payload: Payload<'a>,
}

/// Plans to put a payload into a template. If something is attached to the template, it is detached first, so the
/// result depends on nothing but the pristine template, the payload and the options.
pub fn attach<'a>(
    template: &(impl Source + ?Sized),
    payload: Payload<'a>,
    options: &AttachOptions,
) -> Result<Attachment<'a>, Error> {
    let located = Located::in_file(template)?;
    let (template, slot) = if located.attached.is_some() {
        let detached = detach(template)?.template;
        let slot = Located::in_file(detached.as_slice())?.slot;
        (detached, slot)
    } else {
        (read_vec(template, 0, template.len()?, "template")?, located.slot)
    };
    let plan = plan(located.layout.format, &template, &slot, payload.len(), options)?;
    let template_digest = Sha256::digest(&template).into();
    let mut patched = template;
    assert!(plan.apply_patches(&mut patched), "the patches were made for this template");
    Ok(Attachment { plan, patched, template_digest, payload })
}

fn plan(
    format: Format,
    template: &[u8],
    slot: &LocatedSlot,
    payload_len: u64,
    options: &AttachOptions,
) -> Result<Plan, Error> {
    match format {
        Format::Elf => elf::plan(template, slot, payload_len, &options.section_name),
        Format::Pe | Format::MachO => Err(Error::FormatNotSupported { format }),
    }
}

fn digest_resident(plan: &Plan, patched: &[u8]) -> Sha256Digest {
    let mut digest = Sha256::new();
    for range in &plan.resident {
        match range.from {
            Some(from) => digest.update(&patched[from as usize..(from + range.len) as usize]),
            None => write_zeros(range.len, &mut HashWriter(&mut digest)).expect("hashing does no I/O"),
        }
    }
    digest.finalize().into()
}

impl Attachment<'_> {
    /// What will be done to the template.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The length of the file.
    pub fn result_len(&self) -> u64 {
        self.plan.result_len()
    }

    /// Writes the file, from its first byte to its last.
    pub fn write_to(self, out: &mut dyn Write) -> Result<(), Error> {
        let Attachment { plan, patched, template_digest, payload } = self;
        let mut payload = Some(payload);
        let mut payload_digest = None;
        for piece in &plan.pieces {
            match &piece.content {
                Content::Template { from } => {
                    out.write_all(&patched[*from as usize..(from + piece.len) as usize])?;
                }
                Content::Zeros => write_zeros(piece.len, out)?,
                Content::Bytes(bytes) => out.write_all(bytes)?,
                Content::Payload => {
                    let payload = payload.take().expect("a plan has one payload");
                    payload_digest = Some(write_payload(payload, out)?);
                }
                Content::Record => {
                    let payload_digest = payload_digest.expect("the record lies behind the payload");
                    let resident_digest = digest_resident(&plan, &patched);
                    let record =
                        Record { plan: plan.clone(), template_digest, payload_digest, resident_digest };
                    let bytes = record.encode();
                    out.write_all(&bytes)?;
                    write_zeros(piece.len - bytes.len() as u64, out)?;
                }
            }
        }
        Ok(())
    }

    /// The file in memory.
    pub fn to_vec(self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::with_capacity(self.result_len() as usize);
        self.write_to(&mut bytes)?;
        Ok(bytes)
    }
}

fn write_zeros(len: u64, out: &mut dyn Write) -> io::Result<()> {
    io::copy(&mut io::repeat(0).take(len), out).map(|_| ())
}

/// Writes a payload and returns its SHA-256.
fn write_payload(payload: Payload<'_>, out: &mut dyn Write) -> Result<Sha256Digest, Error> {
    let mut digest = Sha256::new();
    match payload {
        Payload::Slices(slices) => {
            for slice in slices {
                digest.update(slice);
                out.write_all(slice)?;
            }
        }
        Payload::Reader { reader, len } => {
            let mut buffer = vec![0; 256 << 10];
            let mut done = 0;
            loop {
                let got = match reader.read(&mut buffer) {
                    Ok(0) => break,
                    Ok(got) => got,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => return Err(error.into()),
                };
                done += got as u64;
                if done > len {
                    break;
                }
                digest.update(&buffer[..got]);
                out.write_all(&buffer[..got])?;
            }
            if done != len {
                return Err(Error::PayloadLength { announced: len, got: done });
            }
        }
    }
    Ok(digest.finalize().into())
}

struct HashWriter<'a>(&'a mut Sha256);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
