//! The language that a client asks to be answered in.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use rules::vocabulary::Language;

/// The language of the shop that `Accept-Language` prefers; Chinese where it names neither.
pub(crate) fn language_of(headers: &HeaderMap) -> Language {
    let values = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    let mut best = (Language::default(), 0);
    for part in values.flat_map(|value| value.split(',')) {
        let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
        let known = known(tag.trim());
        let weight = weight(parameters);
        if let Some(language) = known.filter(|_| weight > best.1) {
            best = (language, weight);
        }
    }
    best.0
}

fn known(tag: &str) -> Option<Language> {
    let primary = tag.split('-').next().unwrap_or_default();
    if primary.eq_ignore_ascii_case("zh") {
        Some(Language::Chinese)
    } else if primary.eq_ignore_ascii_case("en") {
        Some(Language::English)
    } else {
        None
    }
}

/// `q=0.8` in thousandths; 1 where it is not given or not understood.
fn weight(parameters: &str) -> u32 {
    let quality = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("q="));
    let Some(quality) = quality else {
        return 1_000;
    };
    let (whole, fraction) = quality.trim().split_once('.').unwrap_or((quality.trim(), ""));
    let thousandths = format!("{fraction:0<3}");
    match (whole, thousandths.get(..3).and_then(|digits| digits.parse().ok())) {
        ("0", Some(thousandths)) => thousandths,
        _ => 1_000,
    }
}
