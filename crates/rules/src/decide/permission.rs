//! What does not depend on the goods: who may buy, where, and with which orders open.

use chrono::TimeDelta;

use crate::account::{Account, Activation};
use crate::basket::Basket;
use crate::calendar::Instant;
use crate::catalogue::{AddOn, Catalogue, ChannelOffer, Edition, Sale, TrialOffer};
use crate::context::{Actor, Context, Person};
use crate::money::Money;
use crate::offer::EditionAction;
use crate::rejection::{CertifiedFor, ChannelRule, Handover, Reason, Rejection};
use crate::vocabulary::Channel;

/// BUY-1 … BUY-4, ROLE-3: whether this person may buy for this account at all.
pub(crate) fn person(account: Option<&Account>, catalogue: &Catalogue, context: &Context, against: &mut Rejection) {
    if let (Some(owner), Actor::Person(person)) = (account.and_then(Account::person), &context.actor)
        && context.channel == Channel::PersonalMiniProgram
    {
        // BIND-1: uncertified, a person buys on an own account, whatever the roles elsewhere.
        if *owner != person.id {
            against.add(Reason::AccountNotYours);
        }
        return;
    }
    let Some((account, person)) = certified_member(account, context, CertifiedFor::Purchase, against) else {
        return;
    };
    if context.channel != Channel::Web {
        return;
    }
    if let Some(cause) = account.activation().filter(|state| *state != Activation::Activated) {
        against.add(Reason::NotActivated { cause });
    }
    let window_minutes = catalogue.policies.security_phone_minutes;
    if !phone_is_verified(person, window_minutes, context.now) {
        against.add(Reason::PhoneNotVerified { window_minutes });
    }
}

/// BUY-1, BUY-2, TRIAL-1, ROLE-3: signed in, of a role that may buy, for a certified enterprise.
pub(crate) fn certified_member<'a>(
    account: Option<&'a Account>,
    context: &'a Context,
    rule: CertifiedFor,
    against: &mut Rejection,
) -> Option<(&'a Account, &'a Person)> {
    let (Some(account), Actor::Person(person)) = (account, &context.actor) else {
        against.add(Reason::SignInRequired);
        return None;
    };
    // A person's own account has no roles.
    if account.person().is_none() && !person.roles.may_purchase() {
        against.add(Reason::RoleMissing);
    }
    if !account.is_certified() {
        against.add(Reason::NotCertified { rule });
    }
    Some((account, person))
}

/// Payment notices and deliveries come from the shop itself, never from a person or over the shop's doors (ORD-5).
pub(super) fn shop_itself(context: &Context) -> Result<(), Rejection> {
    match context.actor {
        Actor::System => Ok(()),
        Actor::Visitor => Err(Rejection::because(Reason::SignInRequired)),
        Actor::Person(_) | Actor::Operator { .. } => Err(Rejection::because(Reason::OrderNotYours)),
    }
}

/// BUY-4: for how long a verified security phone counts.
pub(crate) fn phone_is_verified(person: &Person, window_minutes: u32, now: Instant) -> bool {
    person.phone_verified_at.is_some_and(|at| {
        let age = now.signed_duration_since(at);
        TimeDelta::zero() <= age && age < TimeDelta::minutes(i64::from(window_minutes))
    })
}

/// BUY-12: at most one unpaid edition order.
pub(crate) fn no_open_order(account: Option<&Account>, now: Instant, against: &mut Rejection) {
    let open = account.and_then(|account| account.open_edition(now));
    against.add_all(open.map(|order| Reason::OpenOrder { order: order.clone() }));
}

/// CH-1 … CH-4: whether the channel does this with this edition.
pub(crate) fn edition_in_channel(edition: &Edition, action: EditionAction, context: &Context, against: &mut Rejection) {
    let (offer, rule) = edition_offer(edition, action, context.channel);
    against.add_all(refusal(offer, context.channel, rule).filter(|_| offer != ChannelOffer::Together));
}

