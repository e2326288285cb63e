//! What happens in a sequence: made up by chance, and made shorter where it fails.

use api::CashierChoice;
use proptest::prelude::*;
use proptest::sample::select;
use rules::account::{Activation, Certification, InvoiceKind, PaymentMethod};
use rules::basket::{Basket, EditionChoice, IntegrationChoice, PackChoice};
use rules::usage::Signing;
use rules::vocabulary::{AddOnCode, Channel, EditionCode, QuotaKind, Role, Term};

/// The most steps.
const LONGEST: usize = 10;

/// How it begins, and what happens then.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    pub(super) certification: Certification,
    pub(super) activation: Activation,
    pub(super) steps: Vec<Step>,
}

/// Something that somebody does somewhere, perhaps twice.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) by: Who,
    pub(super) channel: Channel,
    pub(super) has_verified: bool,
    pub(super) does: Doing,
    pub(super) again: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Who {
    Visitor,
    Administrator,
    FeeManager,
    Employee,
    /// A person who buys on an account of their own, and has joined both enterprises.
    Buyer,
}

/// Orders, applications and invoices are named by small numbers, so that they meet again.
#[derive(Clone, Debug)]
pub(super) enum Doing {
    Pass {
        minutes: i64,
    },
    Quote(Basket),
    ClaimKey {
        basket: Basket,
        order: u8,
    },
    Place {
        order: u8,
        basket: Basket,
        method: PaymentMethod,
        as_shown: bool,
        names_enterprise: bool,
    },
    /// Placed as shown, and paid.
    Buy {
        order: u8,
        basket: Basket,
    },
    Choose {
        order: u8,
        method: PaymentMethod,
    },
    Pay {
        order: u8,
        choice: CashierChoice,
    },
    Cancel {
        order: u8,
    },
    Bind {
        order: u8,
        to_other: bool,
        confirms: bool,
    },
    Look {
        order: u8,
    },
    ClaimApplication {
        edition: EditionCode,
        application: u8,
    },
    Apply {
        application: u8,
        edition: EditionCode,
        consents: bool,
    },
    LeaveLead {
        lead: u8,
        edition: EditionCode,
    },
    ClaimInvoice {
        invoice: u8,
        orders: Vec<u8>,
        kind: InvoiceKind,
    },
    AskInvoice {
        invoice: u8,
        orders: Vec<u8>,
        kind: InvoiceKind,
    },
    Use {
        quota: QuotaKind,
        subjects: std::ops::Range<u8>,
    },
    Withdraw {
        contract: u8,
    },
    Sign {
        contract: u8,
        signing: Signing,
    },
    SeeUse(QuotaKind),
    SeeEnterprises,
    Report {
        of_other: bool,
        certification: Certification,
        activation: Activation,
    },
    HaveRoles {
        who: Who,
        roles: Vec<Role>,
    },
}

impl Sequence {
    /// The kinds of quota that were used.
    pub(super) fn used(&self) -> Vec<QuotaKind> {
        let is_used = |quota: &QuotaKind| {
            self.steps.iter().any(|step| matches!(&step.does, Doing::Use { quota: used, .. } if used == quota))
        };
        QuotaKind::ALL.into_iter().filter(is_used).collect()
    }
}

pub(super) fn sequence() -> impl Strategy<Value = Sequence> {
    let steps = (prop::option::of(purchase()), prop::collection::vec(step(), 1..=LONGEST));
    (certification(), activation(), steps).prop_map(|(certification, activation, (bought, steps))| {
        let steps = bought.into_iter().flatten().chain(steps).collect();
        Sequence { certification, activation, steps }
    })
}

/// An edition is bought and arrives, by whoever may buy.
fn purchase() -> impl Strategy<Value = [Step; 2]> {
    (edition_alone(), prop::bool::weighted(0.4)).prop_map(|(basket, is_persons)| {
        let (by, channel) = match is_persons {
            true => (Who::Buyer, Channel::PersonalMiniProgram),
            false => (Who::Administrator, Channel::Web),
        };
        [Doing::Buy { order: 0, basket }, Doing::Pass { minutes: 6 }].map(|does| Step {
            by,
            channel,
            has_verified: true,
            does,
            again: false,
        })
    })
}

