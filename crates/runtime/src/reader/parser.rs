//! The reader's loop: takes characters, keeps what has begun in frames, delivers objects to them.
//!
//! A value lives in a local variable only until the next character is read or Lisp is called; what waits longer is
//! in the root arena. A frame's roots lie above those of the frames below it, and are dropped when it ends.

use super::readtable::{Class, MACROS, Syntax};
use super::sharpsign::After;
use crate::error::LispError;
use crate::packages;
use crate::roots::Root;
use crate::streams::input;
use crate::vm::{Unwind, Vm};
use heapfmt::Value;
use heapfmt::layout::{cons, symbol};
use heapfmt::statics::sym;

/// What a list becomes when it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Finish {
    List,
    /// A vector, of that length when one was given.
    Vector(Option<u64>),
}

/// How far a list has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Progress {
    Items,
    /// Behind the dot.
    Dot,
    /// Behind the object behind the dot.
    Ended,
}

enum Frame {
    /// Objects up to `close`.
    List { head: Root, tail: Root, n_items: u64, progress: Progress, close: char, finish: Finish, line: i64 },
    /// One object, to be the second element of a list behind `operator`, a static symbol.
    Wrap { operator: Value, backquote_level: usize },
    /// One object, for a `#` macro.
    After { after: After, mark: usize },
}

/// What a character, with those that belong to it, led to.
pub(super) enum Step {
    /// An object.
    Object(Value),
    /// Nothing: white space, a comment, a part of something larger.
    Nothing,
    /// A list ended that a frame holds.
    Close,
    /// The stream is at its end.
    End,
}

pub(super) struct Parser<'vm> {
    pub(super) vm: &'vm mut Vm,
    pub(super) stream: Root,
    frames: Vec<Frame>,
    /// Tokens are not interpreted, as `*read-suppress*` demands.
    pub(super) suppress: bool,
    /// Names without package marker are keywords, as in feature expressions.
    pub(super) keyword_names: bool,
    /// The last object ended because of the character behind it, which has been put back.
    pub(super) ended_by_delimiter: bool,
    /// Alist of conses and lines, when asked for.
    lines: Option<Root>,
}

