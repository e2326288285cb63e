//! Invoices over the store in memory: what comes twice, where titles are, what an issuer does, and the document.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use api::{CONTACT_DAYS, Failure};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{Invoice, InvoiceKind, InvoiceState, TitleHolder};
use rules::calendar::Instant;
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::rejection::Reason;
use rules::vocabulary::{Channel, InvoiceId, Language, OrderId};
use service::personas::Persona;
use service::{Demo, Document, DocumentFailure, FixedClock, IssuerChoice, Issuing, IssuingFailure, MemoryStore};

type Shop = Demo<MemoryStore, FixedClock>;

const FIRST: &str = "demo-advanced-order-1";
const SECOND: &str = "demo-advanced-order-2";
const CODE: &str = "91350100M000100Y43";
const NAME: &str = "云帆样例科技有限公司";

fn shop_as(persona: Persona) -> Shop {
    shop_of(Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap(), persona)
}

fn shop_of(catalogue: Catalogue, persona: Persona) -> Shop {
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    let shop = Demo::new(MemoryStore::default(), FixedClock(now), catalogue);
    block_on(shop.sign_in(persona)).unwrap();
    shop
}

fn title() -> InvoiceTitle {
    let given = |text: &str| Some(text.to_owned());
    InvoiceTitle {
        holder: TitleHolder::Company,
        name: format!(" {NAME}"),
        credit_code: given("９1350100m000100y43"),
        address: given("上海市样例路 1 号"),
        phone: given("021-60000000"),
        bank: given("样例银行"),
        account: given("6200 0000 1111"),
    }
}

fn wish(key: &str, orders: &[&str]) -> InvoiceRequest {
    InvoiceRequest {
        invoice: InvoiceId::new(key),
        orders: orders.iter().map(|order| OrderId::new(order)).collect(),
        kind: InvoiceKind::Special,
        title: title(),
    }
}

fn request(shop: &Shop, wish: InvoiceRequest) -> Result<(), Failure> {
    block_on(shop.request_invoice(Channel::Web, wish))
}

fn invoices(shop: &Shop) -> Vec<Invoice> {
    block_on(shop.standing()).unwrap().account.unwrap().invoices
}

fn issue(shop: &Shop, key: &str, choice: IssuerChoice) -> Result<Issuing, Failure> {
    block_on(shop.simulate_issuing(&InvoiceId::new(key), choice))
}

fn handed_out(shop: &Shop, key: &str, choice: IssuerChoice) -> Result<Result<Document, DocumentFailure>, Failure> {
    block_on(shop.invoice_document(Channel::Web, &InvoiceId::new(key), Language::Chinese, choice))
}

fn document(shop: &Shop, key: &str, language: Language) -> Result<Document, Failure> {
    let id = InvoiceId::new(key);
    block_on(shop.invoice_document(Channel::Web, &id, language, IssuerChoice::Issue)).map(Result::unwrap)
}

fn kept(shop: &Shop) -> Vec<InvoiceTitle> {
    block_on(shop.invoice_book(Channel::Web)).unwrap().titles
}

fn title_of(shop: &Shop, key: &str) -> Option<InvoiceTitle> {
    let book = block_on(shop.invoice_book(Channel::Web)).unwrap();
    book.of(&InvoiceId::new(key)).map(|papers| papers.title.clone())
}

fn rules_of<T: std::fmt::Debug>(refused: Result<T, Failure>) -> Vec<&'static str> {
    let Err(Failure::Refused(rejection)) = refused else {
        unreachable!("{refused:?} is no refusal");
    };
    rejection.reasons.iter().map(Reason::rule).collect()
}

/// The first order of the enterprise on a special invoice that was issued.
fn issued_as(persona: Persona) -> Shop {
    let shop = shop_as(persona);
    request(&shop, wish("a", &[FIRST])).unwrap();
    issue(&shop, "a", IssuerChoice::Issue).unwrap();
    shop
}

#[test]
fn inv_3_the_same_request_sent_twice_is_one_invoice() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    request(&shop, wish("a", &[FIRST])).unwrap();
    assert_eq!(invoices(&shop).len(), 1);
}

#[test]
fn inv_3_two_tabs_agree_on_the_key_until_the_invoice_is_over() {
    let shop = shop_as(Persona::Advanced);
    let key = |fresh, orders: &[&str]| block_on(shop.invoice_key(&wish(fresh, orders))).unwrap();
    assert_eq!((key("a", &[FIRST]), key("b", &[FIRST])), (InvoiceId::new("a"), InvoiceId::new("a")));
    assert_eq!(key("c", &[SECOND]), InvoiceId::new("c"));
    request(&shop, wish("a", &[FIRST])).unwrap();
    assert_eq!(key("d", &[FIRST]), InvoiceId::new("a"));
    issue(&shop, "a", IssuerChoice::BeDown).unwrap();
    assert_eq!((key("e", &[FIRST]), key("f", &[FIRST])), (InvoiceId::new("e"), InvoiceId::new("e")));
}