fn step() -> impl Strategy<Value = Step> {
    let by = prop_oneof![
        1 => Just(Who::Visitor),
        12 => Just(Who::Administrator),
        3 => Just(Who::FeeManager),
        2 => Just(Who::Employee),
        4 => Just(Who::Buyer),
    ];
    let is_usual = prop::bool::weighted(0.85);
    (by, channel(), is_usual, doing(), prop::bool::weighted(0.15)).prop_map(|(by, channel, is_usual, does, again)| {
        // Binding is a person's, whose own account is at home in one channel.
        let by = if is_usual && matches!(does, Doing::Bind { .. }) { Who::Buyer } else { by };
        let channel = if is_usual && by == Who::Buyer { Channel::PersonalMiniProgram } else { channel };
        Step { by, channel, has_verified: is_usual, does, again }
    })
}

fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![5 => Just(Channel::Web), 3 => Just(Channel::MiniProgram), 1 => Just(Channel::PersonalMiniProgram)]
}

fn certification() -> impl Strategy<Value = Certification> {
    prop_oneof![6 => Just(Certification::Certified), 1 => Just(Certification::Uncertified)]
}

fn activation() -> impl Strategy<Value = Activation> {
    prop_oneof![
        8 => Just(Activation::Activated),
        1 => Just(Activation::NoSignAccount),
        1 => Just(Activation::OtherEnterprise),
    ]
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        8 => minutes().prop_map(|minutes| Doing::Pass { minutes }),
        3 => basket().prop_map(Doing::Quote),
        2 => (basket(), number()).prop_map(|(basket, order)| Doing::ClaimKey { basket, order }),
        8 => place(),
        10 => (number(), basket()).prop_map(|(order, basket)| Doing::Buy { order, basket }),
        2 => (number(), method()).prop_map(|(order, method)| Doing::Choose { order, method }),
        4 => (number(), choice()).prop_map(|(order, choice)| Doing::Pay { order, choice }),
        2 => number().prop_map(|order| Doing::Cancel { order }),
        4 => (number(), any::<bool>(), any::<bool>())
            .prop_map(|(order, to_other, confirms)| Doing::Bind { order, to_other, confirms }),
        2 => number().prop_map(|order| Doing::Look { order }),
        4 => trial(),
        5 => invoice(),
        8 => usage(),
        1 => Just(Doing::SeeEnterprises),
        1 => (any::<bool>(), certification(), activation())
            .prop_map(|(of_other, certification, activation)| Doing::Report { of_other, certification, activation }),
        1 => (select(&[Who::Administrator, Who::FeeManager, Who::Employee][..]), roles())
            .prop_map(|(who, roles)| Doing::HaveRoles { who, roles }),
    ]
}

fn place() -> impl Strategy<Value = Doing> {
    (number(), basket(), method(), prop::bool::weighted(0.95), prop::bool::weighted(0.8)).prop_map(
        |(order, basket, method, as_shown, names_enterprise)| Doing::Place {
            order,
            basket,
            method,
            as_shown,
            names_enterprise,
        },
    )
}

fn trial() -> impl Strategy<Value = Doing> {
    prop_oneof![
        1 => (edition(), number())
            .prop_map(|(edition, application)| Doing::ClaimApplication { edition, application }),
        3 => (number(), edition(), prop::bool::weighted(0.9))
            .prop_map(|(application, edition, consents)| Doing::Apply { application, edition, consents }),
        1 => (number(), edition()).prop_map(|(lead, edition)| Doing::LeaveLead { lead, edition }),
    ]
}

