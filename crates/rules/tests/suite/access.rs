//! Who sees what (RULES §10, CH-9), ways of paying, failed payments, and money that needs attention (ORD-2, ORD-5, ORD-6).

use crate::common::{Shop, altered, at, edition, fen, integration, local, packs, reasons, rules_of, shop, shop_of};
use rstest::rstest;
use rules::Command;
use rules::account::{Activation, Certification, Change, Changed, Event, HoldCause, Holder, OrderState, PaymentMethod};
use rules::add_on_offer::add_on_offers;
use rules::context::{Actor, Context};
use rules::decide::Resolution;
use rules::offer::edition_offers;
use rules::permissions::{permissions, seeing_balances, seeing_order, visible_orders};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, OrderId, PaymentId, PersonId, QuotaKind, Role, Roles};

const DAY: &str = "2026-03-01 10:00";

#[test]
fn ch_9_a_person_sees_the_own_account_and_nobody_else_does() {
    let owner = PersonId::new("owner");
    let mut shop = shop_of(Holder::Person { person: owner.clone(), name: "林样".to_owned() });
    shop.channel = Channel::PersonalMiniProgram;
    shop.roles = Roles::default();
    shop.buyer = owner;
    let own = shop.person(at(DAY));
    assert_eq!(visible_orders(Some(&shop.account), &own), Ok(Vec::new()));
    assert!(seeing_balances(Some(&shop.account), &own).is_ok());
    assert!(permissions(&shop.catalogue, Some(&shop.account), &own).order_history.is_ok());
    shop.buyer = PersonId::new("another");
    let other = shop.person(at(DAY));
    assert_eq!(reasons(visible_orders(Some(&shop.account), &other)), [Reason::AccountNotYours]);
}

#[rstest]
#[case(&[Role::SuperAdmin], true, true, true, true)]
#[case(&[Role::LegalRepresentative], true, true, true, false)]
#[case(&[Role::LegalRepresentative, Role::FeeManager], true, true, true, true)]
#[case(&[Role::FeeManager], true, true, false, true)]
#[case(&[Role::Employee], true, false, false, false)]
#[case(&[], false, false, false, false)]
fn role_2_role_3_role_4_role_5_what_a_role_may(
    #[case] roles: &[Role],
    #[case] balances: bool,
    #[case] purchase: bool,
    #[case] history: bool,
    #[case] invoice: bool,
) {
    let mut shop = shop();
    shop.roles = Roles::of(roles);
    let may = permissions(&shop.catalogue, Some(&shop.account), &shop.person(at(DAY)));
    let found = [may.balances.is_ok(), may.purchase.is_ok(), may.order_history.is_ok(), may.invoice.is_ok()];
    assert_eq!(found, [balances, purchase, history, invoice]);
}

#[test]
fn role_1_a_visitor_compares_and_quotes_and_sees_nothing_else() {
    let visitor = Context::new(at(DAY), Channel::Web, Actor::Visitor);
    let may = permissions(&crate::common::catalogue(), None, &visitor);
    for refused in [may.balances, may.purchase, may.order_history, may.invoice] {
        assert_eq!(reasons(refused), [Reason::SignInRequired]);
    }
    assert!(rules::quote::quote(&crate::common::catalogue(), None, &edition("flagship", 3), at(DAY)).is_ok());
}

#[test]
fn ch_9_the_personal_mini_program_shows_no_enterprise() {
    let mut shop = shop();
    shop.channel = Channel::PersonalMiniProgram;
    assert_eq!(rules_of(seeing_balances(Some(&shop.account), &shop.person(at(DAY))).map(drop)), ["CH-9"]);
}

