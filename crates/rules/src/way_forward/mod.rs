//! The ways out of a refusal that are open at this moment, the shortest first.
//!
//! A reason knows what could help; whether it does is tried in thought: another choice is judged as if it had been made,
//! another channel as if the shop were open there. What would be refused in turn is not offered, and where nothing is left
//! within the shop, somebody is who can help.

mod candidates;
mod packs;
mod step;

use crate::account::{Account, Holder, OrderState};
use crate::basket::{Basket, EditionChoice, IntegrationChoice};
use crate::catalogue::{AddOn, Catalogue};
use crate::context::{Actor, Context};
use crate::decide::cancel::{cancel, in_their_care};
use crate::decide::{Command, may_place};
use crate::integration::sold_by_the_year;
use crate::permissions::visible_orders;
use crate::question::Question;
use crate::rejection::{Reason, Rejection, Remedy};
use crate::trial::may_try;
use crate::vocabulary::{Channel, EditionCode, OrderId, Term};

pub use step::Step;

/// What was asked for and refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To buy.
    Basket(Basket),
    /// To try an edition.
    Trial(EditionCode),
    /// To bind an order to the enterprise that the context names.
    Binding,
    /// Something that no other choice makes possible: about an order, an invoice, usage.
    Other,
}

/// Who was refused, and in which circumstances.
#[derive(Clone, Copy, Debug)]
pub struct Refused<'a> {
    /// What is sold.
    pub catalogue: &'a Catalogue,
    /// Whose account; `None` for a visitor.
    pub account: Option<&'a Account>,
    /// Who asked, where and when.
    pub context: &'a Context,
    /// For what.
    pub wish: &'a Wish,
}

impl Wish {
    /// To buy an edition alone.
    #[must_use]
    pub fn edition(edition: EditionCode, term: Term) -> Self {
        Self::Basket(Basket { edition: Some(EditionChoice { edition, term }), ..Basket::default() })
    }

    /// To buy an add-on alone: its smallest pack, or its shortest term.
    #[must_use]
    pub fn add_on(add_on: &AddOn) -> Self {
        let packs = packs::smallest(add_on).into_iter().collect();
        let shortest = sold_by_the_year(add_on).and_then(|(_, terms)| terms.iter().min());
        let choice = |term: &Term| IntegrationChoice { add_on: add_on.code.clone(), term: *term };
        Self::Basket(Basket { packs, integrations: shortest.map(choice).into_iter().collect(), edition: None })
    }

    /// What a command asks for.
    #[must_use]
    pub fn of_command(command: &Command) -> Self {
        match command {
            Command::PlaceOrder(placing) => Self::Basket(placing.basket.clone()),
            Command::ApplyForTrial(application) => Self::Trial(application.edition.clone()),
            Command::BindOrder { .. } => Self::Binding,
            _ => Self::Other,
        }
    }

    /// What a question asks for.
    #[must_use]
    pub fn of_question(question: &Question) -> Self {
        match question {
            Question::Quote { basket } | Question::MayPlace { basket } | Question::Alternatives { basket } => {
                Self::Basket(basket.clone())
            }
            Question::MayTry { edition } => Self::Trial(edition.clone()),
            Question::MayBind { .. } => Self::Binding,
            _ => Self::Other,
        }
    }
}

