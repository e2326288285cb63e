//! Each reason with the rule that it comes from and the ways forward, the shortest first.

use crate::common::{at, code, fen, term};
use rstest::rstest;
use rules::account::{Activation, OrderState};
use rules::offer::EditionAction;
use rules::rejection::{AddOnRule, ChannelRule, Handover, Reason, Remedy};
use rules::vocabulary::{AddOnCode, Channel, OrderId};

fn pack() -> AddOnCode {
    AddOnCode::new("contract_pack")
}

fn channel(rule: ChannelRule, instead: Handover) -> Reason {
    Reason::ChannelRefuses { channel: Channel::MiniProgram, instead, rule }
}

#[rstest]
#[case(Reason::SignInRequired, "BUY-1", vec![Remedy::SignIn])]
#[case(Reason::RoleMissing, "ROLE-3", vec![Remedy::AskAdministrator])]
#[case(Reason::NotCertified, "BUY-2", vec![Remedy::Certify, Remedy::BuyAsPerson])]
#[case(Reason::NotActivated { cause: Activation::NoSignAccount }, "BUY-3", vec![Remedy::Activate])]
#[case(Reason::PhoneNotVerified { window_minutes: 30 }, "BUY-4", vec![Remedy::VerifyPhone])]
#[case(channel(ChannelRule::Bundle, Handover::Together), "CH-1", vec![Remedy::ChangePacks])]
#[case(channel(ChannelRule::Purchase, Handover::Sales), "CH-2", vec![Remedy::ContactSales])]
#[case(channel(ChannelRule::Renewal, Handover::Web), "CH-3", vec![Remedy::OpenOnWeb])]
#[case(channel(ChannelRule::Upgrade, Handover::Web), "CH-4", vec![Remedy::OpenOnWeb])]
#[case(channel(ChannelRule::Packs, Handover::Together), "CH-5", vec![Remedy::SeePricing])]
#[case(channel(ChannelRule::Packs, Handover::Nobody), "CH-5", vec![Remedy::SeePricing])]
#[case(channel(ChannelRule::Trial, Handover::Web), "CH-7", vec![Remedy::OpenOnWeb])]
#[case(Reason::EmptyBasket, "ED-1", vec![Remedy::SeePricing])]
#[case(Reason::EditionNotSold { edition: code("platinum") }, "ED-1", vec![Remedy::SeePricing])]
#[case(Reason::TermNotOffered { edition: code("advanced"), offered: vec![term(1), term(2)] }, "ED-2", vec![Remedy::ChooseTerm { term: term(1) }, Remedy::ChooseTerm { term: term(2) }])]
#[case(Reason::Downgrade { edition: code("advanced"), in_force: code("flagship"), paid_end: at("2026-03-01 10:00") }, "ED-7", vec![Remedy::ChooseEdition { edition: code("flagship") }])]
#[case(Reason::ActionDoesNotFit { action: EditionAction::Renew, fitting: Some(EditionAction::Buy) }, "BUY-6", vec![Remedy::Take { action: EditionAction::Buy }])]
#[case(Reason::ActionDoesNotFit { action: EditionAction::Buy, fitting: Some(EditionAction::Renew) }, "BUY-5", vec![Remedy::Take { action: EditionAction::Renew }])]
#[case(Reason::ActionDoesNotFit { action: EditionAction::Upgrade, fitting: None }, "BUY-7", vec![Remedy::SeePricing])]
#[case(Reason::CreditExceedsPrice { credit: fen(1), shortest: Some(term(2)) }, "BUY-10", vec![Remedy::ChooseTerm { term: term(2) }])]
#[case(Reason::CreditExceedsPrice { credit: fen(1), shortest: None }, "BUY-10", vec![Remedy::ContactSales])]
#[case(Reason::OpenOrder { order: OrderId::new("a") }, "BUY-12", vec![Remedy::PayOrder { order: OrderId::new("a") }, Remedy::CancelOrder { order: OrderId::new("a") }])]
#[case(Reason::PackNotSold { add_on: pack(), sizes: vec![1000] }, "ADD-10", vec![Remedy::ChangePacks])]
#[case(Reason::QuantityOutOfRange { add_on: pack(), max: 20 }, "ADD-10", vec![Remedy::ChangePacks])]
#[case(Reason::PackTwice { add_on: pack(), size: 1000 }, "ADD-10", vec![Remedy::ChangePacks])]
#[case(Reason::AddOnNeedsEdition { add_on: pack(), editions: vec![code("advanced"), code("flagship")], rule: AddOnRule::Experience }, "ADD-1", vec![Remedy::ChooseEdition { edition: code("advanced") }])]
#[case(Reason::AddOnNeedsEdition { add_on: pack(), editions: vec![], rule: AddOnRule::Packs }, "ADD-2", vec![Remedy::ContactSales])]
#[case(Reason::AmountTooLarge, "ADD-10", vec![Remedy::ChangePacks, Remedy::ContactSales])]
#[case(Reason::QuoteChanged { total: fen(1) }, "ORD-4", vec![Remedy::ConfirmQuote])]
#[case(Reason::TermsNotAccepted { version: "1".to_owned() }, "ORD-10", vec![Remedy::AcceptTerms])]
#[case(Reason::KeyReused { order: OrderId::new("a") }, "ORD-3", vec![Remedy::StartAgain])]
#[case(Reason::OrderUnknown, "ROLE-7", vec![Remedy::SeePricing])]
#[case(Reason::OrderNotYours, "ROLE-7", vec![Remedy::AskAdministrator])]
#[case(Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Unpaid }, "ORD-1", vec![Remedy::PayOrder { order: OrderId::new("a") }])]
#[case(Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Provisioning { since: at("2026-03-01 10:00") } }, "ORD-8", vec![Remedy::ContactService])]
#[case(Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Expired { at: at("2026-03-01 10:00") } }, "ORD-8", vec![Remedy::StartAgain])]
#[case(Reason::TrialUsed { edition: code("flagship") }, "TRIAL-3", vec![Remedy::ContactSales])]
#[case(channel(ChannelRule::Integration, Handover::Web), "CH-6", vec![Remedy::OpenOnWeb])]
#[case(channel(ChannelRule::Invoice, Handover::Web), "CH-8", vec![Remedy::OpenOnWeb, Remedy::ContactService])]
#[case(Reason::NotShownHere { channel: Channel::PersonalMiniProgram }, "CH-9", vec![Remedy::OpenOnWeb])]
#[case(Reason::AmountAboveLimit { channel: Channel::MiniProgram, limit: fen(1), total: fen(2) }, "CH-10", vec![Remedy::OpenOnWeb])]
#[case(Reason::AmountAboveLimit { channel: Channel::Web, limit: fen(1), total: fen(2) }, "CH-10", vec![Remedy::ContactSales])]
#[case(Reason::EndsBeforeIntegration { integration_end: at("2028-03-01 10:00"), shortest: Some(term(2)) }, "BUY-13", vec![Remedy::ChooseTerm { term: term(2) }])]
#[case(Reason::EndsBeforeIntegration { integration_end: at("2028-03-01 10:00"), shortest: None }, "BUY-13", vec![Remedy::ContactSales])]
#[case(Reason::IntegrationTermNotOffered { add_on: pack(), offered: vec![term(1)], paid_end: at("2027-03-01 10:00"), start: at("2026-03-01 10:00") }, "ADD-7", vec![Remedy::ChooseIntegrationTerm { add_on: pack(), term: term(1) }, Remedy::LeaveOut { add_on: pack() }])]
#[case(Reason::IntegrationTwice { add_on: pack() }, "ADD-7", vec![Remedy::LeaveOut { add_on: pack() }])]
#[case(Reason::EnterpriseNameMissing, "BIND-1", vec![Remedy::NameEnterprise])]
#[case(Reason::OwnPhoneNotVerified { window_minutes: 30 }, "BIND-1", vec![Remedy::VerifyOwnPhone])]
#[case(Reason::NotAMember { enterprise: "甲".to_owned() }, "BIND-3", vec![Remedy::JoinEnterprise, Remedy::ChooseEnterprise])]
#[case(Reason::NameNotConfirmed { given: "甲".to_owned(), found: "乙".to_owned() }, "BIND-3", vec![Remedy::ConfirmName { name: "乙".to_owned() }])]
#[case(Reason::HistoryRoleMissing, "ORD-7", vec![Remedy::AskAdministrator])]
#[case(Reason::InvoiceRoleMissing, "ROLE-5", vec![Remedy::AskAdministrator])]
#[case(Reason::NotDelivered { order: OrderId::new("a") }, "INV-3", vec![Remedy::SeeOrder { order: OrderId::new("a") }])]
#[case(Reason::SpecialForCompanies, "INV-2", vec![Remedy::TakeOrdinaryInvoice])]
#[case(Reason::OperatorOnly, "ORD-6", vec![Remedy::ContactService])]
#[case(Reason::ConsentMissing, "TRIAL-7", vec![Remedy::GiveConsent])]
#[case(Reason::TrialNotHigher { in_force: code("flagship") }, "TRIAL-1", vec![Remedy::SeePricing])]
fn a_reason_names_its_rule_and_its_ways_forward(
    #[case] reason: Reason,
    #[case] rule: &str,
    #[case] remedies: Vec<Remedy>,
) {
    assert_eq!((reason.rule(), reason.remedies()), (rule, remedies));
}
