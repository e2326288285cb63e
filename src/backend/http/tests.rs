//! What is sent, whether it is sent again, and what an answer means.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::time::Duration;

use api::paths::{ORDER_EVENTS, ORDERS, USAGE_ENTRIES, filled};
use api::problem::Shed;
use api::{Failure, Problem, RequestMistake, StoreFailure};
use chrono::TimeDelta;
use rules::calendar::Instant;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, Language};
use service::Standing;

use super::answer::Answer;
use super::request::Request;
use super::retry::pause_before_next;
use super::standing::{known_at, running_with};
use crate::site::Site;

fn status(status: u16) -> Answer {
    Answer { status, ..Answer::default() }
}

fn wait(status: u16, seconds: u32) -> Answer {
    Answer { status, retry_after_seconds: Some(seconds), ..Answer::default() }
}

fn problem(failure: &Failure) -> Answer {
    let problem = Problem::of_failure(failure, Vec::new(), Language::English);
    Answer { status: problem.status, body: serde_json::to_string(&problem).unwrap(), ..Answer::default() }
}

fn read(answer: Option<Answer>) -> Failure {
    Answer::good(answer, &Request::get(ORDERS)).unwrap_err()
}

fn wrote(answer: Option<Answer>) -> Failure {
    Answer::good(answer, &Request::post(ORDERS, "key")).unwrap_err()
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn standing(at: Instant) -> Standing {
    Standing { at, clock_offset: TimeDelta::zero(), session: None, account: None }
}

#[test]
fn an_address_lies_below_the_base_of_the_site_whatever_the_language() {
    let site = Site { language: Language::English, channel: Channel::Web, base: "/shop/".to_owned() };
    let request = Request::get(filled(ORDER_EVENTS, "a b"));
    assert_eq!(request.address(&site), "/shop/api/orders/a%20b/events");
    let root = Site { base: "/".to_owned(), ..site };
    let request = Request::get(USAGE_ENTRIES).about("quota", "contract").about("page", 2);
    assert_eq!(request.address(&root), "/api/usage/entries?quota=contract&page=2");
}

#[test]
fn ord_3_a_write_carries_its_key_and_is_the_same_when_it_is_sent_again() {
    let request = Request::post(ORDERS, "20260301-ABCDEFGH").with(&["body"]).unwrap();
    assert_eq!(request.key.as_deref(), Some("20260301-ABCDEFGH"));
    assert!(request.changes() && request.may_repeat());
    assert!(!request.once().may_repeat());
}

#[test]
fn a_file_may_take_longer_than_anything_else() {
    let sized = |bytes| Request::put(ORDERS, "key").with(&"a".repeat(bytes)).unwrap().patience();
    assert!(sized(5_000_000) > sized(1_000));
    assert_eq!(sized(1_000), Request::get(ORDERS).patience());
}

#[test]
fn what_got_lost_on_the_way_is_sent_again_a_few_times_further_apart() {
    let pauses: Vec<_> = (1..=4).map(|tries| pause_before_next(None, tries, true, 255)).collect();
    let [half, one, two] = [500, 1_000, 2_000].map(Duration::from_millis);
    assert_eq!(pauses, [Some(half), Some(one), Some(two), None]);
    assert_eq!(pause_before_next(None, 2, true, 0), Some(half));
}

#[test]
fn what_was_answered_is_not_sent_again_unless_it_may_pass() {
    for passing in [429, 502, 503, 504] {
        assert!(pause_before_next(Some(&status(passing)), 1, true, 0).is_some(), "{passing}");
    }
    for settled in [200, 304, 400, 401, 403, 404, 409, 422, 500] {
        assert_eq!(pause_before_next(Some(&status(settled)), 1, true, 0), None, "{settled}");
    }
}

#[test]
fn what_counts_each_time_is_never_sent_again_by_itself() {
    assert_eq!(pause_before_next(None, 1, false, 0), None);
    assert_eq!(pause_before_next(Some(&status(503)), 1, false, 0), None);
}

#[test]
fn retry_after_is_honoured_and_what_would_take_too_long_is_told() {
    assert_eq!(pause_before_next(Some(&wait(503, 2)), 1, true, 0), Some(Duration::from_secs(2)));
    assert_eq!(pause_before_next(Some(&wait(429, 60)), 1, true, 0), None);
    assert_eq!(wrote(Some(wait(429, 60))), Failure::TooMany { retry_after_seconds: 60 });
}

#[test]
fn silence_leaves_a_write_unknown_and_a_question_unasked() {
    assert_eq!(wrote(None), Failure::Unanswered);
    assert_eq!(read(None), Failure::Unreachable);
    // A proxy says so, which does not know how far the request came.
    assert_eq!(wrote(Some(status(502))), Failure::Unanswered);
    assert_eq!(read(Some(status(504))), Failure::Unreachable);
}

#[test]
fn a_write_that_took_too_long_for_the_server_is_not_told_as_undone() {
    let problem = Problem::of_shedding(Shed::TookTooLong, Language::English);
    let gave_up =
        Answer { status: problem.status, body: serde_json::to_string(&problem).unwrap(), ..Answer::default() };
    assert_eq!(wrote(Some(gave_up.clone())), Failure::Unanswered);
    assert_eq!(read(Some(gave_up)), Failure::Unreachable);
}

#[test]
fn a_refusal_is_the_one_that_the_backend_in_the_browser_would_have() {
    let refusal = Failure::Refused(Rejection::because(Reason::EmptyBasket));
    assert_eq!(wrote(Some(problem(&refusal))), refusal);
    assert_eq!(wrote(Some(problem(&Failure::Busy))), Failure::Busy);
}

#[test]
fn buy_1_without_a_session_one_is_asked_to_sign_in() {
    let sign_in = Failure::from(Rejection::because(Reason::SignInRequired));
    assert_eq!(read(Some(problem(&sign_in))), sign_in);
    assert_eq!(read(Some(status(401))), sign_in);
}

#[test]
fn what_is_wrong_with_a_request_is_told_in_the_words_of_the_server() {
    let problem = Problem::of_mistake(&RequestMistake::NoPhone, Language::English);
    let answer = Answer { status: problem.status, body: serde_json::to_string(&problem).unwrap(), ..Answer::default() };
    assert_eq!(wrote(Some(answer)), Failure::Told { detail: problem.detail });
}

#[test]
fn what_is_wrong_with_the_servers_store_is_not_told_as_if_it_were_the_browsers() {
    assert_eq!(wrote(Some(problem(&Failure::Store(StoreFailure::Full)))), Failure::OutOfOrder);
    assert_eq!(wrote(Some(status(500))), Failure::OutOfOrder);
    let garbled = Answer { body: "<html>".to_owned(), ..status(200) };
    assert_eq!(garbled.read::<Standing>().unwrap_err(), Failure::OutOfOrder);
}

#[test]
fn a_document_has_the_name_that_the_server_gave_it() {
    let named = |disposition: &str| Answer { disposition: Some(disposition.to_owned()), ..status(200) };
    assert_eq!(named("attachment; filename=\"invoice-7.html\"").file_name(), Some("invoice-7.html"));
    assert_eq!(named("attachment; filename=\"\"").file_name(), None);
    assert_eq!(status(200).file_name(), None);
}

#[test]
fn the_clock_is_the_servers() {
    let (server, wall) = (at("2026-03-01T02:00:00Z"), at("2026-03-01T01:58:30Z"));
    assert_eq!(running_with(standing(server), wall).clock_offset, TimeDelta::seconds(90));
}

#[test]
fn a_clock_that_was_set_or_slept_is_asked_of_the_server_again() {
    let wall = at("2026-03-01T02:00:00Z");
    let known = known_at(standing(wall), wall, 1_000.0);
    let later = |seconds| wall + TimeDelta::seconds(seconds);
    assert!(!known.has_clock_jumped(later(60), 61_000.0));
    assert!(known.has_clock_jumped(later(3_600), 61_000.0));
    assert!(known.has_clock_jumped(later(-3_600), 61_000.0));
}
