//! Every way out of a refusal, followed to its end from random accounts: it leads on, or out of the shop.

use crate::common::history::{Step as Happening, basket, channel, start, steps};
use crate::common::{Shop, altered, both, packs, shop};
use chrono::TimeDelta;
use proptest::prelude::*;
use rules::Command;
use rules::account::{Account, Activation, Certification, Holder, OrderState};
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::context::Actor;
use rules::decide::may_place;
use rules::rejection::{Reason, Remedy};
use rules::vocabulary::{AccountId, Channel, Role, Roles};
use rules::way_forward::{Refused, Step, Wish};
use serde_json::json;

/// Follows a way with the means that its person has, and says against what was asked for what is left.
fn follow(shop: &Shop, basket: &Basket, remedy: &Remedy, now: Instant) -> Result<Vec<Reason>, &'static str> {
    let mut shop = shop.clone();
    let mut wanted = basket.clone();
    let context = shop.person(now);
    let wish = Wish::Basket(basket.clone());
    let refused = Refused { catalogue: &shop.catalogue, account: Some(&shop.account), context: &context, wish: &wish };
    match refused.step(remedy) {
        Step::Basket(changed) => wanted = changed,
        Step::Channel(Channel::PersonalMiniProgram) => {
            shop.account = Account::new(AccountId::new("own"));
            let holder = Holder::Person { person: shop.buyer.clone(), name: "林".to_owned() };
            shop.tell(&Command::OpenAccount { holder }, now, Actor::System).expect("opened");
            shop.channel = Channel::PersonalMiniProgram;
        }
        Step::Channel(other) => shop.channel = other,
        Step::Order(order) => {
            if shop.state(order.as_str(), now) != OrderState::Unpaid {
                return Err("there is nothing to pay");
            }
            shop.pay(order.as_str(), now);
        }
        Step::Cancel(order) => drop(shop.cancel(order.as_str(), now).map_err(|_| "it cannot be cancelled")?),
        Step::Here if *remedy == Remedy::VerifyPhone => shop.phone_age = Some(TimeDelta::zero()),
        Step::Here | Step::Pricing | Step::Outside => return Ok(Vec::new()),
        Step::Trial(_) | Step::Nowhere => return Err("it leads nowhere"),
    }
    let judged = may_place(&shop.catalogue, Some(&shop.account), &wanted, &shop.person(now));
    Ok(judged.err().map_or_else(Vec::new, |rejection| rejection.reasons))
}

fn any_shop() -> impl Strategy<Value = (Shop, Instant)> {
    let certification = prop_oneof![6 => Just(Certification::Certified), 1 => Just(Certification::Uncertified)];
    let activation = prop_oneof![6 => Just(Activation::Activated), 1 => Just(Activation::NoSignAccount)];
    let roles = prop_oneof![
        4 => Just(Roles::of(&[Role::SuperAdmin])),
        2 => Just(Roles::of(&[Role::FeeManager])),
        1 => Just(Roles::of(&[Role::Employee])),
    ];
    let moment = (start(), steps(), 0_i64..40_000_000);
    (certification, activation, roles, channel(), any::<bool>(), any::<bool>(), moment).prop_map(
        |(certification, activation, roles, channel, phone, limited, (start, steps, later))| {
            let mut shop = shop();
            if limited {
                let limits = json!({"mini_program": 2_000_000, "personal_mini_program": 400_000});
                shop.catalogue = altered(|file| file["policies"]["largest_order_fen"] = limits).unwrap();
            }
            let mut now = start;
            for (number, step) in steps.iter().enumerate() {
                match step {
                    Happening::Wait(seconds) => now += TimeDelta::seconds(*seconds),
                    Happening::Place(basket, _) => drop(shop.place(&format!("order {number}"), basket, now)),
                    Happening::Pay(index, _) if !shop.account.orders.is_empty() => {
                        let order = index.get(&shop.account.orders).id.clone();
                        shop.pay(order.as_str(), now);
                    }
                    _ => {}
                }
            }
            now += TimeDelta::seconds(later);
            shop.tell(&Command::RecordCertification { certification }, now, Actor::System).unwrap();
            shop.tell(&Command::RecordActivation { activation }, now, Actor::System).unwrap();
            (shop.roles, shop.channel, shop.phone_age) = (roles, channel, phone.then(TimeDelta::zero));
            (shop, now)
        },
    )
}

fn any_wish() -> impl Strategy<Value = Basket> {
    let sizes = prop_oneof![Just(1000_u32), Just(10_000), Just(700)];
    let odd = prop::collection::vec((sizes, 0_u32..30), 1..4).prop_map(|wanted| {
        let wanted: Vec<_> = wanted.into_iter().map(|(size, quantity)| ("contract_pack", size, quantity)).collect();
        packs(&wanted)
    });
    prop_oneof![3 => basket(), 1 => (basket(), odd).prop_map(|(edition, packs)| both(edition, packs))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::common::cases()))]

    /// What follows a way is rid of its reason, and meets no new one but what a new channel asks of the person.
    #[test]
    fn every_way_out_of_a_refusal_leads_on((shop, now) in any_shop(), wish in any_wish()) {
        let context = shop.person(now);
        let Err(rejection) = may_place(&shop.catalogue, Some(&shop.account), &wish, &context) else {
            return Ok(());
        };
        for reason in &rejection.reasons {
            let ways = shop.ways_of(&Wish::Basket(wish.clone()), reason, &context);
            prop_assert!(!ways.is_empty());
            for way in &ways {
                let left = follow(&shop, &wish, way, now).map_err(|why| TestCaseError::fail(format!("{way:?}: {why}")))?;
                prop_assert!(!left.iter().any(|left| left.is_same_matter(reason)), "{way:?} against {reason:?} left {left:?}");
                let known = |left: &Reason| rejection.reasons.iter().any(|known| known.is_same_matter(left));
                let paid = matches!(way, Remedy::PayOrder { .. });
                let elsewhere = *way == Remedy::OpenOnWeb;
                prop_assert!(
                    paid || left.iter().all(|left| known(left) || (elsewhere && left.is_about_person())),
                    "{way:?} against {reason:?} brought {left:?}"
                );
            }
        }
    }

    /// Whoever always takes the first way ends with an order, or with somebody outside the shop.
    #[test]
    fn the_first_way_taken_again_and_again_comes_to_an_end((shop, now) in any_shop(), wish in any_wish()) {
        let (mut shop, mut wish) = (shop, wish);
        for _ in 0..12 {
            let context = shop.person(now);
            let refused = match may_place(&shop.catalogue, Some(&shop.account), &wish, &context) {
                Ok(_) => return Ok(()),
                Err(rejection) => rejection.reasons,
            };
            let asked = Wish::Basket(wish.clone());
            let way = shop.ways_of(&asked, &refused[0], &context).remove(0);
            let here = Refused { catalogue: &shop.catalogue, account: Some(&shop.account), context: &context, wish: &asked };
            match here.step(&way) {
                Step::Basket(changed) => wish = changed,
                Step::Channel(channel) => shop.channel = channel,
                Step::Order(order) => drop(shop.pay(order.as_str(), now)),
                Step::Cancel(order) => drop(shop.cancel(order.as_str(), now)),
                Step::Here => shop.phone_age = Some(TimeDelta::zero()),
                Step::Trial(_) | Step::Pricing | Step::Outside => return Ok(()),
                Step::Nowhere => return Err(TestCaseError::fail("it leads nowhere")),
            }
        }
        prop_assert!(false, "no end: {wish:?}");
    }
}
