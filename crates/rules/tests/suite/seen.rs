//! What a backend sends of an account: nothing that the person may not see, and every answer as on the whole account.

use std::sync::Arc;

use crate::common::history::{EDITIONS, basket, channel, prices, start, steps};
use crate::common::{Shop, altered, both, code, edition, packs, persons_shop, shop};
use crate::properties::play;
use chrono::TimeDelta;
use proptest::prelude::*;
use rules::Catalogue;
use rules::account::{Account, Changed, InvoiceKind, TitleHolder, UnseenState};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::context::{Actor, BindingTarget, Context, Person};
use rules::decide::{Holding, after_paying, effects};
use rules::invoice::{
    InvoiceRequest, InvoiceTitle, against_order, invoiceable, may_ask, may_request, seeing_titles, visible_invoices,
};
use rules::permissions::{account_as_seen, seeing_balances, seeing_order, visible_orders};
use rules::question::{Answer, Question, answer};
use rules::quote::quote;
use rules::rejection::Rejection;
use rules::timeline::stretches;
use rules::vocabulary::{Channel, InvoiceId, OrderId, PersonId, Role, Roles};
use rules::way_forward::{Refused, Wish, ways_out};

/// Who asks: one of two colleagues, in some roles.
#[derive(Clone, Debug)]
struct Asker {
    is_buyer: bool,
    roles: Vec<Role>,
    channel: Channel,
    has_verified: bool,
}

fn asker() -> impl Strategy<Value = Asker> {
    let role = prop_oneof![
        Just(Role::SuperAdmin),
        Just(Role::LegalRepresentative),
        Just(Role::FeeManager),
        Just(Role::Employee),
    ];
    let roles = prop::collection::vec(role, 0..=2);
    let channel = prop_oneof![2 => channel(), 1 => Just(Channel::PersonalMiniProgram)];
    (any::<bool>(), roles, channel, any::<bool>()).prop_map(|(is_buyer, roles, channel, has_verified)| Asker {
        is_buyer,
        roles,
        channel,
        has_verified,
    })
}

impl Asker {
    fn at(&self, now: Instant) -> Context {
        let id = PersonId::new(if self.is_buyer { "buyer" } else { "colleague" });
        let person = Person { id, roles: Roles::of(&self.roles), phone_verified_at: self.has_verified.then_some(now) };
        Context::new(now, self.channel, Actor::Person(person))
    }
}

/// Some of the orders are the colleague's.
fn shared_out(mut account: Account, colleagues: &[bool]) -> Account {
    for (order, _) in account.orders.iter_mut().zip(colleagues).filter(|(_, is_colleagues)| **is_colleagues) {
        Arc::make_mut(order).placed_by = PersonId::new("colleague");
    }
    account
}

fn colleagues() -> impl Strategy<Value = Vec<bool>> {
    prop::collection::vec(any::<bool>(), 40)
}

fn questions(basket: &Basket) -> Vec<Question> {
    let mut questions = vec![
        Question::EditionOffers,
        Question::AddOnOffers,
        Question::Quote { basket: basket.clone() },
        Question::MayPlace { basket: basket.clone() },
        Question::Alternatives { basket: basket.clone() },
        Question::Outlook { at: None },
        Question::Permissions,
        Question::Orders,
        Question::NoticesDue,
        Question::Invoiceable,
    ];
    questions.extend(EDITIONS.map(|edition| Question::MayTry { edition: code(edition) }));
    questions
}

/// The answer without what it tells of orders that are not seen; a refusal with its ways out.
fn told(
    catalogue: &Catalogue,
    account: &Account,
    question: &Question,
    context: &Context,
    visible: &[OrderId],
) -> (Option<Answer>, String) {
    let wish = Wish::of_question(question);
    let refused = Refused { catalogue, account: Some(account), context, wish: &wish };
    let ways = |rejection: &Rejection| format!("{:?}", ways_out(rejection, &refused));
    match answer(catalogue, Some(account), question, context) {
        Ok(Answer::Outlook(mut outlook)) => {
            outlook.changes.retain(|change| match &change.what {
                Changed::OrderExpires { order } => visible.contains(order),
                _ => true,
            });
            (Some(Answer::Outlook(outlook)), String::new())
        }
        Ok(Answer::EditionOffers(offers)) => {
            let refusals = offers.iter().filter_map(|offer| offer.primary()?.1.as_ref().err().map(ways)).collect();
            (Some(Answer::EditionOffers(offers)), refusals)
        }
        Ok(answer) => (Some(answer), String::new()),
        Err(rejection) => (None, ways(&rejection)),
    }
}

