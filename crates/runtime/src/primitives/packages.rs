//! Packages (CLHS chapter 11): the functions, with their designators.

use super::arguments::{list_to_vec, non_nil};
use super::symbols::designated_name;
use crate::error::{LispError, PrimitiveResult, Trap, type_error};
use crate::mutator::Mutator;
use crate::packages::{self, Status, operations};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, package, symbol};
use heapfmt::statics::{root, sym};

primitives! {
    pub(super) static PACKAGES = {
        /// Returns true if OBJECT is a package.
        pure "COMMON-LISP:PACKAGEP" "object" => packagep;
        /// Returns the package that NAME names, or NIL.
        effect "COMMON-LISP:FIND-PACKAGE" "name" => find_package;
        /// Returns a list of all packages.
        alloc "COMMON-LISP:LIST-ALL-PACKAGES" "" => list_all_packages;
        /// Returns the name of PACKAGE, or NIL when it has been deleted.
        effect "COMMON-LISP:PACKAGE-NAME" "package" => package_name;
        /// Returns a list of the nicknames of PACKAGE.
        effect "COMMON-LISP:PACKAGE-NICKNAMES" "package" => package_nicknames;
        /// Returns a list of the packages that PACKAGE uses.
        effect "COMMON-LISP:PACKAGE-USE-LIST" "package" => package_use_list;
        /// Returns a list of the packages that use PACKAGE.
        effect "COMMON-LISP:PACKAGE-USED-BY-LIST" "package" => package_used_by_list;
        /// Returns a list of the shadowing symbols of PACKAGE.
        effect "COMMON-LISP:PACKAGE-SHADOWING-SYMBOLS" "package" => package_shadowing_symbols;
        /// Returns the symbol of that name in PACKAGE, made when there is none, and its status before.
        effect "COMMON-LISP:INTERN" "name &optional package" => intern;
        /// Does what INTERN does, also when PACKAGE is locked.
        effect "SYSTEM:%INTERN" "name &optional package" => intern_unlocked;
        /// Returns the symbol of that name in PACKAGE and its status, or NIL and NIL.
        effect "COMMON-LISP:FIND-SYMBOL" "name &optional package" => find_symbol;
        /// Returns a list of the symbols of that name in all packages.
        effect "COMMON-LISP:FIND-ALL-SYMBOLS" "name" => find_all_symbols;
        /// Makes SYMBOLS external.
        effect "SYSTEM:%EXPORT" "symbols &optional package" => export;
        /// Makes SYMBOLS internal.
        effect "SYSTEM:%UNEXPORT" "symbols &optional package" => unexport;
        /// Makes SYMBOLS present.
        effect "SYSTEM:%IMPORT" "symbols &optional package" => import;
        /// Makes SYMBOLS present and shadowing, in place of others of their names.
        effect "SYSTEM:%SHADOWING-IMPORT" "symbols &optional package" => shadowing_import;
        /// Makes symbols of these names present and shadowing.
        effect "SYSTEM:%SHADOW" "names &optional package" => shadow;
        /// Makes the external symbols of PACKAGES-TO-USE accessible.
        effect "SYSTEM:%USE-PACKAGE" "packages-to-use &optional package" => use_package;
        /// Returns a list of the name conflicts, lists of symbols, that USE-PACKAGE of PACKAGES-TO-USE would have.
        effect "SYSTEM:%USE-CONFLICTS" "packages-to-use package" => use_conflicts;
        /// Returns a list of the symbols that would conflict if SYMBOL were removed, or NIL.
        effect "SYSTEM:%UNINTERN-CONFLICT" "symbol package" => unintern_conflict;
        /// Returns a list of the symbols that conflict with SYMBOL in users of PACKAGE, each with its package.
        effect "SYSTEM:%EXPORT-CONFLICTS" "symbol package" => export_conflicts;
        /// Undoes USE-PACKAGE.
        effect "SYSTEM:%UNUSE-PACKAGE" "packages-to-unuse &optional package" => unuse_package;
        /// Removes SYMBOL and returns true if it was present.
        effect "SYSTEM:%UNINTERN" "symbol &optional package" => unintern;
        /// Returns a new package.
        effect "SYSTEM:%MAKE-PACKAGE" "name nicknames packages-to-use" => make_package;
        /// Gives PACKAGE other names.
        effect "SYSTEM:%RENAME-PACKAGE" "package name &optional nicknames" => rename_package;
        /// Deletes PACKAGE and returns true unless it was deleted before.
        effect "SYSTEM:%DELETE-PACKAGE" "package" => delete_package;
        /// Returns a list of the external symbols of PACKAGE, or of all that are accessible there.
        effect "SYSTEM:%PACKAGE-SYMBOLS" "package all" => package_symbols;
        /// Returns true if SYMBOL is what its name means in PACKAGE.
        effect "SYSTEM:%SYMBOL-ACCESSIBLE-P" "symbol &optional package" => symbol_accessible_p;
        /// Returns true if SYMBOL is external in its home package.
        pure "SYSTEM:%EXTERNAL-SYMBOL-P" "symbol" => external_symbol_p;
        /// Returns the documentation of PACKAGE.
        effect "SYSTEM:%PACKAGE-DOCUMENTATION" "package" => package_documentation;
        /// Sets the documentation of PACKAGE.
        effect "SYSTEM:%SET-PACKAGE-DOCUMENTATION" "package documentation" => set_package_documentation;
        /// Returns true if the home package of NAME, a symbol or a list (SETF symbol), is locked.
        pure "SYSTEM:%LOCKED-NAME-P" "name" => locked_name_p;
        /// Returns true if PACKAGE is locked.
        effect "SYSTEM:%PACKAGE-LOCKED" "package" => package_locked;
        /// Locks or unlocks PACKAGE.
        effect "SYSTEM:%SET-PACKAGE-LOCKED" "package locked" => set_package_locked;
    }
}

