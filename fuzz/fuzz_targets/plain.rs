//! Articles in Plain: reading and extraction are total, and every claim slices its document.

#![no_main]

use claimbase::document::Media;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| claimbase_fuzz::article(data, Media::Plain));
