//! Decoding instructions: one place that knows how `wide` and extension words combine with an instruction.

use crate::ops::{Format, Instruction, Op, Operand};

/// An operand with its value. Signed kinds ([`Operand::Integer`], [`Operand::Jump`]) are sign-extended, the
/// others are not negative.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// What the operand is.
    pub operand: Operand,
    /// Its value, widened.
    pub value: i64,
}

/// The most operands that an instruction has.
pub const MAX_FIELDS: usize = 4;

/// An instruction with everything that belongs to it: a `wide` before it and an extension word behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The operation.
    pub op: Op,
    /// Index of its first word, which is that of the `wide` if there is one.
    pub at: usize,
    /// Index of the word behind it.
    pub next: usize,
    /// Whether a `wide` precedes it.
    pub wide: bool,
    /// Its operand fields, unused ones included.
    pub fields: [Field; MAX_FIELDS],
}

/// Why words are no instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DecodeError {
    /// No operation has the number.
    #[error("instruction {at}: no operation has number {number}")]
    UnknownOperation {
        /// Index of the word.
        at: usize,
        /// The number.
        number: u8,
    },
    /// The code ends within the instruction.
    #[error("instruction {at}: the code ends within {}", op.info().mnemonic)]
    CutShort {
        /// Index of the instruction's first word.
        at: usize,
        /// The operation.
        op: Op,
    },
    /// `wide` stands before an instruction that it cannot extend.
    #[error("instruction {at}: wide cannot extend {}", op.info().mnemonic)]
    NotExtensible {
        /// Index of the `wide`.
        at: usize,
        /// The operation behind it.
        op: Op,
    },
}

impl Decoded {
    /// The fields that are operands.
    pub fn operands(&self) -> impl Iterator<Item = Field> {
        self.fields.into_iter().filter(|field| field.operand != Operand::None)
    }

    /// Where a jump goes, as a word index that may lie outside the code; `None` for other instructions.
    pub fn jump_target(&self) -> Option<i64> {
        let jump = self.fields.iter().find(|field| field.operand == Operand::Jump)?;
        Some(self.next as i64 + jump.value)
    }
}

/// A field of `bits` bits as its operand kind takes it.
fn field(operand: Operand, raw: u32, bits: u32) -> Field {
    let value = match operand {
        Operand::Integer | Operand::Jump => i64::from((raw << (32 - bits)) as i32 >> (32 - bits)),
        _ => i64::from(raw),
    };
    Field { operand, value }
}

/// Decodes the instruction that starts at word `at`.
pub fn decode(code: &[u32], at: usize) -> Result<Decoded, DecodeError> {
    let fetch = |index: usize, op: Op| code.get(index).copied().ok_or(DecodeError::CutShort { at, op });
    let operation = |index: usize, word: u32| {
        let number = Instruction(word).op_number();
        Op::from_number(number).ok_or(DecodeError::UnknownOperation { at: index, number })
    };
    let first = fetch(at, Op::Wide)?;
    let wide = operation(at, first)? == Op::Wide;
    let (index, word) = if wide { (at + 1, fetch(at + 1, Op::Wide)?) } else { (at, first) };
    let op = operation(index, word)?;
    let low = Instruction(word);
    let high = if wide { Instruction(first) } else { Instruction(0) };
    let bits = if wide { 16 } else { 8 };
    let a = u32::from(low.a()) | u32::from(high.a()) << 8;
    let b = u32::from(low.b()) | u32::from(high.b()) << 8;
    let c = u32::from(low.c()) | u32::from(high.c()) << 8;
    let bx = u32::from(low.bx()) | u32::from(high.bx()) << 16;
    let unused = Field { operand: Operand::None, value: 0 };
    if wide && (op == Op::Wide || matches!(op.info().format, Format::Sax(_))) {
        return Err(DecodeError::NotExtensible { at, op });
    }
    let mut next = index + 1;
    let fields = match op.info().format {
        Format::Abc(ka, kb, kc) => [field(ka, a, bits), field(kb, b, bits), field(kc, c, bits), unused],
        Format::Abx(ka, kb) => [field(ka, a, bits), field(kb, bx, 2 * bits), unused, unused],
        Format::Sax(ka) => {
            let value = i64::from(low.sax_field());
            [Field { operand: ka, value }, unused, unused, unused]
        }
        Format::AbcExt(ka, kb, kc, kx) => {
            let extension = fetch(next, op)?;
            next += 1;
            [field(ka, a, bits), field(kb, b, bits), field(kc, c, bits), field(kx, extension, 32)]
        }
    };
    Ok(Decoded { op, at, next, wide, fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(code: &[u32]) -> Vec<i64> {
        let decoded = decode(code, 0).expect("an instruction");
        assert_eq!(decoded.next, code.len());
        decoded.operands().map(|field| field.value).collect()
    }

    #[test]
    fn fields_are_widened_by_their_kind() {
        let wide = |a, b, c| Instruction::abc(Op::Wide, a, b, c).0;
        assert_eq!(values(&[Instruction::abc(Op::AddInteger, 1, 200, 0xff).0]), [1, 200, -1]);
        assert_eq!(
            values(&[wide(1, 2, 0), Instruction::abc(Op::AddInteger, 1, 200, 0xff).0]),
            [257, 712, 255]
        );
        assert_eq!(values(&[Instruction::abx(Op::LoadInteger, 3, 0xfffe).0]), [3, -2]);
        assert_eq!(values(&[wide(0, 1, 0), Instruction::abx(Op::LoadInteger, 3, 0xfffe).0]), [3, 0x1fffe]);
        assert_eq!(values(&[Instruction::abx(Op::LoadConstant, 3, 0xfffe).0]), [3, 0xfffe]);
        assert_eq!(values(&[Instruction::sax(Op::Loop, -7).0]), [-7]);
        assert_eq!(
            values(&[Instruction::abc(Op::JumpIfLessInteger, 1, 0x80, 0).0, -9i32 as u32]),
            [1, -128, -9]
        );
    }

    #[test]
    fn jumps_count_from_the_end_of_the_instruction() {
        let code = [Instruction::abc(Op::ReturnNil, 0, 0, 0).0, Instruction::abc(Op::JumpIfEq, 0, 1, 0).0, 3];
        assert_eq!(decode(&code, 1).expect("a jump").jump_target(), Some(6));
        assert_eq!(decode(&code, 0).expect("no jump").jump_target(), None);
    }

    #[test]
    fn what_is_no_instruction_is_refused() {
        let wide = Instruction::abc(Op::Wide, 1, 0, 0).0;
        let rows: [(&[u32], &str); 5] = [
            (&[0xff], "instruction 0: no operation has number 255"),
            (&[wide], "instruction 0: the code ends within wide"),
            (&[wide, wide], "instruction 0: wide cannot extend wide"),
            (&[wide, Instruction::sax(Op::Jump, 1).0], "instruction 0: wide cannot extend jump"),
            (&[Instruction::abc(Op::JumpIfEq, 0, 1, 0).0], "instruction 0: the code ends within jump-if-eq"),
        ];
        for (code, message) in rows {
            assert_eq!(decode(code, 0).expect_err(message).to_string(), message);
        }
    }
}
