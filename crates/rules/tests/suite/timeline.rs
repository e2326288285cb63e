//! The timeline of an account: what is on it, in which order, where each stretch stands, and what happens at its end.

use crate::common::{Shop, altered, at, both, code, edition, integration, local, packs, shop};
use rules::Command;
use rules::account::Account;
use rules::calendar::{Instant, Period};
use rules::context::Actor;
use rules::decide::PREVIEW;
use rules::timeline::{Difference, Ending, Overlaid, Phase, Stretch, What, overlay, stretches};
use rules::trial::{TrialApplication, TrialForm};
use rules::usage::Use;
use rules::vocabulary::{AccountId, ApplicationId, OrderId, QuotaKind, SubjectId};

const BOUGHT: &str = "2026-03-01 10:00";
const END: &str = "2027-03-01 10:00";

fn period(start: &str, end: &str) -> Period {
    Period { start: at(start), end: at(end) }
}

/// `专业版` and the like as a word or two, with where it stands and its local days.
fn told(stretch: &Stretch) -> String {
    let what = match &stretch.what {
        What::Edition(edition) => edition.as_str().to_owned(),
        What::Gap => "gap".to_owned(),
        What::Trial(edition) => format!("trial of {}", edition.as_str()),
        What::Integration(add_on) => add_on.as_str().to_owned(),
        What::Batch { quota, total, .. } => format!("{total} {}", format!("{quota:?}").to_lowercase()),
    };
    let day = |instant: Instant| local(instant)[..10].to_owned();
    format!("{what} {:?} {} {}", stretch.phase, day(stretch.period.start), day(stretch.period.end))
}

fn timeline(shop: &Shop, now: &str) -> Vec<String> {
    stretches(&shop.account, at(now)).iter().map(told).collect()
}

fn endings(shop: &Shop, now: &str) -> Vec<Ending> {
    stretches(&shop.account, at(now)).into_iter().map(|stretch| stretch.ending).collect()
}

fn try_flagship(shop: &mut Shop, now: &str) {
    let form = TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: "13800000000".to_owned(),
        industry: "制造".to_owned(),
        expected_signatures: "1000".to_owned(),
        consent: true,
    };
    let application = TrialApplication { application: ApplicationId::new("a"), edition: code("flagship"), form };
    let person = shop.person(at(now));
    shop.tell_in(&Command::ApplyForTrial(application), &person).unwrap();
}

#[test]
fn it_is_read_kind_by_kind_and_in_each_what_ends_first_first() {
    let mut shop = shop();
    let first = both(edition("professional", 2), packs(&[("signing_report", 10, 1), ("contract_pack", 1000, 1)]));
    shop.buy("first", &both(first.clone(), rules::basket::Basket { packs: first.packs, ..integration(1) }), at(BOUGHT));
    try_flagship(&mut shop, "2026-03-02 10:00");
    assert_eq!(
        timeline(&shop, "2026-03-03 10:00"),
        [
            "professional Running 2026-03-01 2028-03-01",
            "trial of flagship Running 2026-03-02 2026-03-09",
            "app_integration Running 2026-03-01 2027-03-01",
            "50 contract Running 2026-03-02 2026-03-09",
            "3000 contract Running 2026-03-01 2027-03-01",
            "10 report Running 2026-03-01 2027-03-01",
            "1000 contract Running 2026-03-01 2028-03-01",
            "3000 contract Queued 2027-03-01 2028-03-01",
        ]
    );
}

#[test]
fn the_timeline_of_an_account_without_anything_is_empty() {
    assert_eq!(stretches(&Account::new(AccountId::new("new")), at(BOUGHT)), []);
}

#[test]
fn no_two_stretches_have_the_same_name() {
    let difference = altered(|file| file["policies"]["upgrade"] = "difference_for_remaining_term".into()).unwrap();
    let mut shop = Shop { catalogue: difference, ..shop() };
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    shop.buy("second", &edition("advanced", 2), at("2026-04-01 10:00"));
    // One order, and a period for each of the two that it replaces.
    shop.buy("third", &edition("professional", 1), at("2026-05-01 10:00"));
    let mut names: Vec<String> =
        stretches(&shop.account, at("2026-05-02 10:00")).into_iter().map(|stretch| stretch.id).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn ord_9_where_a_stretch_stands_follows_from_now() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    let phase = |now: &str| stretches(&shop.account, at(now))[0].phase;
    assert_eq!(phase("2026-02-01 10:00"), Phase::Queued);
    assert_eq!(phase(BOUGHT), Phase::Running);
    assert_eq!(phase("2027-03-01 09:59"), Phase::Running);
    assert_eq!(phase(END), Phase::Ended);
}