impl Refused<'_> {
    /// The ways out of one of the reasons, the shortest first; never none.
    #[must_use]
    pub fn ways(&self, reason: &Reason) -> Vec<Remedy> {
        if let Reason::QuotaExhausted { ways, .. } = reason {
            // Found out when it was refused, for whoever may buy.
            return ways.clone();
        }
        let mut open: Vec<Remedy> =
            self.candidates(reason).into_iter().filter(|remedy| self.is_open(remedy, reason)).collect();
        if open.is_empty() {
            open.push(self.last_resort(reason));
        }
        open
    }

    fn is_open(&self, remedy: &Remedy, reason: &Reason) -> bool {
        match remedy {
            Remedy::BuyAsPerson => self.is_sold_to_persons(),
            Remedy::PayOrder { order } => self.can_be_paid(order),
            Remedy::CancelOrder { order } => {
                self.order_side().is_some_and(|(account, context)| cancel(account, order, &context).is_ok())
            }
            Remedy::SeeOrder { order } => visible_orders(self.account, self.context)
                .is_ok_and(|visible| visible.iter().any(|known| known.order == *order)),
            _ => match self.step(remedy) {
                Step::Basket(basket) => self.clears(&Wish::Basket(basket), self.context.channel, reason),
                Step::Trial(edition) => self.clears(&Wish::Trial(edition), self.context.channel, reason),
                Step::Channel(channel) => self.clears(self.wish, channel, reason),
                Step::Order(_) | Step::Cancel(_) | Step::Here | Step::Pricing | Step::Outside => true,
                Step::Nowhere => false,
            },
        }
    }

    /// Whether another wish, or the same in another channel, does away with a reason and brings no other; what a new
    /// channel asks of the person is no obstacle, since it can be cleared there.
    fn clears(&self, wish: &Wish, channel: Channel, reason: &Reason) -> bool {
        let elsewhere = channel != self.context.channel;
        let now = self.judged(self.wish, self.context.channel);
        self.judged(wish, channel).iter().all(|left| {
            let known = now.iter().any(|known| known.is_same_matter(left));
            !left.is_same_matter(reason) && (known || (elsewhere && left.is_about_person()))
        })
    }

    /// Every reason against a wish in a channel.
    fn judged(&self, wish: &Wish, channel: Channel) -> Vec<Reason> {
        let context = Context { channel, ..self.context.clone() };
        let judged = match wish {
            Wish::Basket(basket) => may_place(self.catalogue, self.account, basket, &context).map(drop),
            Wish::Trial(edition) => may_try(self.catalogue, self.account, edition, &context),
            Wish::Binding | Wish::Other => Ok(()),
        };
        judged.err().map_or_else(Vec::new, |rejection| rejection.reasons)
    }

    /// CH-11: whether a person could buy this in the personal mini-program.
    fn is_sold_to_persons(&self) -> bool {
        let (Wish::Basket(basket), Actor::Person(person)) = (self.wish, &self.context.actor) else {
            return false;
        };
        let mut own = Account::new(crate::vocabulary::AccountId::new(person.id.as_str()));
        own.holder = Some(Holder::Person { person: person.id.clone(), name: String::new() });
        let context = Context { channel: Channel::PersonalMiniProgram, ..self.context.clone() };
        may_place(self.catalogue, Some(&own), basket, &context).is_ok()
    }

    fn can_be_paid(&self, order: &OrderId) -> bool {
        self.order_side().is_some_and(|(account, context)| {
            account.order(order).is_some_and(|order| {
                order.state_at(context.now) == OrderState::Unpaid && in_their_care(account, order, &context).is_ok()
            })
        })
    }

    /// Whose orders stand in the way: the account's, or at binding the enterprise's, as its member sees them.
    fn order_side(&self) -> Option<(&Account, Context)> {
        let context = self.context.clone();
        let (Wish::Binding, Some(target)) = (self.wish, self.context.binding_target.as_deref()) else {
            return Some((self.account?, context));
        };
        let Actor::Person(person) = &self.context.actor else {
            return None;
        };
        let member = crate::context::Person { roles: target.roles?, ..person.clone() };
        Some((&target.enterprise, Context { actor: Actor::Person(member), ..context }))
    }

    /// Who can help where nothing in the shop does.
    fn last_resort(&self, reason: &Reason) -> Remedy {
        match (self.wish, reason) {
            (_, Reason::OpenOrder { .. } | Reason::TargetHasOpenOrder { .. }) => Remedy::AskAdministrator,
            (Wish::Binding, _) => Remedy::ChooseEnterprise,
            (Wish::Basket(_) | Wish::Trial(_), _) => Remedy::ContactSales,
            (Wish::Other, _) => Remedy::ContactService,
        }
    }
}

/// A rejection with the ways out of each of its reasons.
#[must_use]
pub fn ways_out(rejection: &Rejection, refused: &Refused<'_>) -> Vec<(Reason, Vec<Remedy>)> {
    rejection.reasons.iter().map(|reason| (reason.clone(), refused.ways(reason))).collect()
}
