//! The ways out of a refusal that are open at the moment: offered only where they lead somewhere.

use crate::common::{
    Shop, altered, at, both, catalogue, code, edition, enterprise, integration, packs, persons_shop, reasons, shop,
    shop_of, term,
};
use rstest::rstest;
use rules::Command;
use rules::account::{Activation, Certification};
use rules::basket::{Basket, IntegrationChoice, PackChoice};
use rules::context::{BindingTarget, Context};
use rules::question::Question;
use rules::rejection::{Reason, Remedy};
use rules::trial::{TrialApplication, TrialForm, may_try};
use rules::vocabulary::{AddOnCode, ApplicationId, Channel, OrderId, PersonId, Role, Roles};
use rules::way_forward::{Refused, Step, Wish};
use serde_json::json;

const DAY: &str = "2026-03-01 10:00";

fn pack(size: u32, quantity: u32) -> PackChoice {
    PackChoice { add_on: AddOnCode::new("contract_pack"), size, quantity }
}

fn choose(which: &str) -> Remedy {
    Remedy::ChooseEdition { edition: code(which) }
}

fn leave_out(add_on: &str) -> Remedy {
    Remedy::LeaveOut { add_on: AddOnCode::new(add_on) }
}

fn on(which: &str) -> Shop {
    let mut shop = shop();
    shop.buy("edition", &edition(which, 1), at(DAY));
    shop
}

#[test]
fn ed_1_an_edition_that_is_not_sold_leads_to_those_that_are() {
    assert_eq!(shop().ways(&edition("unknown", 1), at(DAY)), [[Remedy::SeePricing]]);
}

#[test]
fn inv_1_an_invoice_is_handed_over_to_the_web_or_customer_service() {
    let mut shop = on("advanced");
    shop.channel = Channel::MiniProgram;
    let context = shop.person(at(DAY));
    let reason = Reason::ChannelRefuses {
        channel: Channel::MiniProgram,
        instead: rules::rejection::Handover::Web,
        rule: rules::rejection::ChannelRule::Invoice,
    };
    assert_eq!(shop.ways_of(&Wish::Other, &reason, &context), [Remedy::OpenOnWeb, Remedy::ContactService]);
}

/// Of whoever has advanced, or nothing, where neither the integration nor an edition that suffices for it is sold.
#[rstest]
#[case(on("advanced"), Channel::MiniProgram, vec![Remedy::OpenOnWeb])]
#[case(persons_shop(), Channel::PersonalMiniProgram, vec![Remedy::OpenOnWeb, Remedy::SeePricing])]
fn ch_6_an_integration_leads_to_no_edition_that_is_not_sold_there_either(
    #[case] mut shop: Shop,
    #[case] channel: Channel,
    #[case] of_the_channel: Vec<Remedy>,
) {
    shop.channel = channel;
    let ways = shop.ways(&integration(1), at("2026-03-02 10:00"));
    assert_eq!(ways, [of_the_channel, vec![Remedy::ContactSales]]);
}

#[test]
fn ch_4_what_the_web_will_ask_of_the_person_does_not_keep_from_going_there() {
    let mut shop = on("advanced");
    (shop.channel, shop.phone_age) = (Channel::MiniProgram, None);
    assert_eq!(shop.ways(&edition("flagship", 1), at("2026-05-10 10:00")), [[Remedy::OpenOnWeb]]);
}

#[test]
fn what_was_wished_for_is_known_from_a_command_and_from_a_question() {
    let shop = on("advanced");
    let wanted = edition("professional", 2);
    let order = OrderId::new("order");
    let placing = shop.placing("order", &wanted, at("2026-05-10 10:00"));
    let (key, form) = (ApplicationId::new("a"), TrialForm::default());
    let application = TrialApplication { application: key, edition: code("flagship"), form };
    for (command, wish) in [
        (Command::PlaceOrder(placing), Wish::Basket(wanted.clone())),
        (Command::ApplyForTrial(application), Wish::Trial(code("flagship"))),
        (Command::BindOrder { order: order.clone(), confirmed_name: None }, Wish::Binding),
        (Command::CancelOrder { order: order.clone() }, Wish::Other),
    ] {
        assert_eq!(Wish::of_command(&command), wish);
    }
    for (question, wish) in [
        (Question::Quote { basket: wanted.clone() }, Wish::Basket(wanted.clone())),
        (Question::MayPlace { basket: wanted.clone() }, Wish::Basket(wanted.clone())),
        (Question::Alternatives { basket: wanted.clone() }, Wish::Basket(wanted.clone())),
        (Question::MayTry { edition: code("flagship") }, Wish::Trial(code("flagship"))),
        (Question::MayBind { order }, Wish::Binding),
        (Question::Orders, Wish::Other),
    ] {
        assert_eq!(Wish::of_question(&question), wish);
    }
}

