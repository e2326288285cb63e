//! The invoice while it is asked for: which orders, which kind, in whose name, and how far it has come (INV-1 … INV-3).

use std::sync::Arc;

use api::Failure;
use leptos::prelude::*;
use rules::Catalogue;
use rules::account::{InvoiceKind, TitleHolder};
use rules::invoice::InvoiceTitle;
use rules::vocabulary::{Language, OrderId, PersonId};
use serde::{Deserialize, Serialize};

use crate::browser;
use crate::browser::drafts;
use crate::site::use_language;
use crate::state::{Shop, use_catalogue, use_shop};
use crate::ui::{ERROR_SUMMARY, Typed};

/// Ids of what is chosen and filled in.
pub(super) const ORDERS: &str = "invoice-orders";
pub(super) const ORDINARY: &str = "invoice-ordinary";
pub(super) const NAME: &str = "invoice-name";
pub(super) const CODE: &str = "invoice-code";
pub(super) const ADDRESS: &str = "invoice-address";
pub(super) const PHONE: &str = "invoice-phone";
pub(super) const BANK: &str = "invoice-bank";
pub(super) const ACCOUNT: &str = "invoice-account";

/// The heading of the review, which takes the focus.
const REVIEW: &str = ".invoice-review h3";

/// What was chosen and typed; it survives a reload, for whoever did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The orders.
    pub orders: Vec<OrderId>,
    /// The kind.
    pub kind: InvoiceKind,
    /// In whose name, as it was typed.
    pub title: InvoiceTitle,
}

impl Asked {
    /// Nothing but these orders yet.
    #[must_use]
    pub fn of(orders: Vec<OrderId>) -> Self {
        let title = InvoiceTitle {
            holder: TitleHolder::Company,
            name: String::new(),
            credit_code: None,
            address: None,
            phone: None,
            bank: None,
            account: None,
        };
        Self { orders, kind: InvoiceKind::Ordinary, title }
    }
}

/// The invoice while it is asked for.
#[derive(Clone, Copy)]
pub struct RequestState {
    pub(super) language: Language,
    pub(super) catalogue: StoredValue<Arc<Catalogue>>,
    pub(super) shop: Shop,
    pub(super) chosen: RwSignal<Vec<OrderId>>,
    kind: RwSignal<InvoiceKind>,
    holder: RwSignal<TitleHolder>,
    pub(super) name: Typed,
    pub(super) code: Typed,
    pub(super) address: Typed,
    pub(super) phone: Typed,
    pub(super) bank: Typed,
    pub(super) account: Typed,
    /// Whether the person wanted to go on.
    pub(super) went_on: RwSignal<bool>,
    reviews: RwSignal<bool>,
    /// Whether it was cleared last, which is told aloud until something is chosen or typed.
    cleared: RwSignal<bool>,
    /// Why it was not asked for, until the person goes on.
    pub(super) failure: RwSignal<Option<Failure>>,
}

