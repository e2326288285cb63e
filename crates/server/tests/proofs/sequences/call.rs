//! What a client can ask of a backend, once for both.

use api::paths::{
    ACCOUNT, CONTACT, CONTRACT_SIGNING, CONTRACT_WITHDRAWAL, ENTERPRISES, INVOICE_KEYS, INVOICES, LEADS, ORDER,
    ORDER_BINDING, ORDER_CANCELLATION, ORDER_EVENTS, ORDER_KEYS, ORDER_PAYMENT, ORDER_PAYMENT_METHOD, ORDERS,
    PARTNER_DELIVERY, PARTNER_ENTERPRISE, QUOTES, TRIAL_APPLICATION_KEYS, TRIAL_APPLICATIONS, USAGE_DAYS,
    USAGE_ENTRIES, USAGE_REPORTS, filled,
};
use api::requests::{
    ApplicationKeyWanted, BindingWanted, Cashing, ConsentedApplication, ConsentedLead, MethodChosen, OrderKeyWanted,
    SigningReported, UsesReported, Withdrawal,
};
use axum::http::Method;
use rules::basket::Basket;
use rules::decide::PlaceOrder;
use rules::invoice::InvoiceRequest;
use rules::vocabulary::{AccountId, ApplicationId, OrderId, QuotaKind, SubjectId};
use rules::way_forward::Wish;
use serde::Serialize;
use serde_json::{Value, json};
use service::EnterpriseReport;

use crate::asked::Asked;

/// One question or write.
#[derive(Clone, Debug)]
pub(super) enum Call {
    Account,
    Enterprises,
    Quote(Basket),
    OrderKey(OrderKeyWanted),
    Place(PlaceOrder),
    Choose(OrderId, MethodChosen),
    Pay(OrderId, Cashing),
    Cancel(OrderId),
    Bind(OrderId, BindingWanted),
    Order(OrderId),
    Events(OrderId),
    ApplicationKey(ApplicationKeyWanted),
    Apply(ConsentedApplication),
    Lead(ConsentedLead),
    Contact(ApplicationId),
    InvoiceKey(InvoiceRequest),
    Invoice(InvoiceRequest),
    Days(QuotaKind),
    Entries(QuotaKind),
    // Signed by the e-sign system.
    Enterprise(AccountId, EnterpriseReport),
    Report(UsesReported),
    Withdraw(SubjectId, Withdrawal),
    Sign(SubjectId, SigningReported),
    Deliver(OrderId),
}

impl Call {
    /// How many kinds there are.
    pub(super) const KINDS: usize = 24;

    /// Its kind in a word.
    pub(super) fn kind(&self) -> String {
        format!("{self:?}").chars().take_while(char::is_ascii_alphabetic).collect()
    }

    /// Whether the e-sign system says it, not a person.
    pub(super) const fn is_signed(&self) -> bool {
        matches!(self, Self::Enterprise(..) | Self::Report(_) | Self::Withdraw(..) | Self::Sign(..) | Self::Deliver(_))
    }

    /// What is wished for, on which the ways out of a refusal depend.
    pub(super) fn wish(&self) -> Wish {
        match self {
            Self::Quote(basket) => Wish::Basket(basket.clone()),
            Self::Place(order) => Wish::Basket(order.basket.clone()),
            Self::Apply(applied) => Wish::Trial(applied.application.edition.clone()),
            Self::Bind(..) => Wish::Binding,
            _ => Wish::Other,
        }
    }

    /// As the API takes it; `key` is that of a write that has none of its own.
    pub(super) fn asked(&self, key: &str) -> Asked {
        match self {
            Self::Account => Asked::get(ACCOUNT),
            Self::Enterprises => Asked::get(ENTERPRISES),
            Self::Quote(basket) => Asked::get(QUOTES).posting(&value(basket)),
            Self::OrderKey(wanted) => post(ORDER_KEYS, wanted.fresh.as_str(), wanted),
            Self::Place(order) => post(ORDERS, order.order.as_str(), order),
            Self::Choose(order, chosen) => post(&filled(ORDER_PAYMENT_METHOD, order.as_str()), key, chosen),
            Self::Pay(order, cashing) => post(&filled(ORDER_PAYMENT, order.as_str()), key, cashing),
            Self::Cancel(order) => Asked::write(Method::POST, &filled(ORDER_CANCELLATION, order.as_str()), key),
            Self::Bind(order, wanted) => post(&filled(ORDER_BINDING, order.as_str()), key, wanted),
            Self::Order(order) => Asked::get(&filled(ORDER, order.as_str())),
            Self::Events(order) => Asked::get(&filled(ORDER_EVENTS, order.as_str())),
            Self::ApplicationKey(wanted) => post(TRIAL_APPLICATION_KEYS, wanted.fresh.as_str(), wanted),
            Self::Apply(applied) => post(TRIAL_APPLICATIONS, applied.application.application.as_str(), applied),
            Self::Lead(left) => post(LEADS, left.lead.lead.as_str(), left),
            Self::Contact(application) => Asked::get(&filled(CONTACT, application.as_str())),
            Self::InvoiceKey(request) => post(INVOICE_KEYS, request.invoice.as_str(), request),
            Self::Invoice(request) => post(INVOICES, request.invoice.as_str(), request),
            Self::Days(quota) => Asked::get(&format!("{USAGE_DAYS}?quota={}", quota.code())),
            Self::Entries(quota) => Asked::get(&format!("{USAGE_ENTRIES}?quota={}", quota.code())),
            Self::Enterprise(account, report) => {
                Asked::write(Method::PUT, &filled(PARTNER_ENTERPRISE, account.as_str()), key).json(&reported(report))
            }
            Self::Report(uses) => post(USAGE_REPORTS, key, uses),
            Self::Withdraw(contract, owner) => post(&filled(CONTRACT_WITHDRAWAL, contract.as_str()), key, owner),
            Self::Sign(contract, reported) => post(&filled(CONTRACT_SIGNING, contract.as_str()), key, reported),
            Self::Deliver(order) => Asked::write(Method::POST, &filled(PARTNER_DELIVERY, order.as_str()), key),
        }
    }
}

fn post(path: &str, key: &str, body: &impl Serialize) -> Asked {
    Asked::post(path, key, &value(body))
}

fn reported(report: &EnterpriseReport) -> Value {
    let EnterpriseReport { name, certification, activation, security_phone } = report;
    json!({ "name": name, "certification": certification, "activation": activation, "security_phone": security_phone })
}

pub(super) fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}
