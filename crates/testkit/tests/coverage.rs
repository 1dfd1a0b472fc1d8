//! Every operator of the package COMMON-LISP that exists is exercised by some file under `tests/lisp/`.
//!
//! What exists is read from `docs/status.md`, which another test keeps true, so an operator that is defined without a
//! test fails here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use testkit::workspace;

/// Operators that no test file can call, each with the reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// The operators that `crates/runtime/src/packages/common_lisp.txt` lists.
fn standard_operators(table: &str) -> BTreeSet<String> {
    let is_operator = |kind: &str| {
        matches!(kind, "function" | "macro" | "special-operator" | "place") || kind.starts_with("within:")
    };
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .filter(|(_, kinds)| kinds.split(' ').any(is_operator))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The names that `docs/status.md` puts between backquotes in the rows of its table of chapters.
fn missing_names(status: &str) -> BTreeSet<String> {
    status
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .filter(|line| line.starts_with('|'))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// Adds the symbols that the text of a test file consists of, without those in its comments and strings.
fn add_symbols(text: &str, symbols: &mut BTreeSet<String>) {
    let mut symbol = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                // A character object or an escaped character: no name of the standard contains one.
                characters.next();
                symbol.clear();
            }
            ';' | '"' => {
                symbol.clear();
                let end = if character == ';' { '\n' } else { '"' };
                while let Some(skipped) = characters.next() {
                    if skipped == end {
                        break;
                    }
                    if skipped == '\\' && end == '"' {
                        characters.next();
                    }
                }
            }
            '(' | ')' | '\'' | '`' | ',' | '@' | '#' => symbols.extend(taken(&mut symbol)),
            _ if character.is_whitespace() => symbols.extend(taken(&mut symbol)),
            _ => symbol.extend(character.to_uppercase()),
        }
    }
    symbols.extend(taken(&mut symbol));
}

fn taken(symbol: &mut String) -> Option<String> {
    let name = std::mem::take(symbol);
    (!name.is_empty()).then_some(name)
}

fn lisp_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder of tests exists") {
        let path = entry.expect("a folder of tests can be read").path();
        if path.is_dir() {
            lisp_files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_operator_of_the_standard_has_a_test() {
    let root = workspace();
    let operators = standard_operators(&read(&root.join("crates/runtime/src/packages/common_lisp.txt")));
    let missing = missing_names(&read(&root.join("docs/status.md")));
    let mut files = Vec::new();
    lisp_files(&root.join("tests/lisp"), &mut files);
    let mut exercised = BTreeSet::new();
    for file in files {
        add_symbols(&read(&file), &mut exercised);
    }
    let excepted = |name: &&String| EXCEPTIONS.iter().any(|(exception, _)| exception == name);
    let untested: Vec<&String> = operators
        .difference(&missing)
        .filter(|name| !exercised.contains(*name))
        .filter(|name| !excepted(name))
        .collect();
    assert!(untested.is_empty(), "no file under tests/lisp/ calls {untested:?}");
    let stale: Vec<_> = EXCEPTIONS.iter().filter(|(name, _)| exercised.contains(*name)).collect();
    assert!(stale.is_empty(), "these are exceptions no longer: {stale:?}");
}

#[test]
fn comments_strings_and_characters_are_no_symbols() {
    let mut symbols = BTreeSet::new();
    add_symbols("; car\n(list \"c\\\"dr\" #\\( 'elt #'svref) `(,nth)", &mut symbols);
    let expected = ["ELT", "LIST", "NTH", "SVREF"].map(str::to_owned);
    assert_eq!(symbols, BTreeSet::from(expected));
}
