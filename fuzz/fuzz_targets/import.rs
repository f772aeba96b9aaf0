//! What others wrote down: an export of everything, a table of reviews, published fact checks. What is refused leaves nothing; what is taken is
//! sound and can be written down again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| claimbase_fuzz::import::any(data));
