//! A small valid image, built by hand: the static symbols, a few objects of many types, a function with code.

use heapfmt::Value;
use heapfmt::builtins::{BuiltinEntry, BuiltinRow, BuiltinTable};
use heapfmt::layout::{self, Arity, ElementType, Header, TypeCode, flags};
use heapfmt::meta::{Application, ExecutableMode, Property, PropertyValue};
use heapfmt::ops::{Instruction, Op};
use heapfmt::section::SectionKind;
use heapfmt::statics::{self, ROOT_SLOTS, ROOTS_OFFSET, SYMBOLS, root, sym};
use heapfmt::units::{Alignment, ByteLen};
use heapfmt::writer::{ContainerSource, SectionSource, write_container};

/// A heap section under construction.
pub(crate) struct Section {
    pub(crate) kind: SectionKind,
    start: u64,
    words: Vec<u64>,
}

impl Section {
    /// The section that follows `before`.
    pub(crate) fn after(before: &Section, kind: SectionKind) -> Section {
        let end = ByteLen::new(before.start + before.words.len() as u64 * 8);
        let start = end.align_up(Alignment::PAGE).expect("small");
        Section { kind, start: start.bytes(), words: Vec::new() }
    }

    fn push(&mut self, words: &[u64]) -> u64 {
        let at = self.start + self.words.len() as u64 * 8;
        self.words.extend_from_slice(words);
        if self.words.len() % 2 == 1 {
            self.words.push(0);
        }
        at
    }

    /// Appends a cons.
    pub(crate) fn cons(&mut self, car: Value, cdr: Value) -> Value {
        Value::cons_at(self.push(&[car.bits(), cdr.bits()]))
    }

    /// Appends an object with a header, and these words behind it.
    pub(crate) fn object(&mut self, header: Header, words: &[u64]) -> Value {
        let mut all = vec![header.bits()];
        all.extend_from_slice(words);
        let code = header.type_code().expect("a type");
        Value::reference_at(self.push(&all), code)
    }

    /// Appends an object of values.
    pub(crate) fn slots(&mut self, code: TypeCode, slots: &[Value]) -> Value {
        let words: Vec<u64> = slots.iter().map(|slot| slot.bits()).collect();
        self.object(Header::new(code), &words)
    }

    /// Appends a counted object of values.
    pub(crate) fn counted(&mut self, code: TypeCode, slots: &[Value]) -> Value {
        let mut words = vec![slots.len() as u64];
        words.extend(slots.iter().map(|slot| slot.bits()));
        self.object(Header::new(code), &words)
    }

    /// Appends a raw object of `count` elements.
    pub(crate) fn raw(&mut self, header: Header, count: usize, bytes: &[u8]) -> Value {
        let mut words = vec![count as u64];
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            words.push(u64::from_le_bytes(word));
        }
        self.object(header, &words)
    }

    /// Appends a narrow string.
    pub(crate) fn string(&mut self, text: &str) -> Value {
        self.raw(Header::new(TypeCode::NarrowString), text.len(), text.as_bytes())
    }

    /// Appends a code object.
    pub(crate) fn code(&mut self, code: &[u32]) -> Value {
        let bytes: Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.raw(Header::new(TypeCode::Code), code.len(), &bytes)
    }

    /// Replaces a word of the heap that lies in this section.
    pub(crate) fn set(&mut self, offset: u64, word: u64) {
        self.words[((offset - self.start) / 8) as usize] = word;
    }

    /// The section's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}

/// The heap of the sample, its sections in file order, and where some of its objects lie.
pub(crate) struct SampleHeap {
    pub(crate) sections: Vec<Section>,
    pub(crate) prototype: Value,
    pub(crate) code: Value,
    pub(crate) string: Value,
    pub(crate) builtin: Value,
    pub(crate) list: Value,
    pub(crate) table: Value,
    pub(crate) structure: Value,
    pub(crate) stream: Value,
    pub(crate) bignum: Value,
    pub(crate) closure: Value,
}

impl SampleHeap {
    /// Replaces word `index` of an object.
    pub(crate) fn set(&mut self, object: Value, index: usize, word: u64) {
        let offset = object.offset() + index as u64 * 8;
        let section = self.sections.iter_mut().rfind(|section| section.start <= offset).expect("in the heap");
        section.set(offset, word);
    }
}

