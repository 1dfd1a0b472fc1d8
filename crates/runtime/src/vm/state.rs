//! What the interpreter keeps in machine registers, and access to registers, links, code and constants from it.
//!
//! [`State`] is two words, so that it is passed to handlers and returned by them in machine registers, inlined or
//! not; a third word would make it travel through memory. The running prototype's constants are found through the
//! [`Vm`]. The accessors are safe functions that rely on these invariants:
//!
//! * `fp` points into the Lisp stack with the frame's three link words below it, and the frame's registers end
//!   below the stack's limit and slack;
//! * the code has been verified or comes from the compiler: operands name registers, constants and captured
//!   values that exist, control stays inside the code;
//! * `pc` and the machine's `constants` and `code` point into the code and the prototype of the closure in `fp[-3]`;
//!   all are stale after a collection and made anew by [`State::reloaded`]. Whatever makes a state of another function
//!   sets `constants` and `code` with it.

#![expect(unsafe_code, reason = "the interpreter's core reads registers and code through raw pointers")]

use super::Vm;
use super::call_cache::CallSite;
use heapfmt::Value;
use heapfmt::layout::{Arity, WORD, closure, prototype};
use heapfmt::ops::Instruction;
use std::ptr::with_exposed_provenance;

/// Link words between a caller's function register and the callee's first register, the former included.
pub(super) const LINK_WORDS: usize = 3;

/// How a callee's frame was entered and what its return does besides storing the first value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct FrameFlags(u8);

impl FrameFlags {
    /// An ordinary call.
    pub(super) const NONE: FrameFlags = FrameFlags(0);
    /// The caller takes all values from the value buffer.
    pub(super) const MULTIPLE: FrameFlags = FrameFlags(1);
    /// Called from Rust, which takes all values.
    pub(super) const BOUNDARY: FrameFlags = FrameFlags(2);
    /// The return address is that of the instruction that failed; its result is the value returned.
    pub(super) const RESUME: FrameFlags = FrameFlags(4);
    /// The value is not used.
    pub(super) const DISCARD: FrameFlags = FrameFlags(8);
    const BITS: u32 = 4;

    /// Whether any flag of `other` is set.
    #[inline(always)]
    pub(super) const fn has(self, other: FrameFlags) -> bool {
        self.0 & other.0 != 0
    }
}

/// A frame's second link word: how far below its `fp` the caller's lies, the site of the call, and the flags.
#[derive(Clone, Copy)]
pub(super) struct Link(i64);

impl Link {
    /// The link in a stack word that holds one.
    #[inline(always)]
    pub(super) const fn from_value(word: Value) -> Link {
        Link(word.fixnum_unchecked())
    }

    #[inline(always)]
    pub(super) const fn new(distance: usize, site: CallSite, flags: FrameFlags) -> Link {
        let word = (distance << CallSite::BITS | site.row()) << FrameFlags::BITS;
        Link(word as i64 | flags.0 as i64)
    }

    #[inline(always)]
    pub(super) const fn distance(self) -> usize {
        self.0 as usize >> (FrameFlags::BITS + CallSite::BITS)
    }

    /// The site of the call.
    #[inline(always)]
    const fn site(self) -> CallSite {
        CallSite::of_row(self.0 as usize >> FrameFlags::BITS)
    }

    #[inline(always)]
    pub(super) const fn flags(self) -> FrameFlags {
        FrameFlags(self.0 as u8 & ((1 << FrameFlags::BITS) - 1))
    }
}

/// A frame's first link word: the fixnum index of the instruction word that the caller goes on at. A fixnum's word is
/// four times its integer, as an instruction word has four bytes, so that the link is the distance in bytes.
#[derive(Clone, Copy)]
pub(super) struct ReturnAddress(Value);

const _: () = assert!(size_of::<u32>() == 4, "a fixnum's word counts bytes of code");

impl ReturnAddress {
    /// The instruction word `index`.
    pub(super) fn at(index: usize) -> ReturnAddress {
        ReturnAddress(Value::fixnum(index as i64))
    }
}

