//! What a balancer is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::{Method, StatusCode};
use futures::FutureExt;
use futures::future::join_all;
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

/// A database that counts how often it is asked.
struct Counting(Arc<AtomicUsize>);

impl Ready for Counting {
    fn name(&self) -> &'static str {
        "database"
    }

    fn is_ready(&self) -> Checking<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(tokio::task::yield_now().map(|()| true))
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

#[tokio::test(start_paused = true)]
async fn however_many_ask_the_database_is_asked_once_a_second() {
    let times = Arc::new(AtomicUsize::new(0));
    let service = service(&configured(&Dist::new(), &[]), &Gate::new(), vec![Box::new(Counting(Arc::clone(&times)))]);
    for second in 1..=2 {
        let many = (0..100).map(|_| ask(&service.router, Method::GET, "/readyz", "192.0.2.1", &[]));
        for answer in join_all(many).await {
            assert_eq!(answer.status, StatusCode::OK);
        }
        assert_eq!(times.load(Ordering::Relaxed), second);
        tokio::time::advance(Duration::from_secs(1)).await;
    }
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
