//! What the reader reads from and by: the stream, the readtable, the variables; and its errors, which say where.

use super::labels::Labels;
use super::number::{FloatFormat, NumberError};
use super::parser::Parser;
use super::readtable::{self, Case, Syntax};
use super::unwind_of;
use crate::error::{LispError, Trap};
use crate::mutator::Mutator;
use crate::streams::input;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;

impl Parser<'_> {
    /// Reads a character. An interrupt may run Lisp: no value outlives this outside of roots.
    pub(super) fn read_char(&mut self) -> Result<Option<char>, Unwind> {
        if self.vm.mutator.heap.poll_interrupt().is_err() {
            self.vm.handle_interrupt()?;
        }
        loop {
            let stream = self.stream();
            match input::read_char(&mut self.vm.mutator, stream) {
                Err(Trap::Interrupted) => self.vm.handle_interrupt()?,
                result => return result.map_err(unwind_of),
            }
        }
    }

    /// Makes sure that `bytes` bytes can be allocated. It may collect: no value outlives this outside of roots.
    pub(super) fn make_room(&mut self, bytes: usize) -> Result<(), Unwind> {
        if self.vm.mutator.heap.reserve(bytes).is_ok() || self.vm.make_room(bytes) {
            Ok(())
        } else {
            Err(LispError::HeapExhausted { bytes }.into())
        }
    }

    /// The number that `parse` makes of `text`, if need be after a collection and interrupts.
    pub(super) fn parse_with_room(
        &mut self,
        text: &str,
        parse: impl Fn(&mut Mutator, &str) -> Result<Option<Value>, NumberError>,
    ) -> Result<Option<Value>, Unwind> {
        let mut has_made_room = false;
        loop {
            match parse(&mut self.vm.mutator, text) {
                Ok(number) => return Ok(number),
                Err(NumberError::Trap(Trap::Interrupted)) => self.vm.handle_interrupt()?,
                Err(NumberError::Trap(Trap::NeedMemory { bytes }))
                    if !has_made_room && self.vm.make_room(bytes) =>
                {
                    has_made_room = true;
                }
                Err(NumberError::Trap(trap)) => return Err(unwind_of(trap)),
                Err(NumberError::Unrepresentable(why)) => return Err(self.error(&format!("{text}: {why}"))),
            }
        }
    }

    /// What `c` means in the current readtable.
    pub(super) fn syntax(&mut self, c: char) -> Result<Syntax, Unwind> {
        let table = self.readtable()?;
        Ok(readtable::syntax(&self.vm.mutator.heap, table, c))
    }

    pub(super) fn unread_char(&mut self, c: char) -> Result<(), Unwind> {
        let stream = self.stream();
        input::unread_char(&mut self.vm.mutator, stream, c).map_err(unwind_of)
    }

    pub(super) fn stream(&self) -> Value {
        self.vm.mutator.roots.get(self.stream)
    }

    pub(super) fn readtable(&mut self) -> Result<Value, Unwind> {
        let table = self.vm.mutator.variable_value(sym::READTABLE);
        if self.vm.mutator.heap.is(table, TypeCode::Readtable) {
            Ok(table)
        } else {
            Err(self.error("the value of *READTABLE* is not a readtable"))
        }
    }

    pub(super) fn case(&mut self) -> Result<Case, Unwind> {
        let table = self.readtable()?;
        Ok(readtable::case(&self.vm.mutator.heap, table))
    }

    pub(super) fn read_base(&mut self) -> Result<u32, Unwind> {
        match self.vm.mutator.variable_value(sym::READ_BASE).as_fixnum() {
            Some(base @ 2..=36) => Ok(base as u32),
            _ => Err(self.error("the value of *READ-BASE* is not an integer from 2 to 36")),
        }
    }

    pub(super) fn default_float_format(&mut self) -> Result<FloatFormat, Unwind> {
        let format = self.vm.mutator.variable_value(sym::READ_DEFAULT_FLOAT_FORMAT);
        if format == sym::SINGLE_FLOAT || format == sym::SHORT_FLOAT {
            Ok(FloatFormat::Single)
        } else if format == sym::DOUBLE_FLOAT || format == sym::LONG_FLOAT {
            Ok(FloatFormat::Double)
        } else {
            Err(self.error("the value of *READ-DEFAULT-FLOAT-FORMAT* is not a float type"))
        }
    }

    /// A reader-error that says where.
    #[cold]
    pub(super) fn error(&self, message: &str) -> Unwind {
        self.error_about(message, None)
    }

    /// A reader-error that is a package-error too.
    #[cold]
    pub(super) fn package_error(&self, message: &str, package: Value) -> Unwind {
        self.error_about(message, Some(package))
    }

    fn error_about(&self, message: &str, package: Option<Value>) -> Unwind {
        let stream = self.stream();
        let place = input::place(&self.vm.mutator, stream, 0);
        LispError::Reader { message: format!("{place}: {message}"), stream, package }.into()
    }

    #[cold]
    pub(super) fn end_of_file(&self) -> Unwind {
        LispError::EndOfFile { stream: self.stream(), form_line: self.form_line() }.into()
    }

    pub(super) fn labels(&mut self) -> Labels<'_> {
        let root = self.vm.mutator.reading.labels.expect("the reader is running");
        Labels { m: &mut self.vm.mutator, root }
    }
}
