//! How much is taken on: size, time, and how many at once.

use api::ProblemKind;
use axum::body::Body;
use axum::http::{Method, StatusCode};

use crate::api::{Gate, ask, configured, problem, request, retry_after, router, send, service};
use crate::dist::Dist;

const FROM: &str = "192.0.2.1";

#[tokio::test]
async fn a_body_that_says_it_is_too_large_is_not_read() {
    let router = router(&[("limits.body_bytes", "1024")]);
    let large = request(Method::POST, "/api/read", FROM, &[("content-length", "1025")], Body::empty());
    let answer = send(&router, large).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(problem(&answer).kind, ProblemKind::TooLarge);
    assert_eq!(answer.header("connection"), "close");
    let fits = request(Method::POST, "/api/read", FROM, &[("content-length", "1024")], Body::from(vec![0; 1024]));
    assert_eq!(send(&router, fits).await.body(), "1024");
}

#[tokio::test]
async fn a_body_that_does_not_say_its_size_ends_where_it_is_too_large() {
    let router = router(&[("limits.body_bytes", "1024")]);
    let answer = send(&router, request(Method::POST, "/api/read", FROM, &[], Body::from(vec![0; 1025]))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_takes_too_long_is_given_up() {
    let answer = ask(&router(&[("limits.request_seconds", "3")]), Method::GET, "/api/never", FROM, &[]).await;
    assert_eq!((answer.status, retry_after(&answer)), (StatusCode::SERVICE_UNAVAILABLE, 2));
    assert_eq!(problem(&answer).kind, ProblemKind::TookTooLong);
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn who_finds_no_place_to_wait_is_told_at_once_and_everybody_else_is_answered() {
    let gate = Gate::new();
    let values =
        [("limits.concurrent_requests", "1"), ("limits.queued_requests", "1"), ("limits.queue_milliseconds", "60000")];
    let router = service(&configured(&Dist::new(), &values), &gate, Vec::new()).router;
    let page = async {
        let refused = ask(&router, Method::GET, "/api/word", FROM, &[]).await;
        let page = ask(&router, Method::GET, "/pricing", FROM, &[]).await;
        gate.open();
        (refused, page)
    };
    let worked_on = ask(&router, Method::GET, "/api/wait", FROM, &[]);
    let waiting = ask(&router, Method::GET, "/api/word", FROM, &[]);
    let (worked_on, waiting, (refused, page)) = tokio::join!(biased; worked_on, waiting, page);
    assert_eq!((refused.status, retry_after(&refused)), (StatusCode::SERVICE_UNAVAILABLE, 2));
    assert_eq!(problem(&refused).kind, ProblemKind::Overloaded);
    assert_eq!(page.status, StatusCode::OK, "the site does not wait for the API");
    assert_eq!((worked_on.body(), waiting.body()), ("passed", "word"));
}

#[tokio::test(start_paused = true)]
async fn who_waits_too_long_for_a_turn_is_told_so() {
    let gate = Gate::new();
    let values = [("limits.concurrent_requests", "1"), ("limits.queue_milliseconds", "1000")];
    let router = service(&configured(&Dist::new(), &values), &gate, Vec::new()).router;
    let waiting = async {
        let waiting = ask(&router, Method::GET, "/api/word", FROM, &[]).await;
        gate.open();
        waiting
    };
    let (worked_on, waiting) = tokio::join!(biased; ask(&router, Method::GET, "/api/wait", FROM, &[]), waiting);
    assert_eq!(waiting.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(problem(&waiting).kind, ProblemKind::Overloaded);
    assert_eq!(worked_on.body(), "passed");
    assert_eq!(ask(&router, Method::GET, "/api/word", FROM, &[]).await.body(), "word", "the turn is free again");
}

#[tokio::test(start_paused = true)]
async fn a_problem_is_told_in_the_language_of_who_asks_with_path_and_id() {
    let router = router(&[]);
    for (language, title) in [("en-GB,en;q=0.9", "It took too long"), ("zh-CN", "处理超时"), ("fr", "处理超时")]
    {
        let answer = ask(&router, Method::GET, "/api/never?x=1", FROM, &[("accept-language", language)]).await;
        let problem = problem(&answer);
        assert_eq!((problem.title.as_str(), problem.status), (title, 503));
        assert_eq!(problem.instance.as_deref(), Some("/api/never"));
        assert_eq!(problem.request_id.as_deref(), Some(answer.header("x-request-id")));
    }
}
