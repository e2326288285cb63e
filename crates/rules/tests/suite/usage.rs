//! Consumption, withdrawal and notices (RULES §7, ED-5).

use std::collections::BTreeMap;

use crate::common::{Shop, altered, at, catalogue, code, edition, enterprise, packs, reasons, shop};
use chrono::TimeDelta;
use rstest::rstest;
use rules::account::{Account, Activation, BatchSource, Certification, Event, NoticeLevel};
use rules::calendar::Instant;
use rules::context::{Actor, Context};
use rules::rejection::{Reason, Rejection, Remedy};
use rules::usage::{LedgerEntry, Progress, Recorded, Use, notices_due, record, withdraw};
use rules::vocabulary::{AccountId, AddOnCode, BatchId, Channel, QuotaKind, SubjectId};
use rules::{Catalogue, Command, decide};

const DAY: &str = "2026-03-01 10:00";

/// The account with the ledger that a store keeps beside it.
struct Books {
    shop: Shop,
    ledger: BTreeMap<String, LedgerEntry>,
}

/// Advanced for a year from [`DAY`], delivered.
fn advanced() -> Books {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    Books { shop, ledger: BTreeMap::new() }
}

impl Books {
    fn context(&self, now: Instant) -> Context {
        Context { ledger: self.ledger.values().cloned().collect(), ..Context::new(now, Channel::Web, Actor::System) }
    }

    fn keep(&mut self, recorded: &Recorded) {
        for event in &recorded.events {
            self.shop.account.apply(event);
        }
        for entry in &recorded.entries {
            self.ledger.insert(entry.subject.as_str().to_owned(), entry.clone());
        }
    }

    fn spend(&mut self, quota: QuotaKind, names: &[&str], now: Instant) -> Result<Recorded, Rejection> {
        let uses: Vec<Use> = names.iter().map(|name| Use { quota, subject: SubjectId::new(name) }).collect();
        let recorded = record(&self.shop.catalogue, &self.shop.account, &uses, &self.context(now))?;
        self.keep(&recorded);
        Ok(recorded)
    }

    /// Spends so many contracts that nobody asks for again.
    fn spend_many(&mut self, number: u32, now: Instant) -> Recorded {
        let uses: Vec<Use> = (0..number)
            .map(|one| Use { quota: QuotaKind::Contract, subject: SubjectId::new(&format!("many {now} {one}")) })
            .collect();
        let recorded =
            record(&self.shop.catalogue, &self.shop.account, &uses, &self.context(now)).expect("enough left");
        for event in &recorded.events {
            self.shop.account.apply(event);
        }
        recorded
    }

    fn withdraw(&mut self, name: &str, now: Instant) -> Result<Recorded, Rejection> {
        let recorded = withdraw(&self.shop.account, &SubjectId::new(name), &self.context(now))?;
        self.keep(&recorded);
        Ok(recorded)
    }

    fn left(&self, now: Instant) -> u64 {
        self.shop.contracts(now)
    }
}

#[test]
fn quota_1_a_contract_takes_one() {
    let mut books = advanced();
    books.spend(QuotaKind::Contract, &["a", "b"], at("2026-04-01 10:00")).unwrap();
    assert_eq!(books.left(at("2026-04-01 10:00")), 498);
}

#[rstest]
#[case("signing_report", 10, QuotaKind::Report)]
#[case("meeting_signing", 50, QuotaKind::Meeting)]
fn quota_1_reports_and_meetings_take_one_and_do_not_come_back(
    #[case] add_on: &str,
    #[case] size: u32,
    #[case] quota: QuotaKind,
) {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.shop.buy("pack", &packs(&[(add_on, size, 1)]), now);
    books.spend(quota, &["a"], now).unwrap();
    assert_eq!(books.shop.account.balance(quota, now).left(), u64::from(size) - 1);
    assert!(matches!(&reasons(books.withdraw("a", now))[..], [Reason::ContractUnknown { .. }]));
}

#[test]
fn quota_2_what_nobody_has_signed_comes_back_to_its_batch() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.spend(QuotaKind::Contract, &["a"], now).unwrap();
    books.withdraw("a", now).unwrap();
    assert_eq!(books.left(now), 500);
    assert_eq!(books.shop.account.balance(QuotaKind::Contract, now).returned, 1);
    assert_eq!(books.withdraw("a", now).unwrap(), Recorded::default(), "once");
}

#[rstest]
#[case(Progress::PartlySigned)]
#[case(Progress::Signed)]
#[case(Progress::Rejected)]
#[case(Progress::Expired)]
fn quota_2_what_has_come_too_far_is_not_withdrawn(#[case] progress: Progress) {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.spend(QuotaKind::Contract, &["a"], now).unwrap();
    books.ledger.get_mut("a").unwrap().progress = progress.clone();
    let contract = SubjectId::new("a");
    assert_eq!(reasons(books.withdraw("a", now)), [Reason::ContractNotWithdrawable { contract, progress }]);
}

