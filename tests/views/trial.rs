//! The trial: every state of its page, and of the account's panel about it.

use chrono::TimeDelta;
use leptos::prelude::{Owner, RenderHtml, Signal, provide_context, view};
use rules::account::Certification;
use rules::calendar::Instant;
use rules::decide::Command;
use rules::trial::{TrialApplication, TrialForm};
use rules::vocabulary::{ApplicationId, Channel, EditionCode, Language, Role, Roles};
use service::Standing;
use service::personas::Persona;
use storefront::app::{FormState, Purpose, TrialFormView, TrialFormViewProps};
use storefront::site::Site;
use storefront::state::{Goods, Shop};

use crate::shop::{after, browser, catalogue, customer, en, hides, now, shows, visitor, zh};

fn typed() -> TrialForm {
    TrialForm {
        contact_name: " 林样 ".to_owned(),
        contact_phone: "＋８６ 138 0000 0000".to_owned(),
        industry: "制造".to_owned(),
        expected_signatures: "１２，０００".to_owned(),
        consent: true,
    }
}

/// The customer after applying for flagship at the fixed instant.
fn applied(persona: Persona) -> Standing {
    let application = TrialApplication {
        application: ApplicationId::new("20260301-TRIAL000"),
        edition: EditionCode::new("flagship"),
        form: typed(),
    };
    after(customer(persona), now(), &Command::ApplyForTrial(application))
}

fn later(standing: Standing, by: TimeDelta) -> Standing {
    let at: Instant = now().checked_add_signed(by).unwrap();
    Standing { at, ..standing }
}

fn with_role(role: Role) -> Standing {
    let mut standing = customer(Persona::Experience);
    standing.session.as_mut().unwrap().person.roles = Roles::of(&[role]);
    standing
}

fn uncertified() -> Standing {
    let standing = customer(Persona::Experience);
    let change = Command::RecordCertification { certification: Certification::Uncertified };
    after(standing, now(), &change)
}

/// The form alone, with what was typed, after `act`.
fn form(typed: TrialForm, purpose: Purpose, act: impl FnOnce(FormState)) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Site { language: Language::Chinese, channel: Channel::Web, base: "/".to_owned() });
        provide_context(Goods(catalogue()));
        provide_context(Shop::new(catalogue(), Channel::Web, visitor(), None, None, browser().as_ref()));
        let state = FormState::new(typed);
        act(state);
        let edition = Signal::stored(EditionCode::new("flagship"));
        let props = TrialFormViewProps::builder()
            .state(state)
            .edition(edition)
            .purpose(purpose)
            .busy(Signal::stored(false))
            .on_submit(|_| {})
            .outcome(|| view! { "" })
            .build();
        TrialFormView(props).to_html().replace("<!>", "")
    })
}

#[test]
fn a_visitor_reads_what_one_gets_who_may_apply_and_what_happens_at_the_end() {
    let page = zh("/trial", visitor());
    for text in [
        "<h1 tabindex=\"-1\">先试用，再决定</h1>",
        "试用 7 天",
        "<h3>高级版</h3>",
        "<h3>专业版</h3>",
        "<h3>旗舰版</h3>",
        "试用期内共 50 份合同，到期清零",
        "每家企业只有一次试用机会",
        "谁可以申请",
        "到期之后",
        "回到体验版",
        "400-000-0000",
    ] {
        shows(&page, text);
    }
}

#[test]
fn trial_7_a_visitor_is_told_to_sign_in_and_can_leave_a_lead() {
    let page = zh("/trial?edition=flagship", visitor());
    shows(&page, "BUY-1");
    shows(&page, "popovertarget=\"identity\"");
    shows(&page, "留下联系方式不会开通试用");
    shows(&page, "trial-phone");
    shows(&page, "不会离开它");
}

#[test]
fn the_edition_of_the_address_is_chosen_and_without_one_the_recommended() {
    let chosen = |page: &str, id: &str| {
        let radio = page.split(&format!("id=\"{id}\"")).nth(1).unwrap().split('>').next().unwrap().to_owned();
        radio.contains("checked")
    };
    let page = zh("/trial?edition=advanced", visitor());
    assert!(chosen(&page, "trial-advanced") && !chosen(&page, "trial-professional"));
    assert!(chosen(&zh("/trial", visitor()), "trial-professional"));
}