#[test]
fn inv_3_a_second_invoice_of_the_same_order_is_refused_and_leaves_nothing_behind() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    let other = InvoiceTitle { name: "另一家".to_owned(), ..title() };
    let again = InvoiceRequest { title: other, ..wish("b", &[FIRST, SECOND]) };
    assert_eq!(rules_of(request(&shop, again)), ["INV-3"]);
    assert_eq!(invoices(&shop).len(), 1);
    assert_eq!(title_of(&shop, "b"), None);
}

#[test]
fn inv_3_a_key_that_is_used_again_keeps_the_title_that_it_has() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    let other = InvoiceTitle { name: "另一家".to_owned(), ..title() };
    request(&shop, InvoiceRequest { title: other, ..wish("a", &[FIRST]) }).unwrap();
    assert_eq!(title_of(&shop, "a").unwrap().name, NAME);
    assert_eq!(rules_of(request(&shop, wish("a", &[SECOND]))), ["INV-3"]);
    assert_eq!(title_of(&shop, "a").unwrap().name, NAME);
}

#[test]
fn inv_2_the_backend_checks_the_title_again() {
    let shop = shop_as(Persona::Advanced);
    let wrong = InvoiceTitle { credit_code: Some("91350100M000100Y4Z".to_owned()), bank: None, ..title() };
    let refused = request(&shop, InvoiceRequest { title: wrong, ..wish("a", &[FIRST]) });
    assert_eq!(rules_of(refused), ["INV-2", "INV-2"]);
    assert_eq!((title_of(&shop, "a"), kept(&shop)), (None, Vec::new()));
}

#[test]
fn buy_4_half_an_hour_later_the_phone_is_asked_for_again() {
    let shop = shop_as(Persona::Advanced);
    block_on(shop.fast_forward(TimeDelta::minutes(30))).unwrap();
    assert_eq!(rules_of(request(&shop, wish("a", &[FIRST]))), ["BUY-4"]);
}

#[test]
fn no_event_holds_a_title() {
    let shop = issued_as(Persona::Advanced);
    let account = serde_json::to_string(&block_on(shop.standing()).unwrap().account).unwrap();
    for detail in [CODE, "上海市样例路", "6200 0000 1111"] {
        assert!(!account.contains(detail), "{detail}");
    }
}

#[test]
fn a_title_is_kept_for_the_next_time_once_an_invoice_was_issued_to_it() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    assert_eq!(kept(&shop), []);
    issue(&shop, "a", IssuerChoice::RefuseTitle).unwrap();
    assert_eq!(kept(&shop), []);
    request(&shop, wish("b", &[FIRST])).unwrap();
    issue(&shop, "b", IssuerChoice::Issue).unwrap();
    assert_eq!(kept(&shop), [title().understood(InvoiceKind::Special)]);
}

#[test]
fn titles_are_kept_once_the_newest_first_and_forgotten_one_by_one() {
    let shop = issued_as(Persona::Advanced);
    // An ordinary one in the same name takes nothing away from what was known of it.
    let bare = InvoiceTitle { credit_code: None, address: None, phone: None, bank: None, account: None, ..title() };
    request(&shop, InvoiceRequest { kind: InvoiceKind::Ordinary, title: bare, ..wish("b", &[SECOND]) }).unwrap();
    issue(&shop, "b", IssuerChoice::Issue).unwrap();
    assert_eq!(kept(&shop), [title().understood(InvoiceKind::Special)]);

    let shop = issued_as(Persona::Advanced);
    let person = InvoiceTitle { holder: TitleHolder::Person, name: "周例".to_owned(), ..title() };
    let persons = InvoiceRequest { kind: InvoiceKind::Ordinary, title: person, ..wish("b", &[SECOND]) };
    request(&shop, persons).unwrap();
    issue(&shop, "b", IssuerChoice::Issue).unwrap();
    let names = |shop: &Shop| kept(shop).into_iter().map(|title| title.name).collect::<Vec<_>>();
    assert_eq!(names(&shop), ["周例", NAME]);
    let forgotten = kept(&shop)[1].clone();
    block_on(shop.forget_title(Channel::Web, &forgotten)).unwrap();
    assert_eq!(names(&shop), ["周例"]);
    assert_eq!(title_of(&shop, "a").unwrap().credit_code.as_deref(), Some(CODE));
}

