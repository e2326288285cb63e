//! Invoices: who may ask for one, for which orders, in whose name, and what it amounts to (INV-1 … INV-5).

use serde::{Deserialize, Serialize};

use crate::account::{Account, Event, Invoice, InvoiceKind, InvoiceState, Order, OrderState, TitleHolder};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context, Person};
use crate::credit_code::CreditCode;
use crate::decide::permission::phone_is_verified;
use crate::money::{ExactMoney, Money};
use crate::rejection::{ChannelRule, Handover, Reason, Rejection};
use crate::vocabulary::{Channel, InvoiceId, OrderId, PersonId};

/// An invoice as a client asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRequest {
    /// The client's key for it.
    pub invoice: InvoiceId,
    /// The orders that it covers (INV-3).
    pub orders: Vec<OrderId>,
    /// What kind of invoice.
    pub kind: InvoiceKind,
    /// In whose name; contact data, which no event holds.
    pub title: InvoiceTitle,
}

/// In whose name an invoice is made out (INV-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceTitle {
    /// What they are.
    pub holder: TitleHolder,
    /// Their name.
    pub name: String,
    /// The unified social credit code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_code: Option<String>,
    /// The registered address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The registered phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// The account at the bank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// A detail of an invoice's title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceField {
    /// The name.
    Name,
    /// The unified social credit code.
    CreditCode,
    /// The registered address.
    Address,
    /// The registered phone.
    Phone,
    /// The bank.
    Bank,
    /// The account at the bank.
    Account,
}

/// What an invoice amounts to (INV-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// With VAT.
    pub gross: Money,
    /// Without VAT, rounded half up to the fen.
    pub net: Money,
    /// Gross less net.
    pub tax: Money,
}

/// An order that has no invoice yet (INV-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoiceable {
    /// Which order.
    pub order: OrderId,
    /// What was paid for it.
    pub amount: Money,
    /// When.
    pub paid_at: Option<Instant>,
}

/// Splits an amount that includes VAT; `None` beyond what can be computed (INV-4).
#[must_use]
pub fn amounts(gross: Money, rate_percent: u32) -> Option<Amounts> {
    let whole = i64::from(rate_percent).checked_add(100)?;
    let net = ExactMoney::share(gross, 100, whole)?.round_half_up()?;
    Some(Amounts { gross, net, tax: gross.minus(net)? })
}

/// The orders that can be invoiced, for whoever may ask for invoices, order history or not (INV-5).
///
/// # Errors
/// Nobody signed in, or another role.
pub fn invoiceable(account: Option<&Account>, context: &Context) -> Result<Vec<Invoiceable>, Rejection> {
    let (Some(account), Actor::Person(person)) = (account, &context.actor) else {
        return Err(Rejection::because(Reason::SignInRequired));
    };
    if !person.roles.may_invoice() {
        return Err(Rejection::because(Reason::InvoiceRoleMissing));
    }
    let open = account.orders.iter().filter(|order| not_invoiceable(order, context.now).is_none());
    Ok(open
        .map(|order| Invoiceable { order: order.id.clone(), amount: order.amount_paid(), paid_at: order.paid_at })
        .collect())
}

/// What orders amount to together.
///
/// # Errors
/// An amount beyond what can be computed.
pub fn sum(orders: &[Invoiceable]) -> Result<Money, Rejection> {
    let sum = orders.iter().try_fold(Money::ZERO, |sum, order| sum.plus(order.amount));
    sum.ok_or_else(|| Rejection::because(Reason::AmountTooLarge))
}

pub(crate) fn request(
    catalogue: &Catalogue,
    account: &Account,
    request: &InvoiceRequest,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let Actor::Person(person) = &context.actor else {
        return Err(Rejection::because(Reason::SignInRequired));
    };
    if let Some(known) = account.invoice(&request.invoice) {
        return same_invoice(known, request, &person.id);
    }
    let mut against = Rejection::default();
    permission(catalogue, person, context, &mut against);
    let gross = judge_orders(account, &request.orders, context.now, &mut against);
    judge_title(request, &mut against);
    let amounts = gross.and_then(|gross| amounts(gross, catalogue.vat.rate_percent));
    let Some(Amounts { gross, net, tax }) = amounts else {
        against.add(Reason::AmountTooLarge);
        return Err(against);
    };
    against.into_result()?;
    let invoice = Invoice {
        id: request.invoice.clone(),
        orders: request.orders.clone(),
        kind: request.kind,
        holder: request.title.holder,
        gross,
        net,
        tax,
        rate_percent: catalogue.vat.rate_percent,
        requested_by: person.id.clone(),
        requested_at: context.now,
        state: InvoiceState::Requested,
    };
    Ok(vec![Event::InvoiceRequested { invoice: Box::new(invoice) }])
}