/// The package that a designator means, deleted ones included.
fn any_package(m: &mut Mutator, designator: Value) -> PrimitiveResult {
    if m.heap.is(designator, TypeCode::Package) {
        return Ok(designator);
    }
    let name = designated_name(m, designator)?;
    packages::find_package(&m.heap, &name).ok_or_else(|| {
        LispError::Package { message: format!("There is no package with name {name:?}"), package: designator }
            .into()
    })
}

/// The package that a designator means.
fn package_of(m: &mut Mutator, designator: Value) -> PrimitiveResult {
    let package = any_package(m, designator)?;
    if m.heap.slot(package, package::NAME).is_nil() {
        return Err(LispError::Package { message: "the package has been deleted".to_owned(), package }.into());
    }
    Ok(package)
}

/// The package that an optional designator means: the current one when it is missing.
pub(super) fn optional_package(m: &mut Mutator, designator: Value) -> PrimitiveResult {
    match designator {
        Value::UNSUPPLIED => {
            let current = m.variable_value(sym::PACKAGE);
            package_of(m, current)
        }
        designator => package_of(m, designator),
    }
}

/// The items of a designator for a list: a list, or an object that is no list.
fn designated_list(m: &Mutator, designator: Value) -> Result<Vec<Value>, Trap> {
    if designator.is_list() { list_to_vec(&m.heap, designator) } else { Ok(vec![designator]) }
}

/// The symbols of a designator for a list of symbols, all checked.
fn designated_symbols(m: &Mutator, designator: Value) -> Result<Vec<Value>, Trap> {
    let symbols = designated_list(m, designator)?;
    match symbols.iter().find(|&&item| !m.heap.is_symbol(item)) {
        Some(&other) => Err(type_error(other, sym::SYMBOL)),
        None => Ok(symbols),
    }
}

fn packagep(m: &Mutator, [object]: [Value; 1]) -> PrimitiveResult {
    Ok(Value::boolean(m.heap.is(object, TypeCode::Package)))
}

fn find_package(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    if m.heap.is(name, TypeCode::Package) {
        return Ok(name);
    }
    let name = designated_name(m, name)?;
    Ok(packages::find_package(&m.heap, &name).unwrap_or(Value::NIL))
}

fn list_all_packages(m: &mut Mutator, []: [Value; 0]) -> PrimitiveResult {
    let all = packages::list_items(&m.heap, m.heap.root(root::PACKAGES));
    Ok(m.heap.list(&all))
}

fn package_name(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    let package = any_package(m, designator)?;
    Ok(m.heap.slot(package, package::NAME))
}

/// A fresh copy of a list in a slot of a package.
fn slot_list(m: &mut Mutator, designator: Value, slot: usize) -> PrimitiveResult {
    let package = any_package(m, designator)?;
    let items = packages::list_items(&m.heap, m.heap.slot(package, slot));
    Ok(m.heap.list(&items))
}

fn package_nicknames(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    slot_list(m, designator, package::NICKNAMES)
}

fn package_use_list(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    slot_list(m, designator, package::USES)
}

fn package_used_by_list(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    slot_list(m, designator, package::USED_BY)
}

fn package_shadowing_symbols(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    slot_list(m, designator, package::SHADOWING)
}

fn status_keyword(status: Option<Status>) -> Value {
    match status {
        Some(Status::Internal) => sym::KEY_INTERNAL,
        Some(Status::External) => sym::KEY_EXTERNAL,
        Some(Status::Inherited) => sym::KEY_INHERITED,
        None => Value::NIL,
    }
}

