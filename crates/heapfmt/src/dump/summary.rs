//! What a listing of an image shows: header, sections, application, builtins, objects by type, code.

use std::collections::BTreeMap;
use std::fmt;

use crate::builtins::BuiltinRow;
use crate::error::FormatError;
use crate::header::{ContainerHeader, FORMAT_VERSION};
use crate::interface::hex;
use crate::layout::{self, TypeCode, Value, prototype};
use crate::meta::{Application, PropertyValue};
use crate::reader::Container;
use crate::units::HeapOffset;
use crate::walk::{FoundObject, HeapBytes, WalkError};

use super::disassembly::{Line, Reference, disassemble};
use super::json::Json;
use super::printing::describe;

/// How much a summary holds beyond what header and META say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Detail {
    /// Header, sections and application; the heap is not read.
    #[default]
    Container,
    /// The builtins and the objects by type too.
    Objects,
    /// The code of every function too.
    Code,
}

/// Number and bytes of the objects of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TypeCount {
    /// How many.
    pub n_objects: u64,
    /// Their length together.
    pub n_bytes: u64,
}

/// A function prototype with its code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Function {
    /// The prototype.
    pub at: HeapOffset,
    /// Its name.
    pub name: String,
    /// Its instructions.
    pub lines: Vec<Line>,
}

/// A listing of an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summary {
    /// The header.
    pub header: ContainerHeader,
    /// What the application is.
    pub application: Application,
    /// The builtins, and whether the image refers to them.
    pub builtins: Vec<(String, bool)>,
    /// The objects, by the name of their type.
    pub types: BTreeMap<&'static str, TypeCount>,
    /// The functions, in heap order.
    pub functions: Vec<Function>,
    /// Where the heap could not be walked further.
    pub damage: Option<WalkError>,
}

impl Summary {
    /// Collects a listing.
    pub fn of(container: &Container<'_>, detail: Detail) -> Result<Summary, FormatError> {
        let mut summary = Summary {
            header: container.header().clone(),
            application: container.application()?,
            builtins: Vec::new(),
            types: BTreeMap::new(),
            functions: Vec::new(),
            damage: None,
        };
        if detail == Detail::Container {
            return Ok(summary);
        }
        let builtins = container.builtins()?;
        let signature =
            |row: &BuiltinRow<'_>| format!("{} ({}) version {}", row.name, row.lambda_list, row.version);
        summary.builtins =
            builtins.entries().iter().map(|entry| (signature(&entry.row), entry.referenced)).collect();
        let heap = container.heap();
        for object in heap.objects() {
            match object {
                Ok(object) => summary.add(&heap, &object, detail),
                Err(error) => summary.damage = Some(error),
            }
        }
        Ok(summary)
    }

    fn add(&mut self, heap: &HeapBytes<'_>, object: &FoundObject, detail: Detail) {
        let count = self.types.entry(object.type_name()).or_default();
        count.n_objects += 1;
        count.n_bytes += object.len.bytes();
        if let (Detail::Code, Some((_, TypeCode::Prototype))) = (detail, object.header) {
            let builtins = &self.builtins;
            let builtin =
                |row: u32| builtins.get(row as usize).map_or_else(|| "?".to_owned(), |row| row.0.clone());
            self.functions.extend(function(heap, object, builtin));
        }
    }

