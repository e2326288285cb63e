//! Random histories: baskets, payments, cancellations, deliveries, usage, and time that passes.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use rules::Catalogue;
use rules::basket::Basket;
use rules::calendar::Instant;
use rules::vocabulary::{Channel, QuotaKind};

use super::{altered, both, edition, integration, packs};

pub const EDITIONS: [&str; 3] = ["advanced", "professional", "flagship"];

#[derive(Clone, Debug)]
pub enum Step {
    Wait(i64),
    Place(Basket, Channel),
    Pay(prop::sample::Index, Option<i64>),
    Cancel(prop::sample::Index),
    Deliver(prop::sample::Index),
    Fail(prop::sample::Index),
    Transfer(prop::sample::Index),
    Resolve(prop::sample::Index, bool),
    Use(QuotaKind, u32),
    Withdraw(prop::sample::Index),
    Try(usize),
    Invoice(prop::sample::Index),
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let seconds = prop_oneof![0_i64..600, 0_i64..200_000, 0_i64..40_000_000, Just(86_400), Just(365 * 86_400)];
    let index = any::<prop::sample::Index>;
    let step = prop_oneof![
        3 => seconds.prop_map(Step::Wait),
        5 => (basket(), channel()).prop_map(|(basket, channel)| Step::Place(basket, channel)),
        5 => (index(), prop::option::weighted(0.2, 0_i64..5_000_000)).prop_map(|(order, amount)| Step::Pay(order, amount)),
        1 => index().prop_map(Step::Cancel),
        3 => index().prop_map(Step::Deliver),
        1 => index().prop_map(Step::Fail),
        1 => index().prop_map(Step::Transfer),
        1 => (index(), any::<bool>()).prop_map(|(order, deliver)| Step::Resolve(order, deliver)),
        2 => (quota(), 1_u32..400).prop_map(|(quota, units)| Step::Use(quota, units)),
        1 => index().prop_map(Step::Withdraw),
        1 => (0_usize..3).prop_map(Step::Try),
        1 => index().prop_map(Step::Invoice),
    ];
    prop::collection::vec(step, 1..40)
}

fn quota() -> impl Strategy<Value = QuotaKind> {
    prop_oneof![3 => Just(QuotaKind::Contract), 1 => Just(QuotaKind::Report), 1 => Just(QuotaKind::Meeting)]
}

pub fn basket() -> impl Strategy<Value = Basket> {
    let choice = prop::option::weighted(0.8, (0_usize..3, 1_u32..=3));
    let pack = prop_oneof![
        Just(("contract_pack", 1000)),
        Just(("contract_pack", 10_000)),
        Just(("signing_report", 10)),
        Just(("meeting_signing", 50)),
        Just(("app_integration", 1)),
    ];
    let integrations = prop_oneof![4 => Just(None), 1 => (1_u32..=3).prop_map(Some)];
    (choice, prop::collection::vec((pack, 0_u32..4), 0..3), integrations).prop_map(|(choice, wanted, years)| {
        let wanted: Vec<_> = wanted.into_iter().map(|((add_on, size), quantity)| (add_on, size, quantity)).collect();
        let edition = choice.map_or_else(Basket::default, |(which, years)| edition(EDITIONS[which], years));
        let add_ons = Basket {
            integrations: years.map_or_else(Vec::new, |years| integration(years).integrations),
            ..packs(&wanted)
        };
        both(edition, add_ons)
    })
}

pub fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![6 => Just(Channel::Web), 1 => Just(Channel::MiniProgram), 1 => Just(Channel::PersonalMiniProgram)]
}

/// 1970–2200, with leap days and month ends in front.
pub fn start() -> impl Strategy<Value = Instant> {
    let edges = prop_oneof![Just("02-28"), Just("02-29"), Just("03-01"), Just("12-31"), Just("01-31"), Just("01-01")];
    let edge = (1970_i32..2200, edges, 0_i64..86_400).prop_map(|(year, day, second)| {
        let leap = chrono::NaiveDate::from_ymd_opt(year, 2, 29).is_some();
        let day = if day == "02-29" && !leap { "02-28" } else { day };
        super::at(&format!("{year}-{day} 00:00")) + TimeDelta::seconds(second)
    });
    let any = (0_i64..7_258_118_400).prop_map(|second| DateTime::<Utc>::from_timestamp(second, 0).expect("an instant"));
    prop_oneof![3 => edge, 1 => any]
}

/// The shipped catalogue, or one whose prices do not divide evenly, under either policy of either kind.
pub fn prices() -> impl Strategy<Value = Catalogue> {
    prop_oneof![
        Just(super::catalogue()),
        (prop::array::uniform3(1_i64..10_000_000), any::<bool>(), any::<bool>(), 0_u32..20).prop_map(
            |(prices, difference, by_days, free)| altered(|file| {
                for (index, price) in prices.iter().enumerate() {
                    file["editions"][index]["yearly_price_fen"] = (*price).into();
                }
                if difference {
                    file["policies"]["upgrade"] = "difference_for_remaining_term".into();
                }
                if by_days {
                    file["policies"]["clamped_term_price"] = "by_days".into();
                }
                file["experience"]["contracts"] = free.into();
            })
            .expect("a catalogue")
        ),
    ]
}
