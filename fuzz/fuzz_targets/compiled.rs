//! Any bytes as a compiled file, and as the records of a unit with right sums.

#![no_main]

use heapfmt::builtins::BuiltinTable;
use heapfmt::compiled::verify::verify;
use heapfmt::compiled::{encode_unit, open_unit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = verify(data);
    // The number of objects, how many bytes the builtin table has, the table, groups of records.
    let Some((&[n_objects, builtins_len], rest)) = data.split_first_chunk() else { return };
    let (builtins, records) = rest.split_at(usize::from(builtins_len).min(rest.len()));
    let empty = BuiltinTable::new(Vec::new()).and_then(|table| table.encode()).expect("an empty table");
    for table in [builtins, &empty[..]] {
        let unit = encode_unit(u32::from(n_objects), table, records);
        let opened = open_unit(&unit, 0);
        assert!(opened.is_err() || opened.is_ok_and(|opened| opened.end == unit.len()));
        if let Ok(units) = verify(&unit) {
            assert!(!units[0].to_string().is_empty());
        }
    }
});