/// The operands of an instruction, as they are or extended by a `wide` prefix.
pub(super) trait Operands: Copy {
    /// Length of the instruction in words, prefix included, extension word not.
    const WORDS: usize;
    fn instruction(self) -> Instruction;
    fn a(self) -> usize;
    fn b(self) -> usize;
    fn c(self) -> usize;
    fn signed_b(self) -> i64;
    fn signed_c(self) -> i64;
    fn bx(self) -> usize;
    fn signed_bx(self) -> isize;
}

/// Operands of an instruction without prefix.
#[derive(Clone, Copy)]
pub(super) struct Narrow(pub(super) Instruction);

impl Operands for Narrow {
    const WORDS: usize = 1;
    #[inline(always)]
    fn instruction(self) -> Instruction {
        self.0
    }
    #[inline(always)]
    fn a(self) -> usize {
        usize::from(self.0.a())
    }
    #[inline(always)]
    fn b(self) -> usize {
        usize::from(self.0.b())
    }
    #[inline(always)]
    fn c(self) -> usize {
        usize::from(self.0.c())
    }
    #[inline(always)]
    fn signed_b(self) -> i64 {
        i64::from(self.0.b() as i8)
    }
    #[inline(always)]
    fn signed_c(self) -> i64 {
        i64::from(self.0.c() as i8)
    }
    #[inline(always)]
    fn bx(self) -> usize {
        usize::from(self.0.bx())
    }
    #[inline(always)]
    fn signed_bx(self) -> isize {
        self.0.bx() as i16 as isize
    }
}

/// Operands of an instruction behind a prefix.
#[derive(Clone, Copy)]
pub(super) struct Extended {
    pub(super) prefix: Instruction,
    pub(super) instruction: Instruction,
}

const fn joined(high: u8, low: u8) -> u16 {
    (high as u16) << 8 | low as u16
}

impl Operands for Extended {
    const WORDS: usize = 2;
    fn instruction(self) -> Instruction {
        self.instruction
    }
    fn a(self) -> usize {
        usize::from(joined(self.prefix.a(), self.instruction.a()))
    }
    fn b(self) -> usize {
        usize::from(joined(self.prefix.b(), self.instruction.b()))
    }
    fn c(self) -> usize {
        usize::from(joined(self.prefix.c(), self.instruction.c()))
    }
    fn signed_b(self) -> i64 {
        i64::from(joined(self.prefix.b(), self.instruction.b()) as i16)
    }
    fn signed_c(self) -> i64 {
        i64::from(joined(self.prefix.c(), self.instruction.c()) as i16)
    }
    fn bx(self) -> usize {
        (u32::from(self.prefix.bx()) << 16 | u32::from(self.instruction.bx())) as usize
    }
    fn signed_bx(self) -> isize {
        (u32::from(self.prefix.bx()) << 16 | u32::from(self.instruction.bx())) as i32 as isize
    }
}

/// Code that no operation's number begins: the interpreter leaves its loop there.
static STOP: [u32; 1] = [u32::MAX];

/// Where the running function is.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The next instruction word.
    pub(super) pc: *const u32,
    /// Register 0 of the frame.
    pub(super) fp: *mut Value,
}

impl Vm {
    #[inline(always)]
    fn address(&self, object: Value, word: usize) -> *const Value {
        let start = self.mutator.heap.base().wrapping_add(object.offset() as usize);
        with_exposed_provenance(start.wrapping_add(word * WORD))
    }

    /// Constant `index` of the running prototype.
    #[inline(always)]
    pub(super) fn constant(&self, index: usize) -> Value {
        // SAFETY: verified code names constants of its prototype.
        unsafe { *self.constants.add(index) }
    }

    /// A fixed slot of the running prototype.
    #[inline(always)]
    pub(super) fn prototype_slot(&self, word: usize) -> Value {
        // SAFETY: the words before the constants are the prototype's fixed slots.
        unsafe { *self.constants.sub(prototype::CONSTANTS - word) }
    }

    /// The packed arity of the running prototype.
    #[inline(always)]
    pub(super) fn packed_arity(&self) -> i64 {
        self.prototype_slot(prototype::ARITY).fixnum_unchecked()
    }
}

impl State {
    /// A frame at `fp` whose function is not known yet: nothing but its links and registers may be used.
    pub(super) fn detached(fp: *mut Value) -> State {
        State { pc: std::ptr::null(), fp }
    }

