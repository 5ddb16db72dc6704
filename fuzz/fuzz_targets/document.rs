//! Fuzzes documents: none causes a panic or a hang, and accepted ones can be compared and imported.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use partna_drift_tests::corrupt_inputs::{Target, check_document, growth, run_commands};

static TARGET: LazyLock<Option<Target>> =
    LazyLock::new(|| Target::of(&growth::document("operations", 1)).ok());

fuzz_target!(|bytes: &[u8]| {
    check_document(bytes, &Default::default(), true);
    if let Some(target) = TARGET.as_ref() {
        run_commands(bytes, target);
    }
});