#[test]
fn quota_2_example_8_a_unit_of_a_batch_that_ended_is_void() {
    let mut books = advanced();
    books.spend(QuotaKind::Contract, &["a"], at("2027-02-28 10:00")).unwrap();
    let recorded = books.withdraw("a", at("2027-03-02 10:00")).unwrap();
    assert_eq!(recorded.events, []);
    assert_eq!(recorded.entries[0].progress, Progress::Void { at: at("2027-03-02 10:00") });
}

#[test]
fn quota_2_a_unit_of_a_batch_that_an_upgrade_closed_goes_to_the_new_one() {
    let mut books = advanced();
    books.spend(QuotaKind::Contract, &["a"], at("2026-04-01 10:00")).unwrap();
    books.shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    books.shop.buy("upgrade again", &edition("flagship", 1), at("2026-05-11 10:00"));
    let now = at("2026-05-12 10:00");
    books.withdraw("a", now).unwrap();
    assert_eq!(books.left(now), 2_000_001);
    assert!(matches!(&books.ledger["a"].progress, Progress::Returned { to, .. } if to.as_str() == "upgrade again.0.0"));
}

#[test]
fn quota_2_after_the_new_one_ended_too_the_unit_is_void() {
    let mut books = advanced();
    books.spend(QuotaKind::Contract, &["a"], at("2026-04-01 10:00")).unwrap();
    books.shop.buy("upgrade", &edition("professional", 1), at("2026-05-10 10:00"));
    books.withdraw("a", at("2027-05-10 10:00")).unwrap();
    assert!(matches!(books.ledger["a"].progress, Progress::Void { .. }));
}

#[test]
fn quota_3_from_the_batch_that_ends_first_and_of_equals_the_one_granted_first() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), now);
    let recorded = books.spend_many(501, now);
    let taken = recorded.events.iter().filter_map(|event| match event {
        Event::UsageRecorded { batch, taken, .. } => Some((batch.as_str(), *taken)),
        _ => None,
    });
    assert_eq!(taken.collect::<Vec<_>>(), [("edition.0.0", 500), ("pack.0.0", 1)]);
}

#[test]
fn quota_4_with_too_few_left_all_is_refused_with_what_is_permitted() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.spend_many(499, now);
    let before = books.shop.account.clone();
    let refused = reasons(books.spend(QuotaKind::Contract, &["a", "b"], now));
    let ways = vec![
        Remedy::BuyPacks { add_on: AddOnCode::new("contract_pack") },
        Remedy::ChooseEdition { edition: code("professional") },
        Remedy::ContactSales,
    ];
    assert_eq!(refused, [Reason::QuotaExhausted { quota: QuotaKind::Contract, wanted: 2, left: 1, ways }]);
    assert_eq!(books.shop.account, before);
    books.spend(QuotaKind::Contract, &["a"], now).unwrap();
    assert_eq!(books.left(now), 0);
}

#[rstest]
#[case::on_experience(None, vec![Remedy::ChooseEdition { edition: code("advanced") }, Remedy::ContactSales])]
#[case::on_flagship_sales_come_first(Some("flagship"), vec![Remedy::ContactSales, Remedy::BuyPacks { add_on: AddOnCode::new("contract_pack") }])]
fn quota_4_ed_4_the_way_to_more(#[case] has: Option<&str>, #[case] expected: Vec<Remedy>) {
    let mut books = Books { shop: shop(), ledger: BTreeMap::new() };
    let now = at("2026-04-01 10:00");
    if let Some(has) = has {
        books.shop.place("edition", &edition(has, 1), now).unwrap();
        books.shop.pay("edition", now);
    }
    let refused = reasons(books.spend(QuotaKind::Contract, &["a"], now));
    assert!(matches!(&refused[..], [Reason::QuotaExhausted { ways, .. }] if *ways == expected), "{refused:?}");
}