impl RequestState {
    /// With this chosen and typed.
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        let Asked { orders, kind, title } = asked;
        let detail = |text: Option<String>| Typed::new(text.unwrap_or_default());
        Self {
            language: use_language(),
            catalogue: StoredValue::new(use_catalogue()),
            shop: use_shop(),
            chosen: RwSignal::new(orders),
            kind: RwSignal::new(kind),
            holder: RwSignal::new(title.holder),
            name: Typed::new(title.name),
            code: detail(title.credit_code),
            address: detail(title.address),
            phone: detail(title.phone),
            bank: detail(title.bank),
            account: detail(title.account),
            went_on: RwSignal::new(false),
            reviews: RwSignal::new(false),
            cleared: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// With an order that is chosen already, and with what this person chose and typed before in this tab, which is kept
    /// from now on.
    pub(super) fn with_draft(person: &PersonId, order: Option<OrderId>) -> Self {
        let state = Self::new(Asked::of(order.into_iter().collect()));
        let draft = format!("invoice {}", person.as_str());
        Effect::new(move |began: Option<()>| {
            if began.is_none() {
                state.restore(&draft);
            }
            let asked = state.asked();
            let text = (asked != Asked::of(Vec::new())).then(|| serde_json::to_string(&asked).ok()).flatten();
            drafts::keep(&draft, text.as_deref());
        });
        state
    }

    /// What was chosen and typed.
    #[must_use]
    pub fn asked(self) -> Asked {
        let detail = |typed: Typed| Some(typed.text()).filter(|text| !text.trim().is_empty());
        let title = InvoiceTitle {
            holder: self.holder.get(),
            name: self.name.text(),
            credit_code: detail(self.code),
            address: detail(self.address),
            phone: detail(self.phone),
            bank: detail(self.bank),
            account: detail(self.account),
        };
        Asked { orders: self.chosen.get(), kind: self.kind.get(), title }
    }

    /// Asks again for an invoice that failed: its orders are chosen, its kind, and its title where it is known.
    pub(super) fn choose_again(self, orders: Vec<OrderId>, kind: InvoiceKind, title: Option<InvoiceTitle>) {
        let title = title.unwrap_or_else(|| untrack(|| self.asked()).title);
        self.begin(Asked { orders, kind, title });
        browser::focus_when_shown(format!("#{ORDERS}"));
    }

    pub(super) fn kind(self) -> InvoiceKind {
        self.kind.get()
    }

    pub(super) fn set_kind(self, kind: InvoiceKind) {
        self.kind.set(kind);
    }

    pub(super) fn holder(self) -> TitleHolder {
        self.holder.get()
    }

    pub(super) fn set_holder(self, holder: TitleHolder) {
        self.holder.set(holder);
    }

    /// Takes a title that was used before.
    pub(super) fn take(self, title: InvoiceTitle) {
        self.fill(title);
        browser::focus(&format!("#{NAME}"));
    }

    /// Looks at the request: with mistakes they are told, without them it is shown once more for review.
    pub fn go_on(self) {
        self.fields().into_iter().for_each(Typed::tell);
        self.went_on.set(true);
        self.failure.set(None);
        let is_right = untrack(|| self.wrong()).is_empty();
        self.reviews.set(is_right);
        browser::focus_when_shown(if is_right { REVIEW } else { ERROR_SUMMARY });
    }

    /// Whether it is shown for review: where nothing is wrong with it any more or yet.
    pub(super) fn is_reviewed(self) -> bool {
        self.reviews.get() && self.wrong().is_empty()
    }

    /// Back from the review, with everything that was chosen and typed.
    pub(super) fn edit(self) {
        self.reviews.set(false);
        self.failure.set(None);
        browser::focus_when_shown(format!("#{ORDERS}"));
    }

    /// Forgets everything that was chosen and typed.
    pub fn clear(self) {
        self.begin(Asked::of(Vec::new()));
        self.cleared.set(true);
        browser::focus(&format!("#{ORDERS}"));
    }

    /// Whether it was cleared, and nothing chosen or typed since.
    pub(super) fn is_cleared(self) -> bool {
        self.cleared.get() && self.asked() == Asked::of(Vec::new())
    }

    /// It was asked for: what comes next begins anew.
    pub(super) fn done(self) {
        self.begin(Asked::of(Vec::new()));
    }

    /// Begins anew, with this chosen and filled in and nothing told.
    fn begin(self, asked: Asked) {
        self.fields().into_iter().for_each(Typed::clear);
        self.chosen.set(asked.orders);
        self.kind.set(asked.kind);
        self.fill(asked.title);
        self.went_on.set(false);
        self.reviews.set(false);
        self.cleared.set(false);
        self.failure.set(None);
    }

    const fn fields(self) -> [Typed; 6] {
        [self.name, self.code, self.address, self.phone, self.bank, self.account]
    }

    fn restore(self, draft: &str) {
        let Some(asked) = drafts::read(draft).and_then(|text| serde_json::from_str::<Asked>(&text).ok()) else {
            return;
        };
        self.kind.set(asked.kind);
        self.chosen.update(|chosen| {
            let new: Vec<_> = asked.orders.into_iter().filter(|order| !chosen.contains(order)).collect();
            chosen.extend(new);
        });
        self.fill(asked.title);
    }

    fn fill(self, title: InvoiceTitle) {
        self.holder.set(title.holder);
        self.name.set(title.name);
        let details = [
            (self.code, title.credit_code),
            (self.address, title.address),
            (self.phone, title.phone),
            (self.bank, title.bank),
            (self.account, title.account),
        ];
        for (typed, text) in details {
            typed.set(text.unwrap_or_default());
        }
    }
}
