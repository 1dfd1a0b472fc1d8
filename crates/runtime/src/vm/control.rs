//! The control stack: targets of non-local exits, cleanup forms, PROGVs.
//!
//! An entry says where its frame lies and where control goes on there. Serial numbers grow with every entry made,
//! so the stack is sorted by them and an exit point finds its entry, or finds that it is gone, by binary search.

use super::Vm;
use super::bindings;
use super::signals::trap;
use super::state::{Operands, State};
use super::unwinding;
use crate::error::{LispError, Trap, type_error};
use heapfmt::Value;
use heapfmt::layout::{TypeCode, exit_point};
use heapfmt::statics::sym;

/// What an entry is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Target of throws; its value is the tag.
    Catch,
    /// Target of exits; its value is the exit point.
    Block,
    /// Target of jumps, which leave it in place; its value is the exit point.
    Tagbody,
    /// Cleanup forms run when an unwinding passes.
    Protect,
    /// Dynamic bindings that `leave` undoes.
    Progv,
}

/// An entry of the control stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) serial: u64,
    /// Stack index of the frame's register 0.
    pub(super) frame: usize,
    /// Instruction index where control goes on.
    pub(super) handler: usize,
    /// Register that receives the value or the state.
    pub(super) register: usize,
    /// Height of the binding stack below the entry.
    pub(super) n_bindings: usize,
}

/// Cleanup forms that an unwinding runs.
struct Cleanup {
    /// Stack index of their frame's register 0.
    frame: usize,
    /// Number of control entries when they began. Their own entries come above.
    height: usize,
    /// Whether the unwinding is the program's end.
    ends_program: bool,
}

/// How many ends of the program, each begun in cleanup forms of the one before, run cleanup forms.
const MOST_NESTED_ENDS: usize = 4;
/// How often cleanup forms can exhaust the stack before an unwinding has come to its target.
const MOST_EXHAUSTIONS: usize = 5000;

/// The control stack.
#[derive(Default)]
pub(super) struct ControlStack {
    entries: Vec<Entry>,
    /// Tag or exit point of each entry, apart so that the collector can scan them.
    values: Vec<Value>,
    last_serial: u64,
    /// Cleanup forms that an unwinding runs, each within those before.
    cleanups: Vec<Cleanup>,
    /// How often such forms have exhausted the stack since there were none.
    n_exhaustions: usize,
    /// Entries below belong to outer runs of the interpreter.
    pub(super) boundary: usize,
}

impl ControlStack {
    /// Number of entries.
    pub(super) fn height(&self) -> usize {
        self.entries.len()
    }

    /// The newest entry of the innermost run.
    pub(super) fn top(&self) -> Option<(Entry, Value)> {
        if self.entries.len() <= self.boundary {
            return None;
        }
        Some((*self.entries.last()?, *self.values.last()?))
    }

    /// Drops all entries from `height` up.
    pub(super) fn truncate(&mut self, height: usize) {
        self.entries.truncate(height);
        self.values.truncate(height);
    }

    /// Drops the newest entry.
    pub(super) fn pop(&mut self) {
        self.truncate(self.entries.len() - 1);
    }

    /// Takes note that an unwinding runs cleanup forms of `entry`, which has been popped. False when they must not: forms
    /// that always fail and run themselves again would never come to an end.
    pub(super) fn enter_cleanup(&mut self, entry: Entry, ends_program: bool) -> bool {
        let (frame, height) = (entry.frame, self.height());
        self.leave_cleanups_above(height);
        // A jump within the frame has left those that did not come to their end.
        if self.cleanups.last().is_some_and(|cleanup| (cleanup.frame, cleanup.height) == (frame, height)) {
            self.pop_cleanup();
        }
        self.cleanups.push(Cleanup { frame, height, ends_program });
        !ends_program
            || self.cleanups.iter().filter(|cleanup| cleanup.ends_program).count() <= MOST_NESTED_ENDS
    }

    /// Takes note that the innermost cleanup forms have come to their end.
    pub(super) fn end_cleanup(&mut self) {
        self.leave_cleanups_above(self.height());
        if self.cleanups.last().is_some_and(|cleanup| cleanup.height == self.height()) {
            self.pop_cleanup();
        }
    }

    /// Takes note that an unwinding has come to its target, which is the newest entry.
    pub(super) fn leave_cleanups(&mut self) {
        self.leave_cleanups_above(self.height() - 1);
    }

    #[inline]
    fn leave_cleanups_above(&mut self, height: usize) {
        while self.cleanups.last().is_some_and(|cleanup| cleanup.height > height) {
            self.pop_cleanup();
        }
    }

    fn pop_cleanup(&mut self) {
        self.cleanups.pop();
        if self.cleanups.is_empty() {
            self.n_exhaustions = 0;
        }
    }

    /// Takes note that the stack is exhausted; false when its handlers must not run. Cleanup forms that exhaust it on
    /// each level would otherwise take time that doubles with each.
    pub(super) fn note_exhaustion(&mut self) -> bool {
        self.n_exhaustions += usize::from(!self.cleanups.is_empty());
        self.n_exhaustions <= MOST_EXHAUSTIONS
    }

    /// The entry that an exit point belongs to, if it is still there.
    fn find_exit_point(&self, serial: u64, point: Value) -> Option<Entry> {
        let position = self.entries.binary_search_by_key(&serial, |entry| entry.serial).ok()?;
        if self.values[position] == point { Some(self.entries[position]) } else { None }
    }