#[test]
fn an_edition_that_is_not_sold_is_said_so() {
    let page = zh("/trial?edition=gold", visitor());
    shows(&page, "该版本不在售");
    hides(&page, "trial-phone");
}

#[test]
fn trial_1_a_certified_enterprise_applies() {
    let page = zh("/trial?edition=flagship", customer(Persona::Experience));
    shows(&page, "申请试用旗舰版");
    shows(&page, "trial-phone");
    hides(&page, "留下联系方式不会开通试用");
    hides(&page, "class=\"refusal\"");
}

#[test]
fn the_consent_is_never_ticked_beforehand_and_says_what_for_how_long_and_how_to_withdraw() {
    let page = zh("/trial", customer(Persona::Experience));
    let checkbox = page.split("id=\"trial-consent\"").nth(1).unwrap().split('>').next().unwrap();
    hides(checkbox, " checked");
    for text in ["只用来就这次试用与您联系", "最长 180 天", "随时致电 400-000-0000"] {
        shows(&page, text);
    }
}

#[test]
fn no_mistake_is_told_before_anything_was_typed() {
    let page = zh("/trial", customer(Persona::Experience));
    hides(&page, "aria-invalid=\"true\"");
    hides(&page, "error-summary");
    hides(&page, "请填写");
}

#[test]
fn role_3_an_employee_is_sent_to_an_administrator_and_can_leave_a_lead() {
    let page = zh("/trial?edition=flagship", with_role(Role::Employee));
    shows(&page, "ROLE-3");
    shows(&page, "留下联系方式不会开通试用");
}

#[test]
fn role_3_whoever_manages_fees_applies() {
    hides(&zh("/trial?edition=flagship", with_role(Role::FeeManager)), "留下联系方式不会开通试用");
}

#[test]
fn trial_7_an_uncertified_enterprise_is_told_so_and_can_leave_a_lead() {
    let page = zh("/trial?edition=flagship", uncertified());
    shows(&page, "TRIAL-1");
    shows(&page, "留下联系方式不会开通试用");
}

#[test]
fn trial_1_a_lower_edition_is_refused_with_the_way_to_a_higher_one() {
    let page = zh("/trial?edition=advanced", customer(Persona::ProfessionalNearEnd));
    shows(&page, "只能试用高于当前版本（专业版）的版本");
    shows(&page, "TRIAL-1");
    shows(&page, "href=\"/trial?edition=flagship\"");
    hides(&page, "trial-phone");
}

#[test]
fn a_customer_that_pays_may_try_a_higher_edition() {
    let page = zh("/trial?edition=flagship", customer(Persona::ProfessionalNearEnd));
    shows(&page, "申请试用旗舰版");
    hides(&page, "class=\"refusal\"");
}

#[test]
fn trial_2_a_running_trial_counts_down_and_says_what_comes_after() {
    let page = zh("/trial", later(applied(Persona::Advanced), TimeDelta::hours(1)));
    for text in
        ["旗舰版试用中", "还有 6 天 23 小时", "2026年3月8日 10:00", "到期后使用", "<dd>高级版</dd>", "升级到旗舰版"]
    {
        shows(&page, text);
    }
    hides(&page, "trial-phone");
}

#[test]
fn in_its_last_hour_a_trial_counts_minutes() {
    let page = zh("/trial", later(applied(Persona::Experience), TimeDelta::days(7) - TimeDelta::minutes(12)));
    shows(&page, "还有 12 分钟");
}

#[test]
fn trial_5_at_its_end_it_says_what_was_and_what_is_in_force_now_with_the_way_to_buy() {
    let page = zh("/trial", later(applied(Persona::Experience), TimeDelta::days(7)));
    for text in [
        "旗舰版的试用已结束",
        "2026年3月1日 10:00 至 2026年3月8日 10:00",
        "现在使用",
        "<dd>体验版</dd>",
        "/checkout?edition=flagship&amp;term=1",
    ] {
        shows(&page, text);
    }
    hides(&page, "role=\"timer\"");
}

