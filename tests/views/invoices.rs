//! Invoices: who may ask for one, what is asked, and each state of those that there are.

use chrono::TimeDelta;
use leptos::prelude::{Memo, Owner, RenderHtml, RwSignal, Signal, provide_context};
use rules::account::{InvoiceKind, TitleHolder};
use rules::decide::Command;
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::vocabulary::{Channel, InvoiceId, Language, OrderId};
use service::personas::Persona;
use service::{InvoiceBook, InvoicePapers, IssuingFailure, Standing};
use storefront::app::{Asked, InvoiceList, InvoiceListProps, RequestForm, RequestFormProps, RequestState};
use storefront::site::Site;
use storefront::state::{Goods, HelpShown, Shop, use_shop};

use crate::shop::{after, browser, catalogue, customer, delivered, en, hides, now, ordered, shows, visitor, zh};

const FIRST: &str = "demo-advanced-order-1";
const SECOND: &str = "demo-advanced-order-2";
const INVOICE: &str = "20260301-INVOICE0";
const CODE: &str = "91350100M000100Y43";

fn title() -> InvoiceTitle {
    let given = |text: &str| Some(text.to_owned());
    InvoiceTitle {
        holder: TitleHolder::Company,
        name: "云帆样例科技有限公司".to_owned(),
        credit_code: given(CODE),
        address: given("上海市样例路 1 号"),
        phone: given("021-60000000"),
        bank: given("样例银行"),
        account: given("6200 0000 1111"),
    }
}

fn asked(orders: &[&str]) -> Asked {
    let orders = orders.iter().map(|order| OrderId::new(order)).collect();
    Asked { kind: InvoiceKind::Special, title: title(), ..Asked::of(orders) }
}

/// The enterprise in the middle of its year after asking for an invoice of its first order.
fn requested() -> Standing {
    let Asked { orders, kind, title } = asked(&[FIRST]);
    let request = InvoiceRequest { invoice: InvoiceId::new(INVOICE), orders, kind, title };
    after(customer(Persona::Advanced), now(), &Command::RequestInvoice(request))
}

fn issued() -> Standing {
    after(requested(), now(), &Command::RecordInvoiceIssued { invoice: InvoiceId::new(INVOICE) })
}

fn failed() -> Standing {
    after(requested(), now(), &Command::RecordInvoiceFailed { invoice: InvoiceId::new(INVOICE) })
}

/// The same account seen by the person of another customer of the demonstration.
fn seen_by(persona: Persona, standing: Standing) -> Standing {
    Standing { session: Some(persona.session(now())), ..standing }
}

fn legal_representative(mut standing: Standing) -> Standing {
    use rules::vocabulary::{Role, Roles};
    standing.session.as_mut().unwrap().person.roles = Roles::of(&[Role::LegalRepresentative]);
    standing
}

fn book(failure: Option<IssuingFailure>) -> InvoiceBook {
    let papers = InvoicePapers { title: title(), failure };
    InvoiceBook { titles: vec![title()], papers: vec![(InvoiceId::new(INVOICE), papers)] }
}

/// Something of the page alone, since titles come from the backend.
fn part(standing: Standing, part: impl FnOnce() -> String) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Site { language: Language::Chinese, channel: Channel::Web, base: "/".to_owned() });
        provide_context(Goods(catalogue()));
        provide_context(HelpShown(RwSignal::new(None)));
        provide_context(Shop::new(catalogue(), Channel::Web, standing, None, None, browser().as_ref()));
        part().replace("<!>", "")
    })
}

fn form(asked: Asked, standing: Standing, act: impl FnOnce(RequestState)) -> String {
    part(standing, || {
        let state = RequestState::new(asked);
        act(state);
        let props = RequestFormProps::builder().state(state).book(Signal::stored(Some(book(None)))).build();
        RequestForm(props).to_html()
    })
}

