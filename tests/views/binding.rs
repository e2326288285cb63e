//! An order that waits for its enterprise, and each enterprise that it could be bound to (RULES §9).

use chrono::TimeDelta;
use leptos::prelude::{Owner, RenderHtml, provide_context};
use rules::account::{Account, Order};
use rules::context::{Actor, BindingTarget, Context};
use rules::decide::{Command, PlaceOrder, decide};
use rules::quote::quote;
use rules::vocabulary::{Channel, Language, OrderId, PaymentId, Role, Roles};
use service::Standing;
use service::personas::Persona;
use storefront::app::{Enterprises, EnterprisesProps};
use storefront::routes::basket_from;
use storefront::site::Site;
use storefront::state::{Goods, HelpShown, Shop};

use crate::shop::{ORDER, browser, catalogue, customer, hides, now, shows, zh};

/// The buyer's order for an enterprise of this name, paid, so many days ago.
fn waiting_for(name: &str, days: i64) -> Standing {
    let catalogue = catalogue();
    let mut standing = customer(Persona::Buyer);
    let mut account = standing.account.clone().unwrap();
    let mut person = standing.session.clone().unwrap().person;
    person.phone_verified_at = Some(now());
    let basket = basket_from(Some("advanced"), Some("1"), Some("contract_pack:1000x1"), None);
    let shown = quote(&catalogue, Some(&account), &basket, now()).unwrap();
    let terms = Some(catalogue.purchase_terms.version.clone());
    let online = PlaceOrder::online(OrderId::new(ORDER), basket, shown.digest(), terms);
    let placing = PlaceOrder { enterprise_name: Some(name.to_owned()), ..online };
    let pays =
        Command::ConfirmPayment { order: OrderId::new(ORDER), payment: PaymentId::new("paid"), amount: shown.total };
    for (command, actor) in [(Command::PlaceOrder(placing), Actor::Person(person)), (pays, Actor::System)] {
        let context = Context::new(now(), Channel::PersonalMiniProgram, actor);
        for event in decide(&catalogue, &account, &command, &context).unwrap() {
            account.apply(&event);
        }
    }
    standing.account = Some(account);
    standing.at = now() + TimeDelta::days(days);
    standing
}

fn target(persona: Persona) -> BindingTarget {
    let enterprise: Account = customer(persona).account.unwrap();
    BindingTarget { enterprise, roles: Some(Roles::of(&[Role::Employee])) }
}

/// The list of enterprises that the order of a standing can be bound to.
fn enterprises(standing: Standing, targets: Vec<BindingTarget>) -> String {
    let order: Order = standing.account.as_ref().unwrap().order(&OrderId::new(ORDER)).unwrap().clone();
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Site {
            language: Language::Chinese,
            channel: Channel::PersonalMiniProgram,
            base: "/".to_owned(),
        });
        provide_context(Goods(catalogue()));
        provide_context(HelpShown(leptos::prelude::RwSignal::new(None)));
        provide_context(Shop::new(catalogue(), Channel::PersonalMiniProgram, standing, None, None, browser().as_ref()));
        let props = EnterprisesProps::builder().order(order).targets(targets).build();
        Enterprises(props).to_html().replace("<!>", "")
    })
}

#[test]
fn bind_2_it_says_how_many_days_and_how_much_money_are_gone() {
    let page = zh(&format!("/orders/{ORDER}?channel=personal_mini_program"), waiting_for("样例公司", 73));
    // 3,650.00 × 73 ÷ 365
    shows(&page, "购买时长已过去 73 天（共 365 天），相当于 ¥730.00");
    shows(&page, "绑定后自动发货，不能更改");
}

#[test]
fn bind_4_an_enterprise_without_an_edition_gets_the_rest_of_the_term() {
    let list = enterprises(waiting_for("青禾样例贸易有限公司", 10), vec![target(Persona::Experience)]);
    shows(&list, "2026年3月11日 10:00 至 2027年3月1日 10:00");
    shows(&list, "绑定到这家企业");
    hides(&list, "购买时填写的是");
}

#[test]
fn bind_3_another_name_is_warned_about() {
    let list = enterprises(waiting_for("样例公司", 0), vec![target(Persona::Experience)]);
    shows(&list, "购买时填写的是“样例公司”，这家企业是“青禾样例贸易有限公司”。");
    shows(&list, "名称不同，仍要绑定");
}

#[test]
fn bind_4_ed_7_a_higher_edition_and_bind_3_a_missing_certificate_are_refused() {
    let higher = enterprises(waiting_for("样例公司", 0), vec![target(Persona::ProfessionalNearEnd)]);
    shows(&higher, "ED-7");
    hides(&higher, "绑定到这家企业");
    let uncertified = enterprises(waiting_for("样例公司", 0), vec![target(Persona::Uncertified)]);
    shows(&uncertified, "BIND-3");
    hides(&uncertified, "绑定到这家企业");
}

#[test]
fn bind_3_who_has_joined_none_is_told_how() {
    let list = enterprises(waiting_for("样例公司", 0), Vec::new());
    shows(&list, "您还没有加入任何企业。");
    shows(&list, "popovertarget=\"help\"");
}
