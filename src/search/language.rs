//! The query language: words, phrases, fields, AND, OR, NOT and parentheses.
//!
//! Comes in: what a person typed. Goes out: an [`Expression`], and the milder one to try if nothing has all its words. What is not
//! clearly broken is read as words: `re:Invent`, `std::sort`, `10:30`, `$2.3M` mean themselves. Documents are named here, not
//! looked up.
//!
//! ```text
//! or   := and ("OR" and)*
//! and  := not ("AND"? not)*
//! not  := ("NOT" | "-") not | (field ":")? ( word | "\"" words "\"" | "(" or ")" )
//! ```

use std::collections::HashSet;
use std::sync::LazyLock;

use super::QueryError;
use super::value;
use crate::claim::Kind;
use crate::index::expression::{Expression, TextField};
use crate::index::measure::Measure;
use crate::index::period::Period;
use crate::index::tokenizer;

/// A query, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// What is looked for.
    pub expression: Expression,
    /// What is looked for if that finds nothing: any of the words instead of all. `None` where the query leaves no choice.
    pub relaxed: Option<Expression>,
    /// Whether it has words, by which hits are ranked.
    pub ranks: bool,
}

/// How deep parentheses may nest, and how long a query may be, in characters.
const DEPTH_MAX: usize = 32;
const LENGTH_MAX: usize = 4_000;

/// Words too common to be wanted when other words stand beside them. In phrases they count.
static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("stopwords.txt").split_whitespace().collect());

/// Fields by their names in queries.
const FIELDS: &[(&str, Field)] = &[
    ("subject", Field::Text(TextField::Subject)),
    ("metric", Field::Text(TextField::Metric)),
    ("attribution", Field::Text(TextField::Attribution)),
    ("section", Field::Text(TextField::Section)),
    ("kind", Field::Kind),
    ("document", Field::Document),
    ("unit", Field::Unit),
    ("time", Field::Time),
    ("value", Field::Value),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Text(TextField),
    Kind,
    Document,
    Unit,
    Time,
    Value,
}

/// Whether `word` is the name of a field.
pub(super) fn is_field(word: &str) -> bool {
    FIELDS.iter().any(|(name, _)| *name == word)
}

/// Whether what follows `before` is the value of a field that holds no words of claims.
pub(super) fn follows_a_value_field(before: &str) -> bool {
    let values = FIELDS.iter().filter(|(_, field)| !matches!(field, Field::Text(_)));
    values.into_iter().any(|(name, _)| before.strip_suffix(':').is_some_and(|before| before.ends_with(name)))
}

/// Reads `text`. Blank text finds everything.
pub fn parse(text: &str) -> Result<Parsed, QueryError> {
    let length = text.chars().count();
    if length > LENGTH_MAX {
        return Err(QueryError::Long { length, max: LENGTH_MAX });
    }
    if text.trim().is_empty() {
        return Ok(Parsed { expression: Expression::Everything, relaxed: None, ranks: false });
    }
    let mut parser = Parser { text, at: 0, depth: 0 };
    let found = parser.or()?;
    if parser.at < text.len() {
        return Err(QueryError::Parenthesis { column: parser.column(parser.at) });
    }
    let Some(Group { expression, implicit }) = found else { return Err(QueryError::Empty { text: text.trim().to_owned() }) };
    let relaxed = if implicit { relax(&expression) } else { None };
    Ok(Parsed { ranks: ranks(&expression), relaxed, expression })
}

/// Any of the free words of `expression` instead of all; its conditions stay.
fn relax(expression: &Expression) -> Option<Expression> {
    let Expression::All(parts) = expression else { return None };
    let free = |part: &&Expression| match part {
        Expression::Word(None, _) | Expression::Phrase(None, _) => true,
        Expression::Any(_) | Expression::All(_) => ranks(part),
        _ => false,
    };
    let (words, conditions): (Vec<_>, Vec<_>) = parts.iter().partition(free);
    if words.len() < 2 {
        return None;
    }
    let any = Expression::Any(words.into_iter().cloned().collect());
    Some(Expression::All(std::iter::once(any).chain(conditions.into_iter().cloned()).collect()))
}

/// Whether anything in `expression` is a matter of words.
fn ranks(expression: &Expression) -> bool {
    match expression {
        Expression::Word(..) | Expression::Phrase(..) => true,
        Expression::All(parts) | Expression::Any(parts) => parts.iter().any(ranks),
        _ => false,
    }
}

/// What a stretch of the query means, and whether its parts stand side by side without an operator.
struct Group {
    expression: Expression,
    implicit: bool,
}

struct Parser<'q> {
    text: &'q str,
    at: usize,
    depth: usize,
}

impl<'q> Parser<'q> {
    fn or(&mut self) -> Result<Option<Group>, QueryError> {
        let mut found = Vec::new();
        let mut implicit = true;
        loop {
            let group = self.and()?;
            let operator = self.at;
            let more = self.keyword("OR");
            match group {
                Some(group) => {
                    implicit &= group.implicit;
                    found.push(group.expression);
                }
                None if more || !found.is_empty() => return Err(self.dangling("OR", operator.min(self.last_word()))),
                None => return Ok(None),
            }
            if !more {
                break;
            }
        }
        implicit &= found.len() == 1;
        Ok(joined(found, Expression::Any).map(|expression| Group { expression, implicit }))
    }