pub(crate) fn issued(account: &Account, id: &InvoiceId, now: Instant) -> Result<Vec<Event>, Rejection> {
    match account.invoice(id).map(|invoice| invoice.state) {
        Some(InvoiceState::Requested) => Ok(vec![Event::InvoiceIssued { invoice: id.clone(), at: now }]),
        Some(InvoiceState::Issued { .. }) => Ok(Vec::new()),
        Some(InvoiceState::Failed { .. }) | None => Err(Rejection::because(Reason::InvoiceUnknown)),
    }
}

pub(crate) fn failed(account: &Account, id: &InvoiceId, now: Instant) -> Result<Vec<Event>, Rejection> {
    match account.invoice(id).map(|invoice| invoice.state) {
        Some(InvoiceState::Requested) => Ok(vec![Event::InvoiceFailed { invoice: id.clone(), at: now }]),
        Some(InvoiceState::Failed { .. }) => Ok(Vec::new()),
        Some(InvoiceState::Issued { .. }) | None => Err(Rejection::because(Reason::InvoiceUnknown)),
    }
}

/// ORD-3 for invoices: the same key with the same wish is the invoice that was asked for.
fn same_invoice(known: &Invoice, request: &InvoiceRequest, by: &PersonId) -> Result<Vec<Event>, Rejection> {
    let wish = (&known.orders, known.kind, known.holder, &known.requested_by);
    if wish == (&request.orders, request.kind, request.title.holder, by) {
        Ok(Vec::new())
    } else {
        Err(Rejection::because(Reason::InvoiceKeyReused { invoice: request.invoice.clone() }))
    }
}

/// ROLE-5, CH-8, BUY-4.
fn permission(catalogue: &Catalogue, person: &Person, context: &Context, against: &mut Rejection) {
    if !person.roles.may_invoice() {
        against.add(Reason::InvoiceRoleMissing);
    }
    let channel = context.channel;
    let rule = ChannelRule::Invoice;
    match channel {
        Channel::Web => {
            let window_minutes = catalogue.policies.security_phone_minutes;
            if !phone_is_verified(person, window_minutes, context.now) {
                against.add(Reason::PhoneNotVerified { window_minutes });
            }
        }
        Channel::MiniProgram => against.add(Reason::ChannelRefuses { channel, instead: Handover::Web, rule }),
        Channel::PersonalMiniProgram => {
            against.add(Reason::ChannelRefuses { channel, instead: Handover::Nobody, rule });
        }
    }
}

/// INV-3: what was paid for the orders, with the reasons against each of them.
fn judge_orders(account: &Account, orders: &[OrderId], now: Instant, against: &mut Rejection) -> Option<Money> {
    let is_named_twice = |(index, order): (usize, &OrderId)| orders.iter().take(index).any(|other| other == order);
    if orders.is_empty() || orders.iter().enumerate().any(is_named_twice) {
        against.add(Reason::InvoiceOrdersMissing);
    }
    orders.iter().try_fold(Money::ZERO, |sum, id| match account.order(id) {
        None => {
            against.add(Reason::OrderUnknown);
            Some(sum)
        }
        Some(order) => {
            against.add_all(not_invoiceable(order, now));
            sum.plus(order.amount_paid())
        }
    })
}

fn not_invoiceable(order: &Order, now: Instant) -> Option<Reason> {
    let id = || order.id.clone();
    if !matches!(order.state_at(now), OrderState::Delivered { .. }) {
        return Some(Reason::NotDelivered { order: id() });
    }
    if let Some(invoice) = &order.invoice {
        return Some(Reason::AlreadyInvoiced { order: id(), invoice: invoice.clone() });
    }
    (order.amount_paid() <= Money::ZERO).then(|| Reason::NothingPaid { order: id() })
}

/// INV-2.
fn judge_title(request: &InvoiceRequest, against: &mut Rejection) {
    let title = &request.title;
    let given =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let is_company = title.holder == TitleHolder::Company;
    let is_special = request.kind == InvoiceKind::Special;
    if is_special && !is_company {
        against.add(Reason::SpecialForCompanies);
    }
    if title.name.trim().is_empty() {
        against.add(Reason::InvoiceField { field: InvoiceField::Name });
    }
    let code_is_right = match given(&title.credit_code) {
        Some(code) => title.holder == TitleHolder::Person || CreditCode::try_from(code.as_str()).is_ok(),
        None => !is_special,
    };
    if !code_is_right {
        against.add(Reason::InvoiceField { field: InvoiceField::CreditCode });
    }
    let details = [
        (InvoiceField::Address, &title.address),
        (InvoiceField::Phone, &title.phone),
        (InvoiceField::Bank, &title.bank),
        (InvoiceField::Account, &title.account),
    ];
    let missing = details.into_iter().filter(|(_, text)| is_special && given(text).is_none());
    against.add_all(missing.map(|(field, _)| Reason::InvoiceField { field }));
}
