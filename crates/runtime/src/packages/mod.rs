//! Packages: symbols by name (CLHS chapter 11).
//!
//! Everything is in heap objects ([`heapfmt::layout::package`]) and no Rust map stands beside them. Lookup and
//! interning are here; [`operations`] has what changes packages and can meet name conflicts; the tables of
//! symbols are [`name_table`]s.

pub(crate) mod common_lisp_names;
mod name_table;
pub mod operations;

use crate::cycles::CycleWatch;
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{Header, TypeCode, flags, package, symbol};
use heapfmt::statics::{root, sym};

/// How a symbol is accessible in a package.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Present and not exported.
    Internal,
    /// Present and exported.
    External,
    /// External in a package that this one uses.
    Inherited,
}

/// Name of the package whose symbols are constants naming themselves.
pub const KEYWORD: &str = "KEYWORD";

/// All packages, in the order of their creation.
pub fn all_packages(heap: &Heap) -> Vec<Value> {
    list_items(heap, heap.root(root::PACKAGES))
}

/// The package of that name or nickname.
pub fn find_package(heap: &Heap, name: &str) -> Option<Value> {
    let mut rest = heap.root(root::PACKAGES);
    while rest.is_cons() {
        let package = heap.car(rest);
        if has_name(heap, package, name) {
            return Some(package);
        }
        rest = heap.cdr(rest);
    }
    None
}

fn has_name(heap: &Heap, package: Value, name: &str) -> bool {
    if name_table::string_is(heap, heap.slot(package, package::NAME), name) {
        return true;
    }
    let mut nicknames = heap.slot(package, package::NICKNAMES);
    while nicknames.is_cons() {
        if name_table::string_is(heap, heap.car(nicknames), name) {
            return true;
        }
        nicknames = heap.cdr(nicknames);
    }
    false
}

/// Whether `package` is KEYWORD.
pub fn is_keyword_package(heap: &Heap, package: Value) -> bool {
    let name = heap.slot(package, package::NAME);
    !name.is_nil() && name_table::string_is(heap, name, KEYWORD)
}

/// Whether the symbols of `package` are protected.
pub fn is_locked(heap: &Heap, package: Value) -> bool {
    !heap.slot(package, package::LOCKED).is_nil()
}

/// A package's name; a deleted package's is empty.
pub fn package_name(heap: &Heap, package: Value) -> String {
    let name = heap.slot(package, package::NAME);
    if name.is_nil() { String::new() } else { heap.string_text(name) }
}

/// A new package that uses nothing, added to the list of all packages. Its names are not yet in use.
pub(crate) fn create_package(heap: &mut Heap, name: &str, nicknames: &[&str], n_symbols: usize) -> Value {
    let package = heap.allocate(Header::new(TypeCode::Package));
    let name = heap.string(name);
    heap.set_slot(package, package::NAME, name);
    let nicknames: Vec<Value> = nicknames.iter().map(|nickname| heap.string(nickname)).collect();
    let nicknames = heap.list(&nicknames);
    heap.set_slot(package, package::NICKNAMES, nicknames);
    for slot in [package::INTERNAL, package::EXTERNAL] {
        let table = name_table::create(heap, n_symbols);
        heap.set_slot(package, slot, table);
    }
    let packages = heap.root(root::PACKAGES);
    let packages = append_item(heap, packages, package);
    heap.set_root(root::PACKAGES, packages);
    package
}

/// The symbol that `name` means in `package`, and how it is accessible there.
pub fn find_symbol(heap: &Heap, name: &str, package: Value) -> Option<(Value, Status)> {
    let hash = name_table::hash_of(name);
    let present =
        |table: usize, package: Value| name_table::find(heap, heap.slot(package, table), name, hash);
    if let Some(symbol) = present(package::EXTERNAL, package) {
        return Some((symbol, Status::External));
    }
    if let Some(symbol) = present(package::INTERNAL, package) {
        return Some((symbol, Status::Internal));
    }
    let mut used = heap.slot(package, package::USES);
    while used.is_cons() {
        if let Some(symbol) = present(package::EXTERNAL, heap.car(used)) {
            return Some((symbol, Status::Inherited));
        }
        used = heap.cdr(used);
    }
    None
}

/// The symbol of that name that is present in `package`.
pub(crate) fn find_present(heap: &Heap, name: &str, package: Value) -> Option<(Value, Status)> {
    if let Some(symbol) = find_external(heap, name, package) {
        return Some((symbol, Status::External));
    }
    let internal = heap.slot(package, package::INTERNAL);
    let hash = name_table::hash_of(name);
    name_table::find(heap, internal, name, hash).map(|symbol| (symbol, Status::Internal))
}

