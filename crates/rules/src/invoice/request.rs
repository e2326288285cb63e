//! Asking for an invoice, and what becomes of it (INV-1 … INV-4).

use std::collections::{BTreeMap, BTreeSet};

use super::access::{asker, asking};
use super::{Amounts, InvoiceRequest, Invoicing, amounts};
use crate::account::{Account, Event, Invoice, InvoiceKind, InvoiceState, TitleHolder};
use crate::calendar::Instant;
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::money::Money;
use crate::rejection::{Reason, Rejection};
use crate::vocabulary::{InvoiceId, OrderId, PersonId};

/// Whether this person may ask for this invoice now, and what it amounts to; the same that decides when it is asked for
/// (INV-1 … INV-4, ROLE-5, CH-8, BUY-4).
///
/// # Errors
/// Every reason against it.
pub fn may_request(
    catalogue: &Catalogue,
    account: Option<&Account>,
    request: &InvoiceRequest,
    context: &Context,
) -> Result<Amounts, Rejection> {
    let person = asker(context)?;
    let account = account.ok_or_else(|| Rejection::because(Reason::SignInRequired))?;
    let mut against = Rejection::default();
    asking(catalogue, account, person, context, &mut against);
    let gross = judge_orders(account, &request.orders, context.now, &mut against);
    if request.kind == InvoiceKind::Special && request.title.holder != TitleHolder::Company {
        against.add(Reason::SpecialForCompanies);
    }
    let wrong = request.title.check(request.kind);
    against.add_all(wrong.into_iter().map(|problem| Reason::InvoiceField { field: problem.field }));
    let Some(amounts) = gross.and_then(|gross| amounts(gross, catalogue.vat.rate_percent)) else {
        against.add(Reason::AmountTooLarge);
        return Err(against);
    };
    against.into_result()?;
    Ok(amounts)
}

pub(crate) fn request(
    catalogue: &Catalogue,
    account: &Account,
    request: &InvoiceRequest,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let person = asker(context)?;
    if let Some(known) = account.invoice(&request.invoice) {
        return same_invoice(known, request, &person.id);
    }
    let Amounts { gross, net, tax } = may_request(catalogue, Some(account), request, context)?;
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

/// INV-3: what was paid for the orders, with the reasons against each of them.
fn judge_orders(account: &Account, orders: &[OrderId], now: Instant, against: &mut Rejection) -> Option<Money> {
    // There may be thousands of them.
    let mut named = BTreeSet::new();
    if orders.is_empty() || !orders.iter().all(|order| named.insert(order)) {
        against.add(Reason::InvoiceOrdersMissing);
    }
    let all = Invoicing::all(account, now);
    let known: BTreeMap<&OrderId, &Invoicing<'_>> = all.iter().map(|order| (order.id, order)).collect();
    let speaks_against = |id| known.get(id).map_or(Some(Reason::OrderUnknown), |order| order.against());
    against.add_all(orders.iter().filter_map(speaks_against));
    let mut paid = orders.iter().filter_map(|id| known.get(id)).map(|order| order.amount);
    paid.try_fold(Money::ZERO, Money::plus)
}
