//! Packs in a basket: sizes, numbers, and the channels that sell them (ADD-10, CH-5).

use crate::common::{Shop, altered, at, both, catalogue, edition, fen, integration, packs, reasons, rules_of, shop};
use rstest::rstest;
use rules::basket::normalized_quantity;
use rules::rejection::{Handover, Reason};
use rules::vocabulary::{AddOnCode, Channel};
use serde_json::json;

const DAY: &str = "2026-03-01 10:00";

fn on(which: &str) -> Shop {
    let mut shop = shop();
    if which != "experience" {
        shop.buy("first", &edition(which, 1), at(DAY));
    }
    shop
}

#[test]
fn add_10_sizes_are_those_of_the_catalogue() {
    let refused = reasons(on("advanced").quote(&packs(&[("contract_pack", 2000, 1)]), at(DAY)));
    assert_eq!(refused, [Reason::PackNotSold { add_on: AddOnCode::new("contract_pack"), sizes: vec![1000, 10_000] }]);
}

#[rstest]
#[case::unknown("gift_card")]
#[case::sold_by_the_year("app_integration")]
fn add_10_what_is_not_sold_in_packs_is_refused(#[case] add_on: &str) {
    let refused = reasons(on("professional").quote(&packs(&[(add_on, 1, 1)]), at(DAY)));
    assert_eq!(refused, [Reason::PackNotSold { add_on: AddOnCode::new(add_on), sizes: Vec::new() }]);
}

#[rstest]
#[case(0, false)]
#[case(1, true)]
#[case(20, true)]
#[case(21, false)]
fn add_10_several_at_once_up_to_the_most(#[case] quantity: u32, #[case] sold: bool) {
    let quote = on("advanced").quote(&packs(&[("contract_pack", 1000, quantity)]), at(DAY));
    assert_eq!(quote.as_ref().is_ok_and(|quote| quote.total == fen(280_000 * i64::from(quantity))), sold);
    if !sold {
        let max = 20;
        assert_eq!(reasons(quote), [Reason::QuantityOutOfRange { add_on: AddOnCode::new("contract_pack"), max }]);
    }
}

#[rstest]
#[case::two_of_a_size(&[("contract_pack", 1000, 2)])]
#[case::one_of_each_size(&[("contract_pack", 1000, 1), ("contract_pack", 10_000, 1)])]
fn add_10_in_the_personal_mini_program_at_most_one(#[case] wanted: &[(&str, u32, u32)]) {
    let mut shop = on("experience");
    shop.channel = Channel::PersonalMiniProgram;
    let refused = reasons(shop.place("a", &both(edition("advanced", 1), packs(wanted)), at(DAY)));
    assert_eq!(refused, [Reason::QuantityOutOfRange { add_on: AddOnCode::new("contract_pack"), max: 1 }]);
}

#[test]
fn add_10_a_pack_named_twice_is_one_mistake() {
    let twice = packs(&[("contract_pack", 1000, 11), ("contract_pack", 1000, 11), ("contract_pack", 1000, 1)]);
    let refused = reasons(on("advanced").quote(&twice, at(DAY)));
    assert_eq!(refused, [Reason::PackTwice { add_on: AddOnCode::new("contract_pack"), size: 1000 }]);
}

#[test]
fn add_10_nobody_pays_for_more_units_than_a_batch_holds() {
    let mut shop = on("advanced");
    let many = json!({ "kind": "packs", "quota": "contract", "max_quantity": 1_000_000, "sizes": [{ "amount": 1_000_000, "price_fen": 1 }] });
    shop.catalogue = altered(|file| file["add_ons"][0]["sale"] = many).unwrap();
    assert!(shop.quote(&packs(&[("contract_pack", 1_000_000, 4294)]), at(DAY)).is_ok());
    assert_eq!(reasons(shop.quote(&packs(&[("contract_pack", 1_000_000, 4295)]), at(DAY))), [Reason::AmountTooLarge]);
}

