//! An upgrade whose money is held while the paid timeline moves on: what the operator may still let go on (BUY-8, BUY-12,
//! ORD-6), under both policies.

use crate::common::{Shop, altered, at, edition, rules_of, shop};
use rstest::rstest;
use rules::Command;
use rules::account::{Event, OrderState};
use rules::context::Actor;
use rules::decide::Resolution;
use rules::rejection::Rejection;
use rules::vocabulary::{OrderId, PersonId};

const DAY: &str = "2026-03-01 10:00";

/// On advanced for a year, with an unpaid upgrade to professional.
fn placed(policy: &str, now: &str) -> Shop {
    let mut shop = shop();
    shop.catalogue = altered(|file| file["policies"]["upgrade"] = policy.into()).unwrap();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.place("upgrade", &edition("professional", 1), at(now)).unwrap();
    shop
}

fn resolve(shop: &mut Shop, resolution: Resolution, now: &str) -> Result<Vec<Event>, Rejection> {
    let command = Command::ResolveAttention { order: OrderId::new("upgrade"), resolution };
    shop.tell(&command, at(now), Actor::Operator { id: PersonId::new("operator") })
}

#[rstest]
fn ord_6_an_upgrade_that_would_replace_what_was_paid_meanwhile_can_only_be_closed(
    #[values("new_term_with_credit", "difference_for_remaining_term")] policy: &str,
) {
    let mut shop = placed(policy, "2026-05-10 10:00");
    shop.notice("upgrade", "another amount", crate::common::fen(1), at("2026-05-10 11:00"));
    shop.buy("renewal", &edition("advanced", 1), at("2026-05-10 12:00"));
    let before = shop.paid_end(at("2026-05-10 13:00"));
    assert_eq!(rules_of(resolve(&mut shop, Resolution::Deliver, "2026-05-10 13:00")), ["ORD-8"]);
    assert_eq!(shop.paid_end(at("2026-05-10 13:00")), before);
    assert!(resolve(&mut shop, Resolution::Close, "2026-05-10 13:00").is_ok());
}

#[rstest]
fn ord_6_with_the_same_timeline_it_is_released(
    #[values("new_term_with_credit", "difference_for_remaining_term")] policy: &str,
) {
    let mut shop = placed(policy, "2026-05-10 10:00");
    shop.notice("upgrade", "another amount", crate::common::fen(1), at("2026-05-10 11:00"));
    assert!(resolve(&mut shop, Resolution::Deliver, "2026-05-10 13:00").is_ok());
    assert_eq!(
        shop.state("upgrade", at("2026-05-10 13:00")),
        OrderState::Provisioning { since: at("2026-05-10 13:00") }
    );
}

#[rstest]
#[case("new_term_with_credit", "2028-03-01 10:30")]
#[case("difference_for_remaining_term", "2028-03-01 10:00")]
fn buy_12_a_period_that_ended_by_itself_is_no_change_of_the_paid_timeline(
    #[case] policy: &str,
    #[case] paid_end: &str,
) {
    let mut shop = shop();
    shop.catalogue = altered(|file| file["policies"]["upgrade"] = policy.into()).unwrap();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.buy("renewal", &edition("advanced", 1), at("2026-04-01 10:00"));
    shop.place("upgrade", &edition("professional", 1), at("2027-03-01 09:00")).unwrap();
    shop.pay("upgrade", at("2027-03-01 10:30"));
    let now = at("2027-03-01 10:30");
    assert_eq!(shop.state("upgrade", now), OrderState::Provisioning { since: now });
    assert_eq!(shop.account.in_force(now).unwrap().edition.as_str(), "professional");
    assert_eq!(shop.paid_end(now).unwrap(), paid_end);
}
