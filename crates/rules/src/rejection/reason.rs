//! Every reason for which something is refused, with what its sentence needs.

use serde::{Deserialize, Serialize};

use super::{AddOnRule, CertifiedFor, ChannelRule, Handover, Remedy};
use crate::account::{Activation, OrderState};
use crate::calendar::Instant;
use crate::invoice::InvoiceField;
use crate::money::Money;
use crate::offer::EditionAction;
use crate::trial::FormField;
use crate::usage::Progress;
use crate::vocabulary::{AddOnCode, Channel, EditionCode, InvoiceId, OrderId, QuotaKind, SubjectId, Term};

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// Nobody is signed in (BUY-1).
    SignInRequired,
    /// The roles of this person do not reach (ROLE-3).
    RoleMissing,
    /// The account is not a certified enterprise (BUY-2, TRIAL-1, BIND-3).
    NotCertified {
        /// Under which rule.
        rule: CertifiedFor,
    },
    /// The enterprise is not activated (BUY-3).
    NotActivated {
        /// For which of the two causes.
        cause: Activation,
    },
    /// The security phone was not verified, or too long ago (BUY-4).
    PhoneNotVerified {
        /// For how long a verification counts.
        window_minutes: u32,
    },
    /// The channel does not do this (RULES §5).
    ChannelRefuses {
        /// Which channel.
        channel: Channel,
        /// What it does instead.
        instead: Handover,
        /// Under which rule.
        rule: ChannelRule,
    },
    /// Nothing was chosen.
    EmptyBasket,
    /// No such edition is sold (ED-1).
    EditionNotSold {
        /// Which one.
        edition: EditionCode,
    },
    /// The edition is not sold for this term (ED-2).
    TermNotOffered {
        /// Which edition.
        edition: EditionCode,
        /// The terms that are offered.
        offered: Vec<Term>,
    },
    /// A lower edition than the one in force (ED-7).
    Downgrade {
        /// Which edition.
        edition: EditionCode,
        /// The one in force.
        in_force: EditionCode,
        /// Until when the enterprise has paid.
        paid_end: Instant,
    },
    /// The action does not fit what the enterprise has.
    ActionDoesNotFit {
        /// What was asked for.
        action: EditionAction,
        /// What fits instead, where anything does.
        fitting: Option<EditionAction>,
    },
    /// The credit is more than the price of this term (BUY-10).
    CreditExceedsPrice {
        /// The unused value.
        credit: Money,
        /// The shortest term that can be taken.
        shortest: Option<Term>,
    },
    /// The edition would end before an integration that is active (BUY-13).
    EndsBeforeIntegration {
        /// When the integration ends.
        integration_end: Instant,
        /// The shortest term that can be taken.
        shortest: Option<Term>,
    },
    /// An edition order is unpaid already (BUY-12).
    OpenOrder {
        /// Which order.
        order: OrderId,
    },
    /// No such add-on is sold in packs of this size (ADD-10).
    PackNotSold {
        /// Which add-on.
        add_on: AddOnCode,
        /// The sizes that are sold.
        sizes: Vec<u32>,
    },
    /// None, or more than one order can hold (ADD-10).
    QuantityOutOfRange {
        /// Which add-on.
        add_on: AddOnCode,
        /// The most.
        max: u32,
    },
    /// The same pack stands in the basket twice (ADD-10).
    PackTwice {
        /// Which add-on.
        add_on: AddOnCode,
        /// Which size.
        size: u32,
    },
    /// The add-on needs another edition (ADD-1 … ADD-3).
    AddOnNeedsEdition {
        /// Which add-on.
        add_on: AddOnCode,
        /// Under which editions that are sold it can be bought, the lowest first.
        editions: Vec<EditionCode>,
        /// Under which rule.
        rule: AddOnRule,
    },
    /// No such add-on is sold by the year (ADD-7).
    IntegrationNotSold {
        /// Which add-on.
        add_on: AddOnCode,
    },
    /// The same integration stands in the basket twice (ADD-7).
    IntegrationTwice {
        /// Which add-on.
        add_on: AddOnCode,
    },
    /// The integration would reach beyond the paid end, or too far ahead (ADD-7).
    IntegrationTermNotOffered {
        /// Which add-on.
        add_on: AddOnCode,
        /// The terms that are offered.
        offered: Vec<Term>,
        /// The paid end that it must stay within.
        paid_end: Instant,
        /// The latest end that it may have: the paid end, or three years from now where that is earlier.
        latest_end: Instant,
        /// From when it would run.
        start: Instant,
    },
    /// The amount is more than the channel takes in one order (CH-10).
    AmountAboveLimit {
        /// Which channel.
        channel: Channel,
        /// The most it takes.
        limit: Money,
        /// What the order comes to.
        total: Money,
    },
    /// The amount is beyond what can be computed.
    AmountTooLarge,
    /// The price that was shown is not the price (ORD-4).
    QuoteChanged {
        /// What it costs now.
        total: Money,
    },
    /// The purchase terms in force were not accepted (ORD-10).
    TermsNotAccepted {
        /// Their version.
        version: String,
    },
    /// The key stands for another order (ORD-3).
    KeyReused {
        /// Which key.
        order: OrderId,
    },
    /// No such order here.
    OrderUnknown,
    /// The order belongs to somebody else's care (ROLE-6, ROLE-7).
    OrderNotYours,
    /// The order has come too far for this (ORD-8).
    OrderStateRefuses {
        /// Which order.
        order: OrderId,
        /// How far it has come.
        state: OrderState,
    },
    /// The account is another person's (ROLE-7).
    AccountNotYours,
    /// Only the operator decides about it (ORD-6).
    OperatorOnly,
    /// Balances are for members (ROLE-2).
    BalancesRoleMissing,
    /// The order history is for others (ROLE-4, ORD-7).
    HistoryRoleMissing,
    /// The channel does not show this (CH-9).
    NotShownHere {
        /// Which channel.
        channel: Channel,
    },
    /// The first uncertified purchase names the enterprise that it is for (BIND-1).
    EnterpriseNameMissing,
    /// The first uncertified purchase verifies the buyer's own phone (BIND-1).
    OwnPhoneNotVerified {
        /// For how long a verification counts.
        window_minutes: u32,
    },
    /// No enterprise was named to bind to (BIND-3).
    BindingTargetMissing,
    /// An edition order of the enterprise is unpaid (BIND-3).
    TargetHasOpenOrder {
        /// Which order.
        order: OrderId,
    },
    /// The buyer has not joined the enterprise (BIND-3).
    NotAMember {
        /// Its name.
        enterprise: String,
    },
    /// The enterprise has another name than the one given at the purchase (BIND-3).
    NameNotConfirmed {
        /// The one given.
        given: String,
        /// The one it has.
        found: String,
    },
    /// Not so many units are left (QUOTA-4).
    QuotaExhausted {
        /// Of which kind.
        quota: QuotaKind,
        /// How many are wanted.
        wanted: u32,
        /// How many are left.
        left: u64,
        /// What is permitted to get more, the shortest way first.
        ways: Vec<Remedy>,
    },
    /// The ledger knows no such contract (QUOTA-2).
    ContractUnknown {
        /// Which one.
        contract: SubjectId,
    },
    /// The contract has come too far to be withdrawn (QUOTA-2).
    ContractNotWithdrawable {
        /// Which one.
        contract: SubjectId,
        /// How far it has come.
        progress: Progress,
    },
    /// A field of the trial's form is missing or wrong (TRIAL-4).
    FormField {
        /// Which one.
        field: FormField,
    },
    /// The consent is missing (TRIAL-7).
    ConsentMissing,
    /// Invoices are for others (ROLE-5).
    InvoiceRoleMissing,
    /// A person's own account has no invoices: the enterprise that an order is bound to asks for them (INV-3).
    InvoicedByEnterprise,
    /// No order was chosen for the invoice, or one of them twice (INV-3).
    InvoiceOrdersMissing,
    /// The order is not delivered (INV-3).
    NotDelivered {
        /// Which order.
        order: OrderId,
    },
    /// The order has an invoice (INV-3).
    AlreadyInvoiced {
        /// Which order.
        order: OrderId,
        /// Which invoice.
        invoice: InvoiceId,
    },
    /// Nothing was paid for the order (INV-3).
    NothingPaid {
        /// Which order.
        order: OrderId,
    },
    /// A special VAT invoice is made out to companies alone (INV-2).
    SpecialForCompanies,
    /// A detail of the invoice's title is missing or wrong (INV-2).
    InvoiceField {
        /// Which one.
        field: InvoiceField,
    },
    /// The key stands for another invoice (INV-3).
    InvoiceKeyReused {
        /// Which key.
        invoice: InvoiceId,
    },
    /// No such invoice here.
    InvoiceUnknown,
    /// The one trial is used up (TRIAL-3).
    TrialUsed {
        /// The edition that was tried.
        edition: EditionCode,
    },
    /// A trial must be above the edition in force (TRIAL-1).
    TrialNotHigher {
        /// The edition in force.
        in_force: EditionCode,
    },
}