fn static_section() -> Section {
    let mut section = Section { kind: SectionKind::Static, start: 0, words: Vec::new() };
    section.object(Header::new(TypeCode::Filler), &[0]);
    section.cons(Value::NIL, Value::NIL);
    for _ in SYMBOLS {
        section.slots(
            TypeCode::Symbol,
            &[
                Value::UNBOUND,
                Value::UNBOUND,
                Value::NIL,
                Value::NIL,
                Value::NIL,
                Value::fixnum(0),
                Value::NIL,
            ],
        );
    }
    section.counted(TypeCode::SimpleVector, &vec![Value::NIL; ROOT_SLOTS as usize]);
    section
}

/// The instructions of the sample's function: all formats, a wide one, jumps both ways, a builtin.
pub(crate) fn sample_code() -> Vec<u32> {
    vec![
        Instruction::abx(Op::LoadInteger, 1, 10).0,
        // 1: loop start
        Instruction::abc(Op::JumpIfLessInteger, 1, 1, 0).0,
        5,
        Instruction::abc(Op::AddInteger, 1, 1, 0xff).0,
        Instruction::abx(Op::LoadConstant, 2, 0).0,
        Instruction::abc(Op::CallBuiltin, 2, 1, 0).0,
        0,
        Instruction::sax(Op::Loop, -7).0,
        // 8: behind the loop
        Instruction::abc(Op::Wide, 0, 0, 0).0,
        Instruction::abx(Op::LoadSpecial, 3, 1).0,
        Instruction::abc(Op::CallNamed, 3, 1, 1).0,
        Instruction::abc(Op::LoadCaptured, 0, 0, 0).0,
        Instruction::abc(Op::Return, 0, 0, 0).0,
    ]
}

