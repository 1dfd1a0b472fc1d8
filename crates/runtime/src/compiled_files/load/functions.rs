//! Functions: code is verified here as an image's is; then the rows of this runtime's builtins replace the unit's.

use super::objects::Loader;
use super::*;

impl Loader {
    pub(super) fn closure(&self, m: &mut Mutator, number: u32, captured: &[u32]) -> PrimitiveResult {
        let heap = &mut m.heap;
        let object = self.object(heap, number);
        let wanted = heap.words32(self.captured)[number as usize] as usize;
        if !heap.is(object, TypeCode::Prototype) || wanted == 0 || captured.len() < wanted - 1 {
            return self.fail(m, "a closure does not fit its prototype");
        }
        let captured = self.values(heap, captured);
        Ok(heap.closure(object, &captured))
    }

    /// The row here of a row of the unit's table.
    pub(super) fn builtin_row(&self, heap: &Heap, row: u32) -> Option<u32> {
        heap.words32(self.rows).get(row as usize)?.checked_sub(1)
    }

    pub(super) fn prototype(&mut self, m: &mut Mutator, record: &PrototypeRecord<'_>) -> PrimitiveResult {
        let mut code: Vec<u32> = record
            .code
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
        let constants = self.values(&m.heap, &record.constants);
        let arity = Arity::unpack(record.arity);
        let [name, lambda_list, keywords, debug] = record.parts.map(|part| self.object(&m.heap, part));
        let checked = check_parameters(&m.heap, record.arity, keywords, debug)
            .and_then(|()| self.verify(&m.heap, &code, &constants, arity));
        let facts = match checked {
            Ok(facts) => facts,
            Err(problem) => return self.fail(m, &problem),
        };
        for word in facts.builtin_words {
            code[word] = self.builtin_row(&m.heap, code[word]).expect("verified code calls rows that exist");
        }
        let heap = &mut m.heap;
        let code_object = heap.allocate_counted(Header::new(TypeCode::Code), code.len(), Value::NIL);
        heap.words32_mut(code_object).copy_from_slice(&code);
        let n_slots = prototype::FIXED + constants.len();
        let object = heap.allocate_counted(Header::new(TypeCode::Prototype), n_slots, Value::NIL);
        for (slot, value) in [
            (prototype::CODE, code_object),
            (prototype::ARITY, Value::fixnum(record.arity)),
            (prototype::NAME, name),
            (prototype::LAMBDA_LIST, lambda_list),
            (prototype::KEYWORDS, keywords),
            (prototype::DEBUG, debug),
        ] {
            heap.set_slot(object, slot, value);
        }
        for (index, &constant) in constants.iter().enumerate() {
            heap.set_slot(object, prototype::CONSTANTS + index, constant);
        }
        // One more than the number, so that 0 says: no prototype.
        heap.words32_mut(self.captured)[self.n_objects] = facts.n_captured + 1;
        Ok(object)
    }

    /// Verifies code in which rows of builtins are the unit's.
    fn verify(
        &self,
        heap: &Heap,
        code: &[u32],
        constants: &[Value],
        arity: Arity,
    ) -> Result<CodeFacts, String> {
        let context = CodeContext {
            n_registers: u32::from(arity.registers),
            n_constants: constants.len() as u32,
            constant_kind: &|index| match constants[index as usize] {
                constant if heap.is_symbol(constant) => ConstantKind::Symbol,
                constant if heap.is(constant, TypeCode::Prototype) => ConstantKind::Prototype,
                _ => ConstantKind::Other,
            },
            builtin: &|row| {
                let primitive = self.builtins.get(self.builtin_row(heap, row)? as usize)?;
                let (least, optional) = (primitive.required as u32, primitive.optional as u32);
                Some(ArgumentCount { least, most: (!primitive.rest).then_some(least + optional) })
            },
        };
        let facts = verify_code(code, &context).map_err(|error| error.to_string())?;
        for &(constant, n_captured) in &facts.closures_made {
            let inner = constants[constant as usize];
            let elements = &heap.elements(self.objects)[..self.n_objects];
            let number = elements.iter().rposition(|&object| object == inner);
            let wanted = number.map_or(0, |number| heap.words32(self.captured)[number]);
            if wanted == 0 || n_captured < wanted - 1 {
                return Err("a closure is made with too few captured values".to_owned());
            }
        }
        Ok(facts)
    }
}

/// Checks that the parameters have registers, that keywords are symbols, and what the debug information is.
fn check_parameters(heap: &Heap, packed: i64, keywords: Value, debug: Value) -> Result<(), String> {
    let arity = Arity::unpack(packed);
    if arity.pack() != packed {
        return Err("a function's parameters are not as they are written".to_owned());
    }
    let n_keys = if arity.keys {
        if !heap.is(keywords, TypeCode::SimpleVector) {
            return Err("the keywords of a function are no vector".to_owned());
        }
        if !heap.elements(keywords).iter().all(|&keyword| heap.is_symbol(keyword)) {
            return Err("a keyword of a function is no symbol".to_owned());
        }
        heap.count(keywords)
    } else {
        0
    };
    let positional = usize::from(arity.required) + usize::from(arity.optional);
    let n_parameters = positional + usize::from(arity.rest || arity.keys) + n_keys;
    if n_parameters > usize::from(arity.registers) {
        return Err("a function has more parameters than registers".to_owned());
    }
    let is_debug = debug.is_nil()
        || heap.is(debug, TypeCode::SimpleVector)
            && heap.count(debug) == 2
            && heap.is(heap.element(debug, 1), TypeCode::RawVector)
            && heap.header(heap.element(debug, 1)).element_type() == Some(ElementType::U32);
    if is_debug { Ok(()) } else { Err("the lines of a function are no table".to_owned()) }
}

const _: () =
    assert!(closure::CAPTURED == closure::PROTOTYPE + 1, "parts of closures are numbered from PROTOTYPE");