/// The external symbol of that name.
pub fn find_external(heap: &Heap, name: &str, package: Value) -> Option<Value> {
    name_table::find(heap, heap.slot(package, package::EXTERNAL), name, name_table::hash_of(name))
}

/// Whether `name` is a symbol that COMMON-LISP or EXT exports.
pub(crate) fn is_exported(heap: &Heap, name: Value) -> bool {
    if !heap.is_symbol(name) || name.is_nil() {
        return false;
    }
    let home = heap.symbol_slot(name, symbol::PACKAGE);
    ["COMMON-LISP", "EXT"].iter().any(|package| {
        find_package(heap, package) == Some(home)
            && find_external(heap, &heap.symbol_name(name), home) == Some(name)
    })
}

/// The symbol that `name` means in `package`; made when there is none. The status is that before the call.
pub fn intern_with_status(heap: &mut Heap, name: &str, package: Value) -> (Value, Option<Status>) {
    if let Some((symbol, status)) = find_symbol(heap, name, package) {
        return (symbol, Some(status));
    }
    let string = heap.string(name);
    let symbol = heap.uninterned_symbol(string);
    add_present(heap, symbol, package);
    (symbol, None)
}

/// As [`intern_with_status`], without the status.
pub fn intern(heap: &mut Heap, name: &str, package: Value) -> Value {
    intern_with_status(heap, name, package).0
}

/// The symbol `name` of the package COMMON-LISP.
pub fn standard_symbol(heap: &mut Heap, name: &str) -> Value {
    let package = heap.symbol_slot(sym::CAR, symbol::PACKAGE);
    intern(heap, name, package)
}

/// The symbol `name` of the package SYSTEM.
pub fn system_symbol(heap: &mut Heap, name: &str) -> Value {
    let package = find_package(heap, "SYSTEM").expect("every heap has the package");
    intern(heap, name, package)
}

/// The keyword of that name.
pub fn keyword(heap: &mut Heap, name: &str) -> Value {
    let package = find_package(heap, KEYWORD).expect("the package KEYWORD cannot be deleted or renamed");
    intern(heap, name, package)
}

/// Makes `symbol`, whose name nothing in `package` has, present there: internal, or an external constant in
/// KEYWORD. A symbol without home package gets this one.
pub(crate) fn add_present(heap: &mut Heap, symbol: Value, package: Value) {
    if heap.symbol_slot(symbol, symbol::PACKAGE).is_nil() {
        heap.set_symbol_slot(symbol, symbol::PACKAGE, package);
    }
    if is_keyword_package(heap, package) {
        insert_in(heap, package, package::EXTERNAL, symbol);
        heap.set_symbol_slot(symbol, symbol::VALUE, symbol);
        set_symbol_flags(heap, symbol, flags::CONSTANT | flags::SPECIAL);
    } else {
        insert_in(heap, package, package::INTERNAL, symbol);
    }
}

/// Makes an accessible symbol external without looking for name conflicts.
pub(crate) fn make_external(heap: &mut Heap, symbol: Value, package: Value) {
    let internal = heap.slot(package, package::INTERNAL);
    name_table::remove(heap, internal, symbol);
    insert_in(heap, package, package::EXTERNAL, symbol);
}

/// Sets bits (see [`flags`]) of a symbol's header.
pub(crate) fn set_symbol_flags(heap: &mut Heap, symbol: Value, bits: u8) {
    let object = heap.symbol_object(symbol);
    let header = heap.header(object);
    heap.set_header(object, header.with_flags(header.flags() | bits));
}

/// The symbols present in `package` with one of the two statuses, in table order.
pub fn present_symbols(heap: &Heap, package: Value, status: Status) -> Vec<Value> {
    let slot = if status == Status::External { package::EXTERNAL } else { package::INTERNAL };
    name_table::symbols(heap, heap.slot(package, slot)).collect()
}

fn insert_in(heap: &mut Heap, package: Value, slot: usize, symbol: Value) {
    let table = heap.slot(package, slot);
    let table = name_table::insert(heap, table, symbol);
    heap.set_slot(package, slot, table);
}

/// The items of a proper list.
pub(crate) fn list_items(heap: &Heap, list: Value) -> Vec<Value> {
    let mut items = Vec::new();
    let mut rest = list;
    let mut cycle = CycleWatch::default();
    while rest.is_cons() && !cycle.closes_at(rest) {
        items.push(heap.car(rest));
        rest = heap.cdr(rest);
    }
    items
}

fn append_item(heap: &mut Heap, list: Value, item: Value) -> Value {
    let mut items = list_items(heap, list);
    items.push(item);
    heap.list(&items)
}

fn without_item(heap: &mut Heap, list: Value, item: Value) -> Value {
    let mut items = list_items(heap, list);
    items.retain(|&other| other != item);
    heap.list(&items)
}