#[test]
fn an_add_on_alone_is_its_smallest_pack_or_its_shortest_term() {
    let catalogue = catalogue();
    let alone = |code: &str| Wish::add_on(catalogue.add_on(&AddOnCode::new(code)).unwrap());
    assert_eq!(alone("contract_pack"), Wish::Basket(packs(&[("contract_pack", 1_000, 1)])));
    assert_eq!(alone("app_integration"), Wish::Basket(integration(1)));
    assert_eq!(Wish::edition(code("advanced"), term(2)), Wish::Basket(edition("advanced", 2)));
}

#[rstest]
#[case::another_size(&[("contract_pack", 700, 2)], vec![pack(1000, 2)])]
#[case::a_size_above_all(&[("contract_pack", 70_000, 1)], vec![pack(10_000, 1)])]
#[case::too_many(&[("contract_pack", 1000, 500)], vec![pack(1000, 20)])]
#[case::none(&[("contract_pack", 1000, 0)], vec![pack(1000, 1)])]
#[case::twice(&[("contract_pack", 1000, 2), ("contract_pack", 10_000, 1), ("contract_pack", 1000, 3)], vec![pack(1000, 5), pack(10_000, 1)])]
fn add_10_the_nearest_packs_that_are_sold_are_offered(
    #[case] wanted: &[(&str, u32, u32)],
    #[case] nearest: Vec<PackChoice>,
) {
    let basket = both(edition("advanced", 1), packs(wanted));
    let ways = vec![Remedy::ChoosePacks { packs: nearest }, leave_out("contract_pack")];
    assert_eq!(shop().ways(&basket, at(DAY)), [ways]);
}

#[test]
fn add_10_nothing_is_left_out_that_is_all_there_is() {
    let ways = on("advanced").ways(&packs(&[("contract_pack", 1000, 0)]), at(DAY));
    assert_eq!(ways, [[Remedy::ChoosePacks { packs: vec![pack(1000, 1)] }]]);
}

#[test]
fn ch_1_a_person_is_offered_the_smallest_pack_beside_the_edition() {
    let mut shop = persons_shop();
    shop.channel = Channel::PersonalMiniProgram;
    let packs = Remedy::ChoosePacks { packs: vec![pack(1000, 1)] };
    assert_eq!(shop.ways(&edition("advanced", 1), at(DAY)), [[packs.clone()]]);
    let two = both(edition("advanced", 1), crate::common::packs(&[("contract_pack", 1000, 2)]));
    assert_eq!(shop.ways(&two, at(DAY)), [[packs]], "to leave them out would be refused in turn");
}

#[test]
fn ch_5_a_person_is_offered_the_edition_beside_a_pack() {
    let mut shop = persons_shop();
    shop.channel = Channel::PersonalMiniProgram;
    let ways = shop.ways(&packs(&[("contract_pack", 1000, 1)]), at(DAY));
    assert_eq!(ways.concat(), [choose("advanced"), choose("advanced")]);
}

#[test]
fn ch_4_the_web_is_offered_where_the_web_does_it() {
    let mut shop = on("advanced");
    shop.channel = Channel::MiniProgram;
    assert_eq!(shop.ways(&edition("professional", 1), at("2026-04-01 10:00")), [[Remedy::OpenOnWeb]]);
}

#[test]
fn ch_10_where_the_web_takes_no_more_either_sales_do() {
    let mut shop = on("advanced");
    shop.channel = Channel::MiniProgram;
    let limits =
        |web: i64| altered(|file| file["policies"]["largest_order_fen"] = json!({"web": web, "mini_program": 100}));
    shop.catalogue = limits(10_000_000).unwrap();
    assert_eq!(shop.ways(&edition("advanced", 1), at(DAY)), [vec![Remedy::OpenOnWeb, Remedy::ContactSales]]);
    shop.catalogue = limits(100).unwrap();
    assert_eq!(shop.ways(&edition("advanced", 1), at(DAY)), [[Remedy::ContactSales]]);
}

#[test]
fn add_7_an_integration_too_long_is_shortened_or_the_edition_renewed() {
    let shop = on("professional");
    let now = at("2026-12-01 09:00");
    let add_on = AddOnCode::new("app_integration");
    let one_year = Remedy::ChooseIntegrationTerm { add_on: add_on.clone(), term: term(1) };
    let renew = Remedy::RenewFirst { edition: code("professional") };
    assert_eq!(shop.ways(&integration(2), now), [vec![one_year.clone(), renew]]);
    let basket = both(edition("flagship", 1), integration(2));
    let ways = vec![one_year, Remedy::ChooseTerm { term: term(2) }, Remedy::ChooseTerm { term: term(3) }];
    assert_eq!(shop.ways(&basket, now), [[ways, vec![leave_out("app_integration")]].concat()]);
}

