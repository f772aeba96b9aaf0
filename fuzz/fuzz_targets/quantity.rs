//! The quantity grammar: total, in order, without overlap, and on letter boundaries.

#![no_main]

use claimbase::mention::quantity::{Options, scan_with};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for every_number in [false, true] {
        let options = Options { every_number, ..Options::default() };
        let mut floor = 0;
        for mention in scan_with(text, options) {
            assert!(mention.span.start >= floor && mention.span.start < mention.span.end, "figures overlap: {mention:?}");
            assert!(mention.span.slice(text).is_some(), "a figure cuts a letter: {mention:?}");
            let (low, high) = (mention.quantity.low, mention.quantity.high);
            assert!(low.zip(high).is_none_or(|(low, high)| low <= high), "ends are turned round: {mention:?}");
            floor = mention.span.end;
        }
    }
});
