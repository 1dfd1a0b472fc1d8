//! Records come back as they were written, and damaged ones are refused.

use super::*;

fn samples() -> Vec<Record<'static>> {
    vec![
        Record::Nil,
        Record::Fixnum(-1),
        Record::Fixnum(i64::MIN),
        Record::Character(0x10ffff),
        Record::Single(0x8000_0001),
        Record::Double(u64::MAX),
        Record::Bignum(true, &[1, 2, 3, 4, 5, 6, 7, 8]),
        Record::Ratio(1, 2),
        Record::Complex(3, 4),
        Record::Package("KEYWORD"),
        Record::Symbol(8, "A"),
        Record::Uninterned("G"),
        Record::SetfFunction(1),
        Record::List(vec![1, 2, 3], 0),
        Record::Vector(vec![]),
        Record::LiteralString("ä"),
        Record::String("λ"),
        Record::RawVector(ElementType::Bit, 9, &[0xff, 1]),
        Record::Array(ArrayHeader {
            flags: 1,
            data: 12,
            displacement: 0,
            fill_pointer: 300,
            dimensions: vec![20, 15],
        }),
        Record::HashTable(1, 0, vec![1, 2]),
        Record::Prototype(PrototypeRecord {
            arity: 5,
            parts: [0, 1, 2, 3],
            constants: vec![7, 8],
            code: &[1, 2, 3, 4],
        }),
        Record::Closure(17, vec![1]),
        Record::Builtin(200),
        Record::Layout(10, 0, vec![10, 11]),
        Record::Patch { container: 12, index: 3, value: 12 },
        Record::Call(20),
        Record::Run(20),
        Record::RunToplevel(20, vec![]),
        Record::RunToplevel(10, vec![0, 20]),
    ]
}

#[test]
fn records_come_back() {
    let mut writer = RecordWriter::default();
    for record in samples() {
        writer.write(&record);
    }
    let n_objects = writer.n_objects;
    let bytes = writer.finish();
    let (mut at, mut made, mut found) = (0, 0, Vec::new());
    while at < bytes.len() {
        let (group, length) = first_group(&bytes[at..]).expect("a group");
        let mut reader = RecordReader::new(group, made, n_objects);
        while let Some(record) = reader.next_record().expect("a record") {
            made += u32::from(record.makes_object());
            found.push(record);
        }
        at += length;
    }
    assert_eq!(found, samples());
    let (group, _) = first_group(&bytes).expect("a group");
    let mut short = RecordReader::new(group, 0, 3);
    let problem = std::iter::from_fn(|| short.next_record().transpose()).find_map(Result::err);
    assert_eq!(problem.map(|error| error.problem), Some("more objects than the header says"));
}

#[test]
fn damaged_records_are_refused() {
    let cases: &[(&[u8], &str)] = &[
        (&[0], "an unknown kind of record"),
        (&[FIXNUM, 0x80], "it ends within a record"),
        (&[FIXNUM, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2], "a number of more than 64 bits"),
        (&[RATIO, 0, 0], "an object that is not there yet"),
        (&[VECTOR, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], "it ends within a record"),
        (&[LITERAL_STRING, 1, 0xff], "a text that is not UTF-8"),
        (&[RAW_VECTOR, 99, 0, 0], "an unknown element type"),
        (&[RAW_VECTOR, 3, 2, 1, 0], "a vector whose length does not fit its elements"),
        (&[BIGNUM, 0, 1, 0], "a bignum of broken limbs"),
    ];
    for (bytes, problem) in cases {
        let found = RecordReader::new(bytes, 0, 9).next_record().expect_err(problem);
        assert_eq!(found.problem, *problem);
    }
}
