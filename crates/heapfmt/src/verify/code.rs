//! The code verifier: what holds for every instruction that the interpreter trusts.
//!
//! Checked are: operation numbers, extension words, zero in unused fields; registers, and register ranges of
//! windows and counts, within the frame; constants, and that instructions which want a symbol or a prototype name
//! one; builtins and how many arguments they get; jumps, which land on instructions and go backward only in
//! `loop`; and that control never runs off the end. With that the interpreter's own accesses stay in bounds.
//! What values registers hold is not checked: instructions test the types of their operands.

use crate::decode::{DecodeError, Decoded, decode};
use crate::ops::{Op, Operand};

/// What a constant is, as far as instructions care.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConstantKind {
    /// A symbol, NIL included.
    Symbol,
    /// A function prototype.
    Prototype,
    /// Anything else.
    Other,
}

/// How many arguments a builtin takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ArgumentCount {
    /// The fewest.
    pub least: u32,
    /// The most; `None` when there is no limit.
    pub most: Option<u32>,
}

impl ArgumentCount {
    /// The count for a builtin's lambda list: required parameters, `&optional`, and `&rest` or other keywords.
    pub fn of_lambda_list(text: &str) -> ArgumentCount {
        let mut count = ArgumentCount { least: 0, most: Some(0) };
        let mut optional = false;
        for parameter in text.split_ascii_whitespace() {
            if parameter.starts_with('&') {
                optional = true;
                if parameter != "&optional" {
                    count.most = None;
                }
                continue;
            }
            count.most = count.most.map(|most| most + 1);
            if !optional {
                count.least += 1;
            }
        }
        count
    }
}

/// What code may refer to.
pub struct CodeContext<'a> {
    /// Number of registers of the frame.
    pub n_registers: u32,
    /// Number of constants of the prototype.
    pub n_constants: u32,
    /// What a constant below that number is.
    pub constant_kind: &'a dyn Fn(u32) -> ConstantKind,
    /// The arguments that a row of the builtin table takes; `None` when there is no such row to be called.
    pub builtin: &'a dyn Fn(u32) -> Option<ArgumentCount>,
}

/// What code asks of the closure it runs in, and of others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CodeFacts {
    /// Number of captured values that the code's closure must have.
    pub n_captured: u32,
    /// The closures it makes: prototype constant, number of captured values.
    pub closures_made: Vec<(u32, u32)>,
    /// Indices of the words that hold rows of the builtin table.
    pub builtin_words: Vec<usize>,
}

/// What is wrong with code. The positions are word indices.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CodeError {
    /// A word is no instruction.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// There are no instructions.
    #[error("there are no instructions")]
    Empty,
    /// An unused field is not zero.
    #[error("instruction {at}: {} has {value} in an unused field", op.info().mnemonic)]
    UnusedField {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
        /// The field's value.
        value: i64,
    },
    /// A register lies outside the frame.
    #[error("instruction {at}: {} uses register {register}, the frame has {n_registers}", op.info().mnemonic)]
    Register {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
        /// The register.
        register: u64,
        /// Registers of the frame.
        n_registers: u32,
    },
    /// The prototype has no such constant.
    #[error("instruction {at}: {} uses constant {constant}, there are {n_constants}", op.info().mnemonic)]
    Constant {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
        /// The constant.
        constant: u32,
        /// Constants of the prototype.
        n_constants: u32,
    },
    /// A constant is not what the instruction needs.
    #[error("instruction {at}: {} needs a {expected:?} in constant {constant}", op.info().mnemonic)]
    ConstantKind {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
        /// The constant.
        constant: u32,
        /// What it must be.
        expected: ConstantKind,
    },
    /// The image's table has no such row.
    #[error("instruction {at}: builtin {builtin} is not in the image's table")]
    Builtin {
        /// The instruction.
        at: usize,
        /// The row.
        builtin: u32,
    },
    /// A builtin does not take so many arguments.
    #[error("instruction {at}: builtin {builtin} does not take {n_arguments} arguments")]
    BuiltinArguments {
        /// The instruction.
        at: usize,
        /// The row.
        builtin: u32,
        /// How many it gets.
        n_arguments: u32,
    },
    /// APPLY without the list that is spread.
    #[error("instruction {at}: {} has no arguments", op.info().mnemonic)]
    NothingToSpread {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
    },
    /// A jump goes outside the code or into an instruction.
    #[error("instruction {at}: {} goes to {target}, where no instruction starts", op.info().mnemonic)]
    JumpTarget {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
        /// Where it goes.
        target: i64,
    },
    /// A jump goes the wrong way: only `loop` polls, so only `loop` goes backward.
    #[error("instruction {at}: {} to {target} goes the wrong way", op.info().mnemonic)]
    JumpDirection {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
        /// Where it goes.
        target: i64,
    },
    /// Control runs off the end.
    #[error("instruction {at}: control runs off the end behind {}", op.info().mnemonic)]
    OpenEnd {
        /// The instruction.
        at: usize,
        /// Its operation.
        op: Op,
    },
}

/// Verifies a function's code; the first thing wrong is the error.
pub fn verify_code(code: &[u32], context: &CodeContext<'_>) -> Result<CodeFacts, CodeError> {
    let mut facts = CodeFacts::default();
    // Ascending, because instructions are met in their order.
    let mut starts: Vec<i64> = Vec::with_capacity(code.len());
    let mut jumps = Vec::new();
    let mut last = None;
    let mut at = 0;
    while at < code.len() {
        let instruction = decode(code, at)?;
        check_operands(&instruction, context, &mut facts)?;
        starts.push(at as i64);
        if let Some(target) = instruction.jump_target() {
            jumps.push((instruction, target));
        }
        last = Some(instruction);
        at = instruction.next;
    }
    for (Decoded { op, at, next, .. }, target) in jumps {
        if starts.binary_search(&target).is_err() {
            return Err(CodeError::JumpTarget { at, op, target });
        }
        if (op == Op::Loop) != (target < next as i64) {
            return Err(CodeError::JumpDirection { at, op, target });
        }
    }
    let last = last.ok_or(CodeError::Empty)?;
    if !leaves_for_good(last.op) {
        return Err(CodeError::OpenEnd { at: last.at, op: last.op });
    }
    Ok(facts)
}