#[test]
fn ord_7_one_order_is_refused_with_whose_it_is_to_see() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    let asked = |shop: &Shop, key: &str| {
        seeing_order(Some(&shop.account), &OrderId::new(key), &shop.person(at(DAY))).map(|order| order.id.clone())
    };
    assert_eq!(asked(&shop, "edition"), Ok(OrderId::new("edition")));
    assert_eq!(reasons(asked(&shop, "nothing")), [Reason::OrderUnknown]);
    let placed_it = Shop { roles: Roles::of(&[Role::Employee]), ..shop.clone() };
    assert_eq!(asked(&placed_it, "edition"), Ok(OrderId::new("edition")));
    let other = Shop { buyer: PersonId::new("another"), ..placed_it };
    assert_eq!(reasons(asked(&other, "edition")), [Reason::HistoryRoleMissing]);
    let elsewhere = Shop { channel: Channel::PersonalMiniProgram, roles: Roles::of(&[Role::SuperAdmin]), ..other };
    assert_eq!(rules_of(asked(&elsewhere, "edition")), ["CH-9"]);
    let visitor = Context::new(at(DAY), Channel::Web, Actor::Visitor);
    let refused = seeing_order(Some(&shop.account), &OrderId::new("edition"), &visitor).map(drop);
    assert_eq!(reasons(refused), [Reason::SignInRequired]);
}