    /// The newest catch entry for `tag`.
    fn find_catch(&self, tag: Value) -> Option<Entry> {
        let is_target = |&(entry, &value): &(&Entry, &Value)| entry.kind == Kind::Catch && value == tag;
        self.entries.iter().zip(&self.values).rev().find(is_target).map(|(entry, _)| *entry)
    }

    /// All tags and exit points, for the collector.
    pub(super) fn values_mut(&mut self) -> &mut [Value] {
        &mut self.values
    }
}

/// Pushes an entry for the running frame; gives its serial number.
fn enter(vm: &mut Vm, s: State, kind: Kind, register: usize, handler: *const u32, value: Value) -> u64 {
    let handler = s.index_of(vm, handler);
    let control = &mut vm.control;
    control.last_serial += 1;
    control.entries.push(Entry {
        kind,
        serial: control.last_serial,
        frame: vm.stack.index(s.fp),
        handler,
        register,
        n_bindings: vm.mutator.binding_stack.len(),
    });
    control.values.push(value);
    control.last_serial
}

#[inline(never)]
fn enter_with_handler<O: Operands>(vm: &mut Vm, s: State, o: O, kind: Kind, value: Value) -> u64 {
    enter(vm, s, kind, o.a(), s.jumped(o.signed_bx()).pc, value)
}

#[inline(always)]
pub(super) fn enter_catch<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    enter_with_handler(vm, s, o, Kind::Catch, s.register(o.a()));
    s
}

#[inline(always)]
pub(super) fn enter_block<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    enter_exit_point(vm, s, o, Kind::Block)
}

#[inline(always)]
pub(super) fn enter_tagbody<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    enter_exit_point(vm, s, o, Kind::Tagbody)
}

#[inline(always)]
fn enter_exit_point<O: Operands>(vm: &mut Vm, s: State, o: O, kind: Kind) -> State {
    let point = vm.mutator.heap.allocate_slots(TypeCode::ExitPoint, [Value::NIL; 2]);
    let serial = enter_with_handler(vm, s, o, kind, point);
    vm.mutator.heap.initialize_slot(point, exit_point::SERIAL, Value::fixnum(serial as i64));
    s.set_register(o.a(), point);
    s
}

#[inline(always)]
pub(super) fn enter_protect<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    enter_with_handler(vm, s, o, Kind::Protect, Value::NIL);
    s
}

#[inline(never)]
pub(super) fn enter_progv<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let (names, mut values) = (s.register(o.a()), s.register(o.b()));
    if let Err(error) = bindings::check_names(&vm.mutator.heap, names) {
        return trap(vm, s, s.start(o), error);
    }
    if !values.is_list() {
        return trap(vm, s, s.start(o), type_error(values, sym::LIST));
    }
    enter(vm, s, Kind::Progv, 0, s.pc, Value::NIL);
    let mut rest = names;
    while rest.is_cons() {
        let value = if values.is_cons() { vm.mutator.heap.car(values) } else { Value::UNBOUND };
        let name = vm.mutator.heap.car(rest);
        bindings::bind_symbol(&mut vm.mutator, name, value);
        rest = vm.mutator.heap.cdr(rest);
        if values.is_cons() {
            values = vm.mutator.heap.cdr(values);
        }
    }
    s
}

#[inline(always)]
pub(super) fn leave<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    for _ in 0..o.a() {
        if let Some((Entry { kind: Kind::Progv, n_bindings, .. }, _)) = vm.control.top() {
            bindings::unbind_to(&mut vm.mutator, n_bindings);
        }
        vm.control.pop();
    }
    s
}

#[inline(always)]
pub(super) fn end_protect<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let state = s.register(o.a());
    if state.is_nil() { s } else { unwinding::resume(vm, s, state) }
}

#[inline(never)]
pub(super) fn throw<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let tag = s.register(o.a());
    match vm.control.find_catch(tag) {
        Some(entry) => unwinding::exit(vm, s, entry.serial),
        None => missing_target(vm, s, o, "there is no CATCH for the tag", tag),
    }
}

#[inline(never)]
pub(super) fn exit_to<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let point = s.register(o.a());
    match entry_of(vm, point) {
        Some(entry) => unwinding::exit(vm, s, entry.serial),
        None => missing_target(vm, s, o, "the BLOCK has been left already", name_of(vm, point)),
    }
}

#[inline(never)]
pub(super) fn go_to<O: Operands>(vm: &mut Vm, s: State, o: O) -> State {
    let point = s.register(o.a());
    match entry_of(vm, point) {
        Some(entry) => {
            vm.mutator.set_single_value(s.register(o.b()));
            unwinding::exit(vm, s, entry.serial)
        }
        None => missing_target(vm, s, o, "the TAGBODY has been left already", name_of(vm, point)),
    }
}

fn entry_of(vm: &Vm, point: Value) -> Option<Entry> {
    let serial = vm.mutator.heap.slot(point, exit_point::SERIAL).as_fixnum()?;
    vm.control.find_exit_point(serial as u64, point)
}

fn name_of(vm: &Vm, point: Value) -> Value {
    vm.mutator.heap.slot(point, exit_point::NAME)
}

#[cold]
fn missing_target<O: Operands>(vm: &mut Vm, s: State, o: O, message: &str, datum: Value) -> State {
    let error: Trap = LispError::Control { message: message.to_owned(), datum }.into();
    trap(vm, s, s.start(o), error)
}
