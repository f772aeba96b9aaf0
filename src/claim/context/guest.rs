//! Whom a round of news turns to: an organisation other than the document's, which its next paragraphs go on with.
//!
//! Comes in: what the sentences of a paragraph were about, and whom it was the first to describe. Goes out: the organisation that the next one goes
//! on with, as long as it names no other.

use super::{Context, Topic};

impl Context {
    /// A paragraph ends: another organisation than the document's that all of it was about is whom the next ones go on with.
    pub(super) fn welcome(&mut self) {
        let main = self.organisation.as_ref().filter(|_| !self.own).map(|main| main.name.as_str());
        let told = &self.said[self.earlier..];
        let is_main = |topic: &Topic| main.is_some_and(|main| topic.name == main || main.starts_with(&topic.name));
        if main.is_none() || told.iter().any(is_main) {
            self.guest = None;
            return;
        }
        let subject = self.subject.as_ref().filter(|subject| subject.may_organise());
        // "Hostel company Acme was doing well": whom a text turns to it says what they are.
        let turned_to = |subject: &&Topic| {
            subject.name.starts_with(char::is_uppercase) && told.contains(subject) && self.introduced.contains(&subject.name)
        };
        let Some(named) = subject.filter(turned_to).cloned() else { return };
        // One firm on the way is an aside: an analyst, a customer. From the second on it is a round of news.
        self.introductions += 1;
        if self.introductions > 1 {
            self.guest = Some(named);
        }
    }

    /// The organisation that the paragraphs before turned to, where this one names no other.
    pub(crate) fn guest(&self) -> Option<&Topic> {
        let mut organisations = self.said[self.earlier..].iter().filter(|topic| topic.may_organise());
        self.guest.as_ref().filter(|guest| organisations.all(|said| said == *guest))
    }
}
