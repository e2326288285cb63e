//! Everything that can be bought, in every situation, channel and term, for every role, certification and activation: the
//! whole decision table, kept as a snapshot and reviewed like code.

use std::fmt::Write as _;

use crate::common::{Shop, at, both, edition, integration, packs, shop};
use rules::account::{Activation, Certification, Event, Holder, Trial};
use rules::basket::Basket;
use rules::calendar::Period;
use rules::context::{Actor, Context};
use rules::decide::may_place;
use rules::format::money;
use rules::rejection::{Reason, Rejection};
use rules::trial::may_try;
use rules::vocabulary::{ApplicationId, Channel, Role, Roles};

const NOW: &str = "2026-05-10 10:00";
const CHANNELS: [Channel; 3] = [Channel::Web, Channel::MiniProgram, Channel::PersonalMiniProgram];
const SITUATIONS: [&str; 7] =
    ["none", "advanced", "professional", "flagship", "lapsed", "trying flagship", "advanced, renewal queued"];

/// An enterprise in a situation; what was bought was bought on 1 March 2026 for a year.
fn situation(name: &str) -> Shop {
    let mut shop = shop();
    let bought = at("2026-03-01 10:00");
    match name {
        "advanced" | "professional" | "flagship" => shop.buy("edition", &edition(name, 1), bought),
        "lapsed" => shop.buy("edition", &edition("advanced", 1), at("2025-03-01 10:00")),
        "trying flagship" => {
            let period = Period { start: at("2026-05-09 10:00"), end: at("2026-05-16 10:00") };
            let trial = Trial {
                application: ApplicationId::new("trial"),
                edition: crate::common::code("flagship"),
                rank: 3,
                period,
            };
            shop.account.apply(&Event::TrialGranted { trial });
        }
        "advanced, renewal queued" => {
            shop.buy("edition", &edition("advanced", 1), bought);
            shop.buy("renewal", &edition("advanced", 3), at("2026-04-01 10:00"));
        }
        _ => {}
    }
    shop
}

/// Everything purchasable, with the baskets of its terms.
fn things() -> Vec<(String, Vec<Basket>)> {
    let pack = |add_on: &str, size| (add_on.to_owned(), vec![packs(&[(add_on, size, 1)])]);
    let mut things: Vec<(String, Vec<Basket>)> = ["advanced", "professional", "flagship"]
        .map(|which| (which.to_owned(), (1..=3).map(|years| edition(which, years)).collect()))
        .to_vec();
    let bundle = |years| both(edition("advanced", years), packs(&[("contract_pack", 1000, 1)]));
    things.push(("advanced + contract_pack".to_owned(), (1..=3).map(bundle).collect()));
    things.extend([pack("contract_pack", 1000), pack("signing_report", 10), pack("meeting_signing", 50)]);
    things.push(("app_integration".to_owned(), (1..=3).map(integration).collect()));
    let with_integration = |years| both(edition("professional", years), integration(years));
    things.push(("professional + app_integration".to_owned(), (1..=3).map(with_integration).collect()));
    things
}

fn outcome(result: Result<String, Rejection>) -> String {
    result.unwrap_or_else(|rejection| {
        let rules: Vec<&str> = rejection.reasons.iter().map(Reason::rule).collect();
        rules.join(" ")
    })
}

/// The outcomes of all terms, as one where they agree.
fn of_terms(shop: &Shop, baskets: &[Basket], context: &Context) -> String {
    let price = |basket: &Basket| {
        let placed = may_place(&shop.catalogue, Some(&shop.account), basket, context);
        outcome(placed.map(|quote| money(quote.total)))
    };
    let mut outcomes: Vec<String> = baskets.iter().map(price).collect();
    outcomes.dedup();
    outcomes.join(" / ")
}

#[test]
fn the_decision_table() {
    let mut table = String::new();
    for name in SITUATIONS {
        let mut shop = situation(name);
        writeln!(table, "## {name}").unwrap();
        for (thing, baskets) in things() {
            let by_channel = CHANNELS.map(|channel| {
                shop.channel = channel;
                of_terms(&shop, &baskets, &shop.person(at(NOW)))
            });
            writeln!(table, "{thing:32} | {}", by_channel.join(" | ")).unwrap();
        }
        for which in ["advanced", "professional", "flagship"] {
            let by_channel = CHANNELS.map(|channel| {
                shop.channel = channel;
                let tried =
                    may_try(&shop.catalogue, Some(&shop.account), &crate::common::code(which), &shop.person(at(NOW)));
                outcome(tried.map(|()| "yes".to_owned()))
            });
            writeln!(table, "{:32} | {}", format!("trial of {which}"), by_channel.join(" | ")).unwrap();
        }
        writeln!(table).unwrap();
    }
    insta::assert_snapshot!(table);
}

/// Who may buy does not depend on what: the reasons against the person come first and are the same for everything.
#[test]
fn the_reasons_against_a_person_add_to_those_against_the_basket() {
    let mut table = String::new();
    let roles = [Role::SuperAdmin, Role::LegalRepresentative, Role::FeeManager, Role::Employee];
    for certification in [Certification::Certified, Certification::Uncertified] {
        for activation in [Activation::Activated, Activation::NoSignAccount, Activation::OtherEnterprise] {
            for role in roles.map(Some).into_iter().chain([None]) {
                for channel in CHANNELS {
                    let mut against_person = None;
                    for name in SITUATIONS {
                        let mut shop = situation(name);
                        shop.channel = channel;
                        let allowed = shop.person(at(NOW));
                        let before = shop.account.clone();
                        if let Some(Holder::Enterprise { certification: has, activation: is, .. }) =
                            &mut shop.account.holder
                        {
                            (*has, *is) = (certification, activation);
                        }
                        shop.roles = Roles::of(role.as_slice());
                        let asking = match role {
                            Some(_) => shop.person(at(NOW)),
                            None => Context::new(at(NOW), channel, Actor::Visitor),
                        };
                        for (thing, baskets) in things() {
                            for basket in baskets {
                                let base = may_place(&shop.catalogue, Some(&before), &basket, &allowed);
                                let base = base.err().map_or_else(Vec::new, |rejection| rejection.reasons);
                                let found = may_place(&shop.catalogue, Some(&shop.account), &basket, &asking);
                                let found = found.err().map_or_else(Vec::new, |rejection| rejection.reasons);
                                let (person, rest) = found.split_at(found.len() - base.len());
                                assert_eq!(rest, base, "{name}, {thing}");
                                let known = against_person.get_or_insert_with(|| person.to_vec());
                                assert_eq!(known, person, "{name}, {thing}");
                            }
                        }
                    }
                    let reasons = against_person.unwrap_or_default();
                    let rules: Vec<&str> = reasons.iter().map(Reason::rule).collect();
                    let role = role.map_or_else(|| "visitor".to_owned(), |role| format!("{role:?}"));
                    let who = format!("{certification:?}, {activation:?}, {role}, {channel:?}");
                    writeln!(table, "{who:70} {}", if rules.is_empty() { "—".to_owned() } else { rules.join(" ") })
                        .unwrap();
                }
            }
        }
    }
    insta::assert_snapshot!(table);
}
