//! The form for pages of others: alone, anonymous, and honest about where its leads go.

use api::{BackendKind, ClientConfig};
use rules::vocabulary::Language;
use service::personas::Persona;

use crate::shop::{customer, hides, html_of, shows, visitor};

fn config() -> ClientConfig {
    serde_json::from_str(
        r#"{"backend":"browser","leads":{"endpoint":"https://crm.example.com/leads"},
            "embed":{"allowed_origins":["https://www.example.com"]}}"#,
    )
    .unwrap()
}

fn page(config: Option<ClientConfig>) -> String {
    html_of(Language::Chinese, "/embed/trial", visitor(), config)
}

#[test]
fn the_form_stands_alone() {
    let page = page(Some(config()));
    shows(&page, "申请试用衡签");
    shows(&page, "trial-phone");
    for around in ["<header", "<footer", "<nav", "popover"] {
        hides(&page, around);
    }
}

#[test]
fn it_says_where_the_lead_goes() {
    shows(&page(Some(config())), "提交的内容会发送到 https://crm.example.com。");
}

#[test]
fn without_an_endpoint_it_says_so_and_there_is_nothing_to_type() {
    let page = page(Some(ClientConfig::of(BackendKind::Browser)));
    shows(&page, "这里暂时不能提交");
    shows(&page, "400-000-0000");
    hides(&page, "<input");
}

#[test]
fn prerendered_it_does_not_know_yet_and_has_nothing_to_type() {
    let page = page(None);
    shows(&page, "正在准备表单");
    shows(&page, "<noscript>");
    hides(&page, "<input");
    hides(&page, "这里暂时不能提交");
}

#[test]
fn the_edition_of_the_address_is_chosen_and_an_unknown_one_is_not() {
    let chosen = |path: &str, edition: &str| {
        let page = html_of(Language::Chinese, path, visitor(), Some(config()));
        page.split(&format!("id=\"trial-{edition}\"")).nth(1).unwrap().split('>').next().unwrap().contains("checked")
    };
    assert!(chosen("/embed/trial?edition=flagship", "flagship"));
    assert!(chosen("/embed/trial?edition=gold", "professional"));
}

#[test]
fn the_trap_is_out_of_reach_of_people() {
    let page = page(Some(config()));
    let input = page.split("<input id=\"website\"").nth(1).unwrap().split('>').next().unwrap();
    for text in ["tabindex=\"-1\"", "autocomplete=\"off\""] {
        shows(input, text);
    }
    let [before, _] = page.split("class=\"trap\"").collect::<Vec<_>>().try_into().unwrap();
    shows(before.rsplit('<').next().unwrap(), "aria-hidden=\"true\"");
}

#[test]
fn trial_7_it_does_not_know_a_customer() {
    let page = html_of(Language::Chinese, "/embed/trial", customer(Persona::Experience), Some(config()));
    hides(&page, "青禾样例贸易有限公司");
    hides(&page, "提交申请");
}

#[test]
fn another_page_below_embed_has_nothing_around_it_either() {
    let page = html_of(Language::Chinese, "/embed/nothing", visitor(), Some(config()));
    hides(&page, "<header");
}

#[test]
fn english_has_its_own_words() {
    let page = html_of(Language::English, "/embed/trial", visitor(), Some(config()));
    shows(&page, "Try Evensign");
    shows(&page, "What you send goes to https://crm.example.com.");
}