fn list(standing: Standing, failure: Option<IssuingFailure>) -> String {
    part(standing, || {
        let shop = use_shop();
        let props = InvoiceListProps::builder()
            .invoices(Signal::derive(move || shop.visible_invoices().unwrap_or_default()))
            .book(Signal::stored(Some(book(failure))))
            .shows_titles(Memo::new(move |_| shop.sees_invoice_titles()))
            .state(RequestState::new(Asked::of(Vec::new())))
            .build();
        InvoiceList(props).to_html()
    })
}

fn is_checked(page: &str, order: &str) -> bool {
    let label = page.find(&format!("选择订单 {order}<")).expect("the order");
    let input = page[..label].rfind("<input").expect("its box");
    page[input..label].split('>').next().unwrap_or_default().contains("checked")
}

#[test]
fn a_visitor_is_asked_to_sign_in() {
    let page = zh("/invoices", visitor());
    shows(&page, "登录后可以申请和下载发票");
    hides(&page, "invoice-form");
}

#[test]
fn inv_3_delivered_orders_are_offered_with_their_amounts_and_lead_to_themselves() {
    let page = zh("/invoices", customer(Persona::Advanced));
    for text in [FIRST, SECOND, "¥3,650.00", &format!("href=\"/orders/{FIRST}\""), "选择订单后，这里显示开票金额"]
    {
        shows(&page, text);
    }
    assert!(!is_checked(&page, FIRST) && !is_checked(&page, SECOND));
    shows(&page, "还没有申请过发票");
}

#[test]
fn inv_4_the_order_of_the_address_is_chosen_and_summed() {
    let page = zh(&format!("/invoices?order={FIRST}"), customer(Persona::Advanced));
    assert!(is_checked(&page, FIRST) && !is_checked(&page, SECOND));
    for text in ["已选 1 笔订单", "¥3,443.40", "税额（6%）", "¥206.60"] {
        shows(&page, text);
    }
}

#[test]
fn inv_3_without_anything_to_invoice_it_says_why_and_where_to_look() {
    for standing in [customer(Persona::Experience), ordered()] {
        let page = zh("/invoices", standing);
        shows(&page, "目前没有可以开票的订单");
        shows(&page, "href=\"/orders\"");
        hides(&page, "invoice-form");
    }
    hides(&zh("/invoices", delivered()), "目前没有可以开票的订单");
}

#[test]
fn inv_5_a_fee_manager_sees_amounts_and_no_way_into_the_order_history() {
    let page = zh("/invoices", customer(Persona::FeeManager));
    shows(&page, FIRST);
    shows(&page, "¥3,650.00");
    hides(&page, &format!("href=\"/orders/{FIRST}\""));
}

#[test]
fn role_5_an_employee_is_told_who_can_ask_and_sees_no_invoices() {
    let page = zh("/invoices", seen_by(Persona::Employee, requested()));
    for text in ["ROLE-5", "超级管理员或有费用管理权限的员工可以申请", "请管理员操作"] {
        shows(&page, text);
    }
    hides(&page, "invoice-form");
    hides(&page, INVOICE);
}

#[test]
fn role_5_a_legal_representative_sees_that_there_is_one_without_its_title() {
    let standing = legal_representative(issued());
    let page = zh("/invoices", standing.clone());
    for text in ["ROLE-5", "请管理员操作", INVOICE, "已开具"] {
        shows(&page, text);
    }
    hides(&page, "invoice-form");
    let list = list(standing, None);
    shows(&list, INVOICE);
    hides(&list, "云帆样例科技有限公司");
    hides(&list, "下载发票");
}

#[test]
fn role_5_who_cannot_act_is_told_who_can() {
    let waits = list(legal_representative(requested()), None);
    shows(&waits, "可以申请发票的人能在网页端下载");
    hides(&waits, "可以在这里下载");
    let failed = list(legal_representative(failed()), Some(IssuingFailure::TitleRefused));
    shows(&failed, "可以申请发票的人能在网页端查看原因并重新申请");
    hides(&failed, "没有接受这个抬头");
    hides(&failed, "用这些订单重新申请");
}

#[test]
fn no_reason_is_told_before_it_is_known() {
    let page = zh("/invoices", failed());
    shows(&page, "开票失败");
    hides(&page, "发票没有开出");
}

