//! The sentences about accounts, binding, usage, the trial's form and invoices in English.

use crate::invoice::InvoiceField;
use crate::rejection::Reason;
use crate::trial::FormField;
use crate::usage::Progress;

pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::AccountNotYours => "This is another person’s account. Please sign in with your own.".to_owned(),
        Reason::OperatorOnly => "Customer service decides about this.".to_owned(),
        Reason::BalancesRoleMissing => "Balances are shown to members of the enterprise.".to_owned(),
        Reason::TargetHasOpenOrder { .. } => {
            "This enterprise has an edition order that is not paid yet. Please have it paid or cancelled before binding.".to_owned()
        }
        Reason::HistoryRoleMissing => {
            "The order history is for the super administrator and the legal representative.".to_owned()
        }
        Reason::NotShownHere { .. } => {
            "The personal mini-program shows your own orders alone. Please see the enterprise’s on the web.".to_owned()
        }
        Reason::EnterpriseNameMissing => "The first purchase needs the name of your company.".to_owned(),
        Reason::OwnPhoneNotVerified { window_minutes } => format!(
            "The first purchase needs your phone to be verified. A verification counts for {window_minutes} minutes."
        ),
        Reason::BindingTargetMissing => "Please choose the company to bind the order to.".to_owned(),
        Reason::NotAMember { enterprise } => {
            format!("You have not joined {enterprise} yet. Only members can bind an order to it.")
        }
        Reason::NameNotConfirmed { given, found } => format!(
            "The order was bought for {given}, and you are about to bind it to {found}. This cannot be changed later, so please confirm it."
        ),
        Reason::QuotaExhausted { quota, wanted, left, .. } => format!(
            "This needs {}, and {} left.",
            super::order_en::units(*quota, u64::from(*wanted)),
            match left {
                1 => format!("{} is", super::order_en::units(*quota, 1)),
                left => format!("{} are", super::order_en::units(*quota, *left)),
            }
        ),
        Reason::ContractUnknown { .. } => "The usage of this contract was not found.".to_owned(),
        Reason::ContractNotWithdrawable { progress, .. } => {
            format!("This contract cannot be withdrawn: {}.", self::progress(progress).to_lowercase())
        }
        Reason::FormField { field } => match field {
            FormField::ContactName => "Please enter a contact name of up to 50 characters.".to_owned(),
            FormField::ContactPhone => {
                "Please enter a mobile number, or a landline number with its area code.".to_owned()
            }
            FormField::Industry => "Please enter your industry in up to 50 characters.".to_owned(),
            FormField::ExpectedSignatures => {
                "Please enter the signatures you expect in a year as a whole number.".to_owned()
            }
        },
        Reason::ConsentMissing => "Please agree that we may contact you.".to_owned(),
        Reason::InvoiceRoleMissing => {
            "Invoices are not part of your role. A super administrator or a fee manager can help.".to_owned()
        }
        Reason::InvoicedByEnterprise => {
            "There are no invoices in a person’s own account. Once an order is bound to a company, those who can ask for its invoices do.".to_owned()
        }
        Reason::InvoiceOrdersMissing => "Please choose the orders to invoice, each of them once.".to_owned(),
        Reason::NotDelivered { .. } => "An order can be invoiced once it is delivered.".to_owned(),
        Reason::AlreadyInvoiced { invoice, .. } => format!("This order has an invoice already: {}.", invoice.as_str()),
        Reason::NothingPaid { .. } => "Nothing was paid for this order, so it has no invoice.".to_owned(),
        Reason::SpecialForCompanies => "A special VAT invoice can be made out to companies alone.".to_owned(),
        Reason::InvoiceField { field } => match field {
            InvoiceField::Name => "Please enter the name on the invoice.".to_owned(),
            InvoiceField::CreditCode => "Please check the unified social credit code; it has 18 characters.".to_owned(),
            InvoiceField::Address => "A special VAT invoice needs the registered address.".to_owned(),
            InvoiceField::Phone => "A special VAT invoice needs the registered phone number.".to_owned(),
            InvoiceField::Bank => "A special VAT invoice needs the bank.".to_owned(),
            InvoiceField::Account => "A special VAT invoice needs the bank account.".to_owned(),
        },
        Reason::InvoiceKeyReused { .. } => {
            "This request number was used for another invoice. Please ask again.".to_owned()
        }
        Reason::InvoiceUnknown => "This invoice was not found, or its result is known already.".to_owned(),
        // Reasons about purchases are told elsewhere.
        _ => String::new(),
    }
}

pub(super) const fn progress(progress: &Progress) -> &'static str {
    match progress {
        Progress::Open => "Waiting for signatures",
        Progress::PartlySigned => "Signed by some",
        Progress::Signed => "Signed by all",
        Progress::Rejected => "Rejected",
        Progress::Expired => "Not signed in time",
        Progress::Returned { .. } => "Withdrawn, credited back",
        Progress::Void { .. } => "Withdrawn after its batch had ended, not credited back",
        Progress::Spent => "Used",
    }
}
