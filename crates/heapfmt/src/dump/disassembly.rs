//! The disassembler, for DISASSEMBLE and for dumps.

use std::collections::BTreeSet;
use std::fmt;

use crate::decode::{DecodeError, Decoded, decode};
use crate::ops::Operand;

/// Something that an instruction names by its number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reference {
    /// A constant of the prototype.
    Constant(u32),
    /// A row of the image's builtin table.
    Builtin(u32),
}

/// One line of a listing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Index of the instruction's first word.
    pub at: usize,
    /// Whether some instruction jumps here.
    pub is_target: bool,
    /// The operation's name; "data" for words that are no instruction.
    pub mnemonic: &'static str,
    /// The operands, separated by commas: `r1` a register, `L12` a jump to word 12, `#3` an index.
    pub operands: String,
    /// What the numbers refer to, or what is wrong; may be empty.
    pub remark: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = if self.is_target { format!("L{}:", self.at) } else { format!("{} ", self.at) };
        let line = format!("{label:>7} {:<25} {}", self.mnemonic, self.operands);
        f.write_str(line.trim_end())?;
        if !self.remark.is_empty() {
            let width = 52usize.saturating_sub(line.trim_end().len()).max(2);
            write!(f, "{:width$}; {}", "", self.remark)?;
        }
        Ok(())
    }
}

/// Lists code. `name_of` prints the constants and builtins that the instructions refer to. Words that are no
/// instruction are listed as data, and the listing goes on behind them.
pub fn disassemble(code: &[u32], mut name_of: impl FnMut(Reference) -> String) -> Vec<Line> {
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let instruction = decode(code, at);
        let next = instruction.map_or(at + 1, |instruction| instruction.next);
        decoded.push((at, instruction));
        at = next;
    }
    let targets: BTreeSet<i64> =
        decoded.iter().filter_map(|(_, instruction)| instruction.ok()?.jump_target()).collect();
    decoded
        .into_iter()
        .map(|(at, instruction)| {
            let is_target = targets.contains(&(at as i64));
            match instruction {
                Ok(instruction) => instruction_line(&instruction, is_target, &mut name_of),
                Err(error) => data_line(at, code[at], is_target, error),
            }
        })
        .collect()
}

fn instruction_line(
    instruction: &Decoded,
    is_target: bool,
    name_of: &mut impl FnMut(Reference) -> String,
) -> Line {
    let mut operands = Vec::new();
    let mut names = Vec::new();
    for field in instruction.operands() {
        let value = field.value;
        operands.push(match field.operand {
            Operand::Read | Operand::Write | Operand::Window => format!("r{value}"),
            Operand::Constant | Operand::Captured | Operand::Builtin => format!("#{value}"),
            Operand::Jump => format!("L{}", instruction.next as i64 + value),
            Operand::None | Operand::Count | Operand::Integer => value.to_string(),
        });
        let number = u32::try_from(value).unwrap_or(u32::MAX);
        match field.operand {
            Operand::Constant => names.push(name_of(Reference::Constant(number))),
            Operand::Builtin => names.push(name_of(Reference::Builtin(number))),
            _ => {}
        }
    }
    Line {
        at: instruction.at,
        is_target,
        mnemonic: instruction.op.info().mnemonic,
        operands: operands.join(", "),
        remark: names.join(", "),
    }
}

fn data_line(at: usize, word: u32, is_target: bool, error: DecodeError) -> Line {
    Line { at, is_target, mnemonic: "data", operands: format!("{word:#010x}"), remark: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::{Instruction, Op};

    #[test]
    fn a_listing_names_what_code_refers_to() {
        let code = [
            Instruction::abx(Op::LoadInteger, 1, 0xffff).0,
            Instruction::abc(Op::JumpIfNotEqualInteger, 1, 5, 0).0,
            4,
            Instruction::abc(Op::Wide, 1, 0, 0).0,
            Instruction::abx(Op::LoadConstant, 2, 7).0,
            Instruction::abc(Op::CallBuiltin, 2, 1, 0).0,
            3,
            Instruction::abc(Op::ReturnNil, 0, 0, 0).0,
            0xff,
            Instruction::sax(Op::Loop, -9).0,
        ];
        let lines = disassemble(&code, |reference| format!("{reference:?}"));
        let listing: Vec<String> = lines.iter().map(Line::to_string).collect();
        let expected = [
            "     0  load-integer              r1, -1",
            "    L1: jump-if-not-equal-integer r1, 5, L7",
            "     3  load-constant             r258, #7          ; Constant(7)",
            "     5  call-builtin              r2, 1, #3         ; Builtin(3)",
            "    L7: return-nil",
            "     8  data                      0x000000ff        ; instruction 8: no operation has number 255",
            "     9  loop                      L1",
        ];
        assert_eq!(listing, expected);
    }
}