#[test]
fn inv_1_a_failed_one_says_why_and_its_orders_can_be_invoiced_again() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    let failed = issue(&shop, "a", IssuerChoice::RefuseTitle).unwrap();
    assert_eq!(failed, Issuing::Failed(IssuingFailure::TitleRefused));
    let book = block_on(shop.invoice_book(Channel::Web)).unwrap();
    assert_eq!(book.of(&InvoiceId::new("a")).unwrap().failure, Some(IssuingFailure::TitleRefused));
    assert!(matches!(invoices(&shop)[0].state, InvoiceState::Failed { .. }));
    request(&shop, wish("b", &[FIRST])).unwrap();
    assert_eq!(issue(&shop, "b", IssuerChoice::Issue).unwrap(), Issuing::Issued);
}

#[test]
fn an_issuer_that_answers_twice_or_otherwise_changes_nothing_any_more() {
    let shop = issued_as(Persona::Advanced);
    let before = invoices(&shop);
    assert_eq!(issue(&shop, "a", IssuerChoice::Issue).unwrap(), Issuing::Issued);
    assert_eq!(issue(&shop, "a", IssuerChoice::BeDown).unwrap(), Issuing::Issued);
    assert_eq!(invoices(&shop), before);
    assert_eq!(rules_of(issue(&shop, "unknown", IssuerChoice::Issue)), ["INV-3"]);
}

#[test]
fn inv_4_the_document_has_every_figure_and_detail_in_both_languages() {
    let shop = issued_as(Persona::Advanced);
    let file = document(&shop, "a", Language::Chinese).unwrap();
    assert_eq!((file.file_name.as_str(), file.media_type), ("invoice-a.html", "text/html;charset=utf-8"));
    let told = [
        "<html lang=\"zh-CN\">",
        "增值税专用发票",
        "演示样例，不是真实发票",
        "衡签",
        NAME,
        CODE,
        "上海市样例路 1 号",
        "021-60000000",
        "样例银行",
        "6200 0000 1111",
        FIRST,
        "高级版 · 1 年",
        "¥3,443.40",
        "6%",
        "¥206.60",
        "¥3,650.00",
        "人民币叁仟陆佰伍拾元整",
        "2026年3月1日",
    ];
    for text in told {
        assert!(file.content.contains(text), "{text} is not in\n{}", file.content);
    }
    assert_eq!(document(&shop, "a", Language::Chinese).unwrap(), file);
    let english = document(&shop, "a", Language::English).unwrap().content;
    for text in ["<html lang=\"en\">", "Special VAT invoice", "Evensign", "Advanced · 1 year", "人民币叁仟陆佰伍拾元整"]
    {
        assert!(english.contains(text), "{text} is not in\n{english}");
    }
}