    /// The start of `prototype`'s code with its frame at `fp`.
    #[inline(always)]
    pub(super) fn at_start(vm: &mut Vm, prototype: Value, fp: *mut Value) -> State {
        vm.constants = vm.address(prototype, prototype::CONSTANTS);
        // Calls and returns within a function find it here with one load instead of a chain of them.
        vm.code = vm.address(vm.prototype_slot(prototype::CODE), 2).cast();
        State { pc: vm.code, fp }
    }

    /// The start of the code of the closure `function`, called at `site`, with its frame at `fp`.
    #[inline(always)]
    pub(super) fn at_start_of(vm: &mut Vm, site: CallSite, function: Value, fp: *mut Value) -> State {
        if let Some(known) = vm.entered.find(site, function) {
            vm.constants = known.constants;
            vm.code = known.code;
            return State { pc: known.code, fp };
        }
        std::hint::cold_path();
        let s = State::at_start(vm, vm.mutator.heap.slot(function, closure::PROTOTYPE), fp);
        vm.entered.remember(site, function, vm.constants, vm.code);
        s
    }

    /// Instruction `index` of the closure in `fp[-3]`.
    #[inline(always)]
    pub(super) fn at_instruction(vm: &mut Vm, fp: *mut Value, index: usize) -> State {
        let function = State::detached(fp).function();
        let s = State::at_start(vm, vm.mutator.heap.slot(function, closure::PROTOTYPE), fp);
        State { pc: s.pc.wrapping_add(index), fp }
    }

    /// This state after a collection has moved the code; `index` is its pc's from before.
    pub(super) fn reloaded(self, vm: &mut Vm, index: usize) -> State {
        State::at_instruction(vm, self.fp, index)
    }

    /// A state that ends the loop.
    #[cold]
    pub(super) fn stopped(self) -> State {
        State { pc: STOP.as_ptr(), ..self }
    }

    /// This state at instruction word `index` of the running code.
    #[inline(always)]
    pub(super) fn at(self, vm: &Vm, index: usize) -> State {
        State { pc: vm.code.wrapping_add(index), ..self }
    }

    /// This state `distance` words further.
    #[inline(always)]
    pub(super) fn jumped(self, distance: isize) -> State {
        State { pc: self.pc.wrapping_offset(distance), ..self }
    }

    /// As [`State::jumped`] on a condition, compiled as a branch. As a conditional move it would make the next instruction
    /// wait for the condition, where a predicted branch goes ahead.
    #[inline(always)]
    pub(super) fn branched(self, distance: isize) -> State {
        #[cfg(not(miri))]
        // SAFETY: the text is empty, so nothing is executed.
        unsafe {
            std::arch::asm!("", options(nomem, nostack, preserves_flags));
        }
        self.jumped(distance)
    }

    /// How many words further than `start` of the same code this state is.
    #[inline(always)]
    pub(super) fn distance_from(self, start: State) -> usize {
        (self.pc.addr() - start.pc.addr()) / size_of::<u32>()
    }

    /// Index of the instruction word at `pc`.
    #[inline(always)]
    pub(super) fn index_of(self, vm: &Vm, pc: *const u32) -> usize {
        State { pc, ..self }.distance_from(self.at(vm, 0))
    }

    /// Index of the next instruction word.
    #[inline(always)]
    pub(super) fn index(self, vm: &Vm) -> usize {
        self.index_of(vm, self.pc)
    }

    /// Where the instruction with operands `o` starts, when only its own words have been fetched.
    #[inline(always)]
    pub(super) fn start<O: Operands>(self, _o: O) -> *const u32 {
        self.pc.wrapping_sub(O::WORDS)
    }

    /// Takes the next instruction word.
    #[inline(always)]
    pub(super) fn fetch(&mut self) -> u32 {
        // SAFETY: `pc` points into code, which ends in an instruction that does not fall through.
        let word = unsafe { *self.pc };
        self.pc = self.pc.wrapping_add(1);
        word
    }

    /// The next instruction word.
    #[inline(always)]
    pub(super) fn peek(self) -> u32 {
        // SAFETY: as for `fetch`.
        unsafe { *self.pc }
    }

