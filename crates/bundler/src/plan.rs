//! The edit plan: how a template and a payload become one file.
//!
//! A plan says for every byte of the result where it comes from. The result is a row of pieces without gaps: runs of
//! the template (each moved as a whole), the payload, the restore record, and inserted bytes. Patches then
//! replace bytes inside the runs of the template and remember what they replaced, so a plan can be undone.

use std::borrow::Cow;

/// How a template and a payload become one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Length of the template.
    pub template_len: u64,
    /// The result, from its first byte to its last.
    pub pieces: Vec<Piece>,
    /// Replacements inside pieces that come from the template, ascending, without overlap.
    pub patches: Vec<Patch>,
    /// What of the template is loaded and stays as it is for as long as the program is itself: neither strip nor an
    /// editor of library paths has a reason to touch it.
    pub resident: Vec<Resident>,
}

/// A run of bytes of the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is, for readers.
    pub what: Cow<'static, str>,
    /// Its offset in the result.
    pub at: u64,
    /// Its length.
    pub len: u64,
    /// Where its bytes come from.
    pub content: Content,
}

/// Where the bytes of a piece come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The template's bytes from this offset on.
    Template {
        /// Offset in the template.
        from: u64,
    },
    /// Zeros.
    Zeros,
    /// These bytes.
    Bytes(Vec<u8>),
    /// The payload.
    Payload,
    /// The restore record.
    Record,
}

/// A replacement of bytes that came from the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// What is replaced, for readers.
    pub what: Cow<'static, str>,
    /// Offset in the result.
    pub at: u64,
    /// The template's bytes.
    pub old: Vec<u8>,
    /// The result's bytes, as many.
    pub new: Vec<u8>,
}

/// A range of memory that the template fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resident {
    /// Its address, before the system moves the program as a whole.
    pub address: u64,
    /// Its length.
    pub len: u64,
    /// Its offset in the template, or nothing for memory that the template wants to start as zeros.
    pub from: Option<u64>,
}

impl Plan {
    /// Length of the result.
    pub fn result_len(&self) -> u64 {
        self.pieces.last().map_or(0, |piece| piece.at + piece.len)
    }

    /// The piece that is the payload.
    pub(crate) fn payload(&self) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.content == Content::Payload)
    }

    /// The piece that is the restore record.
    pub(crate) fn record(&self) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.content == Content::Record)
    }

    /// Makes a plan from pieces in any order: sorts them and fills the gaps between them with zeros.
    pub(crate) fn assemble(
        template_len: u64,
        mut pieces: Vec<Piece>,
        mut patches: Vec<Patch>,
        resident: Vec<Resident>,
    ) -> Plan {
        pieces.retain(|piece| piece.len > 0 || matches!(piece.content, Content::Payload | Content::Record));
        pieces.sort_by_key(|piece| (piece.at, piece.len));
        patches.retain(|patch| patch.old != patch.new);
        patches.sort_by_key(|patch| patch.at);
        let mut filled: Vec<Piece> = Vec::with_capacity(pieces.len() * 2);
        let mut end = 0;
        for piece in pieces {
            if piece.at > end {
                let what = Cow::Borrowed("padding");
                filled.push(Piece { what, at: end, len: piece.at - end, content: Content::Zeros });
            }
            end = piece.at + piece.len;
            filled.push(piece);
        }
        Plan { template_len, pieces: filled, patches, resident }
    }

    /// Whether the plan is one: its pieces follow each other without gaps, they contain every byte of the template
    /// exactly once and one payload and one record, and its patches lie inside the template's bytes.
    pub(crate) fn is_consistent(&self) -> bool {
        let count = |content: Content| self.pieces.iter().filter(|piece| piece.content == content).count();
        self.pieces_follow_each_other()
            && self.template_is_whole()
            && self.patches_fit()
            && count(Content::Payload) == 1
            && count(Content::Record) == 1
            && self.resident.iter().all(|range| {
                range
                    .from
                    .unwrap_or(0)
                    .checked_add(range.len)
                    .is_some_and(|end| range.from.is_none() || end <= self.template_len)
                    && range.address.checked_add(range.len).is_some()
            })
    }

    fn pieces_follow_each_other(&self) -> bool {
        let mut end = 0u64;
        self.pieces.iter().all(|piece| {
            let follows = piece.at == end;
            let Some(piece_end) = end.checked_add(piece.len) else { return false };
            end = piece_end;
            follows && !matches!(&piece.content, Content::Bytes(bytes) if bytes.len() as u64 != piece.len)
        })
    }

    fn template_is_whole(&self) -> bool {
        let mut runs: Vec<(u64, u64)> = self.template_runs().map(|(piece, from)| (from, piece.len)).collect();
        runs.sort_unstable();
        let mut end = 0u64;
        runs.iter().all(|&(from, len)| {
            let follows = from == end;
            let Some(run_end) = end.checked_add(len) else { return false };
            end = run_end;
            follows
        }) && end == self.template_len
    }

    fn patches_fit(&self) -> bool {
        let mut end = 0u64;
        self.patches.iter().all(|patch| {
            let free = patch.at >= end && patch.old.len() == patch.new.len();
            let Some(patch_end) = patch.at.checked_add(patch.old.len() as u64) else { return false };
            end = patch_end;
            free && self.template_offset(patch).is_some()
        })
    }

    fn template_runs(&self) -> impl Iterator<Item = (&Piece, u64)> {
        self.pieces.iter().filter_map(|piece| match piece.content {
            Content::Template { from } => Some((piece, from)),
            _ => None,
        })
    }

    /// Where in the template the bytes of a patch are.
    fn template_offset(&self, patch: &Patch) -> Option<u64> {
        let patch_end = patch.at + patch.old.len() as u64;
        self.template_runs()
            .find(|(piece, _)| piece.at <= patch.at && patch_end <= piece.at + piece.len)
            .map(|(piece, from)| from + (patch.at - piece.at))
    }

    /// Replaces the old bytes in a template by the new ones. `false` if the old bytes are not there.
    pub(crate) fn apply_patches(&self, template: &mut [u8]) -> bool {
        self.replace(template, |patch| (&patch.old, &patch.new))
    }

    /// Replaces the new bytes in a patched template by the old ones. `false` if the new bytes are not there.
    pub(crate) fn undo_patches(&self, template: &mut [u8]) -> bool {
        self.replace(template, |patch| (&patch.new, &patch.old))
    }

    fn replace(&self, template: &mut [u8], direction: impl Fn(&Patch) -> (&[u8], &[u8])) -> bool {
        self.patches.iter().all(|patch| {
            let (before, after) = direction(patch);
            let Some(offset) = self.template_offset(patch) else { return false };
            let range = offset as usize..offset as usize + before.len();
            let Some(place) = template.get_mut(range) else { return false };
            let expected = *place == *before;
            place.copy_from_slice(after);
            expected
        })
    }
}
