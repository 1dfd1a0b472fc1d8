//! Code that the verifier takes and refuses.

use super::*;
use crate::ops::Instruction;

fn verify(code: &[Instruction]) -> Result<CodeFacts, CodeError> {
    let words: Vec<u32> = code.iter().map(|instruction| instruction.0).collect();
    let kinds = [ConstantKind::Symbol, ConstantKind::Prototype, ConstantKind::Other];
    let context = CodeContext {
        n_registers: 8,
        n_constants: 3,
        constant_kind: &|constant| kinds[constant as usize],
        builtin: &|row| (row < 2).then_some(ArgumentCount { least: 1, most: Some(row + 1) }),
    };
    verify_code(&words, &context)
}

const RETURN: Instruction = Instruction::abc(Op::ReturnNil, 0, 0, 0);

#[test]
fn good_code_tells_what_it_captures() {
    let facts = verify(&[
        Instruction::abc(Op::MakeClosure, 5, 1, 2),
        Instruction::abc(Op::LoadCaptured, 0, 3, 0),
        Instruction::abc(Op::Call, 0, 5, 0),
        Instruction::abc(Op::SetValues, 8, 0, 0),
        RETURN,
    ]);
    assert_eq!(facts, Ok(CodeFacts { n_captured: 4, closures_made: vec![(1, 2)], builtin_words: vec![] }));
}

#[test]
fn bad_code_is_refused() {
    let abc = Instruction::abc;
    let word = |n: i32| Instruction(n as u32);
    let rows: &[(&[Instruction], &str)] = &[
        (&[], "there are no instructions"),
        (&[abc(Op::Move, 0, 1, 0)], "instruction 0: control runs off the end behind move"),
        (&[abc(Op::Move, 8, 1, 0), RETURN], "instruction 0: move uses register 8, the frame has 8"),
        (&[abc(Op::Move, 0, 9, 0), RETURN], "instruction 0: move uses register 9, the frame has 8"),
        (&[abc(Op::MovePair, 7, 0, 1), RETURN], "instruction 0: move-pair uses register 8, the frame has 8"),
        (
            &[abc(Op::MoveTriple, 6, 0, 0), RETURN],
            "instruction 0: move-triple uses register 8, the frame has 8",
        ),
        (
            &[abc(Op::MoveTriple, 0, 6, 0), RETURN],
            "instruction 0: move-triple uses register 8, the frame has 8",
        ),
        (&[abc(Op::Move, 0, 1, 7), RETURN], "instruction 0: move has 7 in an unused field"),
        (
            &[abc(Op::JumpIfLess, 0, 1, 2), word(0), RETURN],
            "instruction 0: jump-if-less has 2 in an unused field",
        ),
        (
            &[abc(Op::JumpIfNumberEqual, 0, 1, 1), word(0), RETURN],
            "instruction 0: jump-if-number-equal has 1 in an unused field",
        ),
        (&[abc(Op::Call, 5, 1, 0), RETURN], "instruction 0: call uses register 8, the frame has 8"),
        (
            &[abc(Op::CallSelfPair, 4, 2, 0), word(0), RETURN],
            "instruction 0: call-self-pair uses register 8, the frame has 8",
        ),
        (
            &[abc(Op::CallSelfPair, 3, 2, 0), word(8), RETURN],
            "instruction 0: call-self-pair uses register 8, the frame has 8",
        ),
        (
            &[abc(Op::CallNamed, 4, 0, 2), RETURN],
            "instruction 0: call-named uses register 8, the frame has 8",
        ),
        (&[abc(Op::List, 6, 3, 0), RETURN], "instruction 0: list uses register 8, the frame has 8"),
        (
            &[abc(Op::Wide, 1, 0, 0), abc(Op::Move, 0, 1, 0), RETURN],
            "instruction 0: move uses register 256, the frame has 8",
        ),
        (
            &[Instruction::abx(Op::LoadConstant, 0, 3), RETURN],
            "instruction 0: load-constant uses constant 3, there are 3",
        ),
        (
            &[Instruction::abx(Op::LoadSpecial, 0, 1), RETURN],
            "instruction 0: load-special needs a Symbol in constant 1",
        ),
        (
            &[abc(Op::MakeClosure, 0, 0, 0), RETURN],
            "instruction 0: make-closure needs a Prototype in constant 0",
        ),
        (
            &[abc(Op::CallBuiltin, 0, 1, 0), word(2), RETURN],
            "instruction 0: builtin 2 is not in the image's table",
        ),
        (
            &[abc(Op::CallBuiltin, 0, 2, 0), word(0), RETURN],
            "instruction 0: builtin 0 does not take 2 arguments",
        ),
        (&[abc(Op::TailApply, 0, 0, 0)], "instruction 0: tail-apply has no arguments"),
        (
            &[Instruction::sax(Op::Jump, 1), RETURN],
            "instruction 0: jump goes to 2, where no instruction starts",
        ),
        (
            &[Instruction::sax(Op::Jump, 1), abc(Op::Wide, 0, 0, 0), RETURN],
            "instruction 0: jump goes to 2, where no instruction starts",
        ),
        (&[RETURN, Instruction::sax(Op::Jump, -2)], "instruction 1: jump to 0 goes the wrong way"),
        (&[Instruction::sax(Op::Loop, 0), RETURN], "instruction 0: loop to 1 goes the wrong way"),
        (
            &[abc(Op::JumpIfEq, 0, 0, 0), word(-3), RETURN],
            "instruction 0: jump-if-eq goes to -1, where no instruction starts",
        ),
    ];
    for (code, message) in rows {
        assert_eq!(verify(code).expect_err(message).to_string(), *message);
    }
}

#[test]
fn lambda_lists_say_how_many_arguments() {
    let rows = [
        ("", 0, Some(0)),
        ("list", 1, Some(1)),
        ("a b", 2, Some(2)),
        ("a &optional b c", 1, Some(3)),
        ("a &optional b &rest c", 1, None),
        ("&rest c", 0, None),
    ];
    for (text, least, most) in rows {
        assert_eq!(ArgumentCount::of_lambda_list(text), ArgumentCount { least, most }, "{text}");
    }
}
