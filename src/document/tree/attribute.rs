//! The attributes that reading looks at.
//!
//! Comes in: attribute names and values from the tokenizer. Goes out: the few that matter. Everything else is dropped unread.

use crate::text::SourceSpan;

/// Declares the attributes with their names.
macro_rules! attributes {
    ($($attribute:ident $name:literal,)+) => {
        /// An attribute's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum AttributeName { $($attribute,)+ }

        impl AttributeName {
            /// The attribute of a lower-case name; `None` for one that reading does not look at.
            pub fn named(name: &[u8]) -> Option<Self> {
                $(const $attribute: &[u8] = $name.as_bytes();)+
                match name { $($attribute => Some(Self::$attribute),)+ _ => None }
            }
        }
    };
}

#[allow(non_upper_case_globals)]
mod declared {
    attributes! {
        Alt "alt", AriaHidden "aria-hidden", Class "class", Colspan "colspan", Content "content", Datetime "datetime",
        Hidden "hidden", Href "href", Id "id", Itemprop "itemprop", Itemtype "itemtype", Lang "lang", Name "name",
        Property "property", Rel "rel", Role "role", Rowspan "rowspan", Scope "scope", Style "style", Type "type",
    }
}
pub use declared::AttributeName;

/// An attribute of an element.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name.
    pub name: AttributeName,
    /// Its value, entities resolved.
    pub value: Box<str>,
    /// Where the value stands in the source, quotes left out; empty where it has no place of its own.
    pub source: SourceSpan,
}