#[test]
fn add_7_with_no_term_left_the_edition_is_renewed_first() {
    let mut shop = on("professional");
    shop.buy("integration", &integration(1), at(DAY));
    let now = at("2026-04-01 10:00");
    assert_eq!(shop.ways(&integration(1), now), [[Remedy::RenewFirst { edition: code("professional") }]]);
}

#[test]
fn add_7_an_integration_wanted_twice_is_taken_once() {
    let mut basket = both(edition("professional", 3), integration(2));
    basket.integrations.push(IntegrationChoice { add_on: AddOnCode::new("app_integration"), term: term(1) });
    let once = Remedy::ChooseIntegrationTerm { add_on: AddOnCode::new("app_integration"), term: term(2) };
    assert_eq!(shop().ways(&basket, at(DAY)), [vec![once, leave_out("app_integration")]]);
}

#[test]
fn ed_7_instead_of_a_downgrade_the_edition_in_force_is_renewed() {
    assert_eq!(on("flagship").ways(&edition("advanced", 1), at(DAY)), [[choose("flagship")]]);
    let mut shop = on("flagship");
    shop.channel = Channel::MiniProgram;
    let ways = shop.ways(&edition("advanced", 1), at(DAY));
    assert_eq!(ways, [[Remedy::ContactSales]], "the mini-program does not renew it either");
}

#[test]
fn buy_12_the_open_order_is_offered_to_whoever_may_touch_it() {
    let mut shop = shop();
    shop.place("open", &edition("advanced", 1), at(DAY)).unwrap();
    let order = OrderId::new("open");
    let own = vec![Remedy::PayOrder { order: order.clone() }, Remedy::CancelOrder { order }];
    assert_eq!(shop.ways(&edition("professional", 1), at(DAY)), [own]);
    shop.buyer = PersonId::new("employee");
    shop.roles = Roles::of(&[Role::Employee]);
    let ask = vec![Remedy::AskAdministrator];
    assert_eq!(shop.ways(&edition("professional", 1), at(DAY)), [ask.clone(), ask]);
}

#[test]
fn bind_3_what_stands_in_the_way_of_binding_is_seen_from_the_enterprise() {
    let mut buyer = persons_shop();
    buyer.channel = Channel::PersonalMiniProgram;
    let mut enterprise = shop();
    enterprise.buyer = PersonId::new("administrator");
    enterprise.place("open", &edition("advanced", 1), at(DAY)).unwrap();
    let order = OrderId::new("open");
    let ways = |roles: Roles| {
        let target = BindingTarget { enterprise: enterprise.account.clone(), roles: Some(roles) };
        let context = Context { binding_target: Some(Box::new(target)), ..buyer.person(at(DAY)) };
        buyer.ways_of(&Wish::Binding, &Reason::OpenOrder { order: order.clone() }, &context)
    };
    let own = [Remedy::PayOrder { order: order.clone() }, Remedy::CancelOrder { order: order.clone() }];
    assert_eq!(ways(Roles::of(&[Role::FeeManager])), own);
    assert_eq!(ways(Roles::of(&[Role::Employee])), [Remedy::AskAdministrator]);
    let lower = Reason::Downgrade { edition: code("advanced"), in_force: code("flagship"), paid_end: at(DAY) };
    let context = buyer.person(at(DAY));
    assert_eq!(buyer.ways_of(&Wish::Binding, &lower, &context), [Remedy::ChooseEnterprise]);
}

#[test]
fn trial_1_a_higher_edition_is_offered_to_try() {
    let shop = on("advanced");
    let context = shop.person(at("2026-04-01 10:00"));
    let refused = reasons(may_try(&shop.catalogue, Some(&shop.account), &code("advanced"), &context));
    let ways = shop.ways_of(&Wish::Trial(code("advanced")), &refused[0], &context);
    assert_eq!(ways, ["professional", "flagship"].map(|which| Remedy::TryEdition { edition: code(which) }));
}

#[test]
fn an_uncertified_enterprise_is_told_of_certification_alone_where_persons_cannot_buy_it() {
    let mut shop = shop_of(enterprise(Certification::Uncertified, Activation::Activated));
    shop.channel = Channel::MiniProgram;
    assert_eq!(
        shop.ways(&edition("advanced", 1), at(DAY)),
        [[Remedy::Certify]],
        "an edition alone is not sold to persons"
    );
}

#[test]
fn quota_4_more_units_are_bought_as_one_pack_of_the_smallest_size() {
    let shop = on("advanced");
    let now = at("2026-04-01 10:00");
    let context = shop.person(now);
    let wish = Wish::Other;
    let refused = Refused { catalogue: &shop.catalogue, account: Some(&shop.account), context: &context, wish: &wish };
    let more = Remedy::BuyPacks { add_on: AddOnCode::new("contract_pack") };
    let basket = Basket { packs: vec![pack(1_000, 1)], ..Basket::default() };
    assert_eq!(refused.step(&more), Step::Basket(basket));
}