fn ordinary(orders: Vec<OrderId>) -> InvoiceRequest {
    let title = InvoiceTitle {
        holder: TitleHolder::Company,
        name: "甲".to_owned(),
        credit_code: None,
        address: None,
        phone: None,
        bank: None,
        account: None,
    };
    InvoiceRequest { invoice: InvoiceId::new("asked"), orders, kind: InvoiceKind::Ordinary, title }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::common::cases()))]

    #[test]
    fn role_4_role_5_ch_9_every_answer_is_as_on_the_whole_account(
        catalogue in prices(), start in start(), steps in steps(), colleagues in colleagues(), asker in asker(),
        basket in basket(), later in prop_oneof![Just(0_i64), 0_i64..90_000, 0_i64..40_000_000],
    ) {
        let (shop, end) = play(catalogue, start, &steps)?;
        let whole = shared_out(shop.account, &colleagues);
        let sent = account_as_seen(Some(&whole), &asker.at(end)).unwrap();
        // As it arrives, and still when time has gone on.
        let seen: Account = serde_json::from_str(&serde_json::to_string(&sent).unwrap()).unwrap();
        prop_assert_eq!(&seen, &sent);
        let context = asker.at(end + TimeDelta::seconds(later));
        let catalogue = &shop.catalogue;
        let visible: Vec<OrderId> =
            visible_orders(Some(&whole), &context).unwrap().into_iter().map(|order| order.order).collect();
        for question in questions(&basket) {
            let told = |account: &Account| told(catalogue, account, &question, &context, &visible);
            prop_assert_eq!(told(&seen), told(&whole), "{:?}", question);
        }
        for order in &visible {
            prop_assert_eq!(seeing_order(Some(&seen), order, &context), seeing_order(Some(&whole), order, &context));
        }
        prop_assert_eq!(visible_invoices(Some(&seen), &context), visible_invoices(Some(&whole), &context));
        prop_assert_eq!(may_ask(catalogue, Some(&seen), &context), may_ask(catalogue, Some(&whole), &context));
        prop_assert_eq!(
            seeing_titles(Some(&seen), &context).map(|account| &account.id),
            seeing_titles(Some(&whole), &context).map(|account| &account.id)
        );
        if let Ok(open) = invoiceable(Some(&whole), &context) {
            let listed: Vec<OrderId> = open.iter().map(|order| order.order.clone()).collect();
            let invoiced = whole.invoices.iter().flat_map(|invoice| invoice.orders.clone());
            for order in listed.iter().chain(&visible).cloned().chain(invoiced) {
                let against = |account: &Account| against_order(account, &order, context.now);
                prop_assert_eq!(against(&seen), against(&whole), "{:?}", order);
            }
            let request = ordinary(listed);
            let may = |account: &Account| may_request(catalogue, Some(account), &request, &context);
            prop_assert_eq!(may(&seen), may(&whole));
        }
        let sees_balances = seeing_balances(Some(&whole), &context).is_ok();
        if sees_balances {
            prop_assert_eq!(stretches(&seen, context.now), stretches(&whole, context.now));
        }
        if let Ok(quote) = quote(catalogue, Some(&whole), &basket, context.now) {
            let mut of_whole = effects(&whole, &quote);
            let may_be_told = |what: &Holding| sees_balances || !matches!(what, Holding::Batch { .. });
            of_whole.ends.retain(|held| may_be_told(&held.what));
            of_whole.stays.retain(|held| may_be_told(&held.what));
            prop_assert_eq!(effects(&seen, &quote), of_whole);
            if sees_balances {
                let after = |account: &Account| stretches(&after_paying(account, &quote), context.now);
                prop_assert_eq!(after(&seen), after(&whole), "BUY-11");
            }
        }
    }

    #[test]
    fn ord_7_nothing_of_an_order_is_sent_to_whoever_does_not_see_it(
        start in start(), steps in steps(), colleagues in colleagues(), asker in asker(),
    ) {
        let (shop, now) = play(crate::common::catalogue(), start, &steps)?;
        let whole = shared_out(shop.account, &colleagues);
        let context = asker.at(now);
        let seen = account_as_seen(Some(&whole), &context).unwrap();
        let visible = visible_orders(Some(&whole), &context).unwrap();
        let listed: Vec<_> = visible.iter().map(|order| &order.order).collect();
        prop_assert_eq!(seen.orders.iter().map(|order| &order.id).collect::<Vec<_>>(), listed.clone());
        let sent = serde_json::to_string(&seen).unwrap();
        for order in whole.orders.iter().filter(|order| !listed.contains(&&order.id)) {
            for payment in &order.payments {
                prop_assert!(!sent.contains(&format!("{:?}", payment.id.as_str())), "{:?}", payment.id);
            }
        }
        let tells_amounts = seen.unseen.iter().any(|order| {
            matches!(order.state, UnseenState::Delivered { invoicing: Some(_), .. })
        });
        prop_assert!(!tells_amounts || invoiceable(Some(&whole), &context).is_ok(), "INV-5");
        prop_assert!(seen.invoices.is_empty() || visible_invoices(Some(&whole), &context).is_ok(), "ROLE-5");
        if seeing_balances(Some(&whole), &context).is_err() {
            let figures = seen.batches.iter().map(|batch| batch.amount + batch.used + batch.returned);
            prop_assert_eq!((figures.sum::<u32>(), seen.notices.len()), (0, 0), "CH-9");
        }
    }

    #[test]
    fn bind_3_binding_is_judged_as_on_the_whole_enterprise(
        start in start(), steps in steps(), colleagues in colleagues(), asker in asker(),
    ) {
        let (enterprise, now) = play(crate::common::catalogue(), start, &steps)?;
        let whole = shared_out(enterprise.account, &colleagues);
        let mut person = persons_shop();
        person.channel = Channel::PersonalMiniProgram;
        let basket = both(edition("advanced", 1), packs(&[("contract_pack", 1000, 1)]));
        let mut placing = person.placing("own", &basket, now);
        placing.enterprise_name = Some("样例企业".to_owned());
        let context = person.person(now);
        person.tell_in(&rules::Command::PlaceOrder(placing), &context).unwrap();
        person.pay("own", now);
        let question = Question::MayBind { order: OrderId::new("own") };
        let asked = |enterprise: Account| {
            let target = BindingTarget { enterprise, roles: Some(Roles::of(&asker.roles)) };
            let context = Context { binding_target: Some(Box::new(target)), ..context.clone() };
            told(&person.catalogue, &person.account, &question, &context, &[])
        };
        let as_member = Asker { is_buyer: true, channel: Channel::PersonalMiniProgram, ..asker.clone() };
        let seen = account_as_seen(Some(&whole), &as_member.at(now)).unwrap();
        prop_assert_eq!(asked(seen), asked(whole));
    }
}

