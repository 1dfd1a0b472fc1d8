//! The builtins of an image: which it refers to when it is saved, and this process's functions for them when it is
//! loaded.
//!
//! Code and builtin objects hold row numbers of the image's own table. A runtime with other rows binds them by name
//! and keeps the image's numbers, so a heap that is saved again still says what its numbers mean.

use super::trace::Trace;
use crate::error::{LispError, PrimitiveResult};
use crate::heap::Heap;
use crate::mutator::Mutator;
use crate::primitives::{BuiltinFunctions, Effect, Invoke, PRIMITIVES, Primitive};
use heapfmt::Value;
use heapfmt::builtins::{Binding, BuiltinEntry, BuiltinMismatch, BuiltinRow, BuiltinTable, TableError};
use heapfmt::decode::decode;
use heapfmt::digest::Digest;
use heapfmt::error::FormatError;
use heapfmt::layout::{TypeCode, builtin};
use heapfmt::ops::Operand;
use heapfmt::reader::Container;
use heapfmt::verify::code::ArgumentCount;

/// How images name `primitive`.
const fn row(primitive: &Primitive) -> BuiltinRow<'static> {
    BuiltinRow { name: primitive.name, lambda_list: primitive.lambda_list, version: primitive.version }
}

/// The digest of this runtime's own table, computed by the compiler.
pub(crate) const DIGEST: u128 = {
    let mut digest = Digest::EMPTY;
    let mut i = 0;
    while i < PRIMITIVES.len() {
        digest = heapfmt::builtins::row_digest(digest, &row(PRIMITIVES[i]));
        i += 1;
    }
    digest.finish()
};

/// Finds this runtime's function for each of the image's builtins. When the digests agree nothing is read.
pub(super) fn bind(container: &Container<'_>) -> Result<BuiltinFunctions, BindError> {
    if container.header().builtins_digest == DIGEST {
        return Ok(&PRIMITIVES);
    }
    Ok(bind_table(&container.builtins()?)?)
}