    fn and(&mut self) -> Result<Option<Group>, QueryError> {
        let mut found = Vec::new();
        let mut implicit = true;
        loop {
            let operator = self.at;
            let and = self.keyword("AND");
            implicit &= !and;
            match self.not()? {
                Some(_) if and && found.is_empty() => return Err(self.dangling("AND", operator)),
                Some(Operand::Found(part)) => found.push(part),
                Some(Operand::Blank) => {}
                None if and => return Err(self.dangling("AND", operator)),
                None => break,
            }
        }
        if implicit {
            found = without_stop_words(found);
        }
        Ok(joined(found, Expression::All).map(|expression| Group { expression, implicit }))
    }

    /// One operand; `None` at the end, at a closing parenthesis and at an operator.
    fn not(&mut self) -> Result<Option<Operand>, QueryError> {
        let operator = self.at;
        let negated = if self.keyword("NOT") { Some("NOT") } else { self.minus().then_some("-") };
        let Some(sign) = negated else { return self.primary() };
        self.enter()?;
        let operand = self.not()?;
        self.depth -= 1;
        match operand {
            Some(Operand::Found(part)) => Ok(Some(Operand::Found(Expression::Not(Box::new(part))))),
            Some(Operand::Blank) => Ok(Some(Operand::Blank)),
            None => Err(self.dangling(sign, operator)),
        }
    }

    fn primary(&mut self) -> Result<Option<Operand>, QueryError> {
        self.skip_space();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        match first {
            ')' => Ok(None),
            '(' => self.group(None).map(Some),
            _ if is_quote(first) => self.phrase(None).map(Some),
            _ if self.peeks("OR") || self.peeks("AND") => Ok(None),
            _ => match self.field()? {
                Some((name, field)) => self.value_of(name, field, start).map(Some),
                None => Ok(Some(self.free_word())),
            },
        }
    }

    /// What follows `field:`.
    fn value_of(&mut self, name: &'static str, field: Field, start: usize) -> Result<Operand, QueryError> {
        let text_field = if let Field::Text(text) = field { Some(text) } else { None };
        let written = match self.rest().chars().next() {
            Some(quote) if is_quote(quote) && text_field.is_some() => return self.phrase(text_field),
            Some('(') if text_field.is_some() => return self.group(text_field),
            Some(quote) if is_quote(quote) => self.quoted()?,
            _ => self.word(),
        };
        if written.is_empty() {
            return Err(self.dangling(&format!("{name}:"), start));
        }
        exact(field, written).map(Operand::Found)
    }

    fn free_word(&mut self) -> Operand {
        let word = self.word();
        let required = word.strip_prefix('+').filter(|word| word.starts_with(char::is_alphabetic));
        worded(required.unwrap_or(word), |word| Expression::Word(None, word))
    }

    fn phrase(&mut self, field: Option<TextField>) -> Result<Operand, QueryError> {
        let words = self.quoted()?;
        Ok(worded(words, |words| Expression::Phrase(field, words)))
    }

    fn group(&mut self, field: Option<TextField>) -> Result<Operand, QueryError> {
        let column = self.column(self.at);
        self.at += 1;
        self.enter()?;
        let found = self.or()?;
        self.depth -= 1;
        self.skip_space();
        if !self.rest().starts_with(')') {
            return Err(QueryError::Parenthesis { column });
        }
        self.at += 1;
        let found = found
            .map(|group| group.expression)
            .map(|expression| field.map_or(expression.clone(), |field| within(field, expression)));
        Ok(found.map_or(Operand::Blank, Operand::Found))
    }

