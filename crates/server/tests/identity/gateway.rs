//! The gateway of messages, spoken to over a real socket.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use hmac::{Hmac, Mac};
use serde_json::Value;
use server::config::SmsGateway;
use server::sms::{GatewayMessages, Messages, SmsFailure};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio::sync::Mutex;

const SECRET: &str = "what the gateway knows us by";

/// What arrived, and with which status the next ones are answered; then with 200.
#[derive(Clone, Default)]
struct Gateway {
    arrived: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<Vec<u16>>>,
}

impl Gateway {
    async fn answering(answers: &[u16]) -> (Self, GatewayMessages) {
        let gateway = Self { answers: Arc::new(Mutex::new(answers.to_vec())), ..Self::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}/send?v=1", listener.local_addr().unwrap()).try_into().unwrap();
        let routes = Router::new().route("/send", post(take)).with_state(gateway.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let configured = SmsGateway { endpoint, key_id: "shop".to_owned(), secret: SECRET.to_owned().into() };
        (gateway, GatewayMessages::new(configured).unwrap())
    }
}

async fn take(State(gateway): State<Gateway>, headers: HeaderMap, body: Bytes) -> StatusCode {
    gateway.arrived.lock().await.push((headers, body));
    let mut answers = gateway.answers.lock().await;
    let status = if answers.is_empty() { 200 } else { answers.remove(0) };
    StatusCode::from_u16(status).unwrap()
}

#[tokio::test]
async fn a_message_arrives_signed() {
    let (gateway, messages) = Gateway::answering(&[]).await;
    messages.send("13800000001", "123456").await.unwrap();
    let arrived = gateway.arrived.lock().await;
    let (headers, body) = &arrived[0];
    let told: Value = serde_json::from_slice(body).unwrap();
    assert_eq!((&told["phone"], &told["text"]), (&"13800000001".into(), &"123456".into()));
    let header = |name: &str| headers[name].to_str().unwrap();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (timestamp, nonce) = (header("x-timestamp"), header("x-nonce"));
    let text = format!("POST\n/send?v=1\n{timestamp}\n{nonce}\n{}", hex(&Sha256::digest(body)));
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    assert_eq!(header("x-signature"), hex(&mac.finalize().into_bytes()));
    assert_eq!(header("x-key-id"), "shop");
}

#[tokio::test]
async fn a_gateway_that_stumbles_is_asked_again_with_the_same_id_and_another_nonce() {
    let (gateway, messages) = Gateway::answering(&[503, 429]).await;
    messages.send("13800000001", "123456").await.unwrap();
    let arrived = gateway.arrived.lock().await;
    let ids: Vec<Value> =
        arrived.iter().map(|(_, body)| serde_json::from_slice::<Value>(body).unwrap()["id"].clone()).collect();
    assert_eq!(ids.len(), 3);
    assert!(ids.iter().all(|id| *id == ids[0]));
    assert_ne!(arrived[0].0["x-nonce"], arrived[1].0["x-nonce"]);
}

#[tokio::test]
async fn it_is_given_up_after_three_tries_and_at_once_where_it_is_refused() {
    for (answers, tries) in [([500, 500, 500], 3), ([400, 200, 200], 1)] {
        let (gateway, messages) = Gateway::answering(&answers).await;
        let failure = messages.send("13800000001", "the code is 123456").await.unwrap_err();
        assert_eq!(failure, SmsFailure::Refused(answers[0]));
        assert_eq!(gateway.arrived.lock().await.len(), tries);
        let told = format!("{failure} {failure:?}");
        assert!(!told.contains("13800000001") && !told.contains("123456"), "{told}");
    }
}

#[tokio::test]
async fn a_gateway_that_is_not_there_is_silent() {
    let (_, messages) = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}/send", listener.local_addr().unwrap()).try_into().unwrap();
        let configured = SmsGateway { endpoint, key_id: "shop".to_owned(), secret: SECRET.to_owned().into() };
        (drop(listener), GatewayMessages::new(configured).unwrap())
    };
    assert_eq!(messages.send("13800000001", "123456").await, Err(SmsFailure::Silent));
}
