//! What helps against a reason that has one answer, whatever was wished for.

use crate::common::{Shop, at, code, edition, fen, integration, packs, shop};
use rstest::rstest;
use rules::account::{Activation, OrderState};
use rules::invoice::InvoiceField;
use rules::offer::EditionAction;
use rules::rejection::{CertifiedFor, Reason, Remedy};
use rules::trial::FormField;
use rules::vocabulary::{Channel, InvoiceId, OrderId, SubjectId};
use rules::way_forward::Wish;

const DAY: &str = "2026-03-01 10:00";

fn order() -> OrderId {
    OrderId::new("order")
}

/// An enterprise with an unpaid order of reports.
fn with_an_order() -> Shop {
    let mut shop = shop();
    shop.place("order", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    shop
}

#[rstest]
#[case::buy_1(Reason::SignInRequired, Remedy::SignIn)]
#[case::role_7(Reason::AccountNotYours, Remedy::SignIn)]
#[case::role_3(Reason::RoleMissing, Remedy::AskAdministrator)]
#[case::role_7_others(Reason::OrderNotYours, Remedy::AskAdministrator)]
#[case::role_2(Reason::BalancesRoleMissing, Remedy::AskAdministrator)]
#[case::ord_7(Reason::HistoryRoleMissing, Remedy::AskAdministrator)]
#[case::role_5(Reason::InvoiceRoleMissing, Remedy::AskAdministrator)]
#[case::inv_3_person(Reason::InvoicedByEnterprise, Remedy::AskAdministrator)]
#[case::buy_2(Reason::NotCertified { rule: CertifiedFor::Purchase }, Remedy::Certify)]
#[case::buy_3(Reason::NotActivated { cause: Activation::NoSignAccount }, Remedy::Activate)]
#[case::buy_4(Reason::PhoneNotVerified { window_minutes: 30 }, Remedy::VerifyPhone)]
#[case::bind_1(Reason::EnterpriseNameMissing, Remedy::NameEnterprise)]
#[case::bind_1_phone(Reason::OwnPhoneNotVerified { window_minutes: 30 }, Remedy::VerifyOwnPhone)]
#[case::ch_9(Reason::NotShownHere { channel: Channel::PersonalMiniProgram }, Remedy::OpenOnWeb)]
#[case::no_basket(Reason::EmptyBasket, Remedy::SeePricing)]
#[case::no_order(Reason::OrderUnknown, Remedy::SeePricing)]
#[case::ord_4(Reason::QuoteChanged { total: fen(1) }, Remedy::ConfirmQuote)]
#[case::ord_10(Reason::TermsNotAccepted { version: "1".to_owned() }, Remedy::AcceptTerms)]
#[case::ord_3(Reason::KeyReused { order: order() }, Remedy::StartAgain)]
#[case::inv_3_key(Reason::InvoiceKeyReused { invoice: InvoiceId::new("i") }, Remedy::StartAgain)]
#[case::ord_1(Reason::OrderStateRefuses { order: order(), state: OrderState::Unpaid }, Remedy::PayOrder { order: order() })]
#[case::ord_2(
    Reason::OrderStateRefuses { order: order(), state: OrderState::Expired { at: at(DAY) } },
    Remedy::StartAgain
)]
#[case::ord_6(
    Reason::OrderStateRefuses { order: order(), state: OrderState::Cancelled { at: at(DAY) } },
    Remedy::StartAgain
)]
#[case::ord_8(
    Reason::OrderStateRefuses { order: order(), state: OrderState::Closed { at: at(DAY) } },
    Remedy::ContactService
)]
#[case::bind_3(Reason::BindingTargetMissing, Remedy::ChooseEnterprise)]
#[case::bind_3_member(Reason::NotAMember { enterprise: "样例".to_owned() }, Remedy::JoinEnterprise)]
#[case::bind_3_name(
    Reason::NameNotConfirmed { given: "甲".to_owned(), found: "乙".to_owned() },
    Remedy::ConfirmName { name: "乙".to_owned() }
)]
#[case::trial_4(Reason::FormField { field: FormField::Industry }, Remedy::CorrectField)]
#[case::inv_2(Reason::InvoiceField { field: InvoiceField::Bank }, Remedy::CorrectField)]
#[case::trial_7(Reason::ConsentMissing, Remedy::GiveConsent)]
#[case::inv_3(Reason::InvoiceOrdersMissing, Remedy::ChooseOrders)]
#[case::inv_3_delivered(Reason::NotDelivered { order: order() }, Remedy::SeeOrder { order: order() })]
#[case::inv_2_company(Reason::SpecialForCompanies, Remedy::TakeOrdinaryInvoice)]
#[case::ord_6_operator(Reason::OperatorOnly, Remedy::ContactService)]
#[case::quota_2(Reason::ContractUnknown { contract: SubjectId::new("c") }, Remedy::ContactService)]
fn the_first_way_out_of(#[case] reason: Reason, #[case] first: Remedy) {
    let shop = with_an_order();
    let ways = shop.ways_of(&Wish::Other, &reason, &shop.person(at(DAY)));
    assert_eq!(ways.first(), Some(&first), "{ways:?}");
}

#[rstest]
#[case::on_the_web(Channel::Web, vec![Remedy::ContactSales])]
#[case::elsewhere(Channel::MiniProgram, vec![Remedy::OpenOnWeb, Remedy::ContactSales])]
fn ch_10_an_amount_above_the_limit_is_for_the_web_and_for_sales(#[case] channel: Channel, #[case] ways: Vec<Remedy>) {
    let shop = Shop { channel, ..with_an_order() };
    let reason = Reason::AmountAboveLimit { channel, limit: fen(1), total: fen(2) };
    assert_eq!(shop.ways_of(&Wish::Other, &reason, &shop.person(at(DAY))), ways);
}

#[test]
fn add_7_a_later_end_is_had_by_renewing_the_edition_in_force() {
    let mut shop = shop();
    shop.buy("edition", &edition("professional", 1), at(DAY));
    let ways = shop.ways(&integration(2), at("2026-04-01 10:00"));
    assert!(ways[0].contains(&Remedy::RenewFirst { edition: code("professional") }), "{ways:?}");
}

#[test]
fn bind_4_at_binding_no_other_purchase_is_offered() {
    let shop = shop();
    let reason = Reason::ActionDoesNotFit { action: EditionAction::Buy, fitting: Some(EditionAction::Renew) };
    let ways = |wish: &Wish| shop.ways_of(wish, &reason, &shop.person(at(DAY)));
    assert_eq!(ways(&Wish::Other), [Remedy::Take { action: EditionAction::Renew }]);
    assert_eq!(ways(&Wish::Binding), [Remedy::ChooseEnterprise]);
}
