//! Articles as JSON Lines: each line gives an article or one error record, and the rest goes on.

#![no_main]

use claimbase::document::jsonl::Articles;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for article in Articles::new("fuzzed", data, 1 << 20).flatten() {
        let _ = claimbase::document::read(&article.source);
    }
});
