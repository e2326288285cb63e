//! Questions as data, and their answers: what the pages ask, for anyone who asks without opening the app.

use serde::{Deserialize, Serialize};

use crate::account::{Account, Outlook, UsageNotice};
use crate::add_on_offer::{AddOnOffer, add_on_offers};
use crate::basket::Basket;
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::decide::{BindingPreview, Waiting, may_bind, may_place, waiting};
use crate::invoice::{self, Invoiceable};
use crate::money::Money;
use crate::offer::{EditionOffer, edition_offers};
use crate::permissions::{self, Permissions, VisibleOrder, permissions, visible_orders};
use crate::quote::{Alternative, Quote, alternatives, quote};
use crate::rejection::Rejection;
use crate::trial::{self, Lead, LeadAnswer};
use crate::usage;
use crate::vocabulary::{EditionCode, OrderId};

/// Something that somebody wants to know about one account, or in general.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "question", rename_all = "snake_case")]
pub enum Question {
    /// What may this person do with each edition?
    EditionOffers,
    /// Which add-ons may this person buy, in which sizes and for which terms, and until when?
    AddOnOffers,
    /// What does a basket cost, and what does it buy? Needs no permission (BUY-1).
    Quote {
        /// What is bought.
        basket: Basket,
    },
    /// May this person place an order for a basket?
    MayPlace {
        /// What is bought.
        basket: Basket,
    },
    /// What would other editions and other terms cost with the same add-ons?
    Alternatives {
        /// What is bought.
        basket: Basket,
    },
    /// May this person open the trial of an edition?
    MayTry {
        /// Which one.
        edition: EditionCode,
    },
    /// May this form be left as a lead, and which step opens the trial? (TRIAL-7)
    Lead(Lead),
    /// What does the account have at an instant, and what becomes of it?
    Outlook {
        /// When; now where it is not said.
        #[serde(default)]
        at: Option<Instant>,
    },
    /// What may this person see and do?
    Permissions,
    /// The orders that this person sees (ORD-7).
    Orders,
    /// What is gone of an order that waits for its binding (BIND-2)?
    Waiting {
        /// Which order.
        order: OrderId,
    },
    /// May an order be bound to the enterprise that the context names, and with which warnings (BIND-3)?
    MayBind {
        /// Which order.
        order: OrderId,
    },
    /// Which notices about quota are due (QUOTA-7)?
    NoticesDue,
    /// Which orders can be invoiced, and for how much (INV-3, INV-5)?
    Invoiceable,
}

/// What the answer is, in the order of the questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// Edition by edition.
    EditionOffers(Vec<EditionOffer>),
    /// Add-on by add-on.
    AddOnOffers(Vec<AddOnOffer>),
    /// The price.
    Quote(Box<Quote>),
    /// Edition by edition, term by term.
    Alternatives(Vec<Alternative>),
    /// Yes.
    Allowed,
    /// The lead is taken.
    Lead(LeadAnswer),
    /// At that instant.
    Outlook(Box<Outlook>),
    /// What is allowed.
    Permissions(Box<Permissions>),
    /// The latest last.
    Orders(Vec<VisibleOrder>),
    /// What is gone.
    Waiting(Waiting),
    /// It can be bound.
    Binding(BindingPreview),
    /// These are due.
    NoticesDue(Vec<UsageNotice>),
    /// These can be invoiced.
    Invoiceable {
        /// Order by order.
        orders: Vec<Invoiceable>,
        /// Their sum.
        total: Money,
    },
}

/// Answers a question; `account` is `None` for a visitor.
///
/// # Errors
/// Every reason against what was asked for.
pub fn answer(
    catalogue: &Catalogue,
    account: Option<&Account>,
    question: &Question,
    context: &Context,
) -> Result<Answer, Rejection> {
    let now = context.now;
    Ok(match question {
        Question::EditionOffers => Answer::EditionOffers(edition_offers(catalogue, account, context)),
        Question::AddOnOffers => Answer::AddOnOffers(add_on_offers(catalogue, account, context)),
        Question::Quote { basket } => Answer::Quote(Box::new(quote(catalogue, account, basket, now)?)),
        Question::MayPlace { basket } => Answer::Quote(Box::new(may_place(catalogue, account, basket, context)?)),
        Question::Alternatives { basket } => Answer::Alternatives(alternatives(catalogue, account, basket, now)),
        Question::MayTry { edition } => {
            trial::may_try(catalogue, account, edition, context)?;
            Answer::Allowed
        }
        Question::Lead(lead) => Answer::Lead(trial::take_lead(catalogue, account, lead, context)?),
        Question::Outlook { at } => {
            let account = permissions::seeing_balances(account, context)?;
            Answer::Outlook(Box::new(account.outlook(at.unwrap_or(now))))
        }
        Question::Permissions => Answer::Permissions(Box::new(permissions(catalogue, account, context))),
        Question::Orders => Answer::Orders(visible_orders(account, context)?),
        Question::Waiting { order } => Answer::Waiting(waiting(account, order, context)?),
        Question::MayBind { order } => Answer::Binding(may_bind(account, order, context)?),
        Question::NoticesDue => {
            let account = permissions::seeing_balances(account, context)?;
            Answer::NoticesDue(usage::notices_due(catalogue, account, now))
        }
        Question::Invoiceable => {
            let orders = invoice::invoiceable(account, context)?;
            let total = invoice::sum(&orders)?;
            Answer::Invoiceable { orders, total }
        }
    })
}
