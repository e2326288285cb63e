//! Two processes over one PostgreSQL, asked for the same by many at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use service::personas::Persona;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::asked::{Answer, Asked};
use crate::customer::{Customer, enterprise, reports};
use crate::database::{Database, Kind};
use crate::program::{Line, Program};

const APPLICATIONS: usize = 1_000;
/// How many connections are open at most: many systems let a process have 1,024 files.
const MOST_OPEN: usize = 800;

/// Sends all of them at once, in turn to both lines; the answers in their order.
async fn all_at_once(lines: [&Line; 2], asked: Vec<Asked>) -> Vec<Answer> {
    let open = Arc::new(Semaphore::new(MOST_OPEN));
    let mut tasks = JoinSet::new();
    for ((number, asked), line) in asked.into_iter().enumerate().zip(lines.into_iter().cycle()) {
        let (line, open) = (line.clone(), Arc::clone(&open));
        tasks.spawn(async move {
            let _turn = open.acquire().await.unwrap();
            (number, line.insist(asked).await.0)
        });
    }
    let mut answers = tasks.join_all().await;
    answers.sort_by_key(|(number, _)| *number);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// How often there was which answer: its status, with the first reason where it is a refusal.
fn counted(answers: &[Answer]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for answer in answers {
        let reason = answer.body()["reasons"][0]["code"].as_str().unwrap_or_default().to_owned();
        *counts.entry(format!("{} {reason}", answer.status.as_u16())).or_default() += 1;
    }
    counts
}

fn application(id: &str) -> Value {
    json!({
        "application": {
            "application": id,
            "edition": "flagship",
            "form": {
                "contact_name": "林样", "contact_phone": "13800000001", "industry": "制造业",
                "expected_signatures": "2000", "consent": true,
            },
        },
        "consent": { "version": "2026-01", "language": "zh-CN" },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn trial_3_of_a_thousand_applications_at_once_over_two_processes_one_succeeds() {
    let database = Database::new(Kind::Postgres).await;
    let programs = [Program::over(&database.url()), Program::over(&database.url())];
    let lines = [&programs[0].line, &programs[1].line];
    let people: Vec<String> = (0..10).map(|number| format!("p-{number}")).collect();
    enterprise(lines[0], "e-1", &people).await;
    let mut members = Vec::new();
    for person in &people {
        members.push(Customer::handed_over(lines[1], person, "e-1").await);
    }
    let ids: Vec<String> = (0..APPLICATIONS).map(|number| format!("application-{number}")).collect();
    let apply =
        |(id, member): (&String, &Customer)| member.says(Asked::post("/api/trial-applications", id, &application(id)));
    let answers = all_at_once(lines, ids.iter().zip(members.iter().cycle()).map(apply).collect()).await;
    let expected = [("204 ".to_owned(), 1), ("409 trial_used".to_owned(), APPLICATIONS - 1)];
    assert_eq!(counted(&answers), BTreeMap::from(expected));

    let succeeded = answers.iter().position(|answer| answer.status == 204).unwrap();
    let seen = members[0].sees(lines[0], "/api/account").await;
    assert_eq!(seen["account"]["trial"]["application"], ids[succeeded]);
    // What was refused leaves no contact data behind.
    let kept = ids.iter().map(|id| members[0].says(Asked::get(&format!("/api/contacts/{id}")))).collect();
    let kept = all_at_once(lines, kept).await;
    let kept: Vec<usize> = (0..APPLICATIONS).filter(|number| kept[*number].expect(200)["is_kept"] == true).collect();
    assert_eq!(kept, [succeeded]);
}

#[tokio::test(flavor = "multi_thread")]
async fn ord_3_the_same_key_a_hundred_times_at_once_is_one_order() {
    let database = Database::new(Kind::Postgres).await;
    let programs = [Program::over(&database.url()), Program::over(&database.url())];
    let lines = [&programs[0].line, &programs[1].line];
    let customer = Customer::sample(lines[0], Persona::Advanced).await;
    let order = customer.order(lines[0], "order-a", &reports()).await.unwrap();
    let answers = all_at_once(lines, vec![order; 100]).await;
    let first = answers[0].expect(201);
    assert_eq!((&first["order"], &first["state"]), (&json!("order-a"), &json!("unpaid")));
    assert!(answers.iter().all(|answer| answer.expect(201) == first));
    assert_eq!(customer.sees(lines[1], "/api/orders?state=unpaid").await["total"], 1);
    assert_eq!(customer.sees(lines[1], "/api/orders/order-a/events").await.as_array().unwrap().len(), 1);
}
