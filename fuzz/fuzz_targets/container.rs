//! Any bytes as a container, as a header with a right sum, as META and as BTAB.

#![no_main]

use heapfmt::builtins::BuiltinTable;
use heapfmt::header::HEADER_BYTES;
use heapfmt::meta::Application;
use heapfmt::verify::verify;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = verify(data);
    if let Ok(application) = Application::decode(data) {
        assert_eq!(Application::decode(&application.encode()), Ok(application));
    }
    if let Ok(table) = BuiltinTable::decode(data) {
        assert_eq!(table.encode().as_deref(), Ok(data));
    }
    if data.len() > HEADER_BYTES {
        let mut image = data.to_vec();
        let sum = crc32fast::hash(&image[..HEADER_BYTES - 4]);
        image[HEADER_BYTES - 4..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
        let _ = verify(&image);
    }
});