    /// Register `index`.
    #[inline(always)]
    pub(super) fn register(self, index: usize) -> Value {
        // SAFETY: verified code names registers of its frame.
        unsafe { *self.fp.add(index) }
    }

    /// Sets register `index`.
    #[inline(always)]
    pub(super) fn set_register(self, index: usize, value: Value) {
        // SAFETY: as for `register`; the interpreter alone writes the stack while it runs.
        unsafe { *self.fp.add(index) = value }
    }

    /// Registers `first` to `first + count - 1`. Valid until a register is set.
    #[inline(always)]
    pub(super) fn registers<'a>(self, first: usize, count: usize) -> &'a [Value] {
        // SAFETY: verified code names registers of its frame, and callers use the slice before they set one.
        unsafe { std::slice::from_raw_parts(self.fp.add(first), count) }
    }

    /// Copies `count` registers down from `from` to `to`.
    #[inline(always)]
    pub(super) fn move_registers(self, from: usize, to: usize, count: usize) {
        for index in 0..count {
            self.set_register(to + index, self.register(from + index));
        }
    }

    /// The word behind the frame's last register.
    #[inline(always)]
    pub(super) fn frame_end(self, vm: &Vm) -> *mut Value {
        self.fp.wrapping_add(Arity::registers_of(vm.packed_arity()))
    }

    /// The running closure.
    #[inline(always)]
    pub(super) fn function(self) -> Value {
        // SAFETY: the link words lie below `fp`.
        unsafe { *self.fp.sub(LINK_WORDS) }
    }

    /// Replaces the function word, which also receives the value returned.
    #[inline(always)]
    pub(super) fn set_function(self, value: Value) {
        // SAFETY: the link words lie below `fp`.
        unsafe { *self.fp.sub(LINK_WORDS) = value }
    }

    /// The frame's link word.
    #[inline(always)]
    pub(super) fn link(self) -> Link {
        // SAFETY: the link words lie below `fp`.
        Link::from_value(unsafe { *self.fp.sub(1) })
    }

    /// This state as a return address into the code that starts at `first`.
    #[inline(always)]
    pub(super) fn return_address(self, first: State) -> ReturnAddress {
        let n_bytes = self.pc.addr().wrapping_sub(first.pc.addr());
        ReturnAddress(Value::fixnum_of_quadruple(n_bytes as i64))
    }

    /// Where the caller goes on.
    #[inline(always)]
    fn link_address(self) -> ReturnAddress {
        // SAFETY: the link words lie below `fp`.
        ReturnAddress(unsafe { *self.fp.sub(2) })
    }

    /// This state at `address` of the running code.
    #[inline(always)]
    fn returned(self, vm: &Vm, address: ReturnAddress) -> State {
        State { pc: vm.code.wrapping_byte_offset(address.0.fixnum_quadruple() as isize), ..self }
    }

    /// Writes both link words.
    #[inline(always)]
    pub(super) fn set_link(self, address: ReturnAddress, link: Link) {
        // SAFETY: the link words lie below `fp`.
        unsafe {
            *self.fp.sub(2) = address.0;
            *self.fp.sub(1) = Value::fixnum(link.0);
        }
    }

    /// The caller's state at the return address; `callee` is the function that returns.
    #[inline(always)]
    pub(super) fn caller(self, vm: &mut Vm, callee: Value) -> State {
        let link = self.link();
        let fp = self.fp.wrapping_sub(link.distance());
        let address = self.link_address();
        let function = State::detached(fp).function();
        if function == callee {
            // A function that returns to itself has its code at hand.
            return State::detached(fp).returned(vm, address);
        }
        if let Some(known) = vm.returned_to.find(link.site(), function) {
            vm.constants = known.constants;
            vm.code = known.code;
            return State::detached(fp).returned(vm, address);
        }
        std::hint::cold_path();
        let s = State::at_instruction(vm, fp, 0);
        vm.returned_to.remember(link.site(), function, vm.constants, vm.code);
        s.returned(vm, address)
    }

    /// This state with its frame at `fp`, which only links and registers may be used of.
    #[inline(always)]
    pub(super) fn with_frame(self, fp: *mut Value) -> State {
        State { fp, ..self }
    }
}