fn string_name(m: &Mutator, name: Value) -> Result<String, Trap> {
    Ok(super::arguments::string(&m.heap, name)?.text(&m.heap))
}

/// The symbol that NAME means in a package, and the package.
fn named_symbol(
    m: &mut Mutator,
    name: Value,
    designator: Value,
) -> Result<(Option<(Value, Status)>, Value), Trap> {
    let name = super::arguments::string(&m.heap, name)?;
    let package = optional_package(m, designator)?;
    Ok((packages::find_symbol(&m.heap, &name.text_in(&m.heap), package), package))
}

fn intern(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    let (found, package) = named_symbol(m, name, designator)?;
    if found.is_none() && packages::is_locked(&m.heap, package) {
        return Err(LispError::PackageLock { operation: sym::INTERN, object: name, package }.into());
    }
    let Some((symbol, status)) = found else { return intern_unlocked(m, [name, package]) };
    let status = status_keyword(Some(status));
    Ok(m.return_values(&[symbol, status]))
}

fn intern_unlocked(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    let name = string_name(m, name)?;
    let package = optional_package(m, designator)?;
    let (symbol, status) = packages::intern_with_status(&mut m.heap, &name, package);
    let status = status_keyword(status);
    Ok(m.return_values(&[symbol, status]))
}

fn find_symbol(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    let (symbol, status) = named_symbol(m, name, designator)?.0.unzip();
    let status = status_keyword(status);
    Ok(m.return_values(&[symbol.unwrap_or(Value::NIL), status]))
}

fn find_all_symbols(m: &mut Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let name = designated_name(m, name)?;
    let mut found: Vec<Value> = Vec::new();
    for package in packages::all_packages(&m.heap) {
        if let Some((symbol, _)) = packages::find_present(&m.heap, &name, package)
            && !found.contains(&symbol)
        {
            found.push(symbol);
        }
    }
    Ok(m.heap.list(&found))
}