#[test]
fn add_4_what_is_paid_and_not_delivered_waits() {
    let mut shop = shop();
    shop.place("first", &edition("advanced", 1), at(BOUGHT)).unwrap();
    shop.pay("first", at(BOUGHT));
    let phases = |shop: &Shop| stretches(&shop.account, at(BOUGHT)).iter().map(|it| it.phase).collect::<Vec<_>>();
    assert_eq!(phases(&shop), [Phase::AwaitingDelivery, Phase::AwaitingDelivery]);
    shop.deliver("first", at(BOUGHT)).unwrap();
    assert_eq!(phases(&shop), [Phase::Running, Phase::Running]);
}

#[test]
fn ed_6_without_a_renewal_the_edition_lapses_and_a_gap_lasts_until_now() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    assert_eq!(endings(&shop, "2026-05-01 10:00")[0], Ending::Lapses);
    let after = stretches(&shop.account, at("2027-03-11 10:00"));
    assert_eq!(told(&after[1]), "gap Running 2027-03-01 2027-03-11");
    assert_eq!((after[1].ending.clone(), after[1].end()), (Ending::Open, None));
}

#[test]
fn ed_6_a_gap_ends_with_the_next_purchase() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    shop.buy("second", &edition("professional", 1), at("2027-05-01 10:00"));
    let known = stretches(&shop.account, at("2027-06-01 10:00"));
    let editions: Vec<String> = known.iter().map(told).filter(|told| !told.contains("contract")).collect();
    assert_eq!(
        editions,
        [
            "advanced Ended 2026-03-01 2027-03-01",
            "gap Ended 2027-03-01 2027-05-01",
            "professional Running 2027-05-01 2028-05-01",
        ]
    );
    assert_eq!(known[1].ending, Ending::EditionBegins { edition: code("professional") });
}

#[test]
fn buy_5_a_renewal_leaves_no_gap() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    shop.buy("second", &edition("advanced", 1), at("2026-05-01 10:00"));
    assert_eq!(endings(&shop, "2026-06-01 10:00")[..2], [Ending::GoesOn, Ending::Lapses]);
    assert!(!timeline(&shop, "2027-06-01 10:00").iter().any(|told| told.starts_with("gap")));
}

#[test]
fn buy_8_an_upgrade_ends_what_runs_and_leaves_out_what_was_queued() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    shop.buy("second", &edition("advanced", 1), at("2026-04-01 10:00"));
    shop.buy("third", &edition("professional", 2), at("2026-05-10 12:00"));
    assert_eq!(
        timeline(&shop, "2026-06-01 10:00"),
        [
            "advanced Ended 2026-03-01 2026-05-10",
            "professional Running 2026-05-10 2028-05-10",
            "500 contract Ended 2026-03-01 2026-05-10",
            "3000 contract Running 2026-05-10 2027-05-10",
            "3000 contract Queued 2027-05-10 2028-05-10",
        ]
    );
    assert_eq!(endings(&shop, "2026-06-01 10:00")[0], Ending::Upgraded { to: code("professional") });
}

#[test]
fn buy_11_a_batch_that_an_upgrade_closed_says_so_and_how_many_were_left() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    shop.buy("second", &edition("professional", 1), at("2026-05-10 12:00"));
    let closed = &stretches(&shop.account, at("2026-06-01 10:00"))[2];
    assert_eq!((&closed.ending, closed.clears()), (&Ending::Closed { left: 500 }, Some(500)));
}

#[test]
fn add_9_quota_5_the_end_of_a_batch_says_how_many_it_clears() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    let uses = |from: usize, number: usize| {
        let subject = |number: usize| SubjectId::new(&number.to_string());
        (from..from + number).map(move |number| Use { quota: QuotaKind::Contract, subject: subject(number) }).collect()
    };
    let mut used = |from, number| {
        let command = Command::RecordUsage { uses: uses(from, number) };
        shop.tell(&command, at("2026-04-01 10:00"), Actor::System).unwrap();
        let batch = stretches(&shop.account, at("2026-05-01 10:00"))[1].clone();
        (batch.clears(), batch.ending)
    };
    let cleared = |left| Ending::Cleared { left, follows_edition: false };
    assert_eq!(used(0, 120), (Some(380), cleared(380)));
    assert_eq!(used(120, 380), (None, cleared(0)));
}

#[test]
fn add_5_a_pack_follows_the_edition_and_add_6_reports_do_not() {
    let mut shop = shop();
    let bought = both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1), ("signing_report", 10, 1)]));
    shop.buy("first", &bought, at(BOUGHT));
    let endings = endings(&shop, "2026-04-01 10:00");
    assert!(endings.contains(&Ending::Cleared { left: 1000, follows_edition: true }));
    assert!(endings.contains(&Ending::Cleared { left: 10, follows_edition: false }));
}

#[test]
fn ed_5_what_stays_has_no_end_and_clears_nothing() {
    let free = altered(|file| file["experience"]["contracts"] = 20.into()).unwrap();
    let mut shop = Shop { catalogue: free, account: Account::new(AccountId::new("enterprise")), ..shop() };
    let holder =
        crate::common::enterprise(rules::account::Certification::Certified, rules::account::Activation::Activated);
    shop.tell(&Command::OpenAccount { holder }, at(BOUGHT), Actor::System).unwrap();
    let batch = &stretches(&shop.account, at("2026-04-01 10:00"))[0];
    assert_eq!((batch.end(), batch.clears(), &batch.ending), (None, None, &Ending::Open));
}

