//! Sequences made up by chance, which are made shorter where they fail.

use proptest::prelude::*;
use proptest::sample::select;
use rules::account::InvoiceKind;
use rules::basket::Basket;
use rules::usage::Signing;
use rules::vocabulary::Channel;

use super::chance::{
    activation, basket, certification, channel, choice, edition, edition_alone, first_of_person, method, minutes,
    number, quota, roles,
};
use super::step::{Doing, Sequence, Step, Which, Who};

/// The most steps.
const LONGEST: usize = 8;

pub(super) fn sequence() -> impl Strategy<Value = Sequence> {
    // Most is done by one of the two.
    let first = prop_oneof![5 => Just(Who::Administrator), 3 => Just(Who::Buyer)];
    let steps = prop::collection::vec(step(), 1..=LONGEST);
    (certification(), activation(), first, prop::option::weighted(0.6, purchase()), steps).prop_map(
        |(certification, activation, first, bought, steps)| {
            let bought = bought.into_iter().flat_map(|bought| bought.by(first));
            let steps = steps.into_iter().map(|step| step.by(first));
            Sequence { certification, activation, steps: bought.chain(steps).collect() }
        },
    )
}

/// What one of the two buys first, so that most of the sequence has something to be about.
#[derive(Clone, Debug)]
struct Purchase {
    of_enterprise: Basket,
    of_person: Basket,
}

fn purchase() -> impl Strategy<Value = Purchase> {
    (edition_alone(), first_of_person()).prop_map(|(of_enterprise, of_person)| Purchase { of_enterprise, of_person })
}

impl Purchase {
    /// Bought, and waited for until it is there.
    fn by(self, by: Who) -> [Step; 2] {
        let basket = if by == Who::Buyer { self.of_person } else { self.of_enterprise };
        let channel = usual_channel(by);
        [Doing::Buy { order: 0, basket }, Doing::Pass { minutes: 6 }].map(|does| Step {
            by,
            channel,
            has_verified: true,
            does,
            again: false,
        })
    }
}

/// A step before it is known who does most of them.
#[derive(Clone, Debug)]
struct Draft {
    /// Nobody in particular.
    by: Option<Who>,
    channel: Channel,
    /// Done where one is at home, with a phone that is verified.
    is_usual: bool,
    does: Doing,
    again: bool,
}

fn step() -> impl Strategy<Value = Draft> {
    let by = prop_oneof![
        13 => Just(None),
        1 => Just(Some(Who::Visitor)),
        2 => Just(Some(Who::Administrator)),
        3 => Just(Some(Who::FeeManager)),
        2 => Just(Some(Who::Employee)),
        1 => Just(Some(Who::Buyer)),
    ];
    (by, channel(), prop::bool::weighted(0.85), doing(), prop::bool::weighted(0.15))
        .prop_map(|(by, channel, is_usual, does, again)| Draft { by, channel, is_usual, does, again })
}

impl Draft {
    fn by(self, first: Who) -> Step {
        let Self { by, channel, is_usual, does, again } = self;
        let by = by.unwrap_or(first);
        let channel = if is_usual { usual_channel(by) } else { channel };
        Step { by, channel, has_verified: is_usual, does, again }
    }
}

const fn usual_channel(by: Who) -> Channel {
    match by {
        Who::Buyer => Channel::PersonalMiniProgram,
        Who::FeeManager => Channel::MiniProgram,
        Who::Visitor | Who::Administrator | Who::Employee => Channel::Web,
    }
}

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![3 => Just(Which::Latest), 1 => number().prop_map(Which::Number)]
}

fn doing() -> impl Strategy<Value = Doing> {
    prop_oneof![
        8 => minutes().prop_map(|minutes| Doing::Pass { minutes }),
        3 => basket().prop_map(Doing::Quote),
        2 => (basket(), number()).prop_map(|(basket, order)| Doing::ClaimKey { basket, order }),
        10 => place(),
        8 => (number(), basket()).prop_map(|(order, basket)| Doing::Buy { order, basket }),
        4 => (which(), method()).prop_map(|(order, method)| Doing::Choose { order, method }),
        6 => (which(), choice()).prop_map(|(order, choice)| Doing::Pay { order, choice }),
        4 => which().prop_map(|order| Doing::Cancel { order }),
        4 => (which(), prop::bool::weighted(0.3), any::<bool>())
            .prop_map(|(order, to_other, confirms)| Doing::Bind { order, to_other, confirms }),
        4 => which().prop_map(|order| Doing::Deliver { order }),
        4 => which().prop_map(|order| Doing::Look { order }),
        4 => trial(),
        5 => invoice(),
        10 => usage(),
        1 => Just(Doing::SeeEnterprises),
        1 => (any::<bool>(), certification(), activation())
            .prop_map(|(of_other, certification, activation)| Doing::Report { of_other, certification, activation }),
        1 => (select(&[Who::Administrator, Who::FeeManager, Who::Employee][..]), roles())
            .prop_map(|(who, roles)| Doing::HaveRoles { who, roles }),
    ]
}

fn place() -> impl Strategy<Value = Doing> {
    (number(), basket(), method(), prop::bool::weighted(0.95), prop::bool::weighted(0.8)).prop_map(
        |(order, basket, method, as_shown, names_enterprise)| Doing::Place {
            order,
            basket,
            method,
            as_shown,
            names_enterprise,
        },
    )
}

fn trial() -> impl Strategy<Value = Doing> {
    prop_oneof![
        1 => (edition(), number())
            .prop_map(|(edition, application)| Doing::ClaimApplication { edition, application }),
        3 => (number(), edition(), prop::bool::weighted(0.9))
            .prop_map(|(application, edition, consents)| Doing::Apply { application, edition, consents }),
        1 => (number(), edition()).prop_map(|(lead, edition)| Doing::LeaveLead { lead, edition }),
    ]
}

fn invoice() -> impl Strategy<Value = Doing> {
    let orders = || prop::collection::vec(number(), 1..=2);
    let kind = || select(&[InvoiceKind::Ordinary, InvoiceKind::Special][..]);
    prop_oneof![
        1 => (number(), orders(), kind())
            .prop_map(|(invoice, orders, kind)| Doing::ClaimInvoice { invoice, orders, kind }),
        3 => (number(), orders(), kind())
            .prop_map(|(invoice, orders, kind)| Doing::AskInvoice { invoice, orders, kind }),
    ]
}

fn usage() -> impl Strategy<Value = Doing> {
    let signing = select(&[Signing::PartlySigned, Signing::Signed, Signing::Rejected, Signing::Expired][..]);
    prop_oneof![
        4 => (quota(), 0_u8..6, prop_oneof![4 => 1_u8..8, 1 => 30_u8..60])
            .prop_map(|(quota, first, more)| Doing::Use { quota, subjects: first..first + more }),
        4 => (0_u8..8).prop_map(|contract| Doing::Withdraw { contract }),
        2 => (0_u8..12, signing).prop_map(|(contract, signing)| Doing::Sign { contract, signing }),
        2 => quota().prop_map(Doing::SeeUse),
    ]
}