    fn enter(&mut self) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(QueryError::Deep { max: DEPTH_MAX }) } else { Ok(()) }
    }

    /// The words between quotation marks, which the text stands before.
    fn quoted(&mut self) -> Result<&'q str, QueryError> {
        let column = self.column(self.at);
        let mut chars = self.rest().char_indices();
        let open = chars.next().map_or(0, |(_, quote)| quote.len_utf8());
        let Some((end, close)) = chars.find(|(_, c)| is_quote(*c)) else { return Err(QueryError::OpenQuote { column }) };
        let words = &self.rest()[open..end];
        self.at += end + close.len_utf8();
        Ok(words)
    }

    /// The characters up to white space, a parenthesis or a quotation mark.
    fn word(&mut self) -> &'q str {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// A field's name and colon, if the text stands before one.
    fn field(&mut self) -> Result<Option<(&'static str, Field)>, QueryError> {
        let rest = self.rest();
        let Some(colon) = rest.find(|c: char| !c.is_ascii_alphabetic()).filter(|end| rest[*end..].starts_with(':')) else {
            return Ok(None);
        };
        let written = rest[..colon].to_ascii_lowercase();
        let after = &rest[colon + 1..];
        if let Some((name, field)) = FIELDS.iter().find(|(name, _)| *name == written) {
            self.at += colon + 1;
            return Ok(Some((name, *field)));
        }
        let address = after.starts_with(['/', ':']) || after.is_empty() || after.starts_with(char::is_whitespace);
        let near = FIELDS.iter().map(|(name, _)| *name).chain(["status"]).find(|name| resembles(name, &written));
        match near {
            Some(meant) if !address => Err(QueryError::Field { field: written, meant }),
            _ => Ok(None),
        }
    }

    /// Takes `word` if the text stands before it as a word of its own.
    fn keyword(&mut self, word: &str) -> bool {
        self.skip_space();
        let found = self.peeks(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn peeks(&self, word: &str) -> bool {
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
        self.rest().strip_prefix(word).is_some_and(|after| after.is_empty() || after.starts_with(ends))
    }

    /// Takes a minus that excludes what stands right after it.
    fn minus(&mut self) -> bool {
        let excludes =
            |after: &str| after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '$' | '.') || is_quote(c));
        let found = self.rest().strip_prefix('-').is_some_and(excludes);
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    /// Where the last word before this place begins.
    fn last_word(&self) -> usize {
        let before = self.text[..self.at].trim_end();
        before.rfind(char::is_whitespace).map_or(0, |space| space + 1)
    }

    fn column(&self, at: usize) -> usize {
        self.text[..at].chars().count() + 1
    }

    fn dangling(&self, operator: &str, at: usize) -> QueryError {
        let at = at + self.text[at..].find(|c: char| !c.is_whitespace()).unwrap_or(0);
        QueryError::Dangling { operator: operator.to_owned(), column: self.column(at) }
    }
}

/// What was read where an operand may stand.
enum Operand {
    Found(Expression),
    /// Something without a letter or digit: a dash, a bullet. It asks for nothing.
    Blank,
}

fn worded(words: &str, expression: impl Fn(String) -> Expression) -> Operand {
    match tokenizer::chunks(words).is_empty() {
        true => Operand::Blank,
        false => Operand::Found(expression(words.to_owned())),
    }
}

/// `field:(words)`: the words of the group are looked for in that field.
fn within(field: TextField, expression: Expression) -> Expression {
    let each = |parts: Vec<Expression>| parts.into_iter().map(|part| within(field, part)).collect();
    match expression {
        Expression::Word(None, word) => Expression::Word(Some(field), word),
        Expression::Phrase(None, words) => Expression::Phrase(Some(field), words),
        Expression::All(parts) => Expression::All(each(parts)),
        Expression::Any(parts) => Expression::Any(each(parts)),
        Expression::Not(part) => Expression::Not(Box::new(within(field, *part))),
        other => other,
    }
}

fn joined(mut parts: Vec<Expression>, join: impl Fn(Vec<Expression>) -> Expression) -> Option<Expression> {
    match parts.len() {
        0 => None,
        1 if !matches!(parts[0], Expression::Not(_)) => parts.pop(),
        _ => Some(join(parts)),
    }
}

/// Leaves stop words out, unless nothing else would be left.
fn without_stop_words(parts: Vec<Expression>) -> Vec<Expression> {
    let stops =
        |part: &Expression| matches!(part, Expression::Word(None, word) if STOP_WORDS.contains(word.to_lowercase().as_str()));
    match parts.iter().all(stops) {
        true => parts,
        false => parts.into_iter().filter(|part| !stops(part)).collect(),
    }
}

/// The condition that a field with a closed set of values makes of what was written.
fn exact(field: Field, written: &str) -> Result<Expression, QueryError> {
    match field {
        Field::Text(text) => Ok(Expression::Word(Some(text), written.to_owned())),
        Field::Kind => kind(written).map(|kind| Expression::Kind(vec![kind])),
        Field::Document => Ok(Expression::Document(vec![written.to_owned()])),
        Field::Unit => Ok(unit(written)),
        Field::Time => time("time", written).map(Expression::Time),
        Field::Value => value::range(written, None).map(Expression::Value),
    }
}

fn kind(written: &str) -> Result<Kind, QueryError> {
    let help = "'claimbase search --facets' counts the claims of each kind";
    written.to_lowercase().parse().map_err(|message| QueryError::Value { field: "kind", message, help })
}

/// Claims whose figure has this unit, in the spelling of claims or as written.
pub fn unit(written: &str) -> Expression {
    let mut units = vec![Measure::asked(written).unit, written.to_owned()];
    units.dedup();
    Expression::Unit(units)
}

/// The interval that `written` names; `field` is where it was written.
pub fn time(field: &'static str, written: &str) -> Result<Period, QueryError> {
    let help = "write a year, month, day, quarter or half (2026, 2026-02, 2026-02-14, 2026-Q1, 2026-H1), or two with / between";
    Period::parse(written).ok_or_else(|| QueryError::Value { field, message: format!("'{written}' is no time"), help })
}

/// Quotation marks of any style open and close a phrase.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Whether `written` is `name` mistyped: at most two slips in a word of some length.
fn resembles(name: &str, written: &str) -> bool {
    let slips = strsim::osa_distance(name, written);
    slips <= 2 && slips * 3 <= name.len()
}

#[cfg(test)]
mod tests;
