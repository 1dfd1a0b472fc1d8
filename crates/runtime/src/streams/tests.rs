//! Streams of every kind, over real files and strings.

use super::charset::Charset;
use super::format::{self, Format};
use super::opening::{Direction, IfExists, IfMissing, OpenMode, close, open};
use super::positions::{Target, file_length, file_position, set_file_position};
use super::{input, lines, numbers, object, output};
use crate::arrays::Vector;
use crate::bootstrap::fresh_vm;
use crate::error::{LispError, Trap};
use crate::mutator::Mutator;
use heapfmt::Value;
use heapfmt::statics::sym;
use object::Kind;
use std::path::Path;

const READ: OpenMode = OpenMode {
    direction: Direction::Input,
    if_exists: IfExists::Error,
    if_missing: IfMissing::Error,
    is_packed: false,
    is_unbuffered: false,
};
const WRITE: OpenMode = OpenMode {
    direction: Direction::Output,
    if_exists: IfExists::Supersede,
    if_missing: IfMissing::Create,
    ..READ
};

fn text_of(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

fn write(m: &mut Mutator, stream: Value, text: &str) {
    let string = m.heap.string(text);
    let end = m.heap.count(string);
    output::write_string(m, stream, string, 0, end).unwrap();
}

fn string_input(m: &mut Mutator, text: &str) -> Value {
    let string = m.heap.string(text);
    let end = m.heap.count(string);
    input::create_string_input(m, string, 0, end).unwrap()
}

fn rest_of(m: &mut Mutator, stream: Value) -> String {
    let mut text = String::new();
    while let Some(c) = input::read_char(m, stream).unwrap() {
        text.push(c);
    }
    text
}

fn collected(m: &mut Mutator, stream: Value) -> String {
    let string = output::take_collected(m, stream).unwrap();
    m.heap.string_text(string)
}

fn message(trap: Trap) -> String {
    match trap {
        Trap::Error(error) => match *error {
            LispError::Stream { message, .. }
            | LispError::Coding { message, .. }
            | LispError::File { message, .. } => message,
            other => format!("{other:?}"),
        },
        other => format!("{other:?}"),
    }
}

#[test]
fn lines_written_are_lines_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lines");
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    // Long enough that characters of two to four bytes lie across the ends of blocks.
    let lines: Vec<String> = (0..30_000)
        .map(|n| format!("{}é€😀{n}", "x".repeat(n % 7)))
        .chain(["".into(), "end".into()])
        .collect();
    let out = open(m, text_of(&path), WRITE).unwrap().unwrap();
    for line in &lines[..lines.len() - 1] {
        write(m, out, line);
        output::write_char(m, out, '\n').unwrap();
    }
    write(m, out, "end");
    assert!(close(m, out, false).unwrap());
    assert!(!close(m, out, false).unwrap());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), lines.join("\n"));

    let stream = open(m, text_of(&path), READ).unwrap().unwrap();
    for (index, line) in lines.iter().enumerate() {
        assert_eq!(input::line_number(m, stream), index as i64 + 1);
        let (read, missing_newline) = lines::read_line(m, stream).unwrap().unwrap();
        assert_eq!(m.heap.string_text(read), *line);
        assert_eq!(missing_newline, index + 1 == lines.len());
    }
    assert!(lines::read_line(m, stream).unwrap().is_none());
    assert!(set_file_position(m, stream, Target::Start).unwrap());
    assert_eq!(rest_of(m, stream), lines.join("\n"));
}

#[test]
fn undecodable_bytes_are_an_error_that_can_be_passed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bytes");
    std::fs::write(&path, b"a\xffb\nc\xe2\x82d\ne\xe2\x82").unwrap();
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    let stream = open(m, text_of(&path), READ).unwrap().unwrap();
    let mut seen = Vec::new();
    loop {
        match input::read_char(m, stream) {
            Ok(Some(c)) => seen.push(c.to_string()),
            Ok(None) => break,
            Err(trap) => {
                let Trap::Error(error) = trap else { panic!("not an error") };
                let LispError::Coding { message, culprit, .. } = *error else { panic!("not of decoding") };
                seen.push(message);
                let rest = m.heap.cdr(culprit);
                let (offset, n_bytes) = (m.heap.car(culprit), m.heap.car(rest));
                let number = |value: Value| value.as_fixnum().unwrap() as usize;
                input::substitute_undecodable(m, stream, number(offset), number(n_bytes), &[]).unwrap();
            }
        }
    }
    let bad = |line: usize, bytes: &str| {
        format!("{}:{line}: invalid byte sequence {bytes} in the stream's external format", path.display())
    };
    let [first, second, third] = [bad(1, "#xFF"), bad(2, "#xE2 #x82"), bad(3, "#xE2 #x82")];
    let expected = ["a", &first, "b", "\n", "c", &second, "d", "\n", "e", &third];
    assert_eq!(seen, expected);

    let stream = open(m, text_of(&path), READ).unwrap().unwrap();
    assert_eq!(message(lines::read_line(m, stream).unwrap_err()), first);
    input::substitute_undecodable(m, stream, 1, 1, &['?']).unwrap();
    let (line, _) = lines::read_line(m, stream).unwrap().unwrap();
    assert_eq!(m.heap.string_text(line), "a?b");

    let stream = open(m, text_of(&path), READ).unwrap().unwrap();
    let number = object::file_number(&m.heap, stream);
    m.files.get_mut(number).unwrap().set_format(Format { charset: Charset::Latin1, ..format::UTF8 });
    assert_eq!(rest_of(m, stream), "aÿb\ncâ\u{82}d\neâ\u{82}");
}

