//! What a balancer is told.

use axum::http::{Method, StatusCode};
use server::{Checking, Ready};

use crate::api::{Gate, ask, configured, service};
use crate::dist::Dist;

/// A database as it is.
struct Database(bool);

impl Ready for Database {
    fn name(&self) -> &'static str {
        "database"
    }

    fn is_ready(&self) -> Checking<'_> {
        Box::pin(std::future::ready(self.0))
    }
}

/// A database that does not say.
struct Silent;

impl Ready for Silent {
    fn name(&self) -> &'static str {
        "database"
    }

    fn is_ready(&self) -> Checking<'_> {
        Box::pin(std::future::pending())
    }
}

async fn asked(needed: Vec<Box<dyn Ready>>, stops: bool) -> [(StatusCode, String); 2] {
    let service = service(&configured(&Dist::new(), &[]), &Gate::new(), needed);
    if stops {
        service.health.stop();
    }
    let live = ask(&service.router, Method::GET, "/healthz", "192.0.2.1", &[]).await;
    let ready = ask(&service.router, Method::GET, "/readyz", "192.0.2.1", &[]).await;
    assert_eq!(ready.header("cache-control"), "no-store");
    [live, ready].map(|answer| (answer.status, answer.body().to_owned()))
}

fn ok(word: &str) -> (StatusCode, String) {
    (StatusCode::OK, word.to_owned())
}

fn unavailable(word: &str) -> (StatusCode, String) {
    (StatusCode::SERVICE_UNAVAILABLE, word.to_owned())
}

#[tokio::test]
async fn it_is_ready_while_everything_that_it_needs_is() {
    assert_eq!(asked(vec![Box::new(Database(true))], false).await, [ok("ok"), ok("ready")]);
}

#[tokio::test]
async fn it_lives_and_is_not_ready_without_its_database() {
    let missing = unavailable("not ready: database");
    assert_eq!(asked(vec![Box::new(Database(false))], false).await, [ok("ok"), missing]);
}

#[tokio::test(start_paused = true)]
async fn a_database_that_does_not_answer_is_missing() {
    assert_eq!(asked(vec![Box::new(Silent)], false).await[1], unavailable("not ready: database"));
}

#[tokio::test]
async fn it_lives_and_is_not_ready_once_it_stops() {
    assert_eq!(asked(Vec::new(), true).await, [ok("ok"), unavailable("not ready: stopping")]);
}
