//! Saving the heap.

use super::arguments::string;
use crate::error::PrimitiveResult;
use crate::image::save::save_image;
use crate::mutator::Mutator;
use heapfmt::Value;

primitives! {
    pub(super) static IMAGE = {
        /// Saves the heap to the file named FILENAME, as the property list KEYWORDS says: an image or an executable.
        /// Returns the file's length in bytes.
        effect "SYSTEM:%SAVE-IMAGE" "filename keywords" => save;
    }
}

fn save(m: &mut Mutator, [filename, keywords]: [Value; 2]) -> PrimitiveResult {
    let text = string(&m.heap, filename)?.text(&m.heap);
    let filename = m.heap.string(&text);
    let n_bytes = save_image(m, filename, keywords)?;
    Ok(Value::fixnum(n_bytes.try_into().expect("files are not that long")))
}
