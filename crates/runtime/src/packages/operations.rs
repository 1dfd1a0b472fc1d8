//! Changing packages: export, import, shadowing, use, unintern, renaming and deleting.
//!
//! Each operation looks for name conflicts first and changes nothing when there is one (CLHS 11.1.1.2.5).

use super::{
    Status, add_present, append_item, create_package, find_external, find_package, find_present, find_symbol,
    insert_in, intern_with_status, is_keyword_package, list_items, make_external, name_table, package_name,
    present_symbols, without_item,
};
use crate::error::{LispError, Trap};
use crate::heap::Heap;
use heapfmt::Value;
use heapfmt::layout::{package, symbol};
use heapfmt::statics::root;

fn package_error(package: Value, message: String) -> Trap {
    LispError::Package { message, package }.into()
}

fn conflict(heap: &Heap, what: &str, package: Value, first: Value, second: Value) -> Trap {
    let name = package_name(heap, package);
    let (first, second) = (qualified_name(heap, first), qualified_name(heap, second));
    let message = format!("{what}: {first} and {second} would conflict in package {name}");
    package_error(package, message)
}

/// PACKAGE::NAME for messages.
pub(crate) fn qualified_name(heap: &Heap, symbol: Value) -> String {
    let package = heap.symbol_slot(symbol, symbol::PACKAGE);
    let prefix = if package.is_nil() { "#".to_owned() } else { package_name(heap, package) };
    format!("{prefix}::{}", heap.symbol_name(symbol))
}

fn shadows(heap: &Heap, package: Value, symbol: Value) -> bool {
    list_items(heap, heap.slot(package, package::SHADOWING)).contains(&symbol)
}

/// Makes a package with fresh names. Nothing is used.
pub fn make_package(heap: &mut Heap, name: &str, nicknames: &[String]) -> Result<Value, Trap> {
    for taken in std::iter::once(name).chain(nicknames.iter().map(String::as_str)) {
        if let Some(package) = find_package(heap, taken) {
            return Err(package_error(package, format!("there is a package with name {taken} already")));
        }
    }
    let nicknames: Vec<&str> = nicknames.iter().map(String::as_str).collect();
    Ok(create_package(heap, name, &nicknames, 8))
}

/// Gives `package` other names, which no other package has.
pub fn rename_package(heap: &mut Heap, package: Value, name: &str, nicknames: &[String]) -> Result<(), Trap> {
    for taken in std::iter::once(name).chain(nicknames.iter().map(String::as_str)) {
        if let Some(other) = find_package(heap, taken)
            && other != package
        {
            return Err(package_error(other, format!("there is a package with name {taken} already")));
        }
    }
    if is_keyword_package(heap, package) {
        return Err(package_error(package, "the package KEYWORD cannot be renamed".to_owned()));
    }
    let name = heap.string(name);
    heap.set_slot(package, package::NAME, name);
    let nicknames: Vec<Value> = nicknames.iter().map(|nickname| heap.string(nickname)).collect();
    let nicknames = heap.list(&nicknames);
    heap.set_slot(package, package::NICKNAMES, nicknames);
    Ok(())
}

/// Deletes `package`: its symbols stay as they are but lose it as their home. A package in use stays.
pub fn delete_package(heap: &mut Heap, package: Value) -> Result<(), Trap> {
    let users = list_items(heap, heap.slot(package, package::USED_BY));
    if !users.is_empty() {
        let names: Vec<String> = users.iter().map(|&user| package_name(heap, user)).collect();
        let name = package_name(heap, package);
        return Err(package_error(package, format!("package {name} is used by {}", names.join(", "))));
    }
    if is_keyword_package(heap, package) {
        return Err(package_error(package, "the package KEYWORD cannot be deleted".to_owned()));
    }
    for used in list_items(heap, heap.slot(package, package::USES)) {
        unuse_package(heap, used, package);
    }
    for status in [Status::Internal, Status::External] {
        for symbol in present_symbols(heap, package, status) {
            if heap.symbol_slot(symbol, symbol::PACKAGE) == package {
                heap.set_symbol_slot(symbol, symbol::PACKAGE, Value::NIL);
            }
        }
    }
    for slot in [package::INTERNAL, package::EXTERNAL] {
        let table = name_table::create(heap, 0);
        heap.set_slot(package, slot, table);
    }
    for slot in [package::NAME, package::NICKNAMES, package::SHADOWING] {
        heap.set_slot(package, slot, Value::NIL);
    }
    let packages = heap.root(root::PACKAGES);
    let packages = without_item(heap, packages, package);
    heap.set_root(root::PACKAGES, packages);
    Ok(())
}

