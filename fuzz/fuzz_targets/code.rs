//! Any words as code: what is verified can be listed whole.

#![no_main]

use heapfmt::dump::disassembly::disassemble;
use heapfmt::verify::code::{ArgumentCount, CodeContext, ConstantKind, verify_code};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let code: Vec<u32> = data.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
    let kinds = [ConstantKind::Symbol, ConstantKind::Prototype, ConstantKind::Other];
    let context = CodeContext {
        n_registers: 300,
        n_constants: 3,
        constant_kind: &|constant| kinds[constant as usize],
        builtin: &|row| (row < 3).then(|| ArgumentCount { least: row, most: Some(2 * row) }),
    };
    let verified = verify_code(&code, &context);
    let lines = disassemble(&code, |reference| format!("{reference:?}"));
    if verified.is_ok() {
        assert!(lines.iter().all(|line| line.mnemonic != "data"));
    }
});
