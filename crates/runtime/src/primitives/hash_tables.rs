//! Hash tables (CLHS chapter 18). MAKE-HASH-TABLE, MAPHASH and WITH-HASH-TABLE-ITERATOR are Lisp over these.

use super::arguments::{object, size, supplied};
use crate::error::PrimitiveResult;
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
        /// Returns a table with the entries of TABLE.
        alloc "SYSTEM:%COPY-HASH-TABLE" "table" => copy_hash_table;
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

fn hash_table_p(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::HashTable)))
}

fn gethash(m: &mut Mutator, [key, table, default]: [Value; 3]) -> PrimitiveResult {
    table_argument(m, table)?;
    let values = match hash::get(&mut m.heap, table, key) {
        Some(value) => [value, sym::T],
        None => [supplied(default).unwrap_or(Value::NIL), Value::NIL],
    };
    Ok(m.return_values(&values))
}

fn puthash(m: &mut Mutator, [key, table, value]: [Value; 3]) -> PrimitiveResult {
    table_argument(m, table)?;
    hash::put(&mut m.heap, table, key, value)?;
    Ok(value)
}

fn remhash(m: &mut Mutator, [key, table]: [Value; 2]) -> PrimitiveResult {
    table_argument(m, table)?;
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

fn copy_hash_table(m: &mut Mutator, [table]: [Value; 1]) -> PrimitiveResult {
    table_argument(m, table)?;
    hash::copy(&mut m.heap, table)
}

fn sxhash(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    let hash = key::similarity_hash(&m.heap, object);
    Ok(Value::fixnum((hash >> 3 ^ hash & 7) as i64))
}