/// CH-1, CH-5, ADD-10: whether the channel does this with everything in the basket.
pub(crate) fn basket_in_channel(
    catalogue: &Catalogue,
    basket: &Basket,
    action: Option<EditionAction>,
    context: &Context,
    against: &mut Rejection,
) {
    let channel = context.channel;
    let edition = basket.edition.as_ref().and_then(|choice| catalogue.edition(&choice.edition));
    let packs = || basket.packs.iter().filter_map(|pack| Some((pack, catalogue.add_on(&pack.add_on)?)));
    let goes_together = |add_on: &AddOn| *add_on.channels.of(channel) == ChannelOffer::Together;
    if let (Some(edition), Some(action)) = (edition, action) {
        edition_in_channel(edition, action, context, against);
        let (offer, _) = edition_offer(edition, action, channel);
        if offer == ChannelOffer::Together && !packs().any(|(_, add_on)| goes_together(add_on)) {
            against.add_all(refusal(offer, channel, ChannelRule::Bundle));
        }
    }
    for (pack, add_on) in packs() {
        if !goes_together(add_on) || basket.edition.is_none() {
            against.add_all(refusal(*add_on.channels.of(channel), channel, ChannelRule::Packs));
        }
        let of_this: u64 =
            packs().filter(|(_, other)| other.code == add_on.code).map(|(pack, _)| u64::from(pack.quantity)).sum();
        if goes_together(add_on) && of_this > 1 {
            against.add(Reason::QuantityOutOfRange { add_on: pack.add_on.clone(), max: 1 });
        }
    }
    for choice in &basket.integrations {
        let add_on = catalogue.add_on(&choice.add_on);
        against.add_all(
            add_on.and_then(|add_on| refusal(*add_on.channels.of(channel), channel, ChannelRule::Integration)),
        );
    }
}

/// CH-5, CH-6: the refusal of a channel that does not sell an add-on.
pub(crate) fn add_on_in_channel(add_on: &AddOn, channel: Channel, against: &mut Rejection) {
    let rule = match add_on.sale {
        Sale::Packs { .. } => ChannelRule::Packs,
        Sale::Years { .. } => ChannelRule::Integration,
    };
    against.add_all(refusal(*add_on.channels.of(channel), channel, rule));
}

/// CH-10: the refusal of a channel that does not take so much in one order.
pub(crate) fn amount_in_channel(catalogue: &Catalogue, total: Money, channel: Channel, against: &mut Rejection) {
    let limit = catalogue.policies.largest_order_fen.as_ref().and_then(|largest| largest.of(channel));
    if let Some(limit) = limit.filter(|limit| total > *limit) {
        against.add(Reason::AmountAboveLimit { channel, limit, total });
    }
}

/// CH-7: the refusal of a channel in which the trial cannot be applied for.
pub(crate) fn trial_in_channel(trial: &TrialOffer, channel: Channel, against: &mut Rejection) {
    if !trial.channels.contains(&channel) {
        let instead = if trial.channels.contains(&Channel::Web) { Handover::Web } else { Handover::Nobody };
        against.add(Reason::ChannelRefuses { channel, instead, rule: ChannelRule::Trial });
    }
}

const fn edition_offer(edition: &Edition, action: EditionAction, channel: Channel) -> (ChannelOffer, ChannelRule) {
    let actions = edition.channels.of(channel);
    let (offer, rule) = match action {
        EditionAction::Buy => return (actions.buy, ChannelRule::Purchase),
        EditionAction::Renew => (actions.renew, ChannelRule::Renewal),
        EditionAction::Upgrade => (actions.upgrade, ChannelRule::Upgrade),
    };
    // CH-1: what is bought in a bundle alone is neither renewed nor upgraded to there.
    let sells_bundle = matches!(actions.buy, ChannelOffer::Together);
    (offer, if sells_bundle { ChannelRule::Bundle } else { rule })
}

fn refusal(offer: ChannelOffer, channel: Channel, rule: ChannelRule) -> Option<Reason> {
    let instead = match offer {
        ChannelOffer::Allowed => return None,
        ChannelOffer::Together => Handover::Together,
        ChannelOffer::Consultation => Handover::Sales,
        ChannelOffer::Web => Handover::Web,
        ChannelOffer::Unavailable => Handover::Nobody,
    };
    Some(Reason::ChannelRefuses { channel, instead, rule })
}
