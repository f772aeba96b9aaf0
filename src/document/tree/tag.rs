//! The elements that reading tells apart, and how each behaves.
//!
//! Comes in: a lower-case element name. Goes out: [`Tag`] with its content model, as far as reading needs it. Names that
//! are not listed read as inline elements, as browsers lay them out.

/// Declares the tags with their names.
macro_rules! tags {
    ($($tag:ident $name:literal,)+) => {
        /// An element's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Tag { $($tag,)+ /** Any other inline element. */ Other }

        impl Tag {
            /// How many tags there are.
            pub const COUNT: usize = Tag::Other as usize + 1;

            /// The tag of a lower-case name.
            pub fn named(name: &[u8]) -> Self {
                $(const $tag: &[u8] = $name.as_bytes();)+
                match name { $($tag => Self::$tag,)+ _ => Self::Other }
            }
        }
    };
}

#[allow(non_upper_case_globals)]
mod declared {
    tags! {
        A "a", Abbr "abbr", Address "address", Article "article", Aside "aside", Audio "audio", B "b", Blockquote "blockquote",
        Body "body", Br "br", Button "button", Canvas "canvas", Caption "caption", Center "center", Code "code", Col "col",
        Colgroup "colgroup", Dd "dd", Del "del", Details "details", Dialog "dialog", Dir "dir", Div "div", Dl "dl", Dt "dt",
        Em "em", Embed "embed", Fieldset "fieldset", Figcaption "figcaption", Figure "figure", Footer "footer", Form "form",
        H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Head "head", Header "header", Hgroup "hgroup", Hr "hr",
        Html "html", Iframe "iframe", Img "img", Input "input", Label "label", Legend "legend", Li "li", Link "link",
        Main "main", Map "map", Math "math", Menu "menu", Meta "meta", Nav "nav", Noscript "noscript", Object "object",
        Ol "ol", Optgroup "optgroup", Option "option", P "p", Param "param", Picture "picture", Pre "pre", S "s",
        Script "script", Search "search", Section "section", Select "select", Source "source", Span "span", Strike "strike",
        Strong "strong", Style "style", Sub "sub", Summary "summary", Sup "sup", Svg "svg", Table "table", Tbody "tbody",
        Td "td", Template "template", Textarea "textarea", Tfoot "tfoot", Th "th", Thead "thead", Time "time", Title "title",
        Tr "tr", Track "track", Ul "ul", Video "video", Wbr "wbr", Footnote "#footnote",
    }
}
pub use declared::Tag;

impl Tag {
    /// Whether the element never has content.
    pub fn is_void(self) -> bool {
        use Tag::{Br, Col, Embed, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(self, Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr)
    }

    /// The level of a heading.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether the element stands on lines of its own: text before it and after it is another block.
    pub fn is_block(self) -> bool {
        use Tag::*;
        self.heading_level().is_some()
            || self.is_table_part()
            || self.is_list()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Body
                    | Center
                    | Dd
                    | Details
                    | Dialog
                    | Div
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Footnote
                    | Form
                    | Head
                    | Header
                    | Hgroup
                    | Hr
                    | Html
                    | Legend
                    | Li
                    | Main
                    | Nav
                    | P
                    | Pre
                    | Search
                    | Section
                    | Summary
                    | Table
                    | Title
            )
    }

    /// Whether the element belongs inside a table.
    pub fn is_table_part(self) -> bool {
        use Tag::{Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr};
        matches!(self, Caption | Col | Colgroup | Tbody | Td | Tfoot | Th | Thead | Tr)
    }

    /// Whether the element is a table cell.
    pub fn is_cell(self) -> bool {
        matches!(self, Self::Td | Self::Th)
    }

    /// Whether the element is a list.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Ul | Self::Ol | Self::Dl | Self::Menu | Self::Dir)
    }

    /// Whether end tags inside the element cannot close what is open outside it.
    pub fn is_boundary(self) -> bool {
        self.is_cell() || matches!(self, Self::Caption | Self::Table | Self::Template | Self::Footnote)
    }

    /// Whether nothing inside the element is text of the article.
    pub fn is_unread(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Audio
                | Button
                | Canvas
                | Dialog
                | Del
                | Embed
                | Head
                | Iframe
                | Input
                | Link
                | Map
                | Meta
                | Nav
                | Noscript
                | Object
                | Optgroup
                | Option
                | S
                | Script
                | Search
                | Select
                | Strike
                | Style
                | Svg
                | Template
                | Textarea
                | Title
                | Video
        )
    }
}