#[test]
fn ord_7_role_6_role_7_who_sees_which_order() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.buyer = PersonId::new("fee manager");
    shop.roles = Roles::of(&[Role::FeeManager]);
    shop.buy("pack", &packs(&[("signing_report", 10, 1)]), at(DAY));
    shop.buyer = PersonId::new("another");
    shop.roles = Roles::of(&[Role::SuperAdmin]);
    shop.place("renewal", &edition("advanced", 1), at(DAY)).unwrap();
    let seen = |buyer: &str, role| {
        let person = Shop { buyer: PersonId::new(buyer), roles: Roles::of(&[role]), ..shop.clone() }.person(at(DAY));
        let orders = visible_orders(Some(&shop.account), &person).unwrap();
        orders.into_iter().map(|order| order.order.as_str().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(seen("somebody", Role::LegalRepresentative), ["edition", "pack", "renewal"]);
    assert_eq!(seen("fee manager", Role::FeeManager), ["pack", "renewal"]);
    assert_eq!(seen("fee manager", Role::Employee), ["pack"]);
    assert!(seen("somebody", Role::Employee).is_empty());
}

#[test]
fn buy_4_the_window_of_the_security_phone_is_shown() {
    let shop = shop();
    let context = shop.person(at(DAY));
    let until = |now: &str| {
        let asked = Context { now: at(now), ..context.clone() };
        permissions(&shop.catalogue, Some(&shop.account), &asked).phone_verified_until.map(local)
    };
    assert_eq!(until(DAY).unwrap(), "2026-03-01 10:30");
    assert_eq!(until("2026-03-01 10:30"), None);
}

fn choose(shop: &mut Shop, method: PaymentMethod, now: &str) -> Result<Vec<Event>, Rejection> {
    let command = Command::ChoosePaymentMethod { order: OrderId::new("order"), method };
    shop.tell_in(&command, &shop.person(at(now)))
}

#[test]
fn ord_2_a_transfer_has_ten_days_and_online_payment_a_day() {
    let mut shop = shop();
    shop.place("order", &edition("advanced", 1), at(DAY)).unwrap();
    assert_eq!(local(shop.order("order").expires_at), "2026-03-02 10:00");
    choose(&mut shop, PaymentMethod::BankTransfer, "2026-03-01 12:00").unwrap();
    assert_eq!(local(shop.order("order").expires_at), "2026-03-11 10:00");
    assert_eq!(choose(&mut shop, PaymentMethod::BankTransfer, "2026-03-01 12:00"), Ok(vec![]));
    // Back to online payment after its day would expire it on the spot.
    assert_eq!(rules_of(choose(&mut shop, PaymentMethod::Online, "2026-03-03 10:00")), ["ORD-8"]);
    assert_eq!(shop.state("order", at("2026-03-03 10:00")), OrderState::Unpaid);
}

#[test]
fn buy_12_a_transfer_for_a_renewal_expires_with_the_paid_end() {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.place("order", &edition("advanced", 1), at("2027-02-27 10:00")).unwrap();
    choose(&mut shop, PaymentMethod::BankTransfer, "2027-02-27 11:00").unwrap();
    assert_eq!(local(shop.order("order").expires_at), DAY.replace("2026", "2027"));
}

#[test]
fn ord_5_a_failure_is_kept_for_the_trail_and_the_same_payment_can_still_come() {
    let mut shop = shop();
    shop.place("order", &edition("advanced", 1), at(DAY)).unwrap();
    let fail = Command::FailPayment { order: OrderId::new("order"), payment: PaymentId::new("p") };
    shop.tell(&fail, at(DAY), Actor::System).unwrap();
    assert_eq!(shop.tell(&fail, at(DAY), Actor::System), Ok(vec![]));
    assert_eq!((shop.state("order", at(DAY)), shop.order("order").failures.len()), (OrderState::Unpaid, 1));
    let total = shop.order("order").total;
    shop.notice("order", "p", total, at(DAY));
    assert!(matches!(shop.state("order", at(DAY)), OrderState::Provisioning { .. }));
    assert_eq!(shop.tell(&fail, at(DAY), Actor::System), Ok(vec![]), "late");
    assert!(shop.order("order").failures.is_empty());
}

fn resolve(shop: &mut Shop, resolution: Resolution, now: &str) -> Result<Vec<Event>, Rejection> {
    let command = Command::ResolveAttention { order: OrderId::new("order"), resolution };
    shop.tell(&command, at(now), Actor::Operator { id: PersonId::new("operator") })
}

/// An order of an edition whose payment came after it had expired.
fn held() -> Shop {
    let mut shop = shop();
    shop.place("order", &edition("advanced", 1), at(DAY)).unwrap();
    shop.pay("order", at("2026-03-05 10:00"));
    shop
}

#[test]
fn ord_6_the_operator_delivers_after_all_and_the_term_starts_then() {
    let mut shop = held();
    resolve(&mut shop, Resolution::Deliver, "2026-03-06 10:00").unwrap();
    assert_eq!(shop.period("order").0, "2026-03-06 10:00");
    assert_eq!(shop.order("order").payments[0].held, Some(HoldCause::Expired));
    assert!(shop.deliver("order", at("2026-03-06 10:04")).is_ok());
}

#[test]
fn ord_6_the_operator_closes_and_later_money_is_still_kept() {
    let mut shop = held();
    resolve(&mut shop, Resolution::Close, "2026-03-06 10:00").unwrap();
    assert_eq!(resolve(&mut shop, Resolution::Close, "2026-03-06 10:01"), Ok(vec![]));
    assert_eq!(rules_of(resolve(&mut shop, Resolution::Deliver, "2026-03-06 10:02")), ["ORD-8"]);
    shop.notice("order", "again", fen(1), at("2026-03-07 10:00"));
    assert_eq!(shop.order("order").payments[1].held, Some(HoldCause::Closed));
}

#[test]
fn ord_6_what_no_longer_fits_can_only_be_closed() {
    let mut shop = held();
    shop.buy("other", &edition("professional", 1), at("2026-03-05 11:00"));
    assert_eq!(rules_of(resolve(&mut shop, Resolution::Deliver, "2026-03-06 10:00")), ["ORD-8"]);
    assert!(resolve(&mut shop, Resolution::Close, "2026-03-06 10:00").is_ok());
}

#[test]
fn ord_6_nobody_but_the_operator_decides() {
    let mut shop = held();
    let command = Command::ResolveAttention { order: OrderId::new("order"), resolution: Resolution::Close };
    let person = shop.person(at(DAY));
    assert_eq!(reasons(shop.tell_in(&command, &person)), [Reason::OperatorOnly]);
    assert_eq!(reasons(shop.tell(&command, at(DAY), Actor::System)), [Reason::OperatorOnly]);
}

#[test]
fn ch_10_a_channel_can_have_a_largest_amount() {
    let mut shop = shop();
    shop.catalogue =
        altered(|file| file["policies"]["largest_order_fen"] = serde_json::json!({ "mini_program": 400_000 })).unwrap();
    assert!(shop.place("web", &edition("advanced", 2), at(DAY)).is_ok());
    shop.cancel("web", at(DAY)).unwrap();
    shop.channel = Channel::MiniProgram;
    assert_eq!(rules_of(shop.place("a", &edition("advanced", 2), at(DAY))), ["CH-10"]);
    let exactly =
        |fen: i64| altered(|file| file["policies"]["largest_order_fen"] = serde_json::json!({ "mini_program": fen }));
    shop.catalogue = exactly(364_999).unwrap();
    assert_eq!(rules_of(shop.place("a", &edition("advanced", 1), at(DAY))), ["CH-10"]);
    shop.catalogue = exactly(365_000).unwrap();
    assert!(shop.place("a", &edition("advanced", 1), at(DAY)).is_ok());
}

#[test]
fn buy_2_buy_3_what_is_known_already_is_not_recorded_again() {
    let mut shop = shop();
    let mut told = |command: Command| shop.tell(&command, at(DAY), Actor::System).unwrap().len();
    assert_eq!(told(Command::RecordCertification { certification: Certification::Certified }), 0);
    assert_eq!(told(Command::RecordCertification { certification: Certification::Uncertified }), 1);
    assert_eq!(told(Command::RecordActivation { activation: Activation::Activated }), 0);
    assert_eq!(told(Command::RecordActivation { activation: Activation::NoSignAccount }), 1);
}

#[test]
fn ord_9_nothing_has_to_run_for_a_lapse_to_be_right() {
    let mut shop = shop();
    shop.buy("edition", &edition("professional", 1), at(DAY));
    let after = at("2027-03-01 10:00");
    assert_eq!(shop.account.in_force(after), None);
    assert_eq!(rules_of(shop.quote(&integration(1), after)), ["ADD-3"]);
    assert!(shop.quote(&edition("advanced", 1), after).is_ok());
}

#[test]
fn add_9_what_is_left_at_the_end_is_cleared() {
    let mut shop = shop();
    shop.buy("report", &packs(&[("signing_report", 10, 1)]), at(DAY));
    let left = |now: &str| shop.account.balance(QuotaKind::Report, at(now)).left();
    assert_eq!((left("2027-03-01 09:59"), left("2027-03-01 10:00")), (10, 0));
    let changes = shop.account.outlook(at("2026-04-01 10:00")).changes;
    assert!(
        matches!(&changes[..], [Change { at: end, what: Changed::BatchCleared { left: 10, .. } }] if local(*end) == "2027-03-01 10:00")
    );
}

#[rstest]
#[case(Channel::MiniProgram)]
#[case(Channel::PersonalMiniProgram)]
fn ch_12_a_channel_only_narrows_what_the_web_offers(#[case] channel: Channel) {
    let mut shop = shop();
    for has in ["", "advanced", "professional"] {
        if !has.is_empty() {
            shop.buy(has, &edition(has, 3), at(DAY));
        }
        let allowed = |channel| {
            let context = Shop { channel, ..shop.clone() }.person(at(DAY));
            let editions = edition_offers(&shop.catalogue, Some(&shop.account), &context);
            let ways = editions
                .into_iter()
                .flat_map(|offer| [offer.buy, offer.renew, offer.upgrade, offer.trial].map(|way| way.is_ok()));
            let add_ons = add_on_offers(&shop.catalogue, Some(&shop.account), &context);
            ways.chain(add_ons.into_iter().map(|offer| offer.buy.is_ok())).collect::<Vec<_>>()
        };
        let pairs: Vec<_> = allowed(channel).into_iter().zip(allowed(Channel::Web)).collect();
        assert!(pairs.iter().all(|(here, on_the_web)| !here || *on_the_web), "{has}: {pairs:?}");
        assert!(pairs.iter().any(|(here, on_the_web)| here != on_the_web), "{has}: it narrows nothing");
    }
}

#[test]
fn roles_are_kept_and_read_again_as_a_list() {
    let roles = Roles::of(&[Role::FeeManager, Role::SuperAdmin]);
    let text = serde_json::to_string(&roles).unwrap();
    assert_eq!(text, r#"["super_admin","fee_manager"]"#);
    assert_eq!(serde_json::from_str::<Roles>(&text).unwrap(), roles);
}
