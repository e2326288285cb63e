//! Each reason with the rule that it comes from.

use crate::common::{at, code, fen, term};
use rstest::rstest;
use rules::account::{Activation, OrderState};
use rules::offer::EditionAction;
use rules::rejection::{AddOnRule, CertifiedFor, ChannelRule, Handover, Reason};
use rules::vocabulary::{AddOnCode, Channel, OrderId};

fn pack() -> AddOnCode {
    AddOnCode::new("contract_pack")
}

fn channel(rule: ChannelRule, instead: Handover) -> Reason {
    Reason::ChannelRefuses { channel: Channel::MiniProgram, instead, rule }
}

#[rstest]
#[case(Reason::SignInRequired, "BUY-1")]
#[case(Reason::RoleMissing, "ROLE-3")]
#[case(Reason::NotCertified { rule: CertifiedFor::Purchase }, "BUY-2")]
#[case(Reason::NotCertified { rule: CertifiedFor::Trial }, "TRIAL-1")]
#[case(Reason::NotCertified { rule: CertifiedFor::Binding }, "BIND-3")]
#[case(Reason::BalancesRoleMissing, "ROLE-2")]
#[case(Reason::TargetHasOpenOrder { order: OrderId::new("a") }, "BIND-3")]
#[case(Reason::NotActivated { cause: Activation::NoSignAccount }, "BUY-3")]
#[case(Reason::PhoneNotVerified { window_minutes: 30 }, "BUY-4")]
#[case(channel(ChannelRule::Bundle, Handover::Together), "CH-1")]
#[case(channel(ChannelRule::Purchase, Handover::Sales), "CH-2")]
#[case(channel(ChannelRule::Renewal, Handover::Web), "CH-3")]
#[case(channel(ChannelRule::Upgrade, Handover::Web), "CH-4")]
#[case(channel(ChannelRule::Packs, Handover::Together), "CH-5")]
#[case(channel(ChannelRule::Packs, Handover::Nobody), "CH-5")]
#[case(channel(ChannelRule::Trial, Handover::Web), "CH-7")]
#[case(Reason::EmptyBasket, "ED-1")]
#[case(Reason::EditionNotSold { edition: code("platinum") }, "ED-1")]
#[case(Reason::TermNotOffered { edition: code("advanced"), offered: vec![term(1), term(2)] }, "ED-2")]
#[case(Reason::Downgrade { edition: code("advanced"), in_force: code("flagship"), paid_end: at("2026-03-01 10:00") }, "ED-7")]
#[case(Reason::ActionDoesNotFit { action: EditionAction::Renew, fitting: Some(EditionAction::Buy) }, "BUY-6")]
#[case(Reason::ActionDoesNotFit { action: EditionAction::Buy, fitting: Some(EditionAction::Renew) }, "BUY-5")]
#[case(Reason::ActionDoesNotFit { action: EditionAction::Upgrade, fitting: None }, "BUY-7")]
#[case(Reason::CreditExceedsPrice { credit: fen(1), shortest: Some(term(2)) }, "BUY-10")]
#[case(Reason::CreditExceedsPrice { credit: fen(1), shortest: None }, "BUY-10")]
#[case(Reason::OpenOrder { order: OrderId::new("a") }, "BUY-12")]
#[case(Reason::PackNotSold { add_on: pack(), sizes: vec![1000] }, "ADD-10")]
#[case(Reason::QuantityOutOfRange { add_on: pack(), max: 20 }, "ADD-10")]
#[case(Reason::PackTwice { add_on: pack(), size: 1000 }, "ADD-10")]
#[case(Reason::AddOnNeedsEdition { add_on: pack(), editions: vec![code("advanced"), code("flagship")], rule: AddOnRule::Experience }, "ADD-1")]
#[case(Reason::AddOnNeedsEdition { add_on: pack(), editions: vec![], rule: AddOnRule::Packs }, "ADD-2")]
#[case(Reason::AmountTooLarge, "ADD-10")]
#[case(Reason::QuoteChanged { total: fen(1) }, "ORD-4")]
#[case(Reason::TermsNotAccepted { version: "1".to_owned() }, "ORD-10")]
#[case(Reason::KeyReused { order: OrderId::new("a") }, "ORD-3")]
#[case(Reason::OrderUnknown, "ROLE-7")]
#[case(Reason::OrderNotYours, "ROLE-7")]
#[case(Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Unpaid }, "ORD-1")]
#[case(Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Provisioning { since: at("2026-03-01 10:00") } }, "ORD-8")]
#[case(Reason::OrderStateRefuses { order: OrderId::new("a"), state: OrderState::Expired { at: at("2026-03-01 10:00") } }, "ORD-8")]
#[case(Reason::TrialUsed { edition: code("flagship") }, "TRIAL-3")]
#[case(channel(ChannelRule::Integration, Handover::Web), "CH-6")]
#[case(channel(ChannelRule::Invoice, Handover::Web), "CH-8")]
#[case(Reason::NotShownHere { channel: Channel::PersonalMiniProgram }, "CH-9")]
#[case(Reason::AmountAboveLimit { channel: Channel::MiniProgram, limit: fen(1), total: fen(2) }, "CH-10")]
#[case(Reason::AmountAboveLimit { channel: Channel::Web, limit: fen(1), total: fen(2) }, "CH-10")]
#[case(Reason::EndsBeforeIntegration { integration_end: at("2028-03-01 10:00"), shortest: Some(term(2)) }, "BUY-13")]
#[case(Reason::EndsBeforeIntegration { integration_end: at("2028-03-01 10:00"), shortest: None }, "BUY-13")]
#[case(Reason::IntegrationTermNotOffered { add_on: pack(), offered: vec![term(1)], paid_end: at("2027-03-01 10:00"), latest_end: at("2027-03-01 10:00"), start: at("2026-03-01 10:00") }, "ADD-7")]
#[case(Reason::IntegrationTwice { add_on: pack() }, "ADD-7")]
#[case(Reason::EnterpriseNameMissing, "BIND-1")]
#[case(Reason::OwnPhoneNotVerified { window_minutes: 30 }, "BIND-1")]
#[case(Reason::NotAMember { enterprise: "甲".to_owned() }, "BIND-3")]
#[case(Reason::NameNotConfirmed { given: "甲".to_owned(), found: "乙".to_owned() }, "BIND-3")]
#[case(Reason::HistoryRoleMissing, "ORD-7")]
#[case(Reason::InvoiceRoleMissing, "ROLE-5")]
#[case(Reason::InvoicedByEnterprise, "INV-3")]
#[case(Reason::NotDelivered { order: OrderId::new("a") }, "INV-3")]
#[case(Reason::SpecialForCompanies, "INV-2")]
#[case(Reason::OperatorOnly, "ORD-6")]
#[case(Reason::ConsentMissing, "TRIAL-7")]
#[case(Reason::TrialNotHigher { in_force: code("flagship") }, "TRIAL-1")]
fn a_reason_names_its_rule(#[case] reason: Reason, #[case] rule: &str) {
    assert_eq!(reason.rule(), rule);
}

#[rstest]
#[case(Reason::SignInRequired, true)]
#[case(Reason::AccountNotYours, true)]
#[case(Reason::RoleMissing, true)]
#[case(Reason::NotCertified { rule: CertifiedFor::Purchase }, true)]
#[case(Reason::NotActivated { cause: Activation::NoSignAccount }, true)]
#[case(Reason::PhoneNotVerified { window_minutes: 30 }, true)]
#[case(channel(ChannelRule::Packs, Handover::Nobody), false)]
#[case(Reason::EmptyBasket, false)]
#[case(Reason::OpenOrder { order: OrderId::new("a") }, false)]
#[case(Reason::AmountTooLarge, false)]
fn buy_1_to_4_and_role_3_are_about_who_asks(#[case] reason: Reason, #[case] is_about_person: bool) {
    assert_eq!(reason.is_about_person(), is_about_person);
}
