//! Which form of a file a client wants: `Accept-Encoding` (RFC 9110, 12.5.3).

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// Whether the Brotli form may be sent, and is not liked less than the plain one.
pub(crate) fn wants_brotli(headers: &HeaderMap) -> bool {
    let (mut brotli, mut plain, mut others) = (None, None, None);
    let lists = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for (coding, quality) in lists.flat_map(|list| list.split(',')).filter_map(preference) {
        match coding.to_ascii_lowercase().as_str() {
            "br" => brotli = Some(quality),
            "identity" => plain = Some(quality),
            "*" => others = Some(quality),
            _ => {}
        }
    }
    let brotli = brotli.or(others).unwrap_or(0);
    brotli > 0 && brotli >= plain.unwrap_or(0)
}

/// `br;q=0.5` as the coding and its quality in thousandths; `None` where that is malformed.
fn preference(item: &str) -> Option<(&str, u16)> {
    let mut parts = item.split(';').map(str::trim);
    let coding = parts.next()?;
    let quality = match parts.next() {
        None => 1000,
        Some(parameter) => {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("q").then(|| thousandths(value.trim()))??
        }
    };
    Some((coding, quality))
}

/// A number from 0 to 1 with at most three decimals, exactly: qualities are compared, so no floats.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction = format!("{fraction:0<3}").parse().ok()?;
    match (whole, fraction) {
        ("0", _) => Some(fraction),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn wants(lists: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for list in lists {
            headers.append(ACCEPT_ENCODING, HeaderValue::from_static(list));
        }
        wants_brotli(&headers)
    }

    #[test]
    fn brotli_is_sent_to_whom_it_suits() {
        for list in [
            "br",
            "gzip, deflate, br, zstd",
            "BR",
            "gzip;q=1.0, br;q=0.001",
            "br ; q = 0.8",
            "*",
            "gzip, *;q=0.5",
            "br, identity",
        ] {
            assert!(wants(&[list]), "{list}");
        }
        assert!(wants(&["gzip", "br"]), "in two headers");
    }

    #[test]
    fn brotli_is_not_forced_on_anyone() {
        for list in [
            "",
            "gzip",
            "identity",
            "br;q=0",
            "br;q=0.000",
            "*;q=0",
            "*, br;q=0",
            "br;q=0.5, identity",
            "br;q=0.5, identity;q=0.501",
            "brotli",
            "br;q=2",
            "br;q=1.001",
            "br;q=0.0001",
            "br;q=x",
            "br;q",
            "br;level=1",
            "br;q=-1",
        ] {
            assert!(!wants(&[list]), "{list}");
        }
        assert!(!wants(&[]), "no header");
    }
}
