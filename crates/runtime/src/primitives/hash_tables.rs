//! Hash tables (CLHS chapter 18). MAKE-HASH-TABLE, MAPHASH and WITH-HASH-TABLE-ITERATOR are Lisp over these.

use super::arguments::{non_nil, object, size, supplied};
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::hash::{self, key};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;

primitives! {
    pub(super) static HASH_TABLES = {
        /// Returns a new table. TEST: 0 EQ, 1 EQL, 2 EQUAL, 3 EQUALP. WEAKNESS: 0 none, 1 key, 2 value, 3 key and
        /// value, 4 key or value.
        alloc "SYSTEM:%MAKE-HASH-TABLE" "test size weakness" => make_hash_table;
        /// Returns a new table that compares by FUNCTIONS, a cons of test and hash function.
        alloc "SYSTEM:%MAKE-HASH-TABLE-BY-FUNCTION" "functions size weakness" => make_hash_table_by_function;
        /// Returns the cons of the functions of TABLE, or NIL when it has none of its own.
        pure "SYSTEM:%HASH-TABLE-FUNCTIONS" "table" => hash_table_functions;
        /// Returns four values for an entry of TABLE with HASH: a position behind it, its number, its key, its value.
        /// Looks from POSITION on, from the start when it is NIL. Returns NIL when there is none.
        effect "SYSTEM:%HASH-CANDIDATE" "table hash position" => hash_candidate;
        /// Adds an entry to TABLE, whose functions say that it has no such key.
        effect "SYSTEM:%APPEND-HASH-ENTRY" "table hash key value" => append_hash_entry;
        /// Sets the value of ENTRY, a number, of TABLE; returns false when its key is not KEY any more.
        effect "SYSTEM:%SET-HASH-ENTRY" "table entry key value" => set_hash_entry;
        /// Removes ENTRY, a number, of TABLE; returns false when its key is not KEY any more.
        effect "SYSTEM:%REMOVE-HASH-ENTRY" "table entry key" => remove_hash_entry;
        /// Returns true when OBJECT is a hash table.
        pure "COMMON-LISP:HASH-TABLE-P" "object" => hash_table_p;
        /// Returns the value of KEY in TABLE and true, or DEFAULT and false.
        effect "COMMON-LISP:GETHASH" "key table &optional default" => gethash;
        /// Enters VALUE under KEY in TABLE and returns it.
        effect "SYSTEM:%PUTHASH" "key table value" => puthash;
        /// Removes KEY from TABLE; returns true when it was there.
        effect "COMMON-LISP:REMHASH" "key table" => remhash;
        /// Removes all entries of TABLE and returns it.
        effect "COMMON-LISP:CLRHASH" "table" => clrhash;
        /// Returns the number of entries of TABLE.
        effect "COMMON-LISP:HASH-TABLE-COUNT" "table" => hash_table_count;
        /// Returns the number of entries that TABLE has room for.
        effect "COMMON-LISP:HASH-TABLE-SIZE" "table" => hash_table_size;
        /// Returns the number of the test of TABLE.
        pure "SYSTEM:%HASH-TABLE-TEST" "table" => hash_table_test;
        /// Returns the number of the weakness of TABLE.
        pure "SYSTEM:%HASH-TABLE-WEAKNESS" "table" => hash_table_weakness;
        /// Returns three values for the first entry of TABLE whose number is at least INDEX: the number behind
        /// it, its key, its value. Returns NIL when there is none.
        effect "SYSTEM:%HASH-TABLE-NEXT" "table index" => hash_table_next;
        /// Does a part of the work of MAPHASH: stores keys and values of TABLE in turn in BUFFER, a simple vector, from the
        /// entry with number INDEX on. Returns the number behind the last entry stored, and how many elements have been
        /// stored.
        effect "SYSTEM:%MAPHASH" "table index buffer" => copy_hash_entries;
        /// Returns a fixnum that EQUAL objects share, the same in every process.
        pure "COMMON-LISP:SXHASH" "object" => sxhash;
    }
}

#[inline]
fn table_argument(m: &Mutator, table: Value) -> PrimitiveResult {
    object(&m.heap, table, TypeCode::HashTable, sym::HASH_TABLE)
}

fn make_hash_table(m: &mut Mutator, [test, n, weakness]: [Value; 3]) -> PrimitiveResult {
    let test = key::Test::from_number(super::arguments::index(test, 4)? as i64);
    let weakness = super::arguments::index(weakness, 5)? as u8;
    hash::make(&mut m.heap, test, size(n)?, weakness)
}

/// Arguments of the primitives on tables that compare by functions.
fn table_by_function(m: &Mutator, table: Value) -> PrimitiveResult {
    table_argument(m, table)?;
    match hash::test(&m.heap, table) {
        key::Test::ByFunction => Ok(table),
        _ => Err(type_error(table, sym::HASH_TABLE)),
    }
}

fn hash_argument(hash: Value) -> Result<u32, Trap> {
    Ok(super::arguments::index(hash, 1 << 32)? as u32)
}

fn make_hash_table_by_function(m: &mut Mutator, [functions, n, weakness]: [Value; 3]) -> PrimitiveResult {
    let weakness = super::arguments::index(weakness, 5)? as u8;
    hash::make_by_function(&mut m.heap, functions, size(n)?, weakness)
}