#[test]
fn quota_5_the_outlook_tells_what_clears_when_and_how_much() {
    let mut books = advanced();
    books.spend(QuotaKind::Contract, &["a"], at("2026-04-01 10:00")).unwrap();
    let outlook = books.shop.account.outlook(at("2026-05-01 10:00"));
    assert_eq!((outlook.balances[0].total, outlook.balances[0].used, outlook.balances[0].left), (500, 1, 499));
    let text = serde_json::to_string(&outlook.changes).unwrap();
    assert!(text.contains(r#""change":"batch_cleared","batch":"edition.0.0","quota":"contract","left":499"#), "{text}");
    assert!(text.contains("edition_lapses"), "{text}");
    assert_eq!(books.shop.account.outlook(at("2027-03-01 10:00")).in_force, None);
    let batches: Vec<_> = outlook.batches.iter().map(|batch| (batch.batch.id.as_str(), batch.left)).collect();
    assert_eq!(batches, [("edition.0.0", 499)]);
}

#[test]
fn buy_8_the_outlook_leaves_out_what_an_upgrade_closed_before_it_opened() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 2), at(DAY));
    let now = at("2026-05-10 10:00");
    shop.buy("upgrade", &edition("professional", 1), now);
    let ids: Vec<_> =
        shop.account.outlook(now).batches.iter().map(|batch| batch.batch.id.as_str().to_owned()).collect();
    assert_eq!(ids, ["upgrade.0.0"]);
    // Seen from before, it neither opens nor is cleared at the instant of the upgrade.
    let changes = shop.account.outlook(at("2026-04-01 10:00")).changes;
    let told = serde_json::to_string(&changes).unwrap();
    assert!(told.contains(r#""batch":"edition.0.0""#), "{told}");
    assert!(!told.contains(r#""batch":"edition.0.1""#), "{told}");
}

#[test]
fn quota_2_an_event_says_what_moved_in_only_where_something_did() {
    let used =
        |moved_in| Event::UsageRecorded { batch: BatchId::new("b"), taken: 1, returned: 0, moved_in, at: at(DAY) };
    let written = |moved_in| serde_json::to_string(&used(moved_in)).unwrap();
    assert!(!written(0).contains("moved_in"));
    assert!(written(2).contains(r#""moved_in":2"#));
    for moved_in in [0, 2] {
        assert_eq!(serde_json::from_str::<Event>(&written(moved_in)).unwrap(), used(moved_in));
    }
}

#[test]
fn quota_6_reported_again_it_counts_once() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.spend(QuotaKind::Contract, &["a", "a"], now).unwrap();
    assert_eq!(books.spend(QuotaKind::Contract, &["a"], now).unwrap(), Recorded::default());
    assert_eq!(books.left(now), 499);
}

#[test]
fn quota_2_the_withdrawal_that_the_e_sign_system_reports_is_a_command() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.spend(QuotaKind::Contract, &["a"], now).unwrap();
    let command = Command::WithdrawContract { contract: SubjectId::new("a") };
    let events = books.shop.tell_in(&command, &books.context(now)).unwrap();
    assert!(matches!(events.as_slice(), [Event::UsageRecorded { returned: 1, .. }]), "{events:?}");
    assert_eq!(books.left(now), 500);
}

#[test]
fn quota_7_what_is_delivered_after_its_end_does_not_raise_the_total() {
    let mut books = advanced();
    let reports = packs(&[("signing_report", 10, 1)]);
    books.shop.place("late", &reports, at(DAY)).unwrap();
    books.shop.pay("late", at(DAY));
    books.shop.buy("in time", &reports, at("2026-09-01 10:00"));
    let spent = at("2026-09-02 10:00");
    let names: Vec<String> = (0..10).map(|number| format!("report {number}")).collect();
    books.spend(QuotaKind::Report, &names.iter().map(String::as_str).collect::<Vec<_>>(), spent).unwrap();
    assert_eq!(notices_due(&catalogue(), &books.shop.account, at("2027-03-31 10:00")), []);
    books.shop.deliver("late", at("2027-04-01 10:00")).unwrap();
    assert_eq!(notices_due(&catalogue(), &books.shop.account, at("2027-04-02 10:00")), []);
}

#[test]
fn quota_7_a_notice_given_when_its_batch_opens_is_not_given_again() {
    let mut books = advanced();
    let opens = books.shop.account.batches[0].period.start;
    books.shop.deliver("edition", opens).ok();
    books.spend_many(400, opens);
    assert_eq!(notices_due(&catalogue(), &books.shop.account, opens + TimeDelta::minutes(1)), []);
}

#[test]
fn quota_7_each_notice_once_until_the_total_rises() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    let given = |recorded: &Recorded| -> Vec<NoticeLevel> {
        let notices = recorded.events.iter().filter_map(|event| match event {
            Event::NoticeGiven { notice } => Some(notice.level),
            _ => None,
        });
        notices.collect()
    };
    assert_eq!(given(&books.spend_many(399, now)), []);
    assert_eq!(given(&books.spend_many(1, now + TimeDelta::minutes(1))), [NoticeLevel::PercentUsed(80)]);
    assert_eq!(given(&books.spend_many(90, now + TimeDelta::minutes(2))), []);
    assert_eq!(given(&books.spend_many(1, now + TimeDelta::minutes(3))), [NoticeLevel::FewerThan(10)]);
    assert_eq!(given(&books.spend_many(9, now + TimeDelta::minutes(4))), [NoticeLevel::PercentUsed(100)]);
    let later = now + TimeDelta::hours(1);
    assert_eq!(notices_due(&catalogue(), &books.shop.account, later), []);
    books.shop.buy("pack", &packs(&[("contract_pack", 1000, 1)]), later);
    assert_eq!(given(&books.spend_many(699, later + TimeDelta::minutes(1))), []);
    assert_eq!(given(&books.spend_many(1, later + TimeDelta::minutes(2))), [NoticeLevel::PercentUsed(80)]);
}

#[test]
fn quota_7_a_batch_that_is_delivered_as_it_ends_raises_no_total() {
    let mut books = advanced();
    let late = at("2026-03-01 11:00");
    books.shop.place("late", &packs(&[("signing_report", 10, 1)]), late).unwrap();
    books.shop.pay("late", late);
    let now = at("2026-06-01 10:00");
    books.shop.buy("reports", &packs(&[("signing_report", 10, 1)]), now);
    books.spend(QuotaKind::Report, &["a", "b", "c", "d", "e", "f", "g", "h"], now).unwrap();
    let given = books.shop.account.notices.len();
    assert_eq!(given, 2);
    let end = at("2027-03-01 11:00");
    books.shop.deliver("late", end).unwrap();
    assert_eq!(notices_due(&catalogue(), &books.shop.account, end + TimeDelta::minutes(1)), []);
}

#[test]
fn ed_5_contracts_of_the_free_edition_have_no_end_and_are_used_last() {
    let catalogue = altered(|file| file["experience"]["contracts"] = 5.into()).unwrap();
    let mut account = Account::new(AccountId::new("enterprise"));
    let holder = enterprise(Certification::Certified, Activation::Activated);
    let opened = decide(&catalogue, &account, &Command::OpenAccount { holder }, &system(DAY)).unwrap();
    for event in &opened {
        account.apply(event);
    }
    assert_eq!(account.balance(QuotaKind::Contract, at("2150-01-01 00:00")).left(), 5);
    let mut books = Books { shop: Shop { catalogue, account, ..shop() }, ledger: BTreeMap::new() };
    books.shop.buy("edition", &edition("advanced", 1), at(DAY));
    let recorded = books.spend_many(501, at("2026-04-01 10:00"));
    assert!(
        matches!(&recorded.events[1], Event::UsageRecorded { batch, taken: 1, .. } if batch.as_str() == "experience")
    );
    assert!(matches!(books.shop.account.batches[0].source, BatchSource::Experience));
}

#[test]
fn quota_1_usage_is_reported_by_the_shop_alone() {
    let books = advanced();
    let command = Command::RecordUsage { uses: vec![Use { quota: QuotaKind::Contract, subject: SubjectId::new("a") }] };
    let person = books.shop.person(at("2026-04-01 10:00"));
    assert!(decide(&books.shop.catalogue, &books.shop.account, &command, &person).is_err());
    assert!(!told(&books.shop.catalogue, &books.shop.account, &command).is_empty());
}

fn told(catalogue: &Catalogue, account: &Account, command: &Command) -> Vec<Event> {
    decide(catalogue, account, command, &system("2026-04-01 10:00")).unwrap()
}

fn system(now: &str) -> Context {
    Context::new(at(now), Channel::Web, Actor::System)
}

#[test]
fn quota_3_a_batch_that_is_used_up_is_passed_over() {
    let mut books = advanced();
    books.shop.buy("pack", &packs(&[("contract_pack", 1_000, 1)]), at("2026-03-02 10:00"));
    books.spend_many(500, at("2026-04-01 10:00"));
    let recorded = books.spend(QuotaKind::Contract, &["next"], at("2026-04-02 10:00")).unwrap();
    let taken: Vec<u32> = recorded
        .events
        .iter()
        .filter_map(|event| match event {
            Event::UsageRecorded { taken, .. } => Some(*taken),
            _ => None,
        })
        .collect();
    assert_eq!(taken, [1]);
}

#[test]
fn quota_4_an_edition_is_a_way_to_contracts_and_not_to_reports() {
    let mut books = advanced();
    let now = at("2026-04-01 10:00");
    books.spend_many(500, now);
    let edition = Remedy::ChooseEdition { edition: code("professional") };
    let ways_for = |books: &mut Books, quota| match reasons(books.spend(quota, &["one"], now)).remove(0) {
        Reason::QuotaExhausted { ways, .. } => ways,
        other => panic!("{other:?}"),
    };
    assert!(ways_for(&mut books, QuotaKind::Contract).contains(&edition));
    assert!(!ways_for(&mut books, QuotaKind::Report).contains(&edition));
}