fn invoice() -> impl Strategy<Value = Doing> {
    let orders = || prop::collection::vec(number(), 1..=2);
    let kind = || select(&[InvoiceKind::Ordinary, InvoiceKind::Special][..]);
    prop_oneof![
        1 => (number(), orders(), kind())
            .prop_map(|(invoice, orders, kind)| Doing::ClaimInvoice { invoice, orders, kind }),
        3 => (number(), orders(), kind())
            .prop_map(|(invoice, orders, kind)| Doing::AskInvoice { invoice, orders, kind }),
    ]
}

fn usage() -> impl Strategy<Value = Doing> {
    let signing = select(&[Signing::PartlySigned, Signing::Signed, Signing::Rejected, Signing::Expired][..]);
    prop_oneof![
        4 => (quota(), 0_u8..12, prop_oneof![4 => 1_u8..8, 1 => 30_u8..60])
            .prop_map(|(quota, first, more)| Doing::Use { quota, subjects: first..first + more }),
        2 => (0_u8..20).prop_map(|contract| Doing::Withdraw { contract }),
        2 => (0_u8..20, signing).prop_map(|(contract, signing)| Doing::Sign { contract, signing }),
        2 => quota().prop_map(Doing::SeeUse),
    ]
}

/// A few minutes, hours, days, or years, in which everything ends.
fn minutes() -> impl Strategy<Value = i64> {
    prop_oneof![1_i64..10, 20_i64..60 * 30, 60 * 24..60 * 24 * 40_i64, 60 * 24 * 40..60 * 24 * 400_i64]
}

fn edition_alone() -> impl Strategy<Value = Basket> {
    (edition(), term())
        .prop_map(|(edition, term)| Basket { edition: Some(EditionChoice { edition, term }), ..Basket::default() })
}

fn basket() -> impl Strategy<Value = Basket> {
    let add_ons_alone = prop::collection::vec(pack(), 1..=2).prop_map(|packs| Basket { packs, ..Basket::default() });
    let integration = term().prop_map(|term| IntegrationChoice { add_on: AddOnCode::new("app_integration"), term });
    let mixed = (
        prop::option::of(edition_alone()),
        prop::collection::vec(pack(), 0..=2),
        prop::collection::vec(integration, 0..=1),
    )
        .prop_map(|(alone, packs, integrations)| Basket { packs, integrations, ..alone.unwrap_or_default() });
    prop_oneof![4 => edition_alone(), 2 => add_ons_alone, 3 => mixed]
}

fn edition() -> impl Strategy<Value = EditionCode> {
    let sold = select(&["advanced", "professional", "flagship"][..]);
    prop_oneof![12 => sold, 1 => Just("platinum")].prop_map(EditionCode::new)
}

fn term() -> impl Strategy<Value = Term> {
    (1_u32..=Term::MAX).prop_map(|years| Term::try_from(years).unwrap_or(Term::ONE))
}

/// Mostly a pack that is sold.
fn pack() -> impl Strategy<Value = PackChoice> {
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

fn number() -> impl Strategy<Value = u8> {
    prop_oneof![4 => Just(0_u8), 2 => Just(1), 1 => Just(2)]
}

fn method() -> impl Strategy<Value = PaymentMethod> {
    prop_oneof![5 => Just(PaymentMethod::Online), 1 => Just(PaymentMethod::BankTransfer)]
}

fn choice() -> impl Strategy<Value = CashierChoice> {
    prop_oneof![
        8 => Just(CashierChoice::Pay),
        1 => Just(CashierChoice::Fail),
        1 => Just(CashierChoice::PayOther),
        1 => Just(CashierChoice::Abandon),
    ]
}

fn quota() -> impl Strategy<Value = QuotaKind> {
    prop_oneof![4 => Just(QuotaKind::Contract), 1 => Just(QuotaKind::Report), 1 => Just(QuotaKind::Meeting)]
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    let role = select(&[Role::SuperAdmin, Role::LegalRepresentative, Role::FeeManager, Role::Employee][..]);
    prop::collection::vec(role, 0..=2)
}