/// Why an image's builtins cannot be bound.
#[derive(Debug, thiserror::Error)]
pub(super) enum BindError {
    #[error(transparent)]
    Format(#[from] FormatError),
    #[error(transparent)]
    Mismatch(#[from] BuiltinMismatch),
}

fn bind_table(table: &BuiltinTable<'_>) -> Result<BuiltinFunctions, BuiltinMismatch> {
    let rows: Vec<BuiltinRow<'_>> = PRIMITIVES.iter().map(|primitive| row(primitive)).collect();
    Ok(match table.bind(&rows)? {
        Binding::Identical => &PRIMITIVES,
        // The table lives as long as the machine, which is as long as the process.
        Binding::Mapped(numbers) => numbers
            .into_iter()
            .zip(table.entries())
            .map(|(number, entry)| {
                number.map_or_else(|| absent(&entry.row), |number| PRIMITIVES[number as usize])
            })
            .collect::<Vec<_>>()
            .leak(),
    })
}

/// Stands for a builtin that this runtime lacks, and that the image says it does not refer to.
fn absent(row: &BuiltinRow<'_>) -> &'static Primitive {
    let text = |text: &str| &*String::leak(text.to_owned());
    let ArgumentCount { least, most } = ArgumentCount::of_lambda_list(row.lambda_list);
    Box::leak(Box::new(Primitive {
        name: text(row.name),
        lambda_list: text(row.lambda_list),
        doc: "",
        effect: Effect::Effect,
        required: least as usize,
        optional: most.map_or(0, |most| most - least) as usize,
        rest: most.is_none(),
        version: row.version,
        invoke: Invoke::Leaf(call_absent),
    }))
}

fn call_absent(_: &mut Mutator, _: &[Value]) -> PrimitiveResult {
    let message = "the image calls a builtin that this runtime does not have".to_owned();
    Err(LispError::Simple { message, datum: Value::UNSUPPLIED }.into())
}

/// The builtin table of the image that `trace` will become: the rows of `functions`, with those marked whose builtin
/// object is part of the image.
pub(super) fn table(
    heap: &Heap,
    trace: &Trace,
    functions: BuiltinFunctions,
) -> Result<BuiltinTable<'static>, TableError> {
    let mut entries: Vec<BuiltinEntry<'static>> =
        functions.iter().map(|primitive| BuiltinEntry { row: row(primitive), referenced: false }).collect();
    for &object in trace.sections.iter().flatten().filter(|&&object| heap.is(object, TypeCode::Builtin)) {
        let number = heap.slot(object, builtin::INDEX).as_fixnum();
        entries[number.expect("builtin objects hold a row number") as usize].referenced = true;
    }
    BuiltinTable::new(entries)
}

/// The rows that instructions of `code` name.
pub(super) fn called(code: &[u32]) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let instruction = decode(code, at).expect("the compiler and the verifier pass decodable code only");
        let builtins = instruction.operands().filter(|field| field.operand == Operand::Builtin);
        rows.extend(builtins.map(|field| field.value as usize));
        at = instruction.next;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bootstrap::fresh_vm;
    use crate::image::{load::load_bytes, save::container};
    use heapfmt::layout::symbol;
    use heapfmt::meta::Application;
    use heapfmt::statics::sym;

    const GONE: BuiltinRow<'_> =
        BuiltinRow { name: "EXT:GONE", lambda_list: "a &optional b &rest c", version: 3 };

    fn entries(table: &BuiltinTable<'_>, name: &str) -> Vec<(usize, bool)> {
        let rows = table.entries().iter().enumerate().filter(|(_, entry)| entry.row.name == name);
        rows.map(|(number, entry)| (number, entry.referenced)).collect()
    }

    #[test]
    fn what_nothing_leads_to_is_not_referred_to() {
        let mut vm = fresh_vm();
        let heap = &mut vm.mutator.heap;
        heap.set_symbol_slot(sym::CAR, symbol::FUNCTION, Value::UNBOUND);
        let image = container(&mut vm.mutator, &Application::default()).expect("a small heap");
        let container = Container::open(&image).expect("an image");
        let table = container.builtins().expect("its table");
        assert!(matches!(entries(&table, "COMMON-LISP:CAR")[..], [(_, false)]));
        assert!(matches!(entries(&table, "COMMON-LISP:CDR")[..], [(_, true)]));
        assert!(heapfmt::verify::verify(&image).is_clean());
        let vm = load_bytes(&image).expect("the runtime has all builtins").vm;
        assert_eq!(vm.mutator.heap.symbol_slot(sym::CAR, symbol::FUNCTION), Value::UNBOUND);
    }

    #[test]
    fn code_refers_to_builtins() {
        use heapfmt::ops::{Instruction, Op};
        let wide = Instruction::abc(Op::Wide, 0, 0, 0).0;
        let call = Instruction::abc(Op::CallBuiltin, 0, 1, 0).0;
        let move_register = Instruction::abc(Op::Move, 0, 1, 0).0;
        assert_eq!(called(&[move_register, call, 7, wide, call, 300]), [7, 300]);
    }

    #[test]
    fn an_image_keeps_its_own_numbers() {
        let ours =
            PRIMITIVES.iter().rev().map(|primitive| BuiltinEntry { row: row(primitive), referenced: true });
        let gone = BuiltinEntry { row: GONE, referenced: false };
        let image = BuiltinTable::new(std::iter::once(gone).chain(ours).collect()).expect("no row twice");
        let functions = bind_table(&image).expect("only what is not referred to is missing");
        assert_eq!(functions.len(), PRIMITIVES.len() + 1);
        assert_eq!(
            functions.last().map(|primitive| primitive.name),
            PRIMITIVES.first().map(|first| first.name)
        );
        let again: Vec<BuiltinRow<'_>> = functions.iter().map(|primitive| row(primitive)).collect();
        assert!(image.entries().iter().map(|entry| entry.row).eq(again));
        let Invoke::Leaf(call) = functions[0].invoke else { panic!("a leaf") };
        assert!(call(&mut fresh_vm().mutator, &[]).is_err());
    }
}
