//! What could help against each reason, the shortest way first.

use std::sync::Arc;

use super::{Refused, Wish, packs};
use crate::account::{Order, OrderState};
use crate::basket::Basket;
use crate::rejection::{ChannelRule, Handover, Reason, Remedy};
use crate::vocabulary::{AddOnCode, Channel, EditionCode, Term};

impl Refused<'_> {
    pub(super) fn candidates(&self, reason: &Reason) -> Vec<Remedy> {
        match reason {
            Reason::SignInRequired | Reason::AccountNotYours => vec![Remedy::SignIn],
            Reason::RoleMissing
            | Reason::OrderNotYours
            | Reason::BalancesRoleMissing
            | Reason::HistoryRoleMissing
            | Reason::InvoiceRoleMissing => vec![Remedy::AskAdministrator],
            Reason::InvoicedByEnterprise => {
                self.order_to_bind().into_iter().chain([Remedy::AskAdministrator]).collect()
            }
            Reason::NotCertified { .. } => vec![Remedy::Certify, Remedy::BuyAsPerson],
            Reason::NotActivated { .. } => vec![Remedy::Activate],
            Reason::PhoneNotVerified { .. } => vec![Remedy::VerifyPhone],
            Reason::EnterpriseNameMissing => vec![Remedy::NameEnterprise],
            Reason::OwnPhoneNotVerified { .. } => vec![Remedy::VerifyOwnPhone],
            Reason::NotShownHere { .. } => vec![Remedy::OpenOnWeb],
            Reason::ChannelRefuses { instead, rule, channel } => self.handed_over(*instead, *rule, *channel),
            Reason::AmountAboveLimit { channel: Channel::Web, .. } => vec![Remedy::ContactSales],
            Reason::AmountAboveLimit { .. } => vec![Remedy::OpenOnWeb, Remedy::ContactSales],
            Reason::EmptyBasket | Reason::OrderUnknown => vec![Remedy::SeePricing],
            Reason::QuoteChanged { .. } => vec![Remedy::ConfirmQuote],
            Reason::TermsNotAccepted { .. } => vec![Remedy::AcceptTerms],
            Reason::KeyReused { .. } | Reason::InvoiceKeyReused { .. } => vec![Remedy::StartAgain],
            Reason::OpenOrder { order } | Reason::TargetHasOpenOrder { order } => {
                vec![Remedy::PayOrder { order: order.clone() }, Remedy::CancelOrder { order: order.clone() }]
            }
            Reason::OrderStateRefuses { order, state } => match state {
                OrderState::Unpaid => vec![Remedy::PayOrder { order: order.clone() }],
                OrderState::Cancelled { .. } | OrderState::Expired { .. } => vec![Remedy::StartAgain],
                _ => vec![Remedy::ContactService],
            },
            Reason::EditionNotSold { .. }
            | Reason::TermNotOffered { .. }
            | Reason::Downgrade { .. }
            | Reason::ActionDoesNotFit { .. }
            | Reason::CreditExceedsPrice { .. }
            | Reason::EndsBeforeIntegration { .. }
            | Reason::TrialUsed { .. }
            | Reason::TrialNotHigher { .. } => self.for_edition(reason),
            Reason::PackNotSold { .. }
            | Reason::QuantityOutOfRange { .. }
            | Reason::PackTwice { .. }
            | Reason::AmountTooLarge
            | Reason::AddOnNeedsEdition { .. }
            | Reason::IntegrationNotSold { .. }
            | Reason::IntegrationTwice { .. }
            | Reason::IntegrationTermNotOffered { .. } => self.for_add_on(reason),
            Reason::BindingTargetMissing => vec![Remedy::ChooseEnterprise],
            Reason::NotAMember { .. } => vec![Remedy::JoinEnterprise, Remedy::ChooseEnterprise],
            Reason::NameNotConfirmed { found, .. } => vec![Remedy::ConfirmName { name: found.clone() }],
            Reason::QuotaExhausted { ways, .. } => ways.clone(),
            Reason::FormField { .. } | Reason::InvoiceField { .. } => vec![Remedy::CorrectField],
            Reason::ConsentMissing => vec![Remedy::GiveConsent],
            Reason::InvoiceOrdersMissing | Reason::AlreadyInvoiced { .. } => vec![Remedy::ChooseOrders],
            Reason::NotDelivered { order } => vec![Remedy::SeeOrder { order: order.clone() }],
            Reason::SpecialForCompanies => vec![Remedy::TakeOrdinaryInvoice],
            Reason::OperatorOnly
            | Reason::ContractUnknown { .. }
            | Reason::ContractNotWithdrawable { .. }
            | Reason::NothingPaid { .. }
            | Reason::InvoiceUnknown => vec![Remedy::ContactService],
        }
    }

    /// The order of a person that waits for its binding, where one does.
    fn order_to_bind(&self) -> Option<Remedy> {
        let mut orders = self.account?.orders.iter();
        let waits =
            |order: &&Arc<Order>| matches!(order.state_at(self.context.now), OrderState::AwaitingBinding { .. });
        orders.find(waits).map(|order| Remedy::SeeOrder { order: order.id.clone() })
    }

    fn handed_over(&self, instead: Handover, rule: ChannelRule, channel: Channel) -> Vec<Remedy> {
        match instead {
            Handover::Web if rule == ChannelRule::Invoice => vec![Remedy::OpenOnWeb, Remedy::ContactService],
            Handover::Web => vec![Remedy::OpenOnWeb],
            Handover::Sales => vec![Remedy::ContactSales],
            Handover::Together if rule == ChannelRule::Bundle => {
                let pack = packs::smallest_beside_edition(self.catalogue, channel);
                pack.map(|pack| Remedy::ChoosePacks { packs: vec![pack] }).into_iter().collect()
            }
            Handover::Together => self.editions().map(|edition| Remedy::ChooseEdition { edition }).collect(),
            Handover::Nobody => vec![Remedy::OpenOnWeb, Remedy::SeePricing],
        }
    }

    fn for_edition(&self, reason: &Reason) -> Vec<Remedy> {
        match reason {
            Reason::EditionNotSold { .. } => vec![Remedy::SeePricing],
            Reason::TermNotOffered { offered, .. } => offered.iter().map(|term| choose_term(*term)).collect(),
            Reason::CreditExceedsPrice { shortest, .. } | Reason::EndsBeforeIntegration { shortest, .. } => {
                shortest.map(choose_term).into_iter().collect()
            }
            Reason::Downgrade { in_force, .. } => vec![Remedy::ChooseEdition { edition: in_force.clone() }],
            Reason::ActionDoesNotFit { fitting: Some(action), .. } if *self.wish != Wish::Binding => {
                vec![Remedy::Take { action: *action }]
            }
            Reason::TrialNotHigher { .. } => self.editions().map(|edition| Remedy::TryEdition { edition }).collect(),
            _ => Vec::new(),
        }
    }

    fn for_add_on(&self, reason: &Reason) -> Vec<Remedy> {
        let basket = self.basket();
        match reason {
            Reason::PackNotSold { add_on, .. }
            | Reason::QuantityOutOfRange { add_on, .. }
            | Reason::PackTwice { add_on, .. } => {
                let chosen = basket.map_or(&[][..], |basket| &basket.packs);
                let nearest = packs::nearest(self.catalogue, self.context.channel, add_on, chosen);
                let nearest = nearest.map(|packs| Remedy::ChoosePacks { packs });
                nearest.into_iter().chain([leave_out(add_on)]).collect()
            }
            Reason::AmountTooLarge => {
                let packs = basket.into_iter().flat_map(|basket| &basket.packs);
                packs.map(|pack| leave_out(&pack.add_on)).chain([Remedy::ContactSales]).collect()
            }
            Reason::AddOnNeedsEdition { add_on, editions, .. } => {
                let choose = editions.iter().map(|edition| Remedy::ChooseEdition { edition: edition.clone() });
                let first = choose.into_iter().find(|remedy| self.is_open(remedy, reason));
                first.into_iter().chain([leave_out(add_on)]).collect()
            }
            Reason::IntegrationTwice { add_on } => {
                let chosen = basket.into_iter().flat_map(|basket| &basket.integrations);
                let once = chosen.filter(|choice| choice.add_on == *add_on).take(1);
                once.map(|choice| choose_integration(add_on, choice.term)).chain([leave_out(add_on)]).collect()
            }
            Reason::IntegrationTermNotOffered { add_on, offered, .. } => {
                let terms = offered.iter().map(|term| choose_integration(add_on, *term));
                terms.chain(self.later_end()).chain([leave_out(add_on)]).collect()
            }
            Reason::IntegrationNotSold { add_on } => vec![leave_out(add_on)],
            _ => Vec::new(),
        }
    }

    /// A later paid end, which an integration needs: a longer term of the edition in the basket, else a renewal.
    fn later_end(&self) -> Vec<Remedy> {
        let in_force = || self.account?.in_force(self.context.now).map(|paid| paid.edition.clone());
        match self.basket().map(|basket| &basket.edition) {
            Some(Some(choice)) => {
                let edition = self.catalogue.edition(&choice.edition);
                let terms = edition.into_iter().flat_map(|edition| &edition.terms).copied();
                terms.filter(|term| *term > choice.term).map(choose_term).collect()
            }
            Some(None) => in_force().map(|edition| Remedy::RenewFirst { edition }).into_iter().collect(),
            None => Vec::new(),
        }
    }

    const fn basket(&self) -> Option<&Basket> {
        match self.wish {
            Wish::Basket(basket) => Some(basket),
            Wish::Trial(_) | Wish::Binding | Wish::Other => None,
        }
    }

    /// The editions that are sold, the lowest first.
    fn editions(&self) -> impl Iterator<Item = EditionCode> {
        self.catalogue.editions.iter().map(|edition| edition.code.clone())
    }
}

const fn choose_term(term: Term) -> Remedy {
    Remedy::ChooseTerm { term }
}

fn choose_integration(add_on: &AddOnCode, term: Term) -> Remedy {
    Remedy::ChooseIntegrationTerm { add_on: add_on.clone(), term }
}

fn leave_out(add_on: &AddOnCode) -> Remedy {
    Remedy::LeaveOut { add_on: add_on.clone() }
}