#[test]
fn trial_5_after_a_trial_comes_the_edition_in_force_then_or_the_free_one() {
    let mut free = shop();
    try_flagship(&mut free, BOUGHT);
    let end_of_trial = |shop: &Shop| {
        let known = stretches(&shop.account, at("2026-03-02 10:00"));
        known.into_iter().find(|stretch| matches!(stretch.what, What::Trial(_))).unwrap().ending
    };
    assert_eq!(end_of_trial(&free), Ending::TrialEnds { then: code("experience") });
    free.buy("first", &edition("advanced", 1), at("2026-03-02 09:00"));
    assert_eq!(end_of_trial(&free), Ending::TrialEnds { then: code("advanced") });
}

#[test]
fn add_7_an_integration_bought_again_goes_on() {
    let mut shop = shop();
    shop.buy("first", &both(edition("professional", 3), integration(1)), at(BOUGHT));
    let integrations = |shop: &Shop| -> Vec<Ending> {
        let known = stretches(&shop.account, at("2026-05-01 10:00")).into_iter();
        known.filter(|it| matches!(it.what, What::Integration(_))).map(|it| it.ending).collect()
    };
    assert_eq!(integrations(&shop), [Ending::AccessEnds]);
    shop.buy("second", &integration(1), at("2026-04-01 10:00"));
    assert_eq!(integrations(&shop), [Ending::GoesOn, Ending::AccessEnds]);
}

#[test]
fn three_thousand_batches_are_three_thousand_stretches_that_are_told_at_once() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    let batch = shop.account.batches[0].clone();
    shop.account.batches = vec![batch; 3_000];
    assert_eq!(stretches(&shop.account, at("2026-04-01 10:00")).len(), 3_001);
}

fn overlaid(shop: &Shop, basket: &rules::basket::Basket, now: &str) -> Vec<Overlaid> {
    overlay(&shop.account, &shop.quote(basket, at(now)).unwrap())
}

#[test]
fn add_5_a_renewal_adds_itself_and_moves_the_packs() {
    let mut shop = shop();
    shop.buy("first", &both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)])), at(BOUGHT));
    let found = overlaid(&shop, &edition("advanced", 1), "2026-05-10 12:00");
    let told: Vec<(String, Difference)> =
        found.iter().map(|overlaid| (told(&overlaid.stretch), overlaid.difference)).collect();
    let before = period(BOUGHT, END);
    assert_eq!(
        told,
        [
            ("advanced Running 2026-03-01 2027-03-01".to_owned(), Difference::Same),
            ("advanced Queued 2027-03-01 2028-03-01".to_owned(), Difference::Added),
            ("500 contract Running 2026-03-01 2027-03-01".to_owned(), Difference::Same),
            ("1000 contract Running 2026-03-01 2028-03-01".to_owned(), Difference::Moved { before }),
            ("500 contract Queued 2027-03-01 2028-03-01".to_owned(), Difference::Added),
        ]
    );
    assert_eq!(found[1].stretch.order, Some(OrderId::new(PREVIEW)));
}

#[test]
fn buy_11_an_upgrade_ends_the_edition_its_batches_and_what_was_queued() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 2), at(BOUGHT));
    let now = "2026-05-10 12:00";
    let found = overlaid(&shop, &edition("professional", 3), now);
    let ends: Vec<(String, Difference)> = found
        .iter()
        .filter(|overlaid| matches!(overlaid.difference, Difference::Ends { .. }))
        .map(|overlaid| (told(&overlaid.stretch), overlaid.difference))
        .collect();
    let kept = Some(period(BOUGHT, now));
    let ends_with = |before, kept| Difference::Ends { before, kept };
    let last = "2028-03-01 10:00";
    assert_eq!(
        ends,
        [
            ("advanced Running 2026-03-01 2028-03-01".to_owned(), ends_with(period(BOUGHT, last), kept)),
            ("500 contract Running 2026-03-01 2027-03-01".to_owned(), ends_with(period(BOUGHT, END), kept)),
            ("500 contract Queued 2027-03-01 2028-03-01".to_owned(), ends_with(period(END, last), None)),
        ]
    );
    assert_eq!(found[0].stretch.ending, Ending::Upgraded { to: code("professional") });
}

#[test]
fn ed_6_a_purchase_after_the_end_shows_no_gap_and_nothing_that_is_over() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    let found = overlaid(&shop, &edition("advanced", 1), "2027-05-01 10:00");
    assert!(found.iter().all(|overlaid| overlaid.difference == Difference::Added), "{found:?}");
    assert_eq!(found.len(), 2);
}
