//! Reasons and remedies in English.

use super::Names;
use crate::account::{Activation, OrderState};
use crate::format::{count, date_time, money, years};
use crate::offer::EditionAction;
use crate::rejection::{CertifiedFor, ChannelRule, Handover, Reason, Remedy};
use crate::vocabulary::{Channel, Language};

const EN: Language = Language::English;

pub(super) fn reason(reason: &Reason, names: &Names<'_>) -> String {
    match reason {
        Reason::SignInRequired => {
            "Please sign in first. Browsing, comparing and quotes need no sign-in.".to_owned()
        }
        Reason::RoleMissing => {
            "Purchases and trials are not part of your role in this enterprise. A super administrator, the legal representative or a fee manager can help.".to_owned()
        }
        Reason::NotCertified { rule: CertifiedFor::Binding } => {
            "This enterprise is not certified yet. Orders can be bound to certified enterprises alone.".to_owned()
        }
        Reason::NotCertified { .. } => {
            "This enterprise is not certified yet. Purchases and trials in its name need certification first.".to_owned()
        }
        Reason::NotActivated { cause } => match cause {
            Activation::OtherEnterprise => {
                "This enterprise is not activated: the e-sign account of your cloud account belongs to another enterprise. Sign in to the e-sign web console, choose Buy now under fee management and verify the security phone.".to_owned()
            }
            Activation::NoSignAccount | Activation::Activated => {
                "This enterprise is not activated: your cloud account has no e-sign account yet. Sign in to the e-sign web console, choose Buy now under fee management and verify the security phone.".to_owned()
            }
        },
        Reason::PhoneNotVerified { window_minutes } => format!(
            "Purchases and invoices on the web need the enterprise’s security phone verified; a verification counts for {window_minutes} minutes."
        ),
        Reason::ChannelRefuses { channel, instead, rule } => channel_refusal(*channel, *instead, *rule),
        Reason::EmptyBasket => "Nothing has been chosen yet.".to_owned(),
        Reason::EditionNotSold { .. } => "This edition is not on sale.".to_owned(),
        Reason::TermNotOffered { edition, offered } => format!(
            "{} is sold for these terms: {}.",
            names.edition(edition),
            names.terms(offered)
        ),
        Reason::Downgrade {
            edition,
            in_force,
            paid_end,
        } => format!(
            "{} is in force until {}; a change down to {} is not possible.",
            names.edition(in_force),
            date_time(*paid_end, EN),
            names.edition(edition)
        ),
        Reason::ActionDoesNotFit { fitting, .. } => match fitting {
            Some(EditionAction::Buy) => "No paid edition is in force, so this would be a new purchase.".to_owned(),
            Some(EditionAction::Renew) => "This edition is in force already, so this would be a renewal.".to_owned(),
            Some(EditionAction::Upgrade) => "A lower edition is in force, so this would be an upgrade.".to_owned(),
            None => "This does not fit what the enterprise has.".to_owned(),
        },
        Reason::CreditExceedsPrice { credit, shortest } => match shortest {
            Some(term) => format!(
                "The unused value of your edition, {}, is more than this term costs. The shortest possible term is {}.",
                money(*credit),
                years(term.years(), EN)
            ),
            None => format!(
                "The unused value of your edition, {}, is more than the longest term costs. Please talk to sales.",
                money(*credit)
            ),
        },
        Reason::OpenOrder { .. } => {
            "An edition order is waiting for payment. An enterprise can have one at a time: please pay or cancel it first.".to_owned()
        }
        Reason::PackNotSold { sizes, .. } if sizes.is_empty() => "Such packs are not on sale.".to_owned(),
        Reason::PackNotSold { sizes, .. } => {
            let sizes: Vec<String> = sizes.iter().map(|size| count(u64::from(*size))).collect();
            format!("Packs come in these sizes: {}.", sizes.join("; "))
        }
        Reason::QuantityOutOfRange { add_on, max: 1 } => {
            format!("One order can hold a single pack: {}.", names.catalogue.add_on_name(add_on, EN))
        }
        Reason::QuantityOutOfRange { max, .. } => format!("You can buy 1 to {max} packs of a size."),
        Reason::PackTwice { size, .. } => format!(
            "The pack of {} was chosen twice. Please make it one line.",
            count(u64::from(*size))
        ),
        Reason::AddOnNeedsEdition { add_on, editions, .. } => format!(
            "{} needs one of these editions in force: {}.",
            names.catalogue.add_on_name(add_on, EN),
            names.editions(editions)
        ),
        Reason::AmountTooLarge => {
            "The amount is beyond what can be computed. Please choose fewer, or talk to sales.".to_owned()
        }
        Reason::QuoteChanged { total } => format!(
            "The price has changed: it is {} now. Please look at it and confirm again.",
            money(*total)
        ),
        Reason::TermsNotAccepted { .. } => "Please read and accept the purchase terms.".to_owned(),
        Reason::KeyReused { .. } => {
            "This order number stands for another order. Please place the order again.".to_owned()
        }
        Reason::OrderUnknown => "There is no such order here.".to_owned(),
        Reason::OrderNotYours => {
            "Somebody else placed this order, and your role cannot change it.".to_owned()
        }
        Reason::OrderStateRefuses { state, .. } => order_state(state),
        Reason::TrialUsed { edition } => format!(
            "An enterprise has one trial, and this one was spent on {}.",
            names.edition(edition)
        ),
        Reason::TrialNotHigher { in_force } => format!(
            "A trial has to be above your present edition, {}.",
            names.edition(in_force)
        ),
        Reason::EndsBeforeIntegration { integration_end, shortest } => match shortest {
            Some(term) => format!(
                "This term would end before your app integration, which runs until {}. The shortest possible term is {}.",
                date_time(*integration_end, EN),
                years(term.years(), EN)
            ),
            None => format!(
                "The new edition would end before your app integration, which runs until {}. Please talk to sales.",
                date_time(*integration_end, EN)
            ),
        },
        Reason::IntegrationNotSold { .. } => "No such app integration is sold.".to_owned(),
        Reason::IntegrationTwice { add_on } => {
            format!("{} was chosen twice. Please keep one.", names.catalogue.add_on_name(add_on, EN))
        }
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, latest_end, start } if latest_end < paid_end => {
            let name = names.catalogue.add_on_name(add_on, EN);
            let latest = date_time(*latest_end, EN);
            if offered.is_empty() {
                format!(
                    "{} reaches no further than three years from now, {}, and would begin on {}. Please buy it later.",
                    name,
                    latest,
                    date_time(*start, EN)
                )
            } else {
                format!(
                    "{} reaches no further than three years from now, {}. It can be had for {}.",
                    name,
                    latest,
                    names.terms(offered)
                )
            }
        }
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, start, .. } if offered.is_empty() => format!(
            "{} would begin on {}, and your edition ends on {}. Please renew the edition first.",
            names.catalogue.add_on_name(add_on, EN),
            date_time(*start, EN),
            date_time(*paid_end, EN)
        ),
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, .. } => format!(
            "{} cannot outlast your edition, which ends on {}. It can be had for {}.",
            names.catalogue.add_on_name(add_on, EN),
            date_time(*paid_end, EN),
            names.terms(offered)
        ),
        Reason::AmountAboveLimit { channel, limit, total } => format!(
            "A payment limit applies: {} an order comes to {} at most, and this one is {}.",
            place(*channel),
            money(*limit),
            money(*total)
        ),
        Reason::AccountNotYours
        | Reason::OperatorOnly
        | Reason::BalancesRoleMissing
        | Reason::HistoryRoleMissing
        | Reason::TargetHasOpenOrder { .. }
        | Reason::NotShownHere { .. }
        | Reason::EnterpriseNameMissing
        | Reason::OwnPhoneNotVerified { .. }
        | Reason::BindingTargetMissing
        | Reason::NotAMember { .. }
        | Reason::NameNotConfirmed { .. }
        | Reason::QuotaExhausted { .. }
        | Reason::ContractUnknown { .. }
        | Reason::ContractNotWithdrawable { .. }
        | Reason::FormField { .. }
        | Reason::ConsentMissing
        | Reason::InvoiceRoleMissing
        | Reason::InvoicedByEnterprise
        | Reason::InvoiceOrdersMissing
        | Reason::NotDelivered { .. }
        | Reason::AlreadyInvoiced { .. }
        | Reason::NothingPaid { .. }
        | Reason::SpecialForCompanies
        | Reason::InvoiceField { .. }
        | Reason::InvoiceKeyReused { .. }
        | Reason::InvoiceUnknown => super::account_en::reason(reason),
    }
}