#[test]
fn inv_3_a_chosen_order_that_has_its_invoice_says_so_and_can_be_left_out() {
    let page = form(asked(&[FIRST, SECOND]), requested(), RequestState::go_on);
    for text in ["error-summary-title", "这笔订单已经开过发票", "移除订单 demo-advanced-order-1", "已选 1 笔订单"]
    {
        shows(&page, text);
    }
    hides(&page, "invoice-review");
    hides(&page, "请选择要开票的订单，每笔一次");
}

#[test]
fn ch_8_in_the_mini_program_it_is_handed_to_the_web_or_customer_service() {
    let page = zh("/invoices?channel=mini_program", issued());
    for text in ["CH-8", "前往网页端", "联系客服", INVOICE] {
        shows(&page, text);
    }
    hides(&page, "invoice-form");
    hides(&page, "下载发票");
}

#[test]
fn ch_8_in_the_personal_mini_program_there_are_none_at_all() {
    let page = zh("/invoices?channel=personal_mini_program", issued());
    shows(&page, "CH-8");
    hides(&page, "invoice-form");
    hides(&page, INVOICE);
}

#[test]
fn buy_4_half_an_hour_later_the_phone_is_asked_for_and_what_was_filled_in_stays() {
    let mut standing = customer(Persona::Advanced);
    standing.at = now().checked_add_signed(TimeDelta::minutes(30)).unwrap();
    let page = zh("/invoices", standing.clone());
    shows(&page, "BUY-4");
    shows(&page, "popovertarget=\"security-phone\"");
    shows(&page, "invoice-form");
    let review = form(asked(&[FIRST]), standing, RequestState::go_on);
    shows(&review, "请再核对一遍");
    shows(&review, "BUY-4");
    hides(&review, "申请开票，价税合计");
}

#[test]
fn inv_2_an_ordinary_invoice_asks_for_a_name_and_a_special_one_for_everything() {
    let ordinary = form(Asked::of(Vec::new()), customer(Persona::Advanced), |_| {});
    shows(&ordinary, "统一社会信用代码（选填）");
    hides(&ordinary, "id=\"invoice-bank\"");
    let special = form(asked(&[]), customer(Persona::Advanced), |_| {});
    for id in ["invoice-name", "invoice-code", "invoice-address", "invoice-phone", "invoice-bank", "invoice-account"] {
        shows(&special, &format!("id=\"{id}\""));
    }
    hides(&special, "（选填）");
    let person = InvoiceTitle { holder: TitleHolder::Person, ..title() };
    let persons = form(
        Asked { kind: InvoiceKind::Ordinary, title: person, ..Asked::of(Vec::new()) },
        customer(Persona::Advanced),
        |_| {},
    );
    hides(&persons, "id=\"invoice-code\"");
}

#[test]
fn inv_2_a_special_invoice_for_a_person_says_at_once_why_not() {
    let person = InvoiceTitle { holder: TitleHolder::Person, ..title() };
    let page = form(Asked { title: person, ..asked(&[FIRST]) }, customer(Persona::Advanced), |_| {});
    shows(&page, "专用发票只能开给企业");
}

#[test]
fn every_mistake_is_told_when_one_wants_to_go_on() {
    let wrong = InvoiceTitle { credit_code: Some("91350100M000100Y4Z".to_owned()), bank: None, ..title() };
    let page = form(Asked { title: wrong.clone(), ..asked(&[]) }, customer(Persona::Advanced), |_| {});
    hides(&page, "error-summary");
    let page = form(Asked { title: wrong, ..asked(&[]) }, customer(Persona::Advanced), RequestState::go_on);
    let summary = page.split("error-summary-title").nth(2).unwrap().split("</ul>").next().unwrap();
    for text in ["请修改以下 3 处", "请选择要开票的订单", "第 18 位", "专用发票需要开户银行", "#invoice-bank"]
    {
        shows(summary, text);
    }
    hides(&page, "invoice-review");
}

