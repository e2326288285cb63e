//! Who can sign in and who is: what several processes share, once each, on both databases.

use chrono::TimeDelta;
use rstest::rstest;
use rules::calendar::Instant;
use rules::vocabulary::{AccountId, Channel, PersonId, Role, Roles};
use service::{Directory, Records};
use sql_store::{Enterprise, HandedOver, KnownPerson, PersonPut, SqlStore, StoredSession};

use crate::databases::Kind;

fn at(seconds: i64) -> Instant {
    Instant::UNIX_EPOCH + TimeDelta::seconds(1_772_330_400 + seconds)
}

fn person(name: &str) -> PersonId {
    PersonId::new(name)
}

fn account(name: &str) -> AccountId {
    AccountId::new(name)
}

fn enterprise(name: &str, security_phone: &str) -> Enterprise {
    Enterprise { account: account(name), name: format!("{name} 公司"), security_phone: security_phone.to_owned() }
}

fn session() -> StoredSession {
    StoredSession {
        person: person("p"),
        account: account("e"),
        channel: Channel::MiniProgram,
        created_at: at(0),
        seen_at: at(0),
        phone_verified_at: None,
    }
}

/// An enterprise `e` with a member `p`.
async fn with_a_member(store: &SqlStore) {
    store.put_enterprise(&enterprise("e", "13800000000")).await.unwrap();
    assert_eq!(store.put_person(&person("p"), "林", Some("13800000001")).await.unwrap(), PersonPut::Kept);
    store.put_member(&account("e"), &person("p"), Roles::of(&[Role::FeeManager])).await.unwrap();
}

