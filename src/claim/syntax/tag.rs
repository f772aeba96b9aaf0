//! The classes between which the reading of a sentence chooses: those of [`Class`], in one byte.
//!
//! Comes in: a class. Goes out: its [`Tag`] and back. Which name, figure or date a mention is stays with its token.

use super::super::lexicon::Form;
use super::Class;

/// A [`Class`] without the index of a mention, so that many readings of a sentence are compared and copied quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    Determiner,
    Possessive,
    Genitive,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Negation,
    Adverb,
    Verb(Form),
    Adjective,
    Noun,
    Name,
    Quantity,
    Date,
    Number,
    Open,
    Close,
    Quotation,
    Comma,
    Colon,
    Stop,
    Dash,
    Dot,
    Other,
}

/// The classes that need no index, each with its tag.
macro_rules! plain {
    ($($name:ident),*) => {
        /// The tags without more to them, in their order.
        #[repr(u8)]
        enum Place { $($name,)* Name, Quantity, Date, Verb }

        impl Tag {
            /// A number below 40, no two alike.
            pub(super) fn number(self) -> u64 {
                match self {
                    $(Self::$name => Place::$name as u64,)*
                    Self::Name => Place::Name as u64,
                    Self::Quantity => Place::Quantity as u64,
                    Self::Date => Place::Date as u64,
                    Self::Verb(form) => Place::Verb as u64 + form as u64,
                }
            }

            /// The tag of `class`.
            pub(super) fn of(class: Class) -> Self {
                match class {
                    $(Class::$name => Self::$name,)*
                    Class::Verb(form) => Self::Verb(form),
                    Class::Name(_) => Self::Name,
                    Class::Quantity(_) => Self::Quantity,
                    Class::Date(_) => Self::Date,
                }
            }

            /// The class of a token that was of class `before` and is read as this: a mention stays what it was.
            pub(super) fn class(self, before: Class) -> Class {
                match self {
                    $(Self::$name => Class::$name,)*
                    Self::Verb(form) => Class::Verb(form),
                    Self::Name | Self::Quantity | Self::Date => before,
                }
            }
        }
    };
}

plain!(
    Determiner,
    Possessive,
    Genitive,
    Pronoun,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Relative,
    Auxiliary,
    Negation,
    Adverb,
    Adjective,
    Noun,
    Number,
    Open,
    Close,
    Quotation,
    Comma,
    Colon,
    Stop,
    Dash,
    Dot,
    Other
);

impl Tag {
    /// Whether it is a name, figure or date, of which a sentence can have several.
    pub(super) fn is_mention(self) -> bool {
        matches!(self, Self::Name | Self::Quantity | Self::Date)
    }
}