fn export(m: &mut Mutator, [symbols, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    for symbol in designated_symbols(m, symbols)? {
        operations::export(&mut m.heap, symbol, package)?;
    }
    Ok(sym::T)
}

fn unexport(m: &mut Mutator, [symbols, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    for symbol in designated_symbols(m, symbols)? {
        operations::unexport(&mut m.heap, symbol, package)?;
    }
    Ok(sym::T)
}

fn import(m: &mut Mutator, [symbols, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    for symbol in designated_symbols(m, symbols)? {
        operations::import(&mut m.heap, symbol, package)?;
    }
    Ok(sym::T)
}

fn shadowing_import(m: &mut Mutator, [symbols, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    for symbol in designated_symbols(m, symbols)? {
        operations::shadowing_import(&mut m.heap, symbol, package);
    }
    Ok(sym::T)
}

fn shadow(m: &mut Mutator, [names, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    let names = designated_list(m, names)?;
    let names = names.into_iter().map(|name| designated_name(m, name)).collect::<Result<Vec<_>, Trap>>()?;
    for name in names {
        operations::shadow(&mut m.heap, &name, package);
    }
    Ok(sym::T)
}

/// The packages of a designator for a list of packages, all checked.
fn designated_packages(m: &mut Mutator, designator: Value) -> Result<Vec<Value>, Trap> {
    designated_list(m, designator)?.into_iter().map(|item| package_of(m, item)).collect()
}

fn use_package(m: &mut Mutator, [used, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    for used in designated_packages(m, used)? {
        operations::use_package(&mut m.heap, used, package)?;
    }
    Ok(sym::T)
}

fn use_conflicts(m: &mut Mutator, [used, designator]: [Value; 2]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    let used = designated_packages(m, used)?;
    let conflicts = operations::use_conflicts(&m.heap, &used, package);
    let lists: Vec<Value> = conflicts.iter().map(|symbols| m.heap.list(symbols)).collect();
    Ok(m.heap.list(&lists))
}

fn unintern_conflict(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    if !m.heap.is_symbol(name) {
        return Err(type_error(name, sym::SYMBOL));
    }
    let symbols = operations::uncovered_symbols(&m.heap, name, package);
    Ok(if symbols.len() > 1 { m.heap.list(&symbols) } else { Value::NIL })
}

fn export_conflicts(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    if !m.heap.is_symbol(name) {
        return Err(type_error(name, sym::SYMBOL));
    }
    let conflicts = operations::export_conflicts(&m.heap, name, package);
    let pairs: Vec<Value> = conflicts.iter().map(|&(symbol, user)| m.heap.cons(symbol, user)).collect();
    Ok(m.heap.list(&pairs))
}

fn unuse_package(m: &mut Mutator, [used, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    for used in designated_packages(m, used)? {
        operations::unuse_package(&mut m.heap, used, package);
    }
    Ok(sym::T)
}

fn unintern(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    let package = optional_package(m, designator)?;
    if !m.heap.is_symbol(name) {
        return Err(type_error(name, sym::SYMBOL));
    }
    operations::unintern(&mut m.heap, name, package).map(Value::boolean)
}

fn designated_names(m: &mut Mutator, designators: Value) -> Result<Vec<String>, Trap> {
    designated_list(m, designators)?.into_iter().map(|name| designated_name(m, name)).collect()
}

fn make_package(m: &mut Mutator, [name, nicknames, used]: [Value; 3]) -> PrimitiveResult {
    let name = designated_name(m, name)?;
    let nicknames = designated_names(m, nicknames)?;
    let used = designated_packages(m, used)?;
    let package = operations::make_package(&mut m.heap, &name, &nicknames)?;
    for used in used {
        if let Err(conflict) = operations::use_package(&mut m.heap, used, package) {
            operations::delete_package(&mut m.heap, package)?;
            return Err(conflict);
        }
    }
    Ok(package)
}

fn rename_package(m: &mut Mutator, [designator, name, nicknames]: [Value; 3]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    let name = designated_name(m, name)?;
    let nicknames = match non_nil(nicknames) {
        Some(nicknames) => designated_names(m, nicknames)?,
        None => Vec::new(),
    };
    operations::rename_package(&mut m.heap, package, &name, &nicknames)?;
    Ok(package)
}

fn delete_package(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    let package = any_package(m, designator)?;
    if m.heap.slot(package, package::NAME).is_nil() {
        return Ok(Value::NIL);
    }
    operations::delete_package(&mut m.heap, package)?;
    Ok(sym::T)
}

fn package_symbols(m: &mut Mutator, [designator, all]: [Value; 2]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    let mut symbols = packages::present_symbols(&m.heap, package, Status::External);
    if !all.is_nil() {
        symbols.extend(packages::present_symbols(&m.heap, package, Status::Internal));
        for used in packages::list_items(&m.heap, m.heap.slot(package, package::USES)) {
            for symbol in packages::present_symbols(&m.heap, used, Status::External) {
                // A symbol of that name that is present shadows this one.
                let name = m.heap.symbol_name(symbol);
                if packages::find_present(&m.heap, &name, package).is_none() {
                    symbols.push(symbol);
                }
            }
        }
    }
    Ok(m.heap.list(&symbols))
}

fn symbol_accessible_p(m: &mut Mutator, [name, designator]: [Value; 2]) -> PrimitiveResult {
    if !m.heap.is_symbol(name) {
        return Err(type_error(name, sym::SYMBOL));
    }
    let package = optional_package(m, designator)?;
    let text = m.heap.symbol_name(name);
    let found = packages::find_symbol(&m.heap, &text, package);
    Ok(Value::boolean(found.is_some_and(|(found, _)| found == name)))
}

fn external_symbol_p(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    if !m.heap.is_symbol(name) {
        return Err(type_error(name, sym::SYMBOL));
    }
    let package = m.heap.symbol_slot(name, symbol::PACKAGE);
    let is_external = !package.is_nil()
        && packages::find_external(&m.heap, &m.heap.symbol_name(name), package) == Some(name);
    Ok(Value::boolean(is_external))
}

fn package_documentation(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    Ok(m.heap.slot(package, package::DOCUMENTATION))
}

fn set_package_documentation(m: &mut Mutator, [designator, text]: [Value; 2]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    m.heap.set_slot(package, package::DOCUMENTATION, text);
    Ok(text)
}

fn locked_name_p(m: &Mutator, [name]: [Value; 1]) -> PrimitiveResult {
    let heap = &m.heap;
    let name = if name.is_cons() { heap.car(heap.cdr(name)) } else { name };
    if !heap.is_symbol(name) {
        return Ok(Value::NIL);
    }
    let package = heap.symbol_slot(name, symbol::PACKAGE);
    Ok(Value::boolean(!package.is_nil() && packages::is_locked(heap, package)))
}

fn package_locked(m: &mut Mutator, [designator]: [Value; 1]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    Ok(m.heap.slot(package, package::LOCKED))
}

fn set_package_locked(m: &mut Mutator, [designator, locked]: [Value; 2]) -> PrimitiveResult {
    let package = package_of(m, designator)?;
    let locked = Value::boolean(!locked.is_nil());
    m.heap.set_slot(package, package::LOCKED, locked);
    Ok(locked)
}
