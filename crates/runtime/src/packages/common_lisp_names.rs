//! The names of the 978 external symbols of COMMON-LISP (CLHS 1.9).
//!
//! They stand in `common_lisp.txt`, which says more of each symbol than a process needs: what the compiler keeps of it
//! are the names, one text that is split at white space when a heap is built from nothing. Images have the symbols.

const TABLE: &[u8] = include_bytes!("common_lisp.txt");

/// The names, separated by spaces, in the order of the table.
pub(crate) const COMMON_LISP_NAMES: &str = match str::from_utf8(&NAMES) {
    Ok(names) => names,
    Err(_) => panic!("the table is ASCII"),
};

static NAMES: [u8; write_names(&mut [])] = {
    let mut names = [0; write_names(&mut [])];
    write_names(&mut names);
    names
};

/// Writes the first word of each line that is no comment, and a space, as far as there is room. Returns how many bytes
/// they all take.
const fn write_names(target: &mut [u8]) -> usize {
    let (mut n_read, mut n_written) = (0, 0);
    let mut is_line_start = true;
    let mut is_in_name = false;
    while n_read < TABLE.len() {
        let byte = TABLE[n_read];
        n_read += 1;
        if is_line_start {
            is_in_name = byte != b'#' && byte != b'\n';
        }
        is_line_start = byte == b'\n';
        if is_in_name {
            let is_end = byte == b' ' || byte == b'\n';
            if n_written < target.len() {
                target[n_written] = if is_end { b' ' } else { byte };
            }
            n_written += 1;
            is_in_name = !is_end;
        }
    }
    n_written
}