fn hash_table_functions(m: &Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    Ok(hash::functions(&m.heap, table))
}

fn hash_candidate(m: &mut Mutator, [table, hash, position]: [Value; 3]) -> PrimitiveResult {
    let table = table_by_function(m, table)?;
    let position = non_nil(position).map(size).transpose()?;
    match hash::candidate(&m.heap, table, hash_argument(hash)?, position) {
        Some((next, entry, key, value)) => {
            let values = [Value::fixnum(next as i64), Value::fixnum(entry as i64), key, value];
            Ok(m.return_values(&values))
        }
        None => Ok(m.return_values(&[Value::NIL])),
    }
}

fn append_hash_entry(m: &mut Mutator, [table, hash, key, value]: [Value; 4]) -> PrimitiveResult {
    let table = table_by_function(m, table)?;
    hash::append(&mut m.heap, table, hash_argument(hash)?, key, value)?;
    Ok(value)
}

fn set_hash_entry(m: &mut Mutator, [table, entry, key, value]: [Value; 4]) -> PrimitiveResult {
    let table = table_by_function(m, table)?;
    Ok(Value::boolean(hash::set_entry_value(&mut m.heap, table, size(entry)?, key, value)))
}

fn remove_hash_entry(m: &mut Mutator, [table, entry, key]: [Value; 3]) -> PrimitiveResult {
    let table = table_by_function(m, table)?;
    Ok(Value::boolean(hash::remove_entry(&mut m.heap, table, size(entry)?, key)))
}

/// Leaves an operation on a table that compares by functions to the Lisp function that calls them.
#[cold]
fn call_instead(m: &mut Mutator, function: Value, arguments: &[Value]) -> Trap {
    let arguments = m.heap.list(arguments);
    LispError::CallInstead { function, arguments }.into()
}

#[inline(always)]
fn is_by_function(m: &Mutator, table: Value) -> bool {
    hash::test(&m.heap, table) == key::Test::ByFunction
}

fn hash_table_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::HashTable)))
}

fn gethash(m: &mut Mutator, [key, table, default]: [Value; 3]) -> PrimitiveResult {
    table_argument(m, table)?;
    if is_by_function(m, table) {
        let default = supplied(default).unwrap_or(Value::NIL);
        return Err(call_instead(m, sym::GETHASH_BY_FUNCTION, &[key, table, default]));
    }
    let values = match hash::get(&mut m.heap, table, key) {
        Some(value) => [value, sym::T],
        None => [supplied(default).unwrap_or(Value::NIL), Value::NIL],
    };
    Ok(m.return_values(&values))
}

fn puthash(m: &mut Mutator, [key, table, value]: [Value; 3]) -> PrimitiveResult {
    table_argument(m, table)?;
    if is_by_function(m, table) {
        return Err(call_instead(m, sym::PUTHASH_BY_FUNCTION, &[key, table, value]));
    }
    hash::put(&mut m.heap, table, key, value)?;
    Ok(value)
}

fn remhash(m: &mut Mutator, [key, table]: [Value; 2]) -> PrimitiveResult {
    table_argument(m, table)?;
    if is_by_function(m, table) {
        return Err(call_instead(m, sym::REMHASH_BY_FUNCTION, &[key, table]));
    }
    Ok(Value::boolean(hash::remove(&mut m.heap, table, key)))
}

fn clrhash(m: &mut Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    hash::clear(&mut m.heap, table)?;
    Ok(table)
}

fn hash_table_count(m: &mut Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    Ok(Value::fixnum(hash::count(&m.heap, table) as i64))
}

fn hash_table_size(m: &mut Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    Ok(Value::fixnum(hash::capacity(&m.heap, table) as i64))
}

fn hash_table_test(m: &Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    Ok(Value::fixnum(hash::test(&m.heap, table) as i64))
}

fn hash_table_weakness(m: &Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    Ok(Value::fixnum(i64::from(hash::weakness(&m.heap, table))))
}

fn hash_table_next(m: &mut Mutator, [table, index]: [Value; 2]) -> PrimitiveResult {
    table_argument(m, table)?;
    match hash::next(&m.heap, table, size(index)?) {
        Some((next, key, value)) => Ok(m.return_values(&[Value::fixnum(next as i64), key, value])),
        None => Ok(m.return_values(&[Value::NIL])),
    }
}

fn copy_hash_entries(m: &mut Mutator, [table, index, buffer]: [Value; 3]) -> PrimitiveResult {
    table_argument(m, table)?;
    object(&m.heap, buffer, TypeCode::SimpleVector, sym::SIMPLE_VECTOR)?;
    let (mut from, mut n_stored) = (size(index)?, 0);
    let room = m.heap.count(buffer);
    while n_stored + 2 <= room
        && let Some((next, key, value)) = hash::next(&m.heap, table, from)
    {
        m.heap.set_element(buffer, n_stored, key);
        m.heap.set_element(buffer, n_stored + 1, value);
        (from, n_stored) = (next, n_stored + 2);
    }
    Ok(m.return_values(&[Value::fixnum(from as i64), Value::fixnum(n_stored as i64)]))
}

fn sxhash(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    let hash = key::similarity_hash(&m.heap, object);
    Ok(Value::fixnum((hash >> 3 ^ hash & 7) as i64))
}