#[rstest]
#[tokio::test]
async fn a_phone_is_one_person_s(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    let taken = store.put_person(&person("q"), "周", Some("13800000001")).await.unwrap();
    assert_eq!(taken, PersonPut::PhoneTaken);
    assert_eq!(store.person(&person("q")).await.unwrap(), None);
    // People without a phone do not share one.
    for other in ["q", "r"] {
        assert_eq!(store.put_person(&person(other), "周", None).await.unwrap(), PersonPut::Kept);
    }
    store.set_own_account(&person("p"), &account("own")).await.unwrap();
    store.put_person(&person("p"), "林样", Some("13800000001")).await.unwrap();
    let known = KnownPerson {
        id: person("p"),
        name: "林样".to_owned(),
        phone: Some("13800000001".to_owned()),
        account: Some(account("own")),
    };
    assert_eq!(store.person_by_phone("13800000001").await.unwrap(), Some(known));
    assert_eq!(store.person_by_phone("13800000009").await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn a_session_has_the_roles_of_the_moment_it_is_read(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    store.open_session("t", &session()).await.unwrap();
    let found = store.session("t").await.unwrap().unwrap();
    assert_eq!((found.stored, found.person_name.as_str(), found.own_account), (session(), "林", None));
    assert_eq!(found.roles, Some(Roles::of(&[Role::FeeManager])));
    store.put_member(&account("e"), &person("p"), Roles::default()).await.unwrap();
    assert_eq!(store.session("t").await.unwrap().unwrap().roles, Some(Roles::default()));
    assert!(store.remove_member(&account("e"), &person("p")).await.unwrap());
    assert!(!store.remove_member(&account("e"), &person("p")).await.unwrap());
    assert_eq!(store.session("t").await.unwrap().unwrap().roles, None);
}

#[rstest]
#[tokio::test]
async fn a_token_that_was_replaced_is_dead(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    store.open_session("t", &session()).await.unwrap();
    let after = StoredSession { account: account("f"), seen_at: at(9), phone_verified_at: Some(at(9)), ..session() };
    assert!(store.replace_session("t", "u", &after).await.unwrap());
    assert!(!store.replace_session("t", "v", &after).await.unwrap());
    assert_eq!(store.session("t").await.unwrap(), None);
    assert_eq!(store.session("u").await.unwrap().unwrap().stored, after);
}

#[rstest]
#[tokio::test]
async fn sessions_end_one_by_one_by_person_and_by_age(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    store.put_person(&person("q"), "周", None).await.unwrap();
    let of_another = StoredSession { person: person("q"), ..session() };
    for (token, opened) in [("a", &session()), ("b", &session()), ("c", &session()), ("other", &of_another)] {
        store.open_session(token, opened).await.unwrap();
    }
    store.end_session("a").await.unwrap();
    store.touch_session("b", at(60)).await.unwrap();
    store.touch_session("b", at(30)).await.unwrap();
    assert_eq!(store.session("b").await.unwrap().unwrap().stored.seen_at, at(60), "it never goes back");
    store.forget_sessions(at(-1), at(0)).await.unwrap();
    for (token, is_there) in [("a", false), ("b", true), ("c", false), ("other", false)] {
        assert_eq!(store.session(token).await.unwrap().is_some(), is_there, "{token}");
    }
    store.open_session("other", &of_another).await.unwrap();
    store.end_sessions_of(&person("p")).await.unwrap();
    assert_eq!(store.session("b").await.unwrap(), None);
    assert!(store.session("other").await.unwrap().is_some());
    store.forget_sessions(at(0), at(-1)).await.unwrap();
    assert_eq!(store.session("other").await.unwrap(), None);
}

#[rstest]
#[tokio::test]
async fn another_phone_is_verified_in_no_session(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    let verified = StoredSession { phone_verified_at: Some(at(1)), ..session() };
    let is_verified = async || store.session("t").await.unwrap().unwrap().stored.phone_verified_at.is_some();
    store.open_session("t", &verified).await.unwrap();
    store.put_enterprise(&enterprise("e", "13800000000")).await.unwrap();
    store.put_person(&person("p"), "林", Some("13800000001")).await.unwrap();
    assert!(is_verified().await, "the phones are the same");
    store.put_enterprise(&enterprise("e", "13800000009")).await.unwrap();
    assert!(!is_verified().await);
    store.end_session("t").await.unwrap();
    store.open_session("t", &verified).await.unwrap();
    store.put_person(&person("p"), "林", None).await.unwrap();
    assert!(!is_verified().await);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_try_a_code_at_once_so_many_get_a_try(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let pools = [place.open().await, place.open().await];
    pools[0].put_code("s", "d", Some(&person("p")), at(0), at(300)).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for (_, store) in (0..20).zip(pools.iter().cycle()) {
        let store = store.clone();
        tasks.spawn(async move { store.try_code("s", 5, at(1)).await.unwrap().map(|tried| tried.tries) });
    }
    let mut tries: Vec<u32> = tasks.join_all().await.into_iter().flatten().collect();
    tries.sort_unstable();
    assert_eq!(tries, [1, 2, 3, 4, 5]);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_use_a_code_at_once_one_does(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let pools = [place.open().await, place.open().await];
    pools[0].put_code("s", "d", None, at(0), at(300)).await.unwrap();
    assert!(!pools[0].use_code("s", "another").await.unwrap());
    let mut tasks = tokio::task::JoinSet::new();
    for (_, store) in (0..8).zip(pools.iter().cycle()) {
        let store = store.clone();
        tasks.spawn(async move { store.use_code("s", "d").await.unwrap() });
    }
    assert_eq!(tasks.join_all().await.into_iter().filter(|used| *used).count(), 1);
}

#[rstest]
#[tokio::test]
async fn a_code_can_be_tried_while_it_lives_and_a_new_one_from_the_start(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let place = kind.place().await;
    let store = place.open().await;
    store.put_code("s", "d", None, at(0), at(300)).await.unwrap();
    for (seconds, is_there) in [(-1, false), (0, true), (299, true), (300, false)] {
        assert_eq!(store.try_code("s", 5, at(seconds)).await.unwrap().is_some(), is_there, "{seconds}");
    }
    store.put_code("s", "e", Some(&person("p")), at(100), at(400)).await.unwrap();
    let tried = store.try_code("s", 5, at(300)).await.unwrap().unwrap();
    assert_eq!((tried.digest.as_str(), tried.tries, tried.sent_at), ("e", 1, at(100)));
    assert_eq!(tried.person, Some(person("p")));
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_nonce_and_a_hand_over_come_once_for_all_processes(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let pools = [place.open().await, place.open().await];
    let handed = HandedOver {
        person: person("p"),
        account: account("e"),
        channel: Channel::PersonalMiniProgram,
        valid_until: at(60),
    };
    pools[1].hand_over("t", &handed).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    for (_, store) in (0..8).zip(pools.iter().cycle()) {
        let store = store.clone();
        tasks.spawn(async move {
            let taken = store.take_hand_over("t").await.unwrap();
            (store.is_first("n", at(300)).await.unwrap(), taken)
        });
    }
    let told = tasks.join_all().await;
    assert_eq!(told.iter().filter(|(is_first, _)| *is_first).count(), 1);
    let taken: Vec<_> = told.into_iter().filter_map(|(_, taken)| taken).collect();
    assert_eq!(taken, [handed]);
}

#[rstest]
#[tokio::test]
async fn hits_are_counted_from_what_was_read_or_not_at_all(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    assert_eq!(store.hits("r").await.unwrap(), None);
    let (one, two) = ([at(0)], [at(0), at(1) + TimeDelta::microseconds(1)]);
    assert!(store.count_hit("r", None, &one, at(60)).await.unwrap());
    assert!(!store.count_hit("r", None, &two, at(60)).await.unwrap());
    assert!(store.count_hit("r", Some(&one), &two, at(60)).await.unwrap());
    assert!(!store.count_hit("r", Some(&one), &two, at(60)).await.unwrap());
    assert_eq!(store.hits("r").await.unwrap().as_deref(), Some(&two[..]));
}

#[rstest]
#[tokio::test]
async fn what_no_longer_counts_is_forgotten_and_the_rest_kept(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    for (name, until) in [("old", at(10)), ("new", at(11))] {
        store.is_first(name, until).await.unwrap();
        store.count_hit(name, None, &[at(0)], until).await.unwrap();
        store.put_code(name, "d", None, at(0), until).await.unwrap();
    }
    store.forget_old_identity(at(10)).await.unwrap();
    assert!(store.is_first("old", at(10)).await.unwrap());
    assert!(!store.is_first("new", at(11)).await.unwrap());
    assert_eq!(store.hits("old").await.unwrap(), None);
    assert!(store.hits("new").await.unwrap().is_some());
    assert_eq!(store.try_code("old", 5, at(5)).await.unwrap(), None);
    assert!(store.try_code("new", 5, at(5)).await.unwrap().is_some());
}

#[rstest]
#[tokio::test]
async fn a_name_is_the_business_of_those_who_are_or_were_members_with(
    #[values(Kind::Sqlite, Kind::Postgres)] kind: Kind,
) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    store.set_own_account(&person("p"), &account("own")).await.unwrap();
    let name = async |of: &str| store.person_name(&account(of), &person("p")).await.unwrap();
    assert_eq!(name("e").await.as_deref(), Some("林"));
    assert_eq!(name("own").await.as_deref(), Some("林"));
    assert_eq!(name("another").await, None);
    let joined = [(account("e"), Roles::of(&[Role::FeeManager]))];
    assert_eq!(store.joined(&person("p")).await.unwrap(), joined);
    store.remove_member(&account("e"), &person("p")).await.unwrap();
    assert_eq!(name("e").await.as_deref(), Some("林"));
    assert_eq!(store.joined(&person("p")).await.unwrap(), []);
    assert_eq!(store.members(&account("e")).await.unwrap(), []);
}

#[rstest]
#[tokio::test]
async fn a_demonstration_that_starts_again_knows_nobody(#[values(Kind::Sqlite, Kind::Postgres)] kind: Kind) {
    let place = kind.place().await;
    let store = place.open().await;
    with_a_member(&store).await;
    store.open_session("t", &session()).await.unwrap();
    store.clear().await.unwrap();
    assert_eq!(store.person(&person("p")).await.unwrap(), None);
    assert_eq!(store.enterprises().await.unwrap(), []);
    assert_eq!(store.session("t").await.unwrap(), None);
}
