//! Sessions that end by themselves.

use chrono::TimeDelta;
use serde_json::json;
use service::personas::Persona;

use crate::browser::Browser;
use crate::desk::Desk;

#[tokio::test]
async fn a_session_ends_half_an_hour_after_its_last_use() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    for _ in 0..3 {
        desk.pass(TimeDelta::minutes(29));
        assert_eq!(browser.session(&desk).await["account"], "demo-advanced");
    }
    desk.pass(TimeDelta::minutes(30));
    assert_eq!(browser.session(&desk).await, json!(null));
    // Over is over, also for a clock that goes back.
    desk.pass(TimeDelta::minutes(-20));
    assert_eq!(browser.session(&desk).await, json!(null));
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let desk = Desk::new().await;
    let mut browser = Browser::of(&desk, Persona::Advanced).await;
    for _ in 0..35 {
        desk.pass(TimeDelta::minutes(20));
        assert_eq!(browser.session(&desk).await["account"], "demo-advanced");
    }
    desk.pass(TimeDelta::minutes(20));
    assert_eq!(browser.session(&desk).await, json!(null));
}