#[test]
fn trial_3_once_used_there_is_no_form_for_any_edition() {
    let used = later(applied(Persona::Experience), TimeDelta::days(90));
    for edition in ["advanced", "professional", "flagship"] {
        let page = zh(&format!("/trial?edition={edition}"), used.clone());
        shows(&page, "每家企业只有一次试用机会，已经用过");
        hides(&page, "trial-phone");
    }
}

#[test]
fn trial_5_the_account_shows_the_effective_edition_and_the_countdown() {
    let page = zh("/account", later(applied(Persona::Experience), TimeDelta::hours(1)));
    shows(&page, "class=\"edition-name\">旗舰版");
    shows(&page, "还有 6 天 23 小时");
    shows(&page, "旗舰版（试用）");
}

#[test]
fn trial_5_after_the_trial_the_account_is_back_on_what_was_paid() {
    let page = zh("/account", later(applied(Persona::Advanced), TimeDelta::days(7)));
    shows(&page, "class=\"edition-name\">高级版");
    shows(&page, "旗舰版的试用已结束");
}

#[test]
fn after_the_trial_an_account_with_nothing_else_has_an_empty_timeline() {
    let page = zh("/account", later(applied(Persona::Experience), TimeDelta::days(7)));
    shows(&page, "购买后，版本和份额的有效期显示在这里");
    hides(&page, "timeline-row");
}

#[test]
fn the_cards_of_the_pricing_page_lead_to_the_trial_where_it_is_open() {
    shows(&zh("/pricing", customer(Persona::Experience)), "href=\"/trial?edition=flagship\"");
    shows(&zh("/pricing", visitor()), "href=\"/trial?edition=advanced\"");
    let used = zh("/pricing", applied(Persona::Experience));
    hides(&used, "href=\"/trial?");
    shows(&used, "每家企业仅有一次试用机会，已用于试用旗舰版");
}

#[test]
fn trial_4_every_mistake_is_told_beside_its_field_and_in_the_summary() {
    let page =
        form(TrialForm { contact_name: "林样".to_owned(), ..TrialForm::default() }, Purpose::Lead, FormState::go_on);
    shows(&page, "请修改以下 4 处");
    for field in ["trial-phone", "trial-industry", "trial-signatures", "trial-consent"] {
        shows(&page, &format!("href=\"#{field}\""));
        let error = page.split(&format!("id=\"{field}-error\"")).nth(1).unwrap().split("</p>").next().unwrap();
        assert!(error.contains('请'), "{field}: {error}");
    }
    hides(&page, "href=\"#trial-name\"");
}

#[test]
fn what_is_understood_is_said_while_it_is_typed() {
    let page = form(typed(), Purpose::Lead, |_| {});
    shows(&page, "识别为 13800000000");
    shows(&page, "识别为 12,000");
}

#[test]
fn trial_4_the_form_is_looked_over_once_more_as_it_is_understood() {
    let page = form(typed(), Purpose::Application, FormState::go_on);
    for text in [
        "请再核对一遍",
        "<dd>旗舰版</dd>",
        "<dd>林样</dd>",
        "<dd>13800000000</dd>",
        "<dd>12,000</dd>",
        "您同意衡签用这些信息与您联系",
    ] {
        shows(&page, text);
    }
    shows(&page, "提交申请，立即开通");
    shows(&page, "每家企业只有一次试用机会");
}

#[test]
fn a_lead_uses_up_no_trial_and_does_not_say_so() {
    let page = form(typed(), Purpose::Lead, FormState::go_on);
    shows(&page, "提交联系方式");
    hides(&page, "每家企业只有一次试用机会");
}

#[test]
fn before_the_review_there_is_no_button_that_sends() {
    hides(&form(typed(), Purpose::Application, |_| {}), "提交申请，立即开通");
}

#[test]
fn english_has_its_own_words_and_addresses() {
    let page = en("/trial?edition=flagship", customer(Persona::Experience));
    shows(&page, "Apply for the trial of Flagship");
    shows(&page, "A trial of 7 days");
    shows(&en("/trial", later(applied(Persona::Experience), TimeDelta::hours(1))), "6 days 23 hours left");
}
