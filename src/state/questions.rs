//! What a page asks the rules, with who is signed in, what the account has, and what time it is.

use leptos::prelude::*;
use rules::Catalogue;
use rules::account::{Account, Change, PaymentMethod, UsageNotice};
use rules::basket::Basket;
use rules::context::{Actor, BindingTarget, Context};
use rules::decide::{BindingPreview, Effects, Waiting, effects, may_bind, may_pay, payment_methods, waiting};
use rules::offer::{EditionOffer, edition_offers};
use rules::permissions::{Permissions, VisibleOrder, permissions, seeing_balances, visible_orders};
use rules::quote::{Quote, Warning, quote};
use rules::rejection::{Reason, Rejection, Remedy};
use rules::usage::{
    Forecast, NextStep, TopUp, ending_soon, running_low, step_about_ending, step_about_low, top_up_for,
};
use rules::vocabulary::{OrderId, QuotaKind};
use rules::way_forward::{Refused, Step, Wish};

use super::{Part, Shop};

impl Shop {
    /// What this person may see and do (RULES §10, CH-9), and until when the phone counts as verified (BUY-4).
    #[must_use]
    pub fn permissions(self) -> Permissions {
        let context = self.context();
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| permissions(catalogue, standing.account.as_ref(), &context))
        })
    }

    /// The orders that this person sees; none for a visitor (ORD-7, ROLE-6, ROLE-7).
    #[must_use]
    pub fn visible_orders(self) -> Vec<VisibleOrder> {
        let context = self.context();
        self.standing.with(|standing| visible_orders(standing.account.as_ref(), &context).unwrap_or_default())
    }

    /// Whether the account has an order, as far as this person sees it.
    #[must_use]
    pub fn has_order(self, order: &OrderId) -> bool {
        self.standing.with(|standing| standing.account.as_ref().is_some_and(|account| account.order(order).is_some()))
    }

    /// What this person may do with each edition, or why not.
    #[must_use]
    pub fn offers(self) -> Vec<EditionOffer> {
        let context = self.context();
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| edition_offers(catalogue, standing.account.as_ref(), &context))
        })
    }

    /// What a basket costs now.
    ///
    /// # Errors
    /// Every reason why it cannot be sold.
    pub fn quote(self, basket: &Basket) -> Result<Quote, Rejection> {
        let now = self.decision_time();
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| quote(catalogue, standing.account.as_ref(), basket, now))
        })
    }

    /// Whether this person may place an order for a basket as it was quoted.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn may_place(self, basket: &Basket) -> Result<(), Rejection> {
        let context = self.context();
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| {
                rules::decide::may_place(catalogue, standing.account.as_ref(), basket, &context).map(drop)
            })
        })
    }

    /// Whether the same could be bought again, but for what is cleared in the checkout.
    #[must_use]
    pub fn may_buy_again(self, basket: &Basket) -> bool {
        self.may_place(basket).err().is_none_or(|against| against.is_cleared_in_checkout())
    }

    /// What a purchase would do to what the account has; nothing where there is none (BUY-5, BUY-11).
    #[must_use]
    pub fn effects(self, quote: &Quote) -> Effects {
        let effects_on = |account: &Account| effects(account, quote);
        self.standing.with(|standing| standing.account.as_ref().map_or_else(Effects::default, effects_on))
    }

    /// The basket that a warning leads to, where a better one can be had (ADD-8).
    #[must_use]
    pub fn better_basket(self, basket: &Basket, warning: &Warning) -> Option<Basket> {
        let context = self.context();
        let wish = Wish::Basket(basket.clone());
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| {
                let account = standing.account.as_ref();
                Refused { catalogue, account, context: &context, wish: &wish }.better_basket(warning)
            })
        })
    }

    /// What is gone of an order that waits for its binding (BIND-2).
    #[must_use]
    pub fn waiting(self, order: &OrderId) -> Option<Waiting> {
        let context = self.context();
        self.standing.with(|standing| waiting(standing.account.as_ref(), order, &context).ok())
    }

    /// What ends soon of what the account has, for whoever may see it.
    #[must_use]
    pub fn ending_soon(self) -> Vec<Change> {
        self.of_balances(|catalogue, account, context| ending_soon(catalogue, account, context.now))
    }

    /// The kinds that run low, for whoever may see it (QUOTA-7).
    #[must_use]
    pub fn running_low(self) -> Vec<UsageNotice> {
        self.of_balances(|catalogue, account, context| running_low(catalogue, account, context.now))
    }

    /// The cheapest purchase against what is foreseen of a kind, that this person may make (QUOTA-4).
    #[must_use]
    pub fn top_up_for(self, quota: QuotaKind, foreseen: &Forecast) -> Option<TopUp> {
        self.of_balances(|catalogue, account, context| top_up_for(catalogue, account, quota, foreseen, context))
    }

    /// What to do about a kind that runs low (QUOTA-7).
    #[must_use]
    pub fn step_about_low(self, quota: QuotaKind) -> Option<NextStep> {
        self.of_balances(|catalogue, account, context| step_about_low(catalogue, account, quota, context))
    }

    /// What to do about something that ends.
    #[must_use]
    pub fn step_about_ending(self, change: &Change) -> Option<NextStep> {
        self.of_balances(|catalogue, account, context| step_about_ending(catalogue, account, change, context))
    }

    fn of_balances<T: Default>(self, ask: impl Fn(&Catalogue, &Account, &Context) -> T) -> T {
        let context = self.context();
        self.standing.with(|standing| match seeing_balances(standing.account.as_ref(), &context) {
            Ok(account) => self.catalogue.with_value(|catalogue| ask(catalogue, account, &context)),
            Err(_) => T::default(),
        })
    }

    /// Whether an order may be bound to an enterprise, and what comes of it (BIND-3).
    ///
    /// # Errors
    /// Every reason against it.
    pub fn may_bind(self, order: &OrderId, target: BindingTarget) -> Result<BindingPreview, Rejection> {
        let context = Context { binding_target: Some(Box::new(target)), ..self.context() };
        self.standing.with(|standing| may_bind(standing.account.as_ref(), order, &context))
    }

    /// Whether an order of this person names the enterprise and verifies the phone first (BIND-1).
    #[must_use]
    pub fn is_first_uncertified_purchase(self) -> bool {
        let context = self.context();
        self.standing.with(|standing| {
            standing.account.as_ref().is_some_and(|account| rules::decide::is_first_uncertified(account, &context))
        })
    }

    /// Whether this person may pay an order, in this channel.
    ///
    /// # Errors
    /// Every reason against it.
    pub fn may_pay(self, order: &OrderId) -> Result<(), Rejection> {
        let context = self.context();
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| may_pay(catalogue, standing.account.as_ref(), order, &context))
        })
    }

    /// The ways of paying that this channel has and that somebody takes here; an order begins with the first.
    #[must_use]
    pub fn payment_methods(self) -> Vec<PaymentMethod> {
        let takes_online = self.plays(Part::Cashier);
        let of_channel = self.catalogue.with_value(|catalogue| payment_methods(catalogue, self.channel()));
        let is_taken = |method: &PaymentMethod| takes_online || *method != PaymentMethod::Online;
        of_channel.iter().copied().filter(is_taken).collect()
    }

    /// The ways out of one reason against what was asked for, each with where it leads; at binding, of the enterprise that
    /// was chosen.
    #[must_use]
    pub fn ways_out(self, wish: &Wish, reason: &Reason, target: Option<BindingTarget>) -> Vec<(Remedy, Step)> {
        let context = Context { binding_target: target.map(Box::new), ..self.context() };
        self.standing.with(|standing| {
            self.catalogue.with_value(|catalogue| {
                let account = standing.account.as_ref();
                let refused = Refused { catalogue, account, context: &context, wish };
                let ways = refused.ways(reason).into_iter();
                ways.map(|remedy| (remedy.clone(), refused.step(&remedy))).collect()
            })
        })
    }

    pub(super) fn context(self) -> Context {
        let person = self.standing.with(|standing| standing.session.as_ref().map(|session| session.person.clone()));
        Context::new(self.decision_time(), self.channel(), person.map_or(Actor::Visitor, Actor::Person))
    }
}
