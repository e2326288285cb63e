//! Which accounts have orders.

use rstest::rstest;
use rules::vocabulary::{AccountId, OrderId};
use service::contract::{numbered, placed};
use service::{Store, Version};

use crate::databases::Kind;

#[rstest]
#[tokio::test]
async fn an_account_with_orders_is_named_once_and_one_without_is_not(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let place = kind.place().await;
    let store = place.open().await;
    let orders = |names: &[&str]| names.iter().map(|name| placed(&OrderId::new(name))).collect::<Vec<_>>();
    for (account, events) in [("b", orders(&["o-1", "o-2"])), ("a", orders(&["o-3"])), ("c", vec![numbered("used", 1)])]
    {
        store.append(&AccountId::new(account), Version(0), &events).await.unwrap();
    }
    assert_eq!(store.accounts_with_orders().await.unwrap(), ["a", "b"].map(AccountId::new));
}
