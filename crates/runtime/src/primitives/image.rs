//! Saving the heap.

use crate::error::{PrimitiveResult, type_error};
use crate::image::save::save_image;
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;

primitives! {
    pub(super) static IMAGE = {
        /// Saves the heap to the file named FILENAME, as the property list KEYWORDS says: an image or an executable.
        /// Returns the file's length in bytes.
        effect "SYSTEM:%SAVE-IMAGE" "filename keywords" => save;
    }
}

fn save(m: &mut Mutator, [filename, keywords]: [Value; 2]) -> PrimitiveResult {
    if !m.heap.is_simple_string(filename) {
        return Err(type_error(filename, sym::STRING));
    }
    let n_bytes = save_image(m, filename, keywords)?;
    Ok(Value::fixnum(n_bytes.try_into().expect("files are not that long")))
}