/// Exports `symbol`, which must be accessible, from `package`.
pub fn export(heap: &mut Heap, symbol: Value, package: Value) -> Result<(), Trap> {
    let name = heap.symbol_name(symbol);
    let status = match find_symbol(heap, &name, package) {
        Some((found, status)) if found == symbol => status,
        _ => {
            let qualified = qualified_name(heap, symbol);
            let message = format!("{qualified} is not accessible in package {}", package_name(heap, package));
            return Err(package_error(package, message));
        }
    };
    if status == Status::External {
        return Ok(());
    }
    if let Some(&(other, user)) = export_conflicts(heap, symbol, package).first() {
        return Err(conflict(heap, "EXPORT", user, symbol, other));
    }
    make_external(heap, symbol, package);
    Ok(())
}

/// What conflicts with `symbol` once it is external in `package`: other symbols of its name in packages that use it,
/// each with that package.
pub fn export_conflicts(heap: &Heap, symbol: Value, package: Value) -> Vec<(Value, Value)> {
    let name = heap.symbol_name(symbol);
    list_items(heap, heap.slot(package, package::USED_BY))
        .into_iter()
        .filter_map(|user| find_symbol(heap, &name, user).map(|(other, _)| (other, user)))
        .filter(|&(other, user)| other != symbol && !shadows(heap, user, other))
        .collect()
}

/// Makes an external symbol internal. An accessible symbol that is not external stays as it is.
pub fn unexport(heap: &mut Heap, symbol: Value, package: Value) -> Result<(), Trap> {
    let name = heap.symbol_name(symbol);
    match find_symbol(heap, &name, package) {
        Some((found, Status::External)) if found == symbol => {
            if is_keyword_package(heap, package) {
                return Err(package_error(package, format!("keyword :{name} cannot be unexported")));
            }
            let external = heap.slot(package, package::EXTERNAL);
            name_table::remove(heap, external, symbol);
            insert_in(heap, package, package::INTERNAL, symbol);
            Ok(())
        }
        Some((found, _)) if found == symbol => Ok(()),
        _ => {
            let qualified = qualified_name(heap, symbol);
            let message = format!("{qualified} is not accessible in package {}", package_name(heap, package));
            Err(package_error(package, message))
        }
    }
}

/// Makes `symbol` present in `package`.
pub fn import(heap: &mut Heap, symbol: Value, package: Value) -> Result<(), Trap> {
    let name = heap.symbol_name(symbol);
    match find_symbol(heap, &name, package) {
        Some((other, _)) if other != symbol => Err(conflict(heap, "IMPORT", package, symbol, other)),
        Some((_, Status::Internal | Status::External)) => Ok(()),
        Some((_, Status::Inherited)) | None => {
            add_present(heap, symbol, package);
            Ok(())
        }
    }
}

/// Makes `symbol` present and shadowing in `package`, in place of any other symbol of its name.
pub fn shadowing_import(heap: &mut Heap, symbol: Value, package: Value) {
    let name = heap.symbol_name(symbol);
    match find_present(heap, &name, package) {
        Some((present, _)) if present == symbol => {}
        other => {
            if let Some((present, _)) = other {
                remove_present(heap, present, package);
            }
            add_present(heap, symbol, package);
        }
    }
    add_shadowing(heap, symbol, package);
}

/// Makes sure that `package` has a symbol of that name of its own, and that it shadows inherited ones.
pub fn shadow(heap: &mut Heap, name: &str, package: Value) {
    let symbol = match find_present(heap, name, package) {
        Some((present, _)) => present,
        None => {
            let string = heap.string(name);
            let symbol = heap.uninterned_symbol(string);
            add_present(heap, symbol, package);
            symbol
        }
    };
    add_shadowing(heap, symbol, package);
}

fn add_shadowing(heap: &mut Heap, symbol: Value, package: Value) {
    if !shadows(heap, package, symbol) {
        let shadowing = heap.slot(package, package::SHADOWING);
        let shadowing = heap.cons(symbol, shadowing);
        heap.set_slot(package, package::SHADOWING, shadowing);
    }
}