/// Builds the sample's heap.
pub(crate) fn sample_heap() -> SampleHeap {
    let statics = static_section();
    let mut mutable = Section::after(&statics, SectionKind::HeapMutable);
    let mut names = Vec::new();
    for symbol in SYMBOLS {
        names.push(mutable.string(symbol.name));
    }
    let package_name = mutable.string("COMMON-LISP");
    let bucket = mutable.counted(TypeCode::SimpleVector, &[sym::T, Value::fixnum(0)]);
    let nil = Value::NIL;
    let package =
        mutable.slots(TypeCode::Package, &[package_name, nil, bucket, bucket, nil, nil, nil, sym::T, nil]);
    let stream = mutable.slots(
        TypeCode::Stream,
        &[Value::fixnum(1), Value::fixnum(0), Value::fixnum(0), nil, nil, nil, nil, nil, nil],
    );
    let entries = mutable.counted(TypeCode::SimpleVector, &[sym::T, Value::fixnum(1), Value::EMPTY, nil]);
    let u32_vector = Header::new(TypeCode::RawVector).with_flags(ElementType::U32 as u8);
    let index = mutable.raw(u32_vector, 4, &[0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let table = mutable.slots(
        TypeCode::HashTable,
        &[
            Value::fixnum(0),
            Value::fixnum(0),
            Value::fixnum(1),
            Value::fixnum(2),
            entries,
            index,
            Value::fixnum(0),
            nil,
            nil,
        ],
    );
    let list = mutable.cons(table, stream);

    let mut code_section = Section::after(&mutable, SectionKind::Code);
    let code = code_section.code(&sample_code());

    let mut warm = Section::after(&code_section, SectionKind::HeapWarm);
    let string = warm.string("a text");
    let lambda_list = warm.string("list");
    let builtin = warm.slots(TypeCode::Builtin, &[Value::fixnum(0), sym::CAR, lambda_list]);
    let arity =
        Arity { required: 1, optional: 0, rest: false, keys: false, allow_other_keys: false, registers: 8 };
    let prototype = warm.counted(
        TypeCode::Prototype,
        &[code, Value::fixnum(arity.pack()), sym::CDR, nil, nil, nil, string, sym::T],
    );
    let closure = warm.counted(TypeCode::Closure, &[prototype, Value::character('ä')]);
    let bignum = warm.raw(Header::new(TypeCode::Bignum).with_flags(flags::NEGATIVE), 2, &[1; 16]);
    let ratio = warm.slots(TypeCode::Ratio, &[bignum, Value::fixnum(3)]);
    let double = warm.object(Header::new(TypeCode::Double), &[f64::INFINITY.to_bits()]);
    let wide = warm.raw(Header::new(TypeCode::WideString), 1, &0x1f600u32.to_le_bytes());
    let layout_at = warm.start + warm.words.len() as u64 * 8;
    let no_slots = Value::object_at(layout_at + 64);
    let itself = Value::object_at(layout_at);
    let layout_object = warm
        .slots(TypeCode::Layout, &[sym::T, no_slots, no_slots, Value::fixnum(5), nil, nil, Value::fixnum(0)]);
    assert_eq!(layout_object, itself);
    warm.counted(TypeCode::SimpleVector, &[]);
    let structure = warm.object(
        Header::new(TypeCode::Structure).with_layout_id(5),
        &[3, itself.bits(), ratio.bits(), wide.bits()],
    );
    let weak = warm.slots(TypeCode::WeakPointer, &[structure]);
    let roots_list = warm.cons(weak, double);
    let more = warm.cons(roots_list, closure);

    let mut heap = SampleHeap {
        sections: vec![statics, mutable, code_section, warm],
        prototype,
        code,
        string,
        builtin,
        list,
        table,
        structure,
        stream,
        bignum,
        closure,
    };
    for (position, name) in names.iter().enumerate() {
        let at = statics::NIL_SYMBOL_OFFSET + position as u64 * statics::SYMBOL_BYTES;
        heap.set(Value::object_at(at), layout::symbol::NAME, name.bits());
        heap.set(Value::object_at(at), layout::symbol::PACKAGE, package.bits());
    }
    heap.set(sym::CDR, layout::symbol::FUNCTION, closure.bits());
    heap.set(sym::CAR, layout::symbol::FUNCTION, builtin.bits());
    heap.set(sym::T, layout::symbol::VALUE, sym::T.bits());
    let roots = Value::object_at(ROOTS_OFFSET);
    heap.set(roots, 2 + root::PACKAGES as usize, list.bits());
    heap.set(roots, 2 + root::INIT_HOOKS as usize, more.bits());
    heap
}

/// The sample's builtin table.
pub(crate) fn sample_builtins() -> BuiltinTable<'static> {
    let row = |name, lambda_list| BuiltinRow { name, lambda_list, version: 1 };
    BuiltinTable::new(vec![
        BuiltinEntry { row: row("COMMON-LISP:CAR", "list"), referenced: true },
        BuiltinEntry { row: row("EXT:EXIT", "&optional code"), referenced: false },
    ])
    .expect("no name twice")
}

/// The sample's application.
pub(crate) fn sample_application() -> Application {
    let mut application = Application::default();
    let mut set = |property, value| application.set(property, value).expect("the type is right");
    set(Property::InitFunction, PropertyValue::Text("MAIN".to_owned()));
    set(Property::Executable, PropertyValue::Executable(ExecutableMode::Delegating));
    set(Property::Quiet, PropertyValue::Boolean(true));
    set(Property::LockedPackages, PropertyValue::TextList(vec!["EXT".to_owned(), "CLOS".to_owned()]));
    application
}

/// Writes a container around a heap.
pub(crate) fn image_of(heap: &SampleHeap) -> Vec<u8> {
    let bytes: Vec<Vec<u8>> = heap.sections.iter().map(Section::bytes).collect();
    let pieces: Vec<[&[u8]; 1]> = bytes.iter().map(|bytes| [&bytes[..]]).collect();
    let sections: Vec<SectionSource<'_>> = heap
        .sections
        .iter()
        .zip(&pieces)
        .map(|(section, pieces)| SectionSource { kind: section.kind, pieces })
        .collect();
    let mut image = Vec::new();
    let source = ContainerSource {
        application: &sample_application(),
        builtins: &sample_builtins(),
        sections: &sections,
    };
    write_container(&mut image, &source).expect("the sample can be written");
    image
}

/// The sample image.
pub(crate) fn sample_image() -> Vec<u8> {
    image_of(&sample_heap())
}
