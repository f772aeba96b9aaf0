//! The query language: whatever is typed is understood or refused with a message.

#![no_main]

use claimbase::search;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Err(error) = search::parse(text) {
        assert!(!error.to_string().is_empty());
    }
});