fn remove_present(heap: &mut Heap, symbol: Value, package: Value) {
    for slot in [package::INTERNAL, package::EXTERNAL] {
        let table = heap.slot(package, slot);
        name_table::remove(heap, table, symbol);
    }
    let shadowing = heap.slot(package, package::SHADOWING);
    let shadowing = without_item(heap, shadowing, symbol);
    heap.set_slot(package, package::SHADOWING, shadowing);
    if heap.symbol_slot(symbol, symbol::PACKAGE) == package {
        heap.set_symbol_slot(symbol, symbol::PACKAGE, Value::NIL);
    }
}

/// The name conflicts in `package` once it uses `used` too: for each name the symbols, at least two.
pub fn use_conflicts(heap: &Heap, used: &[Value], package: Value) -> Vec<Vec<Value>> {
    let mut conflicts: Vec<Vec<Value>> = Vec::new();
    for (index, &each) in used.iter().enumerate() {
        for symbol in present_symbols(heap, each, Status::External) {
            let name = heap.symbol_name(symbol);
            let accessible = find_symbol(heap, &name, package).map(|(other, _)| other);
            if accessible.is_some_and(|other| shadows(heap, package, other)) {
                continue;
            }
            let earlier = used[..index].iter().filter_map(|&other| find_external(heap, &name, other));
            let others: Vec<Value> =
                accessible.into_iter().chain(earlier).filter(|&other| other != symbol).collect();
            let Some(&other) = others.first() else { continue };
            match conflicts.iter_mut().find(|symbols| symbols.contains(&other)) {
                Some(symbols) if symbols.contains(&symbol) => {}
                Some(symbols) => symbols.push(symbol),
                None => conflicts.push(vec![other, symbol]),
            }
        }
    }
    conflicts
}

/// The symbols that `package` would inherit under the name of `symbol`, if that shadows them.
pub fn uncovered_symbols(heap: &Heap, symbol: Value, package: Value) -> Vec<Value> {
    let mut uncovered = Vec::new();
    if shadows(heap, package, symbol) {
        let name = heap.symbol_name(symbol);
        for used in list_items(heap, heap.slot(package, package::USES)) {
            if let Some(candidate) = find_external(heap, &name, used)
                && !uncovered.contains(&candidate)
            {
                uncovered.push(candidate);
            }
        }
    }
    uncovered
}

/// Makes the external symbols of `used` accessible in `package`.
pub fn use_package(heap: &mut Heap, used: Value, package: Value) -> Result<(), Trap> {
    let uses = heap.slot(package, package::USES);
    if used == package || list_items(heap, uses).contains(&used) {
        return Ok(());
    }
    if is_keyword_package(heap, used) {
        return Err(package_error(used, "the package KEYWORD cannot be used".to_owned()));
    }
    if let Some(symbols) = use_conflicts(heap, &[used], package).first() {
        return Err(conflict(heap, "USE-PACKAGE", package, symbols[0], symbols[1]));
    }
    let uses = append_item(heap, uses, used);
    heap.set_slot(package, package::USES, uses);
    let used_by = heap.slot(used, package::USED_BY);
    let used_by = append_item(heap, used_by, package);
    heap.set_slot(used, package::USED_BY, used_by);
    Ok(())
}

/// Undoes [`use_package`].
pub fn unuse_package(heap: &mut Heap, used: Value, package: Value) {
    let uses = heap.slot(package, package::USES);
    let uses = without_item(heap, uses, used);
    heap.set_slot(package, package::USES, uses);
    let used_by = heap.slot(used, package::USED_BY);
    let used_by = without_item(heap, used_by, package);
    heap.set_slot(used, package::USED_BY, used_by);
}

/// Removes `symbol` from `package`, and from its shadowing symbols. Returns whether it was present.
pub fn unintern(heap: &mut Heap, symbol: Value, package: Value) -> Result<bool, Trap> {
    let name = heap.symbol_name(symbol);
    if !find_present(heap, &name, package).is_some_and(|(present, _)| present == symbol) {
        return Ok(false);
    }
    if let [first, second, ..] = uncovered_symbols(heap, symbol, package)[..] {
        return Err(conflict(heap, "UNINTERN", package, first, second));
    }
    remove_present(heap, symbol, package);
    Ok(true)
}

/// Interns `name` and exports the symbol, for tables of names in Rust whose packages have no conflicts.
pub(crate) fn intern_external(heap: &mut Heap, name: &str, package: Value) -> Value {
    let (symbol, status) = intern_with_status(heap, name, package);
    if status != Some(Status::External) && !is_keyword_package(heap, package) {
        make_external(heap, symbol, package);
    }
    symbol
}