#[test]
fn what_opening_does_about_existing_and_missing_files() {
    let folder = tempfile::tempdir().unwrap();
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    for (if_exists, if_missing, before, expected) in [
        (IfExists::Error, IfMissing::Create, Some("old"), Err("the file exists already")),
        (IfExists::Nil, IfMissing::Create, Some("old"), Ok(Some("old"))),
        (IfExists::Supersede, IfMissing::Create, Some("old"), Ok(Some("new"))),
        (IfExists::Rename, IfMissing::Create, Some("old"), Ok(Some("new"))),
        (IfExists::Overwrite, IfMissing::Create, Some("older"), Ok(Some("newer"))),
        (IfExists::Append, IfMissing::Create, Some("old"), Ok(Some("oldnew"))),
        (IfExists::Error, IfMissing::Create, None, Ok(Some("new"))),
        (IfExists::Append, IfMissing::Create, None, Ok(Some("new"))),
        (IfExists::Supersede, IfMissing::Error, None, Err("the file does not exist")),
        (IfExists::Supersede, IfMissing::Nil, None, Ok(None)),
    ] {
        let path = folder.path().join("file");
        let _ = std::fs::remove_file(&path);
        if let Some(before) = before {
            std::fs::write(&path, before).unwrap();
        }
        let mode = OpenMode { if_exists, if_missing, ..WRITE };
        let result = open(m, text_of(&path), mode).map(|stream| {
            if let Some(stream) = stream {
                write(m, stream, "new");
                close(m, stream, false).unwrap();
            }
            std::fs::read_to_string(&path).ok()
        });
        let result = result.map_err(message);
        let expected = expected.map(|text| text.map(str::to_owned)).map_err(str::to_owned);
        assert_eq!(result, expected, "{if_exists:?} {if_missing:?} {before:?}");
    }
    let path = folder.path().join("aborted");
    let stream = open(m, text_of(&path), WRITE).unwrap().unwrap();
    write(m, stream, "lost");
    close(m, stream, true).unwrap();
    assert!(!path.exists());
    assert_eq!(message(output::write_char(m, stream, 'x').unwrap_err()), "the stream is closed");
}

#[test]
fn positions_and_both_directions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    std::fs::write(&path, "0123456789").unwrap();
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    let mode = OpenMode { direction: Direction::Both, if_exists: IfExists::Overwrite, ..WRITE };
    let stream = open(m, text_of(&path), mode).unwrap().unwrap();
    assert_eq!(file_length(m, stream).unwrap(), 10);
    assert_eq!(input::read_char(m, stream).unwrap(), Some('0'));
    assert_eq!(file_position(m, stream).unwrap(), Some(1));
    write(m, stream, "ab");
    assert_eq!(file_position(m, stream).unwrap(), Some(3));
    assert!(set_file_position(m, stream, Target::At(2)).unwrap());
    assert_eq!(rest_of(m, stream), "b3456789");
    assert!(set_file_position(m, stream, Target::End).unwrap());
    write(m, stream, "!");
    assert_eq!(file_length(m, stream).unwrap(), 11);
    close(m, stream, false).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "0ab3456789!");
}

