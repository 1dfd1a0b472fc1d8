//! Rules on Rust sources, read as tokens, so that comments, strings and line breaks cannot mislead them and the
//! bodies of macros are covered too.

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::exemptions::Exemptions;
use super::{Finding, names};

const MAX_FUNCTION_LINES: usize = 70;

/// Words before a name that define it.
const DEFINERS: &[&str] =
    &["fn", "struct", "enum", "union", "trait", "mod", "type", "const", "static", "macro_rules"];

/// What tells platforms apart inside `cfg`.
const PLATFORM_PREDICATES: &[&str] = &["target_os", "target_family", "target_env", "unix", "windows"];

struct Reader<'a> {
    path: &'a str,
    lines: Vec<&'a str>,
    exemptions: &'a mut Exemptions,
    findings: &'a mut Vec<Finding>,
}

pub(super) fn check(
    path: &str,
    source: &str,
    exemptions: &mut Exemptions,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let tokens: TokenStream = source.parse().map_err(|error| anyhow!("{path} is not Rust: {error}"))?;
    Reader { path, lines: source.lines().collect(), exemptions, findings }.tokens(tokens);
    Ok(())
}

impl Reader<'_> {
    fn tokens(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        for at in 0..tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(word) if word == "unsafe" => self.unsafe_site(&tokens, at),
                TokenTree::Ident(word) => {
                    if word == "fn" {
                        self.function(&tokens[at..]);
                    }
                    if word == "cfg" || word == "cfg_attr" {
                        self.platform_predicate(&tokens[at + 1..]);
                    }
                    if DEFINERS.iter().any(|definer| word == definer) {
                        self.definition(&tokens[at + 1..]);
                    }
                }
                TokenTree::Punct(mark) if mark.as_char() == '#' => self.attribute(&tokens[at + 1..]),
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    fn say(&mut self, line: usize, message: impl Into<String>) {
        self.findings.push(Finding::new(self.path, line, message));
    }

    /// From `fn NAME` to the brace that closes its body, without the rows of tables in it.
    fn function(&mut self, tokens: &[TokenTree]) {
        let Some(TokenTree::Ident(name)) = tokens.get(1) else { return };
        let body = tokens.iter().find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(Some(group)),
            TokenTree::Punct(mark) if mark.as_char() == ';' => Some(None),
            _ => None,
        });
        let Some(Some(body)) = body else { return };
        let first = tokens[0].span().start().line;
        let lines = body.span_close().end().line - first + 1 - table_rows(body);
        let name = name.to_string();
        if lines > MAX_FUNCTION_LINES && !self.exemptions.long_function(self.path, &name) {
            self.say(first, format!("{name} has {lines} lines, more than {MAX_FUNCTION_LINES}"));
        }
    }

    fn definition(&mut self, after: &[TokenTree]) {
        let name = after.iter().find_map(|token| match token {
            TokenTree::Ident(name) if name != "mut" && name != "fn" => Some(name),
            _ => None,
        });
        // `const { .. }` and `fn(..)` types define nothing: the name must follow at once.
        let near = after.iter().take(2).any(|token| matches!(token, TokenTree::Ident(_)));
        if let Some(name) = name.filter(|_| near) {
            names::check_definition(self.path, name.span().start().line, &name.to_string(), self.findings);
        }
    }

    /// Every unsafe block and unsafe impl is preceded by the reason why it is sound.
    fn unsafe_site(&mut self, tokens: &[TokenTree], at: usize) {
        let what = match tokens.get(at + 1) {
            Some(TokenTree::Group(block)) if block.delimiter() == Delimiter::Brace => "block",
            Some(TokenTree::Ident(word)) if word == "impl" => "impl",
            _ => return,
        };
        let line = tokens[at].span().start().line;
        if !self.has_safety_note(line) {
            self.say(line, format!("unsafe {what} without a SAFETY note"));
        }
    }

    /// The note may stand at the end of the line, or above the statement that the line continues.
    fn has_safety_note(&self, line: usize) -> bool {
        if self.lines[line - 1].contains("// SAFETY:") {
            return true;
        }
        for text in self.lines[..line - 1].iter().rev() {
            let text = text.trim();
            if text.starts_with("//") {
                if text.starts_with("// SAFETY:") {
                    return true;
                }
            } else if !text.starts_with("#[") && (text.is_empty() || text.ends_with([';', '{', '}', ','])) {
                return false;
            }
        }
        false
    }

    fn attribute(&mut self, after: &[TokenTree]) {
        let group = after.iter().take(2).find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => Some(group),
            _ => None,
        });
        if let Some(group) = group {
            self.lint_levels(group);
        }
    }

    /// `allow(..)` and `expect(..)`, also inside `cfg_attr(..)`, give a reason.
    fn lint_levels(&mut self, group: &Group) {
        let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
        for pair in tokens.windows(2) {
            let [TokenTree::Ident(word), TokenTree::Group(arguments)] = pair else { continue };
            if word == "cfg_attr" {
                self.lint_levels(arguments);
            } else if (word == "allow" || word == "expect")
                && !arguments
                    .stream()
                    .into_iter()
                    .any(|token| matches!(&token, TokenTree::Ident(key) if key == "reason"))
            {
                self.say(word.span().start().line, format!("{word} without a reason"));
            }
        }
    }

    /// Platforms differ behind `os/` only. An integration test may be about one platform's files.
    fn platform_predicate(&mut self, after: &[TokenTree]) {
        let mut parts = self.path.split('/');
        if parts.any(|part| matches!(part, "os" | "os.rs" | "tests")) {
            return;
        }
        let predicate = after.iter().take(2).find_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => Some(group),
            _ => None,
        });
        let Some(predicate) = predicate else { return };
        if let Some(word) = platform_word(predicate) {
            self.say(predicate.span_open().start().line, format!("cfg({word}) outside os/"));
        }
    }
}

/// Lines between the brackets of the array literals in a body: data, which is not harder to read for being long.
fn table_rows(body: &Group) -> usize {
    let rows = body.stream().into_iter().map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            (group.span_close().start().line - group.span_open().end().line).saturating_sub(1)
        }
        TokenTree::Group(group) => table_rows(&group),
        _ => 0,
    });
    rows.sum()
}

fn platform_word(predicate: &Group) -> Option<String> {
    predicate.stream().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) => {
            PLATFORM_PREDICATES.iter().any(|known| word == known).then(|| word.to_string())
        }
        TokenTree::Group(group) => platform_word(&group),
        _ => None,
    })
}
