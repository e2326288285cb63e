//! The invoice while it is asked for: which orders, which kind, in whose name, and how far it has come (INV-1 … INV-3).

use std::sync::Arc;

use leptos::prelude::*;
use rules::Catalogue;
use rules::account::{InvoiceKind, TitleHolder};
use rules::invoice::{InvoiceRequest, InvoiceTitle, Invoiceable};
use rules::vocabulary::{InvoiceId, Language, OrderId, PersonId};
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
    shop: Shop,
    chosen: RwSignal<Vec<OrderId>>,
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

    /// The orders that are chosen and can be invoiced still, in the order in which they are listed.
    pub(super) fn orders(self) -> Vec<Invoiceable> {
        let mut orders = self.shop.invoiceable();
        self.chosen.with(|chosen| orders.retain(|order| chosen.contains(&order.order)));
        orders
    }

    /// The request as it would be sent under a key.
    pub(super) fn request(self, invoice: InvoiceId) -> InvoiceRequest {
        let Asked { kind, title, .. } = self.asked();
        let orders = self.orders().into_iter().map(|order| order.order).collect();
        InvoiceRequest { invoice, orders, kind, title }
    }

    pub(super) fn is_chosen(self, order: &OrderId) -> bool {
        self.chosen.with(|chosen| chosen.contains(order))
    }

    pub(super) fn choose(self, order: &OrderId, is_chosen: bool) {
        self.chosen.update(|chosen| {
            chosen.retain(|known| known != order);
            if is_chosen {
                chosen.push(order.clone());
            }
        });
    }

    /// Asks again for an invoice that failed: its orders are chosen.
    pub(super) fn choose_again(self, orders: Vec<OrderId>) {
        self.reviews.set(false);
        self.chosen.set(orders);
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
        for typed in [self.name, self.code, self.address, self.phone, self.bank, self.account] {
            typed.tell();
        }
        self.went_on.set(true);
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
        browser::focus_when_shown(format!("#{ORDERS}"));
    }

    /// It was asked for: what comes next begins anew.
    pub(super) fn done(self) {
        let Asked { orders, kind, title } = Asked::of(Vec::new());
        self.chosen.set(orders);
        self.kind.set(kind);
        self.fill(title);
        self.went_on.set(false);
        self.reviews.set(false);
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