pub(super) fn remedy(remedy: &Remedy, names: &Names<'_>) -> String {
    match remedy {
        Remedy::SignIn => "Sign in".to_owned(),
        Remedy::AskAdministrator => "Ask an administrator".to_owned(),
        Remedy::Certify => "Get the enterprise certified".to_owned(),
        Remedy::Activate => "Activate the enterprise".to_owned(),
        Remedy::VerifyPhone => "Verify the security phone".to_owned(),
        Remedy::OpenOnWeb => "Continue on the web".to_owned(),
        Remedy::ContactSales => "Talk to sales".to_owned(),
        Remedy::ContactService => "Contact customer service".to_owned(),
        Remedy::SeePricing => "See editions and prices".to_owned(),
        Remedy::ChooseTerm { term } => format!("Take {}", years(term.years(), EN)),
        Remedy::ChooseEdition { edition } => format!("Choose {}", names.edition(edition)),
        Remedy::ChoosePacks { packs } => format!("Take {}", names.packs(packs)),
        Remedy::TryEdition { edition } => format!("Try {}", names.edition(edition)),
        Remedy::Take { action } => match action {
            EditionAction::Buy => "Buy".to_owned(),
            EditionAction::Renew => "Renew".to_owned(),
            EditionAction::Upgrade => "Upgrade".to_owned(),
        },
        Remedy::PayOrder { .. } => "Continue to payment".to_owned(),
        Remedy::CancelOrder { .. } => "Cancel that order".to_owned(),
        Remedy::ConfirmQuote => "Confirm the new price".to_owned(),
        Remedy::AcceptTerms => "Accept the purchase terms".to_owned(),
        Remedy::StartAgain => "Place the order again".to_owned(),
        Remedy::BuyAsPerson => "Buy as a person first".to_owned(),
        Remedy::ChooseIntegrationTerm { term, .. } => format!("Integrate for {}", years(term.years(), EN)),
        Remedy::LeaveOut { add_on } => format!("Leave out {}", names.catalogue.add_on_name(add_on, EN)),
        Remedy::RenewFirst { edition } => format!("Renew {} first", names.edition(edition)),
        Remedy::BuyPacks { add_on } => format!("Buy {}", names.catalogue.add_on_name(add_on, EN)),
        Remedy::NameEnterprise => "Enter the company’s name".to_owned(),
        Remedy::VerifyOwnPhone => "Verify your phone".to_owned(),
        Remedy::ChooseEnterprise => "Choose a company".to_owned(),
        Remedy::JoinEnterprise => "Ask to join the company".to_owned(),
        Remedy::ConfirmName { .. } => "Bind to this company".to_owned(),
        Remedy::CorrectField => "Correct it".to_owned(),
        Remedy::GiveConsent => "Agree to be contacted".to_owned(),
        Remedy::ChooseOrders => "Choose other orders".to_owned(),
        Remedy::TakeOrdinaryInvoice => "Take an ordinary invoice".to_owned(),
        Remedy::SeeOrder { .. } => "See the order".to_owned(),
    }
}

