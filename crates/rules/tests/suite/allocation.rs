//! An answer that is yes costs no memory: the pricing page asks on every change.

use crate::common::{Shop, at, edition, shop};
use allocation_counter::measure;
use rstest::rstest;
use rules::offer::{EditionAction, may_get};
use rules::rejection::Rejection;
use rules::trial::may_try;
use rules::vocabulary::EditionCode;

const DAY: &str = "2026-03-01 10:00";

fn may(shop: &Shop, which: &EditionCode, action: EditionAction) -> (Result<(), Rejection>, u64) {
    let context = shop.person(at("2026-05-10 12:00"));
    let edition = shop.catalogue.edition(which).unwrap();
    let mut answer = Ok(());
    let allocations = measure(|| answer = may_get(Some(&shop.account), edition, action, &context, &shop.catalogue));
    (answer, allocations.count_total)
}

#[rstest]
#[case::a_purchase(&[], "flagship", EditionAction::Buy)]
#[case::a_renewal(&["advanced"], "advanced", EditionAction::Renew)]
#[case::an_upgrade(&["advanced"], "flagship", EditionAction::Upgrade)]
#[case::an_upgrade_of_a_queue(&["advanced", "advanced"], "flagship", EditionAction::Upgrade)]
fn an_allowed_answer_does_not_allocate(#[case] bought: &[&str], #[case] which: &str, #[case] action: EditionAction) {
    let mut shop = shop();
    for (number, code) in bought.iter().enumerate() {
        shop.buy(&format!("order {number}"), &edition(code, 1), at(DAY));
    }
    assert_eq!(may(&shop, &EditionCode::new(which), action), (Ok(()), 0));
}

#[test]
fn an_allowed_trial_does_not_allocate() {
    let shop = shop();
    let (context, flagship) = (shop.person(at(DAY)), EditionCode::new("flagship"));
    let mut answer = Ok(());
    let allocations = measure(|| answer = may_try(&shop.catalogue, Some(&shop.account), &flagship, &context));
    assert_eq!((answer, allocations.count_total), (Ok(()), 0));
}

#[test]
fn a_refusal_does() {
    let (answer, allocations) = may(&shop(), &EditionCode::new("flagship"), EditionAction::Renew);
    assert!(answer.is_err() && allocations > 0);
}
