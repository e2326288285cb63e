//! Codes that are guessed, used twice, or asked for too often; and that nothing says who is known.

use chrono::TimeDelta;
use serde_json::Value;
use server::identity::sample_phone;
use service::personas::Persona;

use crate::browser::Browser;
use crate::desk::Desk;

const UNKNOWN: &str = "13999999999";

/// A code that is not this one.
fn other(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

#[tokio::test]
async fn a_code_that_was_guessed_at_five_times_is_spent() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let phone = sample_phone(Persona::Advanced);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    for left in (1..5).rev() {
        let told = browser.enter(&desk, &phone, other(&code)).await.expect(200);
        assert_eq!((&told["entered"], &told["tries_left"]), (&"wrong".into(), &left.into()));
    }
    for typed in [other(&code), &code] {
        assert_eq!(browser.enter(&desk, &phone, typed).await.expect(200)["entered"], "spent");
    }
    assert_eq!(browser.token, None);
}

#[tokio::test]
async fn many_who_guess_at_once_have_no_more_tries_than_one() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let phone = sample_phone(Persona::Advanced);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    let others = [desk.another().await, desk.another().await];
    let guesses = (0..20).map(|number| {
        let (desk, phone, code) = (&others[number % 2], &phone, other(&code));
        async move { Browser::default().enter(desk, phone, code).await.expect(200)["entered"].clone() }
    });
    let told = futures::future::join_all(guesses).await;
    assert_eq!(told.iter().filter(|entered| **entered == "wrong").count(), 4, "{told:?}");
    assert_eq!(browser.enter(&desk, &phone, &code).await.expect(200)["entered"], "spent");
}

#[tokio::test]
async fn a_code_is_good_for_one_session() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let phone = sample_phone(Persona::Advanced);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    let mut thief = browser.clone();
    assert_eq!(browser.enter(&desk, &phone, &code).await.expect(200)["entered"], "verified");
    assert_eq!(thief.enter(&desk, &phone, &code).await.expect(200)["entered"], "spent");
    assert_eq!(thief.token, None);
}

#[tokio::test]
async fn a_code_is_spent_after_five_minutes() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let phone = sample_phone(Persona::Advanced);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, code) = desk.message().await;
    desk.pass(TimeDelta::minutes(5));
    assert_eq!(browser.enter(&desk, &phone, &code).await.expect(200)["entered"], "spent");
}

#[tokio::test]
async fn a_new_code_takes_the_place_of_the_one_before() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let phone = sample_phone(Persona::Advanced);
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, first) = desk.message().await;
    desk.pass(TimeDelta::minutes(1));
    browser.ask_for_code(&desk, &phone).await.expect(200);
    let (_, second) = desk.message().await;
    if first != second {
        assert_eq!(browser.enter(&desk, &phone, &first).await.expect(200)["entered"], "wrong");
    }
    assert_eq!(browser.enter(&desk, &phone, &second).await.expect(200)["entered"], "verified");
}

#[tokio::test]
async fn nothing_says_whether_anybody_is_known_by_a_phone() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    let known = sample_phone(Persona::Advanced);
    let ends_alike = |one: &Value, other: &Value| assert_eq!(one, other);
    for round in 0..2 {
        let (one, two) = (browser.ask_for_code(&desk, &known).await, browser.ask_for_code(&desk, UNKNOWN).await);
        assert_eq!(one.headers, two.headers);
        ends_alike(&one.expect(200), &two.expect(200));
        assert_eq!(one.expect(200)["sent"], if round == 0 { "sent" } else { "too_soon" });
    }
    let (_, code) = desk.message().await;
    for _ in 0..6 {
        let (one, two) =
            (browser.enter(&desk, &known, other(&code)).await, browser.enter(&desk, UNKNOWN, "000000").await);
        ends_alike(&one.expect(200), &two.expect(200));
    }
    // No message went to the phone that nobody is known by: the next one is to the next who is.
    desk.pass(TimeDelta::minutes(1));
    let next = sample_phone(Persona::Flagship);
    browser.ask_for_code(&desk, &next).await.expect(200);
    assert_eq!(desk.message().await.0, next);
}

#[tokio::test]
async fn a_phone_gets_a_code_a_minute_and_five_an_hour_from_all_processes_together() {
    let desk = Desk::new().await;
    let another = desk.another().await;
    let phone = sample_phone(Persona::Advanced);
    for number in 0..5 {
        let asked = if number % 2 == 0 { &desk } else { &another };
        assert_eq!(Browser::default().ask_for_code(asked, &phone).await.expect(200)["sent"], "sent");
        assert_eq!(Browser::default().ask_for_code(&another, &phone).await.expect(200)["sent"], "too_soon");
        desk.pass(TimeDelta::minutes(1));
    }
    let refused = Browser::default().ask_for_code(&desk, &phone).await;
    assert_eq!(refused.expect(429)["failure"]["kind"], "too_many");
    assert_eq!(refused.header("retry-after"), Some("3301"));
    desk.pass(TimeDelta::minutes(55));
    Browser::default().ask_for_code(&desk, &phone).await.expect(200);
}

#[tokio::test]
async fn an_address_asks_for_twenty_codes_an_hour_whatever_the_phones() {
    let desk = Desk::new().await;
    let mut browser = Browser { address: Some("192.0.2.1"), ..Browser::default() };
    for number in 0..20 {
        browser.ask_for_code(&desk, &format!("139000000{number:02}")).await.expect(200);
    }
    browser.ask_for_code(&desk, "13900000099").await.expect(429);
    let mut other = Browser { address: Some("192.0.2.2"), ..Browser::default() };
    other.ask_for_code(&desk, "13900000099").await.expect(200);
}

#[tokio::test]
async fn what_is_no_mobile_number_is_told_with_its_place() {
    let (desk, mut browser) = (Desk::new().await, Browser::default());
    for phone in ["010-12345678", "1380000", "", "+1 202 555 0100"] {
        let told = browser.ask_for_code(&desk, phone).await.expect(400);
        assert_eq!(told["type"], "/problems/unreadable-body", "{phone}");
    }
    browser.ask_for_code(&desk, "+86 138-0000-0002").await.expect(200);
    assert_eq!(desk.message().await.0, sample_phone(Persona::Advanced));
}

#[tokio::test]
async fn a_demonstration_shows_the_code_to_whoever_is_known() {
    let (desk, mut browser) = (Desk::demonstration().await, Browser::default());
    let phone = sample_phone(Persona::Advanced);
    let told = browser.ask_for_code(&desk, &phone).await.expect(200);
    let shown = told["shown"].as_str().unwrap();
    assert_eq!(browser.enter(&desk, &phone, shown).await.expect(200)["entered"], "verified");
}