#[test]
fn role_6_an_employee_is_told_of_an_unpaid_edition_order_and_nothing_more() {
    let mut shop = shop();
    let now = crate::common::at("2026-03-01 10:00");
    shop.place("edition", &edition("flagship", 2), now).unwrap();
    let asker = Asker { is_buyer: false, roles: vec![Role::Employee], channel: Channel::Web, has_verified: true };
    let seen = account_as_seen(Some(&shop.account), &asker.at(now)).unwrap();
    assert_eq!((seen.orders.len(), seen.open_edition(now)), (0, Some(&OrderId::new("edition"))));
    let sent = serde_json::to_string(&seen).unwrap();
    assert!(!sent.contains("flagship") && !sent.contains("buyer"), "{sent}");
    // It expires by itself, and a page that shows the refusal has to look again.
    let expired = shop.order("edition").expires_at;
    assert_eq!((seen.open_edition(expired), seen.unchanged_since(expired)), (None, expired));
}

#[test]
fn buy_11_an_upgrade_sets_off_the_contracts_of_an_order_that_is_not_seen() {
    let by_difference = altered(|file| file["policies"]["upgrade"] = "difference_for_remaining_term".into()).unwrap();
    let mut shop = Shop { catalogue: by_difference, ..shop() };
    let now = crate::common::at("2026-03-01 10:00");
    shop.buy("edition", &edition("advanced", 1), now);
    let asker = Asker { is_buyer: false, roles: vec![Role::FeeManager], channel: Channel::Web, has_verified: true };
    let seen = account_as_seen(Some(&shop.account), &asker.at(now)).unwrap();
    let upgrade = shop.quote(&edition("professional", 1), now).unwrap();
    let after = |account: &Account| after_paying(account, &upgrade).batches;
    assert_eq!((seen.orders.len(), after(&seen)), (0, after(&shop.account)));
}

#[test]
fn inv_5_what_can_be_invoiced_is_listed_in_the_order_in_which_it_was_placed() {
    let mut shop = shop();
    let now = crate::common::at("2026-03-01 10:00");
    for key in ["a", "b", "c", "d"] {
        shop.buy(key, &packs(&[("signing_report", 10, 1)]), now);
    }
    let whole = shared_out(shop.account, &[true, false, true, false]);
    let roles = vec![Role::FeeManager];
    let context = Asker { is_buyer: false, roles, channel: Channel::Web, has_verified: true }.at(now);
    let seen = account_as_seen(Some(&whole), &context).unwrap();
    assert_eq!((seen.orders.len(), seen.unseen.len()), (2, 2));
    let listed = |account: &Account| invoiceable(Some(account), &context).unwrap();
    assert_eq!((listed(&seen).len(), listed(&seen)), (4, listed(&whole)));
}

#[test]
fn buy_1_a_visitor_and_another_person_are_sent_nothing() {
    let own = persons_shop();
    let now = crate::common::at("2026-03-01 10:00");
    let stranger = Person { id: PersonId::new("stranger"), roles: Roles::default(), phone_verified_at: None };
    for actor in [Actor::Visitor, Actor::Person(stranger)] {
        assert_eq!(account_as_seen(Some(&own.account), &Context::new(now, Channel::Web, actor)), None);
    }
    assert_eq!(account_as_seen(Some(&own.account), &own.person(now)).as_ref(), Some(&own.account));
}