#[test]
fn bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bytes");
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    let stream = open(m, text_of(&path), WRITE).unwrap().unwrap();
    numbers::set_element(m, stream, Value::fixnum(8), Value::NIL).unwrap();
    let vector = m.heap.raw_vector(heapfmt::layout::ElementType::U8, 4);
    m.heap.bytes_mut(vector, 4).copy_from_slice(&[1, 2, 255, 0]);
    let whole = Vector::of(&m.heap, vector).unwrap();
    numbers::write_elements(m, stream, &whole.part(1, 4)).unwrap();
    numbers::write_element(m, stream, Value::fixnum(7)).unwrap();
    assert!(numbers::write_element(m, stream, Value::fixnum(256)).is_err());
    assert_eq!(
        message(output::write_char(m, stream, 'x').unwrap_err()),
        "a stream of bytes takes no characters"
    );
    close(m, stream, false).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), [2, 255, 0, 7]);
    let stream = open(m, text_of(&path), READ).unwrap().unwrap();
    numbers::set_element(m, stream, Value::fixnum(8), Value::NIL).unwrap();
    assert_eq!(numbers::read_element(m, stream).unwrap(), Some(Value::fixnum(2)));
    assert_eq!(numbers::read_elements(m, stream, &whole).unwrap(), Some(3));
    assert_eq!(m.heap.bytes(vector, 4), [255, 0, 7, 0]);
    assert_eq!(numbers::read_element(m, stream).unwrap(), None);
}

#[test]
fn a_superseding_file_takes_its_place_when_it_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file");
    let n_files = || std::fs::read_dir(folder.path()).unwrap().count();
    let contents = || std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, "old").unwrap();
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    for (abort, expected) in [(true, "old"), (false, "new")] {
        let stream = open(m, text_of(&path), WRITE).unwrap().unwrap();
        write(m, stream, "new");
        output::finish_output(m, stream).unwrap();
        assert_eq!((contents().as_str(), n_files()), ("old", 2));
        close(m, stream, abort).unwrap();
        assert_eq!((contents().as_str(), n_files()), (expected, 1));
    }
    let rename = OpenMode { if_exists: IfExists::Rename, ..WRITE };
    let stream = open(m, text_of(&path), rename).unwrap().unwrap();
    write(m, stream, "newer");
    close(m, stream, true).unwrap();
    assert_eq!((contents().as_str(), n_files()), ("new", 1));
    let stream = open(m, text_of(&path), WRITE).unwrap().unwrap();
    write(m, stream, "at exit");
    m.files.close_all().unwrap();
    assert_eq!((contents().as_str(), n_files()), ("at exit", 1));
}

#[test]
fn columns_are_kept() {
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    let stream = output::create_string_output(m);
    for (text, column) in [("abc", 3), ("d\nef", 2), ("\n", 0), ("", 0), ("😀", 1)] {
        write(m, stream, text);
        assert_eq!(output::column(m, stream).unwrap(), Some(column), "behind {text:?}");
    }
    assert_eq!(collected(m, stream), "abcd\nef\n😀");
    let long = "é".repeat(1000);
    write(m, stream, &long);
    write(m, stream, "€");
    assert_eq!(collected(m, stream), long + "€");
}

#[test]
fn streams_made_of_streams() {
    let mut vm = fresh_vm();
    let m = &mut vm.mutator;
    let (a, b) = (output::create_string_output(m), output::create_string_output(m));
    let broadcast = object::create_compound(&mut m.heap, Kind::Broadcast, &[a, b]);
    let (first, second) = (string_input(m, "one\n"), string_input(m, "two"));
    let concatenated = object::create_compound(&mut m.heap, Kind::Concatenated, &[first, second]);
    let echo = object::create_pair(&mut m.heap, Kind::Echo, concatenated, broadcast);
    m.set_variable_value(sym::STANDARD_INPUT, echo);
    let synonym = object::create_synonym(&mut m.heap, sym::STANDARD_INPUT);

    assert_eq!(input::read_char(m, synonym).unwrap(), Some('o'));
    input::unread_char(m, synonym, 'o').unwrap();
    assert_eq!(input::peek_char(m, synonym).unwrap(), Some('o'));
    assert!(input::unread_char(m, second, 'x').is_err());
    let (line, missing_newline) = lines::read_line(m, synonym).unwrap().unwrap();
    assert_eq!((m.heap.string_text(line).as_str(), missing_newline), ("one", false));
    assert_eq!(rest_of(m, synonym), "two");
    assert_eq!((collected(m, a).as_str(), collected(m, b).as_str()), ("one\ntwo", "one\ntwo"));

    m.set_variable_value(sym::STANDARD_INPUT, synonym);
    assert_eq!(
        message(input::read_char(m, synonym).unwrap_err()),
        "the stream contains itself, or too many streams"
    );
    assert_eq!(message(output::write_char(m, first, 'x').unwrap_err()), "not an output stream");
}