/// Operations that control never passes.
fn leaves_for_good(op: Op) -> bool {
    matches!(
        op,
        Op::Return
            | Op::ReturnNil
            | Op::ReturnValues
            | Op::ReturnMultiple
            | Op::TailCall
            | Op::TailCallNamed
            | Op::TailApply
            | Op::Jump
            | Op::Loop
            | Op::Throw
            | Op::ExitTo
            | Op::GoTo
    )
}

/// Distance from a window's first register to the first argument.
pub const WINDOW_ARGUMENTS: u64 = 3;

/// The registers that an operation uses from its field a on, given its fields b and c. `None` when that is field
/// a alone or a is no register.
fn register_range(op: Op, b: u64, c: u64) -> Option<u64> {
    Some(match op {
        Op::Call
        | Op::CallSelf
        | Op::CallSelfPair
        | Op::CallMultiple
        | Op::TailCall
        | Op::Apply
        | Op::ApplyMultiple
        | Op::TailApply => WINDOW_ARGUMENTS + b,
        Op::CallNamed | Op::CallNamedMultiple | Op::TailCallNamed => WINDOW_ARGUMENTS + c,
        Op::MakeClosure => 1 + c,
        Op::CallBuiltin | Op::List => b.max(1),
        // With a count of zero no register is touched.
        Op::ReturnValues | Op::SetValues | Op::TakeValues => b,
        Op::EnterTagbody | Op::MovePair => 2,
        Op::MoveTriple => 3,
        _ => return None,
    })
}

/// What the constant operand of an operation must be.
fn wanted_constant(op: Op) -> Option<ConstantKind> {
    match op {
        Op::LoadSpecial
        | Op::StoreSpecial
        | Op::LoadGlobal
        | Op::StoreGlobal
        | Op::LoadFunction
        | Op::Bind
        | Op::CallNamed
        | Op::CallNamedMultiple
        | Op::TailCallNamed => Some(ConstantKind::Symbol),
        Op::MakeClosure => Some(ConstantKind::Prototype),
        _ => None,
    }
}

fn check_operands(
    instruction: &Decoded,
    context: &CodeContext<'_>,
    facts: &mut CodeFacts,
) -> Result<(), CodeError> {
    let Decoded { op, at, fields, .. } = *instruction;
    let [a, b, c, _] = fields.map(|field| u64::try_from(field.value).unwrap_or(0));
    let range = register_range(op, b, c);
    if let Some(n) = range {
        check_register(instruction, context, a, n)?;
    }
    for (position, field) in fields.iter().enumerate() {
        let value = field.value;
        let number = u32::try_from(value).unwrap_or(u32::MAX);
        match field.operand {
            Operand::None if value > op.most_in_unused_field(position) => {
                return Err(CodeError::UnusedField { at, op, value });
            }
            Operand::None | Operand::Count | Operand::Integer | Operand::Jump => {}
            Operand::Read | Operand::Write | Operand::Window => {
                if position > 0 || range.is_none() {
                    check_register(instruction, context, u64::from(number), 1)?;
                }
            }
            Operand::Constant => check_constant(instruction, context, number)?,
            Operand::Captured => facts.n_captured = facts.n_captured.max(number.saturating_add(1)),
            Operand::Builtin => {
                check_builtin(at, number, b, context)?;
                facts.builtin_words.push(instruction.next - 1);
            }
        }
    }
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    match op {
        Op::Apply | Op::ApplyMultiple | Op::TailApply if b == 0 => {
            return Err(CodeError::NothingToSpread { at, op });
        }
        Op::MoveTriple => check_register(instruction, context, b, 3)?,
        Op::MakeClosure => facts.closures_made.push((count(b), count(c))),
        _ => {}
    }
    Ok(())
}

/// Checks the registers `first .. first + n`.
fn check_register(
    instruction: &Decoded,
    context: &CodeContext<'_>,
    first: u64,
    n: u64,
) -> Result<(), CodeError> {
    let end = first + n;
    if n > 0 && end > u64::from(context.n_registers) {
        return Err(CodeError::Register {
            at: instruction.at,
            op: instruction.op,
            register: end - 1,
            n_registers: context.n_registers,
        });
    }
    Ok(())
}

fn check_constant(instruction: &Decoded, context: &CodeContext<'_>, constant: u32) -> Result<(), CodeError> {
    let Decoded { op, at, .. } = *instruction;
    if constant >= context.n_constants {
        return Err(CodeError::Constant { at, op, constant, n_constants: context.n_constants });
    }
    match wanted_constant(op) {
        Some(expected) if (context.constant_kind)(constant) != expected => {
            Err(CodeError::ConstantKind { at, op, constant, expected })
        }
        _ => Ok(()),
    }
}

fn check_builtin(
    at: usize,
    builtin: u32,
    n_arguments: u64,
    context: &CodeContext<'_>,
) -> Result<(), CodeError> {
    let taken = (context.builtin)(builtin).ok_or(CodeError::Builtin { at, builtin })?;
    let n_arguments = u32::try_from(n_arguments).unwrap_or(u32::MAX);
    if n_arguments < taken.least || taken.most.is_some_and(|most| n_arguments > most) {
        return Err(CodeError::BuiltinArguments { at, builtin, n_arguments });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