impl<'vm> Parser<'vm> {
    pub(super) fn new(vm: &'vm mut Vm, stream: Root) -> Parser<'vm> {
        let suppress = !vm.mutator.variable_value(sym::READ_SUPPRESS).is_nil();
        Parser {
            vm,
            stream,
            frames: Vec::new(),
            suppress,
            keyword_names: false,
            ended_by_delimiter: false,
            lines: None,
        }
    }

    pub(super) fn record_lines(&mut self) {
        self.lines = Some(self.vm.mutator.roots.push(Value::NIL));
    }

    pub(super) fn recorded_lines(&mut self) -> Value {
        let lines = self.lines.map_or(Value::NIL, |root| self.vm.mutator.roots.get(root));
        crate::compiler::source::with_index(&mut self.vm.mutator.heap, lines)
    }

    /// Reads an object, or EOF.
    pub(super) fn read_object(&mut self, preserve_whitespace: bool) -> Result<Value, Unwind> {
        loop {
            match self.step()? {
                Step::End if self.frames.is_empty() => return Ok(Value::EOF),
                Step::End => return Err(self.end_of_file()),
                Step::Nothing => {}
                Step::Close => return Err(self.error("an object cannot begin with a closing character")),
                Step::Object(object) => {
                    if let Some(object) = self.deliver(object)? {
                        if self.ended_by_delimiter && !preserve_whitespace {
                            self.skip_delimiting_whitespace()?;
                        }
                        return Ok(object);
                    }
                }
            }
        }
    }

    /// The line where the outermost list begins that is being read.
    pub(super) fn form_line(&self) -> Option<i64> {
        self.frames.iter().find_map(|frame| match frame {
            Frame::List { line, .. } => Some(*line),
            _ => None,
        })
    }

    pub(super) fn read_delimited_list(&mut self, close: char) -> Result<Value, Unwind> {
        self.push_list(close, Finish::List);
        Ok(self.finish_frames()?.unwrap_or(Value::NIL))
    }

    pub(super) fn run_macro(&mut self, row: usize, c: char) -> Result<Option<Value>, Unwind> {
        match self.standard_macro(row, c)? {
            Step::Object(object) => Ok(Some(object)),
            Step::Close => Err(self.error("an object cannot begin with a closing character")),
            Step::Nothing | Step::End => self.finish_frames(),
        }
    }

    pub(super) fn run_dispatch_macro(
        &mut self,
        row: usize,
        argument: Option<u64>,
    ) -> Result<Option<Value>, Unwind> {
        match self.sharpsign(row, argument)? {
            Step::Object(object) => Ok(Some(object)),
            _ => self.finish_frames(),
        }
    }

    pub(super) fn run_dispatching(&mut self, entry: Value, c: char) -> Result<Option<Value>, Unwind> {
        match self.dispatching_macro(entry, c)? {
            Step::Object(object) => Ok(Some(object)),
            _ => self.finish_frames(),
        }
    }

    /// Reads until no frame is left. `None` when there was none, or the last one came to nothing.
    fn finish_frames(&mut self) -> Result<Option<Value>, Unwind> {
        while !self.frames.is_empty() {
            match self.step()? {
                Step::End => return Err(self.end_of_file()),
                Step::Object(object) => {
                    if let Some(object) = self.deliver(object)? {
                        return Ok(Some(object));
                    }
                }
                Step::Nothing => {}
                Step::Close => return Err(self.error("an object cannot begin with a closing character")),
            }
        }
        Ok(None)
    }

    /// Gives an object to the frame that waits for it, and what that makes to the next one. Returns the object
    /// when no frame is left.
    fn deliver(&mut self, object: Value) -> Result<Option<Value>, Unwind> {
        let mut delivered = object;
        loop {
            let Some(frame) = self.frames.pop() else { return Ok(Some(delivered)) };
            match frame {
                Frame::List { head, tail, n_items, progress, close, finish, line } => {
                    let progress = match progress {
                        Progress::Items => {
                            self.append(head, tail, delivered);
                            Progress::Items
                        }
                        Progress::Dot => {
                            if self.is_splicing(delivered) {
                                return Err(
                                    self.error("the object behind the dot of a list is to be spliced")
                                );
                            }
                            let last = self.vm.mutator.roots.get(tail);
                            if last.is_cons() {
                                self.vm.mutator.heap.set_slot(last, cons::CDR, delivered);
                            }
                            Progress::Ended
                        }
                        Progress::Ended => {
                            return Err(self.error("there is more than one object behind the dot of a list"));
                        }
                    };
                    let n_items = n_items + 1;
                    self.frames.push(Frame::List { head, tail, n_items, progress, close, finish, line });
                    return Ok(None);
                }
                Frame::Wrap { operator, backquote_level } => {
                    self.vm.mutator.reading.backquote_level = backquote_level;
                    if operator == sym::QUASIQUOTE && self.is_splicing(delivered) {
                        return Err(self.error("there is no list to splice into behind a backquote"));
                    }
                    if self.suppress {
                        delivered = Value::NIL;
                        continue;
                    }
                    delivered = self.vm.mutator.heap.list(&[operator, delivered]);
                }
                Frame::After { after, mark } => {
                    let made = self.finish_after(after, delivered)?;
                    self.vm.mutator.roots.truncate(mark);
                    match made {
                        Some(made) => delivered = made,
                        None => return Ok(None),
                    }
                }
            }
        }
    }

    /// Whether `object` is what `,@` or `,.` makes. Those mean something as elements of a list or vector only.
    fn is_splicing(&self, object: Value) -> bool {
        object.is_cons()
            && matches!(self.vm.mutator.heap.car(object), sym::UNQUOTE_SPLICING | sym::UNQUOTE_NSPLICING)
    }

    fn append(&mut self, head: Root, tail: Root, item: Value) {
        let m = &mut self.vm.mutator;
        let fresh = m.heap.cons(item, Value::NIL);
        let last = m.roots.get(tail);
        if last.is_cons() {
            m.heap.set_slot(last, cons::CDR, fresh);
        } else {
            m.roots.set(head, fresh);
        }
        m.roots.set(tail, fresh);
    }

    pub(super) fn push_list(&mut self, close: char, finish: Finish) {
        let line = input::line_number(&self.vm.mutator, self.stream());
        let head = self.vm.mutator.roots.push(Value::NIL);
        let tail = self.vm.mutator.roots.push(Value::NIL);
        let progress = Progress::Items;
        self.frames.push(Frame::List { head, tail, n_items: 0, progress, close, finish, line });
        self.ended_by_delimiter = false;
    }

    fn push_wrap(&mut self, operator: Value) {
        let backquote_level = self.vm.mutator.reading.backquote_level;
        self.frames.push(Frame::Wrap { operator, backquote_level });
    }

    pub(super) fn push_after(&mut self, after: After) {
        let mark = self.vm.mutator.roots.mark();
        self.frames.push(Frame::After { after, mark });
    }

    /// Ends the list whose closing character has been read.
    fn close_list(&mut self) -> Result<Step, Unwind> {
        let Some(Frame::List { head, progress, n_items, finish, line, .. }) = self.frames.pop() else {
            return Ok(Step::Close);
        };
        if progress == Progress::Dot {
            return Err(self.error("an object is missing behind the dot of a list"));
        }
        self.ended_by_delimiter = false;
        let list = self.vm.mutator.roots.get(head);
        self.vm.mutator.roots.truncate(head.index());
        if let Some(lines) = self.lines
            && list.is_cons()
        {
            let m = &mut self.vm.mutator;
            let pair = m.heap.cons(list, Value::fixnum(line));
            let lines_list = m.roots.get(lines);
            let lines_list = m.heap.cons(pair, lines_list);
            m.roots.set(lines, lines_list);
        }
        let object = match finish {
            _ if self.suppress => Value::NIL,
            Finish::List => list,
            Finish::Vector(length) => self.vector_of_list(list, n_items, length)?,
        };
        Ok(Step::Object(object))
    }

    fn vector_of_list(&mut self, list: Value, n_items: u64, length: Option<u64>) -> Result<Value, Unwind> {
        if let Some(length) = length {
            if n_items > length {
                return Err(self.error(&format!("there are {n_items} elements in a vector of {length}")));
            }
            if n_items == 0 && length > 0 {
                return Err(self.error("a vector of given length has no element"));
            }
        }
        let length = usize::try_from(length.unwrap_or(n_items)).unwrap_or(usize::MAX);
        let list = self.vm.mutator.roots.push(list);
        self.make_room(length.saturating_mul(8))?;
        let mut items = packages::list_items(&self.vm.mutator.heap, self.vm.mutator.roots.get(list));
        self.vm.mutator.roots.truncate(list.index());
        if let Some(&last) = items.last() {
            items.resize(length, last);
        }
        Ok(self.vm.mutator.heap.simple_vector_of(&items))
    }

    /// Takes a character and what belongs to it.
    fn step(&mut self) -> Result<Step, Unwind> {
        let Some(c) = self.read_char()? else { return Ok(Step::End) };
        if let Some(Frame::List { close, .. }) = self.frames.last()
            && *close == c
        {
            return self.close_list();
        }
        match self.syntax(c)? {
            Syntax::Plain(Class::Whitespace) => Ok(Step::Nothing),
            Syntax::Plain(Class::Invalid) => Err(self.error(&format!("the character {c:?} is invalid"))),
            Syntax::Plain(_) => {
                self.unread_char(c)?;
                let token = self.read_token()?;
                self.interpret_token(token)
            }
            Syntax::Standard { row, .. } => self.standard_macro(row, c),
            Syntax::Dispatching { entry, .. } => self.dispatching_macro(entry, c),
            Syntax::Function { function, .. } => self.call_macro(function, &[Value::character(c)]),
        }
    }

    /// Runs a macro that was found for the character `c`, which need not be the one that the standard gives it.
    fn standard_macro(&mut self, row: usize, c: char) -> Result<Step, Unwind> {
        match MACROS[row].character {
            '(' => self.push_list(')', Finish::List),
            ')' => return Ok(Step::Close),
            '\'' => self.push_wrap(sym::QUOTE),
            '"' => return self.read_string(c).map(Step::Object),
            ';' => self.skip_line()?,
            '`' => {
                self.push_wrap(sym::QUASIQUOTE);
                self.vm.mutator.reading.backquote_level += 1;
            }
            _ => {
                if self.vm.mutator.reading.backquote_level == 0 && !self.suppress {
                    return Err(self.error("a comma is not inside a backquote"));
                }
                let operator = match self.read_char()? {
                    Some('@') => sym::UNQUOTE_SPLICING,
                    Some('.') => sym::UNQUOTE_NSPLICING,
                    Some(other) => {
                        self.unread_char(other)?;
                        sym::UNQUOTE
                    }
                    None => return Err(self.end_of_file()),
                };
                self.push_wrap(operator);
                let level = &mut self.vm.mutator.reading.backquote_level;
                *level = level.saturating_sub(1);
            }
        }
        Ok(Step::Nothing)
    }

    /// Calls a macro character's function with the stream and `arguments`. It may return no value.
    pub(super) fn call_macro(&mut self, function: Value, arguments: &[Value]) -> Result<Step, Unwind> {
        let function = self.function_of(function)?;
        let mut all = vec![self.stream()];
        all.extend_from_slice(arguments);
        let outer = self.vm.mutator.variable_value(sym::READ_SUPPRESS);
        // The function's own calls of the reader learn from the variable what this one knows.
        if self.suppress {
            self.vm.mutator.set_variable_value(sym::READ_SUPPRESS, sym::T);
        }
        let result = self.vm.call_nested(function, &all);
        if self.suppress {
            self.vm.mutator.set_variable_value(sym::READ_SUPPRESS, outer);
        }
        let value = result?;
        self.ended_by_delimiter = false;
        if self.vm.mutator.values.is_empty() { Ok(Step::Nothing) } else { Ok(Step::Object(value)) }
    }

    /// The function that a function designator means.
    pub(super) fn function_of(&mut self, designator: Value) -> Result<Value, Unwind> {
        if designator.is_function() {
            return Ok(designator);
        }
        if self.vm.mutator.heap.is_symbol(designator) {
            let function = self.vm.mutator.heap.symbol_slot(designator, symbol::FUNCTION);
            if function.is_function() {
                return Ok(function);
            }
            return Err(LispError::UndefinedFunction { name: designator }.into());
        }
        Err(LispError::Type { datum: designator, expected: sym::FUNCTION }.into())
    }

    pub(super) fn interpret_dots(&mut self, n_dots: usize) -> Result<Step, Unwind> {
        match self.frames.last_mut() {
            _ if self.suppress => Ok(Step::Object(Value::NIL)),
            Some(Frame::List { n_items, progress, finish: Finish::List, .. })
                if n_dots == 1 && *n_items > 0 && *progress == Progress::Items =>
            {
                *progress = Progress::Dot;
                Ok(Step::Nothing)
            }
            _ if n_dots == 1 => Err(self.error("a dot is not between two objects of a list")),
            _ => Err(self.error("a symbol cannot be of dots only")),
        }
    }
}
