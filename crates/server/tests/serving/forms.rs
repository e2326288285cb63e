//! The plain and the Brotli form of a file.

use std::io::Read;

use axum::http::StatusCode;

use crate::ask::{Answer, get_with};

const WASM: &str = "/storefront-0123456789abcdef_bg.wasm";

async fn get_accepting(path: &str, codings: &str) -> Answer {
    get_with(path, &[("accept-encoding", codings)]).await
}

#[tokio::test]
async fn brotli_is_sent_to_who_takes_it() {
    for path in [WASM, "/", "/index.html", "/catalogue.json"] {
        let plain = get_accepting(path, "gzip").await;
        let packed = get_accepting(path, "gzip, deflate, br").await;
        assert_eq!(packed.header("content-encoding"), "br", "{path}");
        assert_eq!(packed.header("content-type"), plain.header("content-type"), "{path}");
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(packed.bytes.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked, plain.bytes, "{path}");
    }
}

#[tokio::test]
async fn the_plain_form_is_sent_to_everyone_else() {
    for codings in ["gzip", "br;q=0", "*;q=0", "br;q=0.5, identity"] {
        let answer = get_accepting(WASM, codings).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, ""), "{codings}");
    }
    assert_eq!(get_with(WASM, &[]).await.header("content-encoding"), "");
}

#[tokio::test]
async fn caches_are_told_where_the_answer_depends_on_the_coding() {
    for codings in ["br", "gzip"] {
        assert_eq!(get_accepting(WASM, codings).await.header("vary"), "Accept-Encoding", "{codings}");
    }
    assert_eq!(get_accepting("/robots.txt", "br").await.header("vary"), "", "there is only one form");
}

#[tokio::test]
async fn a_file_without_a_brotli_form_is_sent_plain() {
    let answer = get_accepting("/robots.txt", "br").await;
    assert_eq!((answer.header("content-encoding"), answer.body()), ("", "content of robots.txt"));
}
