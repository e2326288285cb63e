//! Every path of the HTTP API, once for the app and the server. What stands in braces is replaced by [`filled`].

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What all of them begin with.
pub const API: &str = "/api";
/// What is sold.
pub const CATALOGUE: &str = "/api/catalogue";
/// This API, described for programs (OpenAPI 3.1).
pub const OPENAPI: &str = "/api/openapi.json";
/// Who is signed in.
pub const SESSION: &str = "/api/session";
/// The accounts that this person can act for.
pub const MEMBERSHIPS: &str = "/api/session/accounts";
/// The one that they act for.
pub const SESSION_ACCOUNT: &str = "/api/session/account";
/// A session that the mini-program hands over (CH-12).
pub const SESSION_HANDOVER: &str = "/api/session/handover";
/// Everywhere where this person is signed in.
pub const SESSIONS: &str = "/api/sessions";
/// Who is signed in, and what the account has.
pub const ACCOUNT: &str = "/api/account";
/// The name of a person who has to do with the account.
pub const PERSON: &str = "/api/people/{person}";
/// The enterprises that this person has joined (BIND-3).
pub const ENTERPRISES: &str = "/api/enterprises";
/// What a basket costs.
pub const QUOTES: &str = "/api/quotes";
/// The key of the order that a basket becomes (ORD-3).
pub const ORDER_KEYS: &str = "/api/order-keys";
/// The orders that this person sees.
pub const ORDERS: &str = "/api/orders";
/// One of them.
pub const ORDER: &str = "/api/orders/{order}";
/// What happened to it.
pub const ORDER_EVENTS: &str = "/api/orders/{order}/events";
/// That it is given up.
pub const ORDER_CANCELLATION: &str = "/api/orders/{order}/cancellation";
/// How it is paid.
pub const ORDER_PAYMENT_METHOD: &str = "/api/orders/{order}/payment-method";
/// What is done at the cashier.
pub const ORDER_PAYMENT: &str = "/api/orders/{order}/payment";
/// The proof of its bank transfer.
pub const ORDER_TRANSFER_PROOF: &str = "/api/orders/{order}/transfer-proof";
/// The enterprise that it is bound to (BIND-3).
pub const ORDER_BINDING: &str = "/api/orders/{order}/binding";
/// The key of the application for a trial (ORD-3, TRIAL-3).
pub const TRIAL_APPLICATION_KEYS: &str = "/api/trial-application-keys";
/// Applications for the trial.
pub const TRIAL_APPLICATIONS: &str = "/api/trial-applications";
/// Leads (TRIAL-7).
pub const LEADS: &str = "/api/leads";
/// The contact data of an application or a lead.
pub const CONTACT: &str = "/api/contacts/{application}";
/// Use by days.
pub const USAGE_DAYS: &str = "/api/usage/days";
/// The ledger.
pub const USAGE_ENTRIES: &str = "/api/usage/entries";
/// What the e-sign system reports as spent.
pub const USAGE_REPORTS: &str = "/api/usage/reports";
/// That a contract was withdrawn, says the e-sign system.
pub const CONTRACT_WITHDRAWAL: &str = "/api/contracts/{contract}/withdrawal";
/// How far a contract has come, says the e-sign system.
pub const CONTRACT_SIGNING: &str = "/api/contracts/{contract}/signing";
/// The key of an invoice (ORD-3, INV-3).
pub const INVOICE_KEYS: &str = "/api/invoice-keys";
/// Invoices, and titles for the next time.
pub const INVOICES: &str = "/api/invoices";
/// The document of an invoice.
pub const INVOICE_DOCUMENT: &str = "/api/invoices/{invoice}/document";
/// Titles that are kept for the next time.
pub const INVOICE_TITLES: &str = "/api/invoice-titles";
/// That such a title is forgotten.
pub const INVOICE_TITLE_REMOVALS: &str = "/api/invoice-titles/removals";
/// A code by message.
pub const PHONE_CODES: &str = "/api/phone-codes";
/// The code as it was typed.
pub const PHONE_CODE_ENTRY: &str = "/api/phone-codes/entry";
/// A code to sign in with.
pub const SIGN_IN_CODES: &str = "/api/sign-in/codes";
/// Signing in.
pub const SIGN_IN: &str = "/api/sign-in";
/// What the mini-program's backend hands over, signed (CH-12).
pub const PARTNER_HANDOVERS: &str = "/api/partner/handovers";
/// That an order is set up and can be used, says the e-sign system (ORD-1).
pub const PARTNER_DELIVERY: &str = "/api/partner/orders/{order}/delivery";
/// An enterprise, says the e-sign system.
pub const PARTNER_ENTERPRISE: &str = "/api/partner/enterprises/{account}";
/// A member of it, says the e-sign system.
pub const PARTNER_MEMBER: &str = "/api/partner/enterprises/{account}/members/{person}";

/// The header that carries the client's key of a write (ORD-3).
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
/// The header that a page of the shop's own sends with each write, and a page of somebody else's cannot.
pub const REQUESTED_BY: &str = "X-Requested-By";
/// Its value.
pub const STOREFRONT: &str = "storefront";
/// The header in which a visitor says where the shop is opened (CH-12); a session knows it.
pub const CHANNEL: &str = "Shop-Channel";

/// A path with a value in the place of what stands in braces.
///
/// ```
/// assert_eq!(api::paths::filled(api::paths::ORDER_EVENTS, "a/b"), "/api/orders/a%2Fb/events");
/// ```
#[must_use]
pub fn filled(path: &str, value: &str) -> String {
    let Some((before, rest)) = path.split_once('{') else {
        return path.to_owned();
    };
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    format!("{before}{}{after}", utf8_percent_encode(value, SEGMENT))
}

/// What may not stand in a segment of a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
