//! Whatever is read as a document: no panic, no hang, and what is accepted can be compared and lifted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xtask::hostile::all_of_it;

fuzz_target!(|bytes: &[u8]| {
    all_of_it(bytes, &Default::default(), true);
});
