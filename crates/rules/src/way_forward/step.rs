//! What following a way forward means: another basket, another channel, another page, or somebody outside the shop.

use super::{Refused, Wish, packs};
use crate::basket::{Basket, EditionChoice, IntegrationChoice};
use crate::quote::{Warning, quote};
use crate::rejection::Remedy;
use crate::vocabulary::{AddOnCode, Channel, EditionCode, OrderId, Term};

/// Where a way forward leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the checkout with this basket.
    Basket(Basket),
    /// To the trial of this edition.
    Trial(EditionCode),
    /// To the same in another channel.
    Channel(Channel),
    /// To an order.
    Order(OrderId),
    /// To the same again, once this order is cancelled.
    Cancel(OrderId),
    /// Nowhere else: it is done where the refusal stands, by verifying, accepting or correcting something.
    Here,
    /// To the editions and their prices.
    Pricing,
    /// Out of the shop, to somebody who can help.
    Outside,
    /// It does not apply to what was asked for.
    Nowhere,
}

impl Refused<'_> {
    /// Where a way forward leads.
    #[must_use]
    pub fn step(&self, remedy: &Remedy) -> Step {
        match remedy {
            Remedy::ChooseTerm { .. }
            | Remedy::ChooseEdition { .. }
            | Remedy::ChooseIntegrationTerm { .. }
            | Remedy::LeaveOut { .. }
            | Remedy::RenewFirst { .. }
            | Remedy::BuyPacks { .. }
            | Remedy::ChoosePacks { .. } => self.changed_basket(remedy).map_or(Step::Nowhere, Step::Basket),
            Remedy::StartAgain => match self.wish {
                Wish::Basket(basket) => Step::Basket(basket.clone()),
                _ => Step::Pricing,
            },
            Remedy::TryEdition { edition } => Step::Trial(edition.clone()),
            Remedy::OpenOnWeb => Step::Channel(Channel::Web),
            Remedy::BuyAsPerson => Step::Channel(Channel::PersonalMiniProgram),
            Remedy::PayOrder { order } | Remedy::SeeOrder { order } => Step::Order(order.clone()),
            Remedy::CancelOrder { order } => Step::Cancel(order.clone()),
            Remedy::SeePricing | Remedy::Take { .. } => Step::Pricing,
            Remedy::SignIn
            | Remedy::VerifyPhone
            | Remedy::VerifyOwnPhone
            | Remedy::ConfirmQuote
            | Remedy::AcceptTerms
            | Remedy::NameEnterprise
            | Remedy::ChooseEnterprise
            | Remedy::ConfirmName { .. }
            | Remedy::CorrectField
            | Remedy::GiveConsent
            | Remedy::ChooseOrders
            | Remedy::TakeOrdinaryInvoice => Step::Here,
            Remedy::AskAdministrator
            | Remedy::Certify
            | Remedy::Activate
            | Remedy::JoinEnterprise
            | Remedy::ContactSales
            | Remedy::ContactService => Step::Outside,
        }
    }

    /// The basket that a buyer is better served with than with one that is warned about: with a renewal that lets the
    /// integration run its whole term (ADD-8). `None` where there is none, or nothing to do about the warning.
    #[must_use]
    pub fn better_basket(&self, warning: &Warning) -> Option<Basket> {
        let (Warning::IntegrationCutShort { .. }, Wish::Basket(basket)) = (warning, self.wish) else {
            return None;
        };
        let account = self.account?;
        let in_force = account.in_force(self.context.now)?.edition.clone();
        let better = self.changed_basket(&Remedy::RenewFirst { edition: in_force })?;
        let adds_reasons = self.judged(&Wish::Basket(better.clone()), self.context.channel).len()
            > self.judged(self.wish, self.context.channel).len();
        let priced = quote(self.catalogue, self.account, &better, self.context.now).ok()?;
        let helps = basket.edition.is_none() && !adds_reasons && !priced.warnings().contains(warning);
        helps.then_some(better)
    }

    /// The basket after a choice is changed; `None` where there is nothing to change.
    fn changed_basket(&self, remedy: &Remedy) -> Option<Basket> {
        let empty = Basket::default();
        let basket = match self.wish {
            Wish::Basket(basket) => basket,
            // More units are bought beside nothing.
            Wish::Other => &empty,
            Wish::Trial(_) | Wish::Binding => return None,
        };
        match remedy {
            Remedy::ChooseTerm { term } => {
                let edition = basket.edition.as_ref()?.edition.clone();
                Some(Basket { edition: Some(EditionChoice { edition, term: *term }), ..basket.clone() })
            }
            Remedy::ChooseEdition { edition } | Remedy::RenewFirst { edition } => self.with_edition(basket, edition),
            Remedy::ChooseIntegrationTerm { add_on, term } => {
                let mut changed = without(basket, add_on);
                changed.packs.clone_from(&basket.packs);
                changed.integrations.push(IntegrationChoice { add_on: add_on.clone(), term: *term });
                Some(changed)
            }
            Remedy::LeaveOut { add_on } => Some(without(basket, add_on)),
            Remedy::BuyPacks { add_on } => {
                let pack = packs::smallest(self.catalogue.add_on(add_on)?)?;
                Some(Basket { packs: vec![pack], ..Basket::default() })
            }
            Remedy::ChoosePacks { packs } => {
                let mut changed = without(basket, &packs.first()?.add_on);
                changed.integrations.clone_from(&basket.integrations);
                changed.packs.extend(packs.iter().cloned());
                Some(changed)
            }
            _ => None,
        }
    }

    /// The basket with an edition, for the term that was chosen or else the shortest against which least speaks.
    fn with_edition(&self, basket: &Basket, edition: &EditionCode) -> Option<Basket> {
        let chosen = basket.edition.as_ref().map(|choice| choice.term);
        let mut terms: Vec<Term> = self.catalogue.edition(edition)?.terms.clone();
        terms.sort_unstable();
        let baskets = chosen
            .into_iter()
            .chain(terms)
            .map(|term| Basket { edition: Some(EditionChoice { edition: edition.clone(), term }), ..basket.clone() });
        baskets.min_by_key(|basket| self.judged(&Wish::Basket(basket.clone()), self.context.channel).len())
    }
}

fn without(basket: &Basket, add_on: &AddOnCode) -> Basket {
    let mut rest = basket.clone();
    rest.packs.retain(|pack| pack.add_on != *add_on);
    rest.integrations.retain(|choice| choice.add_on != *add_on);
    rest
}
