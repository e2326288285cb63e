//! Whatever a catalogue file holds, it is read or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rules::Catalogue;

fuzz_target!(|text: &str| {
    if let Err(problems) = Catalogue::parse(text) {
        assert!(!problems.0.is_empty());
        assert!(!problems.to_string().is_empty());
    }
});
