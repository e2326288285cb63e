//! Small things by chance: mostly such as make sense, so that a sequence comes far.

use api::CashierChoice;
use proptest::prelude::*;
use proptest::sample::select;
use rules::account::{Activation, Certification, PaymentMethod};
use rules::basket::{Basket, EditionChoice, IntegrationChoice, PackChoice};
use rules::vocabulary::{AddOnCode, Channel, EditionCode, QuotaKind, Role, Term};

pub(super) fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![5 => Just(Channel::Web), 3 => Just(Channel::MiniProgram), 1 => Just(Channel::PersonalMiniProgram)]
}

pub(super) fn certification() -> impl Strategy<Value = Certification> {
    prop_oneof![6 => Just(Certification::Certified), 1 => Just(Certification::Uncertified)]
}

pub(super) fn activation() -> impl Strategy<Value = Activation> {
    prop_oneof![
        8 => Just(Activation::Activated),
        1 => Just(Activation::NoSignAccount),
        1 => Just(Activation::OtherEnterprise),
    ]
}

/// A few minutes, hours, days, or years, in which everything ends.
pub(super) fn minutes() -> impl Strategy<Value = i64> {
    prop_oneof![1_i64..10, 20_i64..60 * 30, 60 * 24..60 * 24 * 40_i64, 60 * 24 * 40..60 * 24 * 400_i64]
}

pub(super) fn edition_alone() -> impl Strategy<Value = Basket> {
    (edition(), term())
        .prop_map(|(edition, term)| Basket { edition: Some(EditionChoice { edition, term }), ..Basket::default() })
}

/// What a person can buy before the enterprise is certified.
pub(super) fn first_of_person() -> impl Strategy<Value = Basket> {
    (term(), 1_u32..=3).prop_map(|(term, quantity)| {
        let pack = PackChoice { quantity, ..PackChoice::one(AddOnCode::new("contract_pack"), 1_000) };
        let edition = EditionChoice { edition: EditionCode::new("advanced"), term };
        Basket { edition: Some(edition), packs: vec![pack], ..Basket::default() }
    })
}

pub(super) fn basket() -> impl Strategy<Value = Basket> {
    let add_ons_alone = prop::collection::vec(pack(), 1..=2).prop_map(|packs| Basket { packs, ..Basket::default() });
    let integration = term().prop_map(|term| IntegrationChoice { add_on: AddOnCode::new("app_integration"), term });
    let mixed = (
        prop::option::of(edition_alone()),
        prop::collection::vec(pack(), 0..=2),
        prop::collection::vec(integration, 0..=1),
    )
        .prop_map(|(alone, packs, integrations)| Basket { packs, integrations, ..alone.unwrap_or_default() });
    prop_oneof![4 => edition_alone(), 2 => add_ons_alone, 3 => mixed, 2 => first_of_person()]
}

pub(super) fn edition() -> impl Strategy<Value = EditionCode> {
    let sold = select(&["advanced", "professional", "flagship"][..]);
    prop_oneof![12 => sold, 1 => Just("platinum")].prop_map(EditionCode::new)
}

pub(super) fn term() -> impl Strategy<Value = Term> {
    (1_u32..=Term::MAX).prop_map(|years| Term::try_from(years).unwrap_or(Term::ONE))
}

/// Mostly a pack that is sold.
pub(super) fn pack() -> impl Strategy<Value = PackChoice> {
    let sold = select(&[
        ("contract_pack", 1_000),
        ("contract_pack", 10_000),
        ("signing_report", 10),
        ("signing_report", 100),
        ("meeting_signing", 50),
        ("meeting_signing", 500),
        ("meeting_signing", 51),
        ("app_integration", 10),
    ]);
    let quantity = prop_oneof![8 => 1_u32..=3, 1 => 20_u32..=21, 1 => Just(0)];
    (sold, quantity).prop_map(|((add_on, size), quantity)| PackChoice {
        add_on: AddOnCode::new(add_on),
        size,
        quantity,
    })
}

pub(super) fn number() -> impl Strategy<Value = u8> {
    prop_oneof![2 => Just(0_u8), 2 => Just(1), 1 => Just(2), 1 => Just(3)]
}

pub(super) fn method() -> impl Strategy<Value = PaymentMethod> {
    prop_oneof![5 => Just(PaymentMethod::Online), 1 => Just(PaymentMethod::BankTransfer)]
}

pub(super) fn choice() -> impl Strategy<Value = CashierChoice> {
    prop_oneof![
        8 => Just(CashierChoice::Pay),
        1 => Just(CashierChoice::Fail),
        1 => Just(CashierChoice::PayOther),
        1 => Just(CashierChoice::Abandon),
    ]
}

pub(super) fn quota() -> impl Strategy<Value = QuotaKind> {
    prop_oneof![8 => Just(QuotaKind::Contract), 1 => Just(QuotaKind::Report), 1 => Just(QuotaKind::Meeting)]
}

pub(super) fn roles() -> impl Strategy<Value = Vec<Role>> {
    let role = select(&[Role::SuperAdmin, Role::LegalRepresentative, Role::FeeManager, Role::Employee][..]);
    prop::collection::vec(role, 0..=2)
}
