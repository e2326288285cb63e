//! What can happen in a sequence.

use api::CashierChoice;
use rules::account::{Activation, Certification, InvoiceKind, PaymentMethod};
use rules::basket::Basket;
use rules::usage::Signing;
use rules::vocabulary::{Channel, EditionCode, QuotaKind, Role};

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

/// An order of a sequence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    /// The one that was tried last to be placed.
    Latest,
    Number(u8),
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
        order: Which,
        method: PaymentMethod,
    },
    Pay {
        order: Which,
        choice: CashierChoice,
    },
    Cancel {
        order: Which,
    },
    Bind {
        order: Which,
        to_other: bool,
        confirms: bool,
    },
    /// The e-sign system reports that it is delivered.
    Deliver {
        order: Which,
    },
    Look {
        order: Which,
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