#[test]
fn inv_2_a_code_with_one_wrong_character_is_asked_about() {
    let wrong = InvoiceTitle { credit_code: Some("91350100m000100y4z".to_owned()), ..title() };
    let page = form(Asked { title: wrong, ..asked(&[FIRST]) }, customer(Persona::Advanced), |_| {});
    shows(&page, &format!("是不是 {CODE}？"));
    let right = form(asked(&[FIRST]), customer(Persona::Advanced), |_| {});
    hides(&right, "是不是");
}

#[test]
fn inv_2_a_code_is_understood_in_small_and_full_width_letters() {
    let typed = InvoiceTitle { credit_code: Some("９1350100m000100y43".to_owned()), ..title() };
    let page = form(Asked { title: typed, ..asked(&[FIRST]) }, customer(Persona::Advanced), |_| {});
    shows(&page, &format!("识别为 {CODE}"));
}

#[test]
fn inv_4_the_review_says_everything_in_figures_and_in_capital_numerals() {
    let page = form(asked(&[FIRST]), customer(Persona::Advanced), RequestState::go_on);
    let review = page.split("invoice-review").nth(1).expect("the review");
    for text in [
        FIRST,
        "增值税专用发票",
        "云帆样例科技有限公司",
        CODE,
        "上海市样例路 1 号",
        "样例银行",
        "6200 0000 1111",
        "¥3,443.40",
        "¥206.60",
        "人民币叁仟陆佰伍拾元整",
        "申请开票，价税合计 ¥3,650.00",
        "返回修改",
    ] {
        shows(review, text);
    }
}

#[test]
fn titles_that_were_used_can_be_taken_and_forgotten() {
    let page = form(Asked::of(Vec::new()), customer(Persona::Advanced), |_| {});
    shows(&page, "使用抬头：云帆样例科技有限公司");
    shows(&page, "删除常用抬头：云帆样例科技有限公司");
    shows(&page, CODE);
}

#[test]
fn a_requested_one_says_that_it_is_being_issued_and_the_demonstration_answers() {
    let page = list(requested(), None);
    for text in [
        "开票中",
        "税务平台正在开具",
        "云帆样例科技有限公司",
        "演示：税务平台开票成功",
        "演示：开票失败，抬头不符",
        FIRST,
    ] {
        shows(&page, text);
    }
    hides(&page, "下载发票");
    let page = zh("/invoices", requested());
    hides(&page, &format!("选择订单 {FIRST}<"));
}

#[test]
fn inv_4_an_issued_one_can_be_downloaded_and_says_who_replaces_it() {
    let page = list(issued(), None);
    for text in [
        "已开具",
        "下载发票",
        "¥3,443.40",
        "¥206.60",
        "¥3,650.00",
        "2026年3月1日 10:00",
        "发票有误，需要更换？",
        "联系客服",
    ] {
        shows(&page, text);
    }
    hides(&page, "演示：");
}

#[test]
fn inv_1_a_failed_one_says_why_and_can_be_asked_for_again() {
    let refused = list(failed(), Some(IssuingFailure::TitleRefused));
    for text in ["开票失败", "没有接受这个抬头", "用这些订单重新申请", "联系客服"] {
        shows(&refused, text);
    }
    shows(&list(failed(), Some(IssuingFailure::PlatformDown)), "暂时没有响应");
    shows(&list(failed(), None), "发票没有开出");
    // Its order can be chosen again.
    shows(&zh("/invoices", failed()), &format!("选择订单 {FIRST}<"));
}

#[test]
fn inv_3_a_failed_one_whose_order_is_on_another_invoice_is_not_asked_for_again() {
    let Asked { orders, kind, title } = asked(&[FIRST]);
    let request = InvoiceRequest { invoice: InvoiceId::new("20260301-INVOICE1"), orders, kind, title };
    let page = list(after(failed(), now(), &Command::RequestInvoice(request)), None);
    shows(&page, "开票失败");
    hides(&page, "用这些订单重新申请");
}

#[test]
fn english_has_its_own_words() {
    let page = en(&format!("/invoices?order={FIRST}"), issued());
    for text in [
        "Invoices so far",
        "Special VAT invoice",
        "Issued",
        "Choose order demo-advanced-order-2",
        "Choose orders, and their amounts are shown here.",
    ] {
        shows(&page, text);
    }
}
