//! What has no parts: strings, and tokens, which are numbers and symbols.

use super::number;
use super::parser::{Parser, Step};
use super::readtable::{Class, Syntax};
use super::token::{SymbolToken, Token};
use crate::mutator::Mutator;
use crate::packages;
use crate::vm::Unwind;
use heapfmt::Value;
use heapfmt::layout::TypeCode;
use heapfmt::statics::sym;

/// How far the text of a string or token may grow until it is looked whether memory has room for it.
const LENGTH_STEP: usize = 1 << 16;

impl Parser<'_> {
    /// The string up to the next `end`, which is the character that began it.
    pub(super) fn read_string(&mut self, end: char) -> Result<Value, Unwind> {
        let mut text = String::new();
        let mut checked_length = LENGTH_STEP;
        loop {
            let Some(c) = self.read_char()? else { return Err(self.end_of_file()) };
            if c == end {
                break;
            }
            if self.syntax(c)? == Syntax::Plain(Class::SingleEscape) {
                match self.read_char()? {
                    Some(escaped) => text.push(escaped),
                    None => return Err(self.end_of_file()),
                }
            } else {
                text.push(c);
            }
            if text.len() >= checked_length {
                self.make_room(text.len() * 4)?;
                checked_length += LENGTH_STEP;
            }
        }
        self.ended_by_delimiter = false;
        if self.suppress {
            return Ok(Value::NIL);
        }
        self.make_room(text.len() * 4)?;
        let mutator = &mut self.vm.mutator;
        if mutator.reading.literals {
            return Ok(mutator.heap.string(&text));
        }
        let chars: Vec<char> = text.chars().collect();
        Ok(mutator.heap.mutable_string(&chars))
    }

    pub(super) fn skip_line(&mut self) -> Result<(), Unwind> {
        while let Some(c) = self.read_char()? {
            if c == '\n' {
                break;
            }
        }
        Ok(())
    }

    /// Reads the characters of a token.
    pub(super) fn read_token(&mut self) -> Result<Token, Unwind> {
        let mut token = Token::default();
        self.continue_token(&mut token)?;
        Ok(token)
    }

    pub(super) fn continue_token(&mut self, token: &mut Token) -> Result<(), Unwind> {
        // Inside of multiple escape characters, the end of the stream is an error.
        let mut is_quoted = false;
        let mut checked_length = LENGTH_STEP;
        loop {
            let Some(c) = self.read_char()? else {
                if is_quoted {
                    return Err(self.end_of_file());
                }
                self.ended_by_delimiter = false;
                return Ok(());
            };
            match self.syntax(c)? {
                Syntax::Plain(Class::SingleEscape) => {
                    token.has_escape = true;
                    match self.read_char()? {
                        Some(escaped) => token.push(escaped, true),
                        None => return Err(self.end_of_file()),
                    }
                }
                Syntax::Plain(Class::MultipleEscape) => {
                    token.has_escape = true;
                    is_quoted = !is_quoted;
                }
                _ if is_quoted => token.push(c, true),
                Syntax::Plain(Class::Invalid) => {
                    return Err(self.error(&format!("the character {c:?} is invalid")));
                }
                syntax if syntax.is_terminating() => {
                    self.unread_char(c)?;
                    self.ended_by_delimiter = true;
                    return Ok(());
                }
                // They are invalid in tokens even if a readtable makes them constituents (CLHS 2.1.4.2).
                _ if matches!(c, '\x08' | '\t' | '\n' | '\x0c' | '\r' | ' ' | '\x7f') => {
                    return Err(self.error(&format!("the character {c:?} is invalid in a token")));
                }
                _ => token.push(c, false),
            }
            if token.len() >= checked_length {
                self.make_room(token.len() * 4)?;
                checked_length += LENGTH_STEP;
            }
        }
    }

    pub(super) fn interpret_token(&mut self, token: Token) -> Result<Step, Unwind> {
        if let Some(n_dots) = token.dots() {
            return self.interpret_dots(n_dots);
        }
        if self.suppress {
            return Ok(Step::Object(Value::NIL));
        }
        if let Some(text) = token.unescaped_text() {
            let radix = self.read_base()?;
            let format = self.default_float_format()?;
            let parse = |m: &mut Mutator, text: &str| number::parse_number(m, text, radix, format);
            if let Some(number) = self.parse_with_room(&text, parse)? {
                return Ok(Step::Object(number));
            }
        }
        let case = self.case()?;
        self.intern_token(token.into_symbol(case)).map(Step::Object)
    }

    pub(super) fn intern_token(&mut self, token: SymbolToken) -> Result<Value, Unwind> {
        match token {
            SymbolToken::Plain(name) if self.keyword_names => {
                Ok(packages::keyword(&mut self.vm.mutator.heap, &name))
            }
            SymbolToken::Plain(name) => {
                let package = self.vm.mutator.variable_value(sym::PACKAGE);
                if !self.vm.mutator.heap.is(package, TypeCode::Package) {
                    return Err(self.error("the value of *PACKAGE* is not a package"));
                }
                self.intern_in(&name, package)
            }
            SymbolToken::Keyword(name) => Ok(packages::keyword(&mut self.vm.mutator.heap, &name)),
            SymbolToken::Qualified { package: package_name, name, internal } => {
                let heap = &mut self.vm.mutator.heap;
                let Some(package) = packages::find_package(heap, &package_name) else {
                    let missing = heap.string(&package_name);
                    let message = format!("there is no package with name {package_name}");
                    return Err(self.package_error(&message, missing));
                };
                if internal || packages::is_keyword_package(heap, package) {
                    return self.intern_in(&name, package);
                }
                match packages::find_external(heap, &name, package) {
                    Some(symbol) => Ok(symbol),
                    None => {
                        let message = format!("{package_name} has no external symbol with name {name}");
                        Err(self.package_error(&message, package))
                    }
                }
            }
            SymbolToken::Malformed(why) => Err(self.error(why)),
        }
    }

    /// The symbol of that name in `package`, which gets new symbols only while it is not locked.
    fn intern_in(&mut self, name: &str, package: Value) -> Result<Value, Unwind> {
        let heap = &mut self.vm.mutator.heap;
        if packages::is_locked(heap, package) && packages::find_symbol(heap, name, package).is_none() {
            let package_name = packages::package_name(heap, package);
            return Err(self.error(&format!("{package_name} is locked and has no symbol with name {name}")));
        }
        Ok(packages::intern(heap, name, package))
    }

    pub(super) fn skip_delimiting_whitespace(&mut self) -> Result<(), Unwind> {
        if let Some(c) = self.read_char()?
            && self.syntax(c)? != Syntax::Plain(Class::Whitespace)
        {
            self.unread_char(c)?;
        }
        Ok(())
    }
}