    /// The listing as JSON. Hashes are hexadecimal texts.
    pub fn to_json(&self) -> Json {
        let header = &self.header;
        let sections = header.sections.iter().map(|entry| {
            Json::Object(vec![
                ("kind", Json::text(entry.kind.name())),
                ("file_offset", Json::Number(entry.file_offset.bytes())),
                ("stored_bytes", Json::Number(entry.stored_len.bytes())),
                ("bytes", Json::Number(entry.len.bytes())),
                ("checksum", Json::text(format!("{:08x}", entry.checksum))),
            ])
        });
        let application =
            self.application.given().map(|(info, value)| (info.name, property_json(value))).collect();
        let mut members = vec![
            ("format_version", Json::Number(u64::from(FORMAT_VERSION))),
            ("bytes", Json::Number(header.file_len.bytes())),
            ("heap_bytes", Json::Number(header.heap_len.bytes())),
            ("interface_hash", Json::text(hex(&header.interface_hash))),
            ("root_hash", Json::text(hex(&header.root_hash))),
            ("sections", Json::List(sections.collect())),
            ("application", Json::Object(application)),
        ];
        if !self.types.is_empty() {
            let builtins = self.builtins.iter().map(|(signature, referenced)| {
                Json::Object(vec![
                    ("builtin", Json::text(signature)),
                    ("referenced", Json::Boolean(*referenced)),
                ])
            });
            let types = self.types.iter().map(|(name, count)| {
                Json::Object(vec![
                    ("type", Json::text(*name)),
                    ("objects", Json::Number(count.n_objects)),
                    ("bytes", Json::Number(count.n_bytes)),
                ])
            });
            members.push(("builtins", Json::List(builtins.collect())));
            members.push(("types", Json::List(types.collect())));
        }
        if !self.functions.is_empty() {
            let functions = self.functions.iter().map(|function| {
                let lines = function.lines.iter().map(|line| Json::text(line.to_string()));
                Json::Object(vec![
                    ("name", Json::text(&function.name)),
                    ("heap_offset", Json::Number(function.at.bytes())),
                    ("code", Json::List(lines.collect())),
                ])
            });
            members.push(("functions", Json::List(functions.collect())));
        }
        if let Some(damage) = &self.damage {
            members.push(("damage", Json::text(damage.to_string())));
        }
        Json::Object(members)
    }
}

fn property_json(value: &PropertyValue) -> Json {
    match value {
        PropertyValue::Boolean(value) => Json::Boolean(*value),
        PropertyValue::Text(text) => Json::text(text),
        PropertyValue::TextList(texts) => Json::List(texts.iter().map(Json::text).collect()),
        PropertyValue::Executable(mode) => Json::text(mode.keyword_value()),
    }
}

/// A prototype's name and instructions; `None` when they cannot be read.
fn function(heap: &HeapBytes<'_>, object: &FoundObject, builtin: impl Fn(u32) -> String) -> Option<Function> {
    let slot = |index: usize| {
        let inside = (index as u64) < object.count.saturating_add(2);
        heap.object_word(object.at, index).filter(|_| inside).map(Value::from_bits)
    };
    let code = HeapOffset::new(slot(prototype::CODE)?.offset())?;
    let code = heap.object_at(code).ok()?;
    let (_, TypeCode::Code) = code.header? else { return None };
    let len = usize::try_from(code.count).ok()?.checked_mul(4)?;
    let bytes = heap.object_bytes(code.at, 2 * layout::WORD, len)?;
    let words: Vec<u32> = bytes.as_chunks().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
    let lines = disassemble(&words, |reference| match reference {
        Reference::Constant(index) => slot(prototype::CONSTANTS + index as usize)
            .map_or_else(|| "?".to_owned(), |constant| describe(heap, constant)),
        Reference::Builtin(row) => builtin(row),
    });
    Some(Function { at: object.at, name: describe(heap, slot(prototype::NAME)?), lines })
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let header = &self.header;
        writeln!(f, "format version {FORMAT_VERSION}, {}, heap {}", header.file_len, header.heap_len)?;
        writeln!(f, "interface hash {}", hex(&header.interface_hash))?;
        writeln!(f, "root hash      {}", hex(&header.root_hash))?;
        writeln!(f, "\nsection      file offset         bytes  checksum")?;
        for entry in &header.sections {
            let (offset, len) = (entry.file_offset.to_string(), entry.len.bytes());
            writeln!(f, "{:<10} {offset:>13} {len:>13}  {:08x}", entry.kind.name(), entry.checksum)?;
        }
        writeln!(f, "\napplication")?;
        for (info, value) in self.application.given() {
            writeln!(f, "  {}: {value}", info.name)?;
        }
        if !self.builtins.is_empty() {
            writeln!(f, "\nbuiltins")?;
        }
        for (row, (signature, referenced)) in self.builtins.iter().enumerate() {
            let remark = if *referenced { "" } else { "  (not referred to)" };
            writeln!(f, "{row:>5}  {signature}{remark}")?;
        }
        if !self.types.is_empty() {
            writeln!(f, "\ntype                     objects         bytes")?;
        }
        for (name, count) in &self.types {
            writeln!(f, "{name:<20} {:>11} {:>13}", count.n_objects, count.n_bytes)?;
        }
        for function in &self.functions {
            writeln!(f, "\n{} {}", function.at, function.name)?;
            for line in &function.lines {
                writeln!(f, "{line}")?;
            }
        }
        match &self.damage {
            Some(damage) => writeln!(f, "\nthe heap cannot be read further: {damage}"),
            None => Ok(()),
        }
    }
}