#[rstest]
#[case::a_term_that_is_not_offered(&edition("advanced", 3), &["ED-2"])]
#[case::an_edition_that_is_not_sold(&edition("platinum", 1), &["ED-1"])]
fn add_12_packs_add_no_reason_where_the_edition_alone_is_wrong(
    #[case] edition: &rules::basket::Basket,
    #[case] rules: &[&str],
) {
    let mut shop = on("experience");
    shop.catalogue = altered(|file| file["editions"][0]["terms"] = json!([1])).unwrap();
    let basket = both(edition.clone(), packs(&[("contract_pack", 1000, 1)]));
    assert_eq!(rules_of(shop.quote(&basket, at(DAY))), rules);
}

#[test]
fn one_reason_against_two_packs_is_told_once() {
    let wanted = packs(&[("contract_pack", 1000, 1), ("contract_pack", 10_000, 1)]);
    assert_eq!(rules_of(on("experience").quote(&wanted, at(DAY))), ["ADD-1"]);
}

#[rstest]
#[case("contract_pack", 1000, Channel::MiniProgram, None)]
#[case("signing_report", 10, Channel::MiniProgram, None)]
#[case("meeting_signing", 50, Channel::MiniProgram, None)]
#[case("contract_pack", 1000, Channel::PersonalMiniProgram, Some(Handover::Together))]
#[case("signing_report", 10, Channel::PersonalMiniProgram, Some(Handover::Nobody))]
#[case("meeting_signing", 50, Channel::PersonalMiniProgram, Some(Handover::Nobody))]
fn ch_5_where_packs_are_sold(
    #[case] add_on: &str,
    #[case] size: u32,
    #[case] channel: Channel,
    #[case] refusal: Option<Handover>,
) {
    let mut shop = on("advanced");
    shop.channel = channel;
    let placed = shop.place("a", &packs(&[(add_on, size, 1)]), at("2026-04-01 10:00"));
    match refusal {
        None => assert!(placed.is_ok()),
        Some(handover) => {
            let refused = reasons(placed);
            assert!(
                matches!(refused[..], [Reason::ChannelRefuses { instead, .. }] if instead == handover),
                "{refused:?}"
            );
            assert_eq!(refused[0].rule(), "CH-5");
        }
    }
}

#[rstest]
#[case("12", Some(12))]
#[case("0", Some(0))]
#[case(" １２ ", Some(12))]
#[case("1,000", Some(1000))]
#[case("1，000", Some(1000))]
#[case("99999999999", Some(u32::MAX))]
#[case("-3", None)]
#[case("1.5", None)]
#[case("", None)]
#[case("两", None)]
fn add_10_a_number_of_packs_is_understood_as_it_is_typed(#[case] typed: &str, #[case] read: Option<u32>) {
    assert_eq!(normalized_quantity(typed), read);
}

#[test]
fn ch_5_ch_6_what_a_channel_sells_of_the_add_ons() {
    let catalogue = catalogue();
    let sold_in = |channel| -> Vec<&str> {
        let sold = catalogue.add_ons.iter().filter(|add_on| add_on.channels.of(channel).is_sold());
        sold.map(|add_on| add_on.code.as_str()).collect()
    };
    assert_eq!(sold_in(Channel::Web).len(), 4);
    assert_eq!(sold_in(Channel::MiniProgram), ["contract_pack", "signing_report", "meeting_signing"]);
    assert_eq!(sold_in(Channel::PersonalMiniProgram), ["contract_pack"]);
}

#[test]
fn a_basket_holds_what_is_in_its_packs_and_what_it_buys_by_the_year() {
    let only_years = integration(1);
    assert!(
        only_years.holds(&AddOnCode::new("app_integration")) && !only_years.holds(&AddOnCode::new("signing_report"))
    );
    let only_packs = packs(&[("signing_report", 10, 1)]);
    assert!(
        only_packs.holds(&AddOnCode::new("signing_report")) && !only_packs.holds(&AddOnCode::new("app_integration"))
    );
}
