//! The ways forward out of a refusal. Which of them are open, [`crate::way_forward`] decides.

use serde::{Deserialize, Serialize};

use crate::basket::PackChoice;
use crate::offer::EditionAction;
use crate::vocabulary::{AddOnCode, EditionCode, OrderId, Term};

/// A way forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "remedy", rename_all = "snake_case")]
pub enum Remedy {
    /// Sign in.
    SignIn,
    /// Let somebody of the right role do it.
    AskAdministrator,
    /// Have the enterprise certified.
    Certify,
    /// Buy as a person in the personal mini-program, and bind the order once the enterprise is certified (CH-11).
    BuyAsPerson,
    /// Activate the enterprise from the e-sign web console.
    Activate,
    /// Verify the security phone.
    VerifyPhone,
    /// Continue on the web.
    OpenOnWeb,
    /// Talk to sales.
    ContactSales,
    /// Talk to customer service.
    ContactService,
    /// Choose something to buy.
    SeePricing,
    /// Take another term.
    ChooseTerm {
        /// Which one.
        term: Term,
    },
    /// Take another edition.
    ChooseEdition {
        /// Which one.
        edition: EditionCode,
    },
    /// Take an app integration for another term, once.
    ChooseIntegrationTerm {
        /// Which add-on.
        add_on: AddOnCode,
        /// For how long.
        term: Term,
    },
    /// Take an add-on out of the basket.
    LeaveOut {
        /// Which one.
        add_on: AddOnCode,
    },
    /// Renew the edition first, or along with it.
    RenewFirst {
        /// Which edition.
        edition: EditionCode,
    },
    /// Buy packs of an add-on.
    BuyPacks {
        /// Which one.
        add_on: AddOnCode,
    },
    /// Take these packs instead of what was chosen of their add-on.
    ChoosePacks {
        /// Packs of one add-on.
        packs: Vec<PackChoice>,
    },
    /// Try another edition.
    TryEdition {
        /// Which one.
        edition: EditionCode,
    },
    /// Do what fits instead.
    Take {
        /// What fits.
        action: EditionAction,
    },
    /// Pay the order.
    PayOrder {
        /// Which one.
        order: OrderId,
    },
    /// Cancel the order.
    CancelOrder {
        /// Which one.
        order: OrderId,
    },
    /// Look at the new price and confirm it.
    ConfirmQuote,
    /// Accept the purchase terms.
    AcceptTerms,
    /// Name the enterprise that the purchase is for.
    NameEnterprise,
    /// Verify the own phone.
    VerifyOwnPhone,
    /// Choose an enterprise to bind to.
    ChooseEnterprise,
    /// Join the enterprise.
    JoinEnterprise,
    /// Confirm that the enterprise of this name is meant.
    ConfirmName {
        /// The name.
        name: String,
    },
    /// Correct a field of the form.
    CorrectField,
    /// Agree to be contacted.
    GiveConsent,
    /// Choose the orders anew.
    ChooseOrders,
    /// Take an ordinary invoice.
    TakeOrdinaryInvoice,
    /// Go to the order.
    SeeOrder {
        /// Which one.
        order: OrderId,
    },
    /// Start again with a new order.
    StartAgain,
}
