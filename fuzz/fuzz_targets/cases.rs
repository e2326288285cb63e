//! Whatever the lines hold, each has its result, and the next one is read.

#![no_main]

use std::sync::LazyLock;

use cli::{Form, run};
use libfuzzer_sys::fuzz_target;
use rules::Catalogue;
use rules::vocabulary::Language;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(include_str!("../../public/catalogue.json")).expect("the shipped catalogue is sound"));

fuzz_target!(|lines: &[u8]| {
    let with_content = lines.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    for form in [Form::Json, Form::Text(Language::Chinese)] {
        let (mut output, mut errors) = (Vec::new(), Vec::new());
        let summary = run(&CATALOGUE, form, lines, &mut output, &mut errors).expect("written");
        assert_eq!(summary.decided + summary.unreadable, with_content as u64);
    }
});