fn order_state(state: &OrderState) -> String {
    match state {
        OrderState::Unpaid => "The order is not paid yet.".to_owned(),
        OrderState::AwaitingBinding { .. } => {
            "The order is paid and waits for a certified enterprise. Paid orders have no self-service refund; customer service can help.".to_owned()
        }
        OrderState::Provisioning { .. } | OrderState::Delivered { .. } => {
            "The order is paid and cannot change any more. Paid orders have no self-service refund; customer service can help.".to_owned()
        }
        OrderState::Cancelled { at } => {
            format!("The order was cancelled on {}. Please place a new one.", date_time(*at, EN))
        }
        OrderState::Expired { at } => {
            format!("The order expired on {}. Please place a new one.", date_time(*at, EN))
        }
        OrderState::NeedsAttention { .. } => {
            "Customer service is looking into the payment of this order and will contact you.".to_owned()
        }
        OrderState::Closed { .. } => "The order is closed and its money was returned.".to_owned(),
    }
}

fn channel_refusal(channel: Channel, instead: Handover, rule: ChannelRule) -> String {
    let place = place(channel);
    match (instead, rule) {
        (Handover::Web, ChannelRule::Trial) => {
            format!("Trials cannot be applied for {place}. Please continue on the web.")
        }
        (_, ChannelRule::Trial) => format!("Trials cannot be applied for {place}."),
        (Handover::Web, ChannelRule::Invoice) => {
            format!("Invoices cannot be asked for {place}. Please continue on the web, or talk to customer service.")
        }
        (_, ChannelRule::Invoice) => format!("Invoices cannot be asked for {place}."),
        (Handover::Web, _) => {
            format!("A payment limit keeps this from being done {place}. Please continue on the web.")
        }
        (Handover::Sales, _) => format!("A payment limit keeps this from being bought {place}. Please talk to sales."),
        (Handover::Together, _) => format!(
            "A payment limit applies: {place} the edition is sold together with a pack, and packs only together with the edition."
        ),
        (Handover::Nobody, _) => format!("A payment limit keeps this from being offered {place}."),
    }
}

const fn place(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "on the web",
        Channel::MiniProgram => "in the mini-program",
        Channel::PersonalMiniProgram => "in the personal mini-program",
    }
}
