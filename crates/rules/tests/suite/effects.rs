//! What a purchase does to what an account has already: what ends, what stays, and where the paid end moves.

use crate::common::{Shop, altered, at, both, catalogue, code, edition, integration, local, packs, shop};
use rules::Command;
use rules::account::Account;
use rules::context::Actor;
use rules::decide::{Effects, Held, effects};
use rules::quote::PacksMove;
use rules::trial::{TrialApplication, TrialForm};
use rules::usage::Use;
use rules::vocabulary::{AccountId, ApplicationId, Language, QuotaKind, SubjectId};
use rules::{basket::Basket, calendar::Instant, explain};

const BOUGHT: &str = "2026-03-01 10:00";

fn effects_of(shop: &Shop, basket: &Basket, now: Instant) -> Effects {
    effects(&shop.account, &shop.quote(basket, now).unwrap())
}

/// As the checkout says it.
fn said(held: &[Held], language: Language) -> Vec<String> {
    held.iter().map(|held| explain::held(held, &catalogue(), language)).collect()
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
fn buy_11_an_upgrade_says_what_ends_and_what_stays() {
    let mut shop = shop();
    let bought = both(edition("advanced", 2), packs(&[("contract_pack", 1000, 1), ("signing_report", 10, 1)]));
    shop.buy("first", &bought, at(BOUGHT));
    let effects = effects_of(&shop, &edition("professional", 3), at("2026-05-10 12:00"));
    assert_eq!(effects.paid_end, Some((at("2028-03-01 10:00"), at("2029-05-10 12:00"))));
    assert_eq!(
        said(&effects.ends, Language::Chinese),
        [
            "高级版，至 2028年3月1日 10:00",
            "未用的 500 份合同，至 2027年3月1日 10:00",
            "未用的 500 份合同，至 2028年3月1日 10:00"
        ]
    );
    assert_eq!(
        said(&effects.stays, Language::English),
        ["1,000 contracts not used, until 10 May 2029, 12:00", "10 reports not used, until 1 Mar 2027, 10:00"]
    );
}

#[test]
fn buy_5_a_renewal_ends_nothing_and_moves_the_paid_end() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    let effects = effects_of(&shop, &edition("advanced", 1), at("2026-05-10 12:00"));
    let (from, to) = effects.paid_end.unwrap();
    assert_eq!((from, to), (at("2027-03-01 10:00"), at("2028-03-01 10:00")));
    assert_eq!(
        explain::paid_end_moves(from, to, Language::Chinese),
        "付费到期由 2027年3月1日 10:00 变为 2028年3月1日 10:00。"
    );
    assert_eq!(
        explain::paid_end_moves(from, to, Language::English),
        "The paid end moves from 1 Mar 2027, 10:00 to 1 Mar 2028, 10:00."
    );
    assert_eq!(effects.ends, []);
    let stays = said(&effects.stays, Language::Chinese);
    assert_eq!(stays, ["高级版，至 2027年3月1日 10:00", "未用的 500 份合同，至 2027年3月1日 10:00"]);
}

#[test]
fn add_6_packs_alone_move_no_paid_end() {
    let mut shop = shop();
    shop.buy("first", &edition("advanced", 1), at(BOUGHT));
    assert_eq!(effects_of(&shop, &packs(&[("signing_report", 10, 1)]), at("2026-05-10 12:00")).paid_end, None);
}

#[test]
fn trial_5_buy_13_a_trial_and_an_integration_stay_through_an_upgrade() {
    let mut shop = shop();
    shop.buy("first", &both(edition("professional", 2), integration(1)), at(BOUGHT));
    try_flagship(&mut shop, "2026-03-02 10:00");
    let effects = effects_of(&shop, &edition("flagship", 1), at("2026-03-03 10:00"));
    let stays = said(&effects.stays, Language::Chinese);
    assert_eq!(
        stays,
        [
            "旗舰版试用，至 2026年3月9日 10:00",
            "第三方应用集成，至 2027年3月1日 10:00",
            "未用的 50 份合同，至 2026年3月9日 10:00"
        ]
    );
    assert_eq!(said(&effects.stays, Language::English)[0], "Flagship (trial), until 9 Mar 2026, 10:00");
}

#[test]
fn buy_11_what_is_over_or_used_up_is_not_spoken_of() {
    let mut shop = shop();
    shop.buy("first", &both(edition("professional", 3), integration(1)), at(BOUGHT));
    let uses = (0..3000).map(|number| Use { quota: QuotaKind::Contract, subject: SubjectId::new(&number.to_string()) });
    let command = Command::RecordUsage { uses: uses.collect() };
    shop.tell(&command, at("2027-04-01 10:00"), Actor::System).unwrap();
    // The integration and the first year are over, the second year is used up, the third has not begun.
    let effects = effects_of(&shop, &edition("flagship", 3), at("2027-05-10 12:00"));
    assert_eq!(
        said(&effects.ends, Language::Chinese),
        ["专业版，至 2029年3月1日 10:00", "未用的 3,000 份合同，至 2029年3月1日 10:00"]
    );
    assert_eq!(effects.stays, []);
}

#[test]
fn quota_5_ord_9_the_outlook_names_everything_that_time_will_change_in_its_order() {
    let mut shop = shop();
    shop.buy("first", &both(edition("professional", 1), integration(1)), at(BOUGHT));
    shop.buy("renewal", &edition("professional", 1), at("2026-03-01 11:00"));
    try_flagship(&mut shop, "2026-03-02 10:00");
    shop.place("report", &packs(&[("signing_report", 10, 1)]), at("2026-03-02 10:00")).unwrap();
    let changes = shop.account.outlook(at("2026-03-02 10:00")).changes;
    let told: Vec<(String, String)> = changes
        .iter()
        .map(|change| {
            let what = serde_json::to_value(&change.what).unwrap();
            (local(change.at), what["change"].as_str().unwrap().to_owned())
        })
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(when, what)| (when.as_str(), what.as_str())).collect();
    assert_eq!(
        told,
        [
            ("2026-03-03 10:00", "order_expires"),
            ("2026-03-09 10:00", "trial_ends"),
            ("2026-03-09 10:00", "batch_cleared"),
            ("2027-03-01 10:00", "edition_begins"),
            ("2027-03-01 10:00", "integration_ends"),
            ("2027-03-01 10:00", "batch_cleared"),
            ("2027-03-01 10:00", "batch_opens"),
            ("2028-03-01 10:00", "edition_lapses"),
            ("2028-03-01 10:00", "batch_cleared"),
        ]
    );
}

#[test]
fn ed_5_what_has_no_end_is_no_change_to_come() {
    let mut shop = shop();
    shop.catalogue = altered(|file| file["experience"]["contracts"] = 5.into()).unwrap();
    let holder = shop.account.holder.clone().unwrap();
    shop.account = Account::new(AccountId::new("other"));
    shop.tell(&Command::OpenAccount { holder }, at(BOUGHT), Actor::System).unwrap();
    assert_eq!(shop.account.batches.len(), 1);
    assert_eq!(shop.account.outlook(at("2026-03-02 10:00")).changes, []);
}

#[test]
fn buy_13_packs_move_earlier_or_later() {
    let (sooner, later) = (at("2027-03-01 10:00"), at("2028-03-01 10:00"));
    assert!(PacksMove { from: later, to: sooner }.is_earlier());
    assert!(!PacksMove { from: sooner, to: later }.is_earlier());
    assert!(!PacksMove { from: sooner, to: sooner }.is_earlier());
}
