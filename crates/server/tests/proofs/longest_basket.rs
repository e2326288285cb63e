//! The longest name that a key is ever kept under fits into every database, also into one that does not compress it.

use rstest::rstest;
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection};

use crate::asked::Asked;
use crate::customer::{Customer, enterprise};
use crate::database::{Database, Kind};
use crate::program::Program;

/// So many characters of one byte each, which JSON writes with six.
fn chance(length: usize) -> String {
    (0..length).map(|_| char::from(fastrand::u8(1..=31))).collect()
}

/// As much as the API takes of a basket.
fn longest_basket() -> Value {
    let pack = |_| json!({ "add_on": chance(22), "size": u32::MAX, "quantity": u32::MAX });
    let integration = |_| json!({ "add_on": chance(22), "term": 3 });
    json!({
        "edition": { "edition": chance(22), "term": 3 },
        "packs": (0..16).map(pack).collect::<Vec<_>>(),
        "integrations": (0..8).map(integration).collect::<Vec<_>>(),
    })
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn ord_3_the_longest_basket_of_the_longest_names_has_a_key(#[case] kind: Kind) {
    let database = Database::new(kind).await;
    let program = Program::over(&database.url());
    if let Database::Postgres(database) = &database {
        let mut connection = PgConnection::connect(&database.url()).await.unwrap();
        connection.execute("ALTER TABLE account_records ALTER COLUMN name SET STORAGE PLAIN").await.unwrap();
    }
    let long = |mark: char| std::iter::once(mark).chain(std::iter::repeat_with(fastrand::alphanumeric).take(199));
    let (account, person): (String, String) = (long('e').collect(), long('p').collect());
    enterprise(&program.line, &account, std::slice::from_ref(&person)).await;
    let customer = Customer::handed_over(&program.line, &person, &account).await;
    let basket = longest_basket();
    let claim = async |fresh: &str| {
        let wanted = json!({ "basket": basket, "fresh": fresh });
        let asked = customer.says(Asked::post("/api/order-keys", fresh, &wanted));
        program.line.ask(asked).await.unwrap().expect(200)["order"].clone()
    };
    assert_eq!([claim("order-a").await, claim("order-b").await], ["order-a", "order-a"]);
    let other = json!({ "basket": longest_basket(), "fresh": "order-c" });
    let asked = customer.says(Asked::post("/api/order-keys", "order-c", &other));
    assert_eq!(program.line.ask(asked).await.unwrap().expect(200)["order"], "order-c");
}