#[test]
fn a_simulated_document_is_no_real_invoice_whoever_sells() {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let shop = shop_of(Catalogue { sample: false, ..catalogue }, Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    issue(&shop, "a", IssuerChoice::Issue).unwrap();
    assert!(document(&shop, "a", Language::Chinese).unwrap().content.contains("演示样例，不是真实发票"));
    assert!(document(&shop, "a", Language::English).unwrap().content.contains("not a real invoice"));
}

#[test]
fn what_was_typed_means_itself_on_the_document() {
    let shop = shop_as(Persona::Advanced);
    let name = "<script>alert('\"&')</script>".to_owned();
    request(&shop, InvoiceRequest { title: InvoiceTitle { name, ..title() }, ..wish("a", &[FIRST]) }).unwrap();
    issue(&shop, "a", IssuerChoice::Issue).unwrap();
    let content = document(&shop, "a", Language::Chinese).unwrap().content;
    assert!(!content.contains("<script"), "{content}");
    assert!(content.contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"), "{content}");
}

#[test]
fn inv_5_on_the_document_of_a_fee_manager_stand_amounts_alone() {
    let shop = issued_as(Persona::FeeManager);
    let content = document(&shop, "a", Language::Chinese).unwrap().content;
    assert!(content.contains(FIRST) && content.contains("¥3,650.00"), "{content}");
    assert!(!content.contains("高级版"), "{content}");
}

#[test]
fn role_5_ch_8_nobody_else_has_titles_and_documents() {
    let shop = issued_as(Persona::Advanced);
    let (id, language, issue) = (InvoiceId::new("a"), Language::Chinese, IssuerChoice::Issue);
    let elsewhere = block_on(shop.invoice_document(Channel::MiniProgram, &id, language, issue));
    assert_eq!(rules_of(elsewhere), ["CH-8"]);
    assert_eq!(rules_of(block_on(shop.invoice_book(Channel::PersonalMiniProgram))), ["CH-8"]);
    block_on(shop.sign_in(Persona::Employee)).unwrap();
    assert_eq!(rules_of(document(&shop, "a", Language::Chinese)), ["ROLE-5"]);
    assert_eq!(rules_of(block_on(shop.invoice_book(Channel::Web))), ["ROLE-5"]);
    assert_eq!(rules_of(block_on(shop.forget_title(Channel::Web, &title()))), ["ROLE-5"]);
}

#[test]
fn there_is_no_document_before_it_is_issued() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    assert_eq!(rules_of(document(&shop, "a", Language::Chinese)), ["INV-3"]);
}

#[test]
fn what_the_issuer_has_not_decided_stays_requested_and_is_asked_about_again() {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    assert_eq!(issue(&shop, "a", IssuerChoice::Wait).unwrap(), Issuing::Pending);
    assert_eq!(invoices(&shop)[0].state, InvoiceState::Requested);
    assert_eq!(kept(&shop), []);
    assert_eq!(issue(&shop, "a", IssuerChoice::Issue).unwrap(), Issuing::Issued);
}

#[test]
fn a_document_that_cannot_be_had_says_why_and_is_had_later() {
    let shop = issued_as(Persona::Advanced);
    assert_eq!(handed_out(&shop, "a", IssuerChoice::BeDown).unwrap(), Err(DocumentFailure::PlatformDown));
    assert_eq!(handed_out(&shop, "a", IssuerChoice::Wait).unwrap(), Err(DocumentFailure::NotReady));
    assert!(handed_out(&shop, "a", IssuerChoice::Issue).unwrap().is_ok());
}

/// The first order of the enterprise on a special invoice that failed.
fn failed() -> Shop {
    let shop = shop_as(Persona::Advanced);
    request(&shop, wish("a", &[FIRST])).unwrap();
    issue(&shop, "a", IssuerChoice::RefuseTitle).unwrap();
    shop
}

#[test]
fn the_title_of_a_failed_invoice_is_erased_once_it_is_replaced() {
    let shop = failed();
    assert!(title_of(&shop, "a").is_some());
    request(&shop, wish("b", &[SECOND])).unwrap();
    assert!(title_of(&shop, "a").is_some(), "another order replaces nothing");
    request(&shop, wish("c", &[FIRST])).unwrap();
    assert_eq!(title_of(&shop, "a"), None);
    assert!(title_of(&shop, "c").is_some());
}

#[test]
fn a_request_that_is_refused_replaces_nothing() {
    let shop = failed();
    let wrong = InvoiceTitle { bank: None, ..title() };
    request(&shop, InvoiceRequest { title: wrong, ..wish("b", &[FIRST]) }).unwrap_err();
    assert!(title_of(&shop, "a").is_some());
}

#[test]
fn the_title_of_a_failed_invoice_is_erased_after_the_days_of_contacts_whoever_is_signed_in() {
    let shop = failed();
    block_on(shop.fast_forward(TimeDelta::days(CONTACT_DAYS) - TimeDelta::seconds(1))).unwrap();
    block_on(shop.standing()).unwrap();
    assert!(title_of(&shop, "a").is_some());
    block_on(shop.sign_out()).unwrap();
    block_on(shop.fast_forward(TimeDelta::seconds(1))).unwrap();
    block_on(shop.standing()).unwrap();
    block_on(shop.sign_in(Persona::Advanced)).unwrap();
    assert_eq!(title_of(&shop, "a"), None);
}

#[test]
fn the_title_of_an_issued_invoice_outlasts_the_days_of_contacts() {
    let shop = issued_as(Persona::Advanced);
    block_on(shop.fast_forward(TimeDelta::days(CONTACT_DAYS))).unwrap();
    block_on(shop.standing()).unwrap();
    assert!(title_of(&shop, "a").is_some());
}

#[test]
fn a_title_is_removed_alone_also_beside_one_of_the_same_name() {
    let shop = issued_as(Persona::Advanced);
    let other = InvoiceTitle { credit_code: Some("91310000MA1FL0LW5L".to_owned()), ..title() };
    request(&shop, InvoiceRequest { title: other, ..wish("b", &[SECOND]) }).unwrap();
    issue(&shop, "b", IssuerChoice::Issue).unwrap();
    assert_eq!(kept(&shop).len(), 2);
    block_on(shop.forget_title(Channel::Web, &kept(&shop)[0])).unwrap();
    assert_eq!(kept(&shop), [title().understood(InvoiceKind::Special)]);
}
