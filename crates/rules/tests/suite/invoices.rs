//! Invoices: who, for which orders, in whose name, how much (INV-1 … INV-5, CH-8, ROLE-5).

use crate::common::{Shop, at, edition, fen, packs, persons_shop, reasons, rules_of, shop, shop_of};
use proptest::prelude::*;
use rstest::rstest;
use rules::account::{Event, Holder, InvoiceKind, TitleHolder};
use rules::context::Actor;
use rules::credit_code::{CreditCode, CreditCodeProblem, suggestion};
use rules::decide::Resolution;
use rules::explain;
use rules::invoice::{
    InvoiceField, InvoiceRequest, InvoiceTitle, TitleProblem, against_order, amounts, invoiceable, is_replaced,
    may_ask, may_request, seeing_titles, visible_invoices,
};
use rules::permissions::permissions;
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, InvoiceId, Language, OrderId, PersonId, Role, Roles};
use rules::{Command, Money};

const DAY: &str = "2026-03-01 10:00";
const CODE: &str = "91350100M000100Y43";

/// Advanced bought, and a pack.
fn customer() -> Shop {
    let mut shop = shop();
    shop.buy("edition", &edition("advanced", 1), at(DAY));
    shop.buy("pack", &packs(&[("signing_report", 10, 1)]), at(DAY));
    shop
}

fn title(holder: TitleHolder) -> InvoiceTitle {
    let given = |text: &str| Some(text.to_owned());
    InvoiceTitle {
        holder,
        name: "样例企业".to_owned(),
        credit_code: given(CODE),
        address: given("上海市"),
        phone: given("021-60000000"),
        bank: given("样例银行"),
        account: given("6200 0000"),
    }
}

fn wish(key: &str, orders: &[&str]) -> InvoiceRequest {
    InvoiceRequest {
        invoice: InvoiceId::new(key),
        orders: orders.iter().map(|order| OrderId::new(order)).collect(),
        kind: InvoiceKind::Special,
        title: title(TitleHolder::Company),
    }
}

fn request(shop: &mut Shop, wish: InvoiceRequest) -> Result<Vec<Event>, Rejection> {
    shop.tell_in(&Command::RequestInvoice(wish), &shop.person(at("2026-03-02 10:00")))
}

#[test]
fn inv_1_on_the_web_after_the_security_phone() {
    let mut shop = customer();
    shop.phone_age = None;
    assert_eq!(rules_of(request(&mut shop, wish("a", &["edition"]))), ["BUY-4"]);
    assert_eq!(shop.account.invoices.len(), 0);
}

#[rstest]
#[case(Channel::MiniProgram)]
#[case(Channel::PersonalMiniProgram)]
fn ch_8_elsewhere_it_is_refused(#[case] channel: Channel) {
    let mut shop = customer();
    shop.channel = channel;
    assert_eq!(rules_of(request(&mut shop, wish("a", &["edition"]))), ["CH-8"]);
}

#[rstest]
#[case(&[Role::SuperAdmin], true)]
#[case(&[Role::LegalRepresentative], false)]
#[case(&[Role::LegalRepresentative, Role::FeeManager], true)]
#[case(&[Role::FeeManager], true)]
#[case(&[Role::Employee], false)]
fn role_5_who_asks_for_invoices(#[case] roles: &[Role], #[case] may: bool) {
    let mut shop = customer();
    shop.roles = Roles::of(roles);
    let asked = request(&mut shop, wish("a", &["edition"]));
    assert_eq!(asked.is_ok(), may);
    if !may {
        assert_eq!(rules_of(asked), ["ROLE-5"]);
    }
}

#[test]
fn inv_2_a_special_invoice_needs_every_detail_of_a_company() {
    let mut shop = customer();
    let mut bare = wish("a", &["edition"]);
    bare.title = InvoiceTitle {
        credit_code: None,
        address: None,
        phone: None,
        bank: None,
        account: None,
        ..title(TitleHolder::Organisation)
    };
    let fields = [
        InvoiceField::CreditCode,
        InvoiceField::Address,
        InvoiceField::Phone,
        InvoiceField::Bank,
        InvoiceField::Account,
    ];
    let expected: Vec<Reason> =
        [Reason::SpecialForCompanies].into_iter().chain(fields.map(|field| Reason::InvoiceField { field })).collect();
    assert_eq!(reasons(request(&mut shop, bare.clone())), expected);
    bare.kind = InvoiceKind::Ordinary;
    assert!(request(&mut shop, bare).is_ok(), "an ordinary one needs a name alone");
}

#[rstest]
#[case(CODE, true)]
#[case("91350100m000100y43", true)]
#[case(" 91350100M000100Y43 ", true)]
#[case("91350100M000100Y4Z", false)]
#[case("91350100M000100Y44", false)]
#[case("91350100M000100Y4", false)]
fn inv_2_a_credit_code_is_checked(#[case] code: &str, #[case] valid: bool) {
    assert_eq!(CreditCode::try_from(code).is_ok(), valid);
}

#[test]
fn inv_2_what_is_wrong_with_a_credit_code() {
    assert_eq!(CreditCode::try_from("9"), Err(CreditCodeProblem::Length { found: 1 }));
    assert_eq!(CreditCode::try_from("91350100M000100Y4Z"), Err(CreditCodeProblem::Character { position: 18 }));
    assert_eq!(CreditCode::try_from("91350100M000100Y44"), Err(CreditCodeProblem::CheckCharacter { expected: '3' }));
    assert_eq!(suggestion("9I350100M000100Y43").unwrap().as_str(), CODE);
    assert_eq!(suggestion(CODE).map(|code| code.as_str().to_owned()), None);
}

#[test]
fn inv_3_delivered_orders_that_have_none_and_were_paid() {
    let mut shop = customer();
    shop.place("open", &packs(&[("meeting_signing", 50, 1)]), at("2026-03-02 10:00")).unwrap();
    request(&mut shop, wish("a", &["edition"])).unwrap();
    let refused = rules_of(request(&mut shop, wish("b", &["edition", "open", "unknown"])));
    assert_eq!(refused, ["INV-3", "INV-3", "ROLE-7"]);
    assert_eq!(rules_of(request(&mut shop, wish("b", &[]))), ["INV-3"]);
    assert_eq!(rules_of(request(&mut shop, wish("b", &["pack", "pack"]))), ["INV-3"]);
    assert!(request(&mut shop, wish("b", &["pack"])).is_ok());
}

#[test]
fn inv_3_asked_twice_it_is_one_and_a_failed_one_sets_its_orders_free() {
    let mut shop = customer();
    request(&mut shop, wish("a", &["edition"])).unwrap();
    assert_eq!(request(&mut shop, wish("a", &["edition"])), Ok(vec![]));
    assert_eq!(
        reasons(request(&mut shop, wish("a", &["pack"]))),
        [Reason::InvoiceKeyReused { invoice: InvoiceId::new("a") }]
    );
    let failed = Command::RecordInvoiceFailed { invoice: InvoiceId::new("a") };
    shop.tell(&failed, at("2026-03-03 10:00"), Actor::System).unwrap();
    assert!(request(&mut shop, wish("b", &["edition"])).is_ok());
    let issued = Command::RecordInvoiceIssued { invoice: InvoiceId::new("b") };
    shop.tell(&issued, at("2026-03-03 11:00"), Actor::System).unwrap();
    assert_eq!(shop.tell(&issued, at("2026-03-03 11:01"), Actor::System), Ok(vec![]));
    let late = Command::RecordInvoiceFailed { invoice: InvoiceId::new("b") };
    assert_eq!(reasons(shop.tell(&late, at("2026-03-03 12:00"), Actor::System)), [Reason::InvoiceUnknown]);
}

#[test]
fn inv_4_gross_is_what_was_paid_and_net_is_rounded_half_up() {
    let split = amounts(fen(600_000), 6).unwrap();
    assert_eq!((split.net, split.tax), (fen(566_038), fen(33_962)));
    let mut shop = customer();
    request(&mut shop, wish("a", &["edition", "pack"])).unwrap();
    assert_eq!(shop.account.invoices[0].gross, fen(365_000 + 50_000));
}

proptest! {
    #[test]
    fn inv_4_net_and_tax_add_up(gross in 0_i64..1_000_000_000_000, rate in 0_u32..=100) {
        let split = amounts(fen(gross), rate).unwrap();
        prop_assert_eq!(split.net.plus(split.tax), Some(split.gross));
        prop_assert!(split.tax >= Money::ZERO);
        // Off by half a fen at most: |net × (100 + rate) − gross × 100| ≤ (100 + rate) ÷ 2.
        let off = i128::from(split.net.fen()) * i128::from(100 + rate) - i128::from(gross) * 100;
        prop_assert!(off.abs() * 2 <= i128::from(100 + rate));
    }
}

#[test]
fn inv_5_who_may_invoice_sees_amounts_without_the_order_history() {
    let mut shop = customer();
    shop.roles = Roles::of(&[Role::FeeManager]);
    let context = shop.person(at("2026-03-02 10:00"));
    let open = invoiceable(Some(&shop.account), &context).unwrap();
    assert_eq!(open.iter().map(|order| order.amount).collect::<Vec<_>>(), [fen(365_000), fen(50_000)]);
    let history = permissions(&shop.catalogue, Some(&shop.account), &context).order_history;
    assert_eq!(rules_of(history), ["ORD-7"]);
}

#[rstest]
#[case(&[Role::FeeManager], Channel::Web, &[])]
#[case(&[Role::FeeManager], Channel::MiniProgram, &[])]
#[case(&[Role::SuperAdmin], Channel::PersonalMiniProgram, &["CH-9"])]
#[case(&[Role::LegalRepresentative], Channel::Web, &["ROLE-5"])]
fn ch_9_role_5_who_sees_what_can_be_invoiced(
    #[case] roles: &[Role],
    #[case] channel: Channel,
    #[case] against: &[&str],
) {
    let mut shop = customer();
    (shop.roles, shop.channel) = (Roles::of(roles), channel);
    let seen = invoiceable(Some(&shop.account), &shop.person(at(DAY)));
    assert_eq!(seen.clone().err().map_or_else(Vec::new, |_| rules_of(seen)), against);
}

#[test]
fn role_7_of_another_person_nothing_can_be_invoiced() {
    let owner = PersonId::new("owner");
    let mut shop = shop_of(Holder::Person { person: owner.clone(), name: "林样".to_owned() });
    shop.channel = Channel::PersonalMiniProgram;
    shop.buyer = PersonId::new("another");
    assert_eq!(reasons(invoiceable(Some(&shop.account), &shop.person(at(DAY)))), [Reason::AccountNotYours]);
}

/// Whatever the roles, and whatever of it is asked: what the page is told is what decides.
#[rstest]
#[case(&[])]
#[case(&[Role::SuperAdmin])]
fn inv_3_a_persons_own_account_has_no_invoices(#[case] roles: &[Role]) {
    let mut shop = persons_shop();
    (shop.roles, shop.channel) = (Roles::of(roles), Channel::Web);
    let context = shop.person(at(DAY));
    let account = Some(&shop.account);
    let against = [Reason::InvoicedByEnterprise];
    assert_eq!(reasons(permissions(&shop.catalogue, account, &context).invoice), against);
    assert_eq!(reasons(may_ask(&shop.catalogue, account, &context)), against);
    assert_eq!(reasons(seeing_titles(account, &context)), against);
    assert_eq!(reasons(invoiceable(account, &context)), against);
    let asked = may_request(&shop.catalogue, account, &wish("a", &["none"]), &context);
    assert_eq!(reasons(asked)[0], against[0]);
}

#[rstest]
#[case(&[Role::SuperAdmin])]
#[case(&[Role::LegalRepresentative])]
#[case(&[Role::FeeManager])]
#[case(&[Role::Employee])]
fn role_5_what_is_permitted_is_what_may_be_asked(#[case] roles: &[Role]) {
    let mut shop = customer();
    shop.roles = Roles::of(roles);
    let context = shop.person(at(DAY));
    let permitted = permissions(&shop.catalogue, Some(&shop.account), &context).invoice;
    assert_eq!(permitted, may_ask(&shop.catalogue, Some(&shop.account), &context));
}

#[test]
fn inv_1_a_failed_one_is_replaced_once_each_of_its_orders_is_on_another() {
    let mut shop = customer();
    let replaced = |shop: &Shop, place: usize| is_replaced(&shop.account, &shop.account.invoices[place]);
    request(&mut shop, wish("a", &["edition", "pack"])).unwrap();
    assert!(!replaced(&shop, 0), "it is only requested");
    let failed = Command::RecordInvoiceFailed { invoice: InvoiceId::new("a") };
    shop.tell(&failed, at("2026-03-03 10:00"), Actor::System).unwrap();
    assert!(!replaced(&shop, 0), "its orders are free");
    request(&mut shop, wish("b", &["edition"])).unwrap();
    assert!(!replaced(&shop, 0), "one of its orders is free");
    request(&mut shop, wish("c", &["pack"])).unwrap();
    assert!(replaced(&shop, 0));
    assert!(!replaced(&shop, 1));
}

#[test]
fn inv_3_an_order_that_has_its_invoice_says_which() {
    let shop = customer();
    let reason = Reason::AlreadyInvoiced { order: OrderId::new("edition"), invoice: InvoiceId::new("20260301-A") };
    for language in [Language::Chinese, Language::English] {
        assert!(explain::reason(&reason, &shop.catalogue, language).contains("20260301-A"));
    }
}

#[test]
fn inv_3_role_7_what_speaks_against_an_order() {
    let mut shop = customer();
    request(&mut shop, wish("a", &["edition"])).unwrap();
    let against = |order| against_order(&shop.account, &OrderId::new(order), at("2026-03-02 10:00"));
    let invoiced = Reason::AlreadyInvoiced { order: OrderId::new("edition"), invoice: InvoiceId::new("a") };
    assert_eq!(against("edition"), Some(invoiced));
    assert_eq!((against("pack"), against("unknown")), (None, Some(Reason::OrderUnknown)));
}

#[test]
fn inv_4_of_an_order_that_the_operator_released_no_more_is_invoiced_than_was_paid() {
    let mut shop = shop();
    shop.place("order", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    shop.notice("order", "too little", fen(40_000), at(DAY));
    let deliver = Command::ResolveAttention { order: OrderId::new("order"), resolution: Resolution::Deliver };
    shop.tell(&deliver, at(DAY), Actor::Operator { id: PersonId::new("operator") }).unwrap();
    shop.deliver("order", at(DAY)).unwrap();
    request(&mut shop, wish("a", &["order"])).unwrap();
    assert_eq!(shop.account.invoices[0].gross, fen(40_000));
}

#[test]
fn inv_4_money_that_was_returned_when_the_order_was_closed_is_not_invoiced() {
    let mut shop = shop();
    shop.place("order", &packs(&[("signing_report", 10, 1)]), at(DAY)).unwrap();
    let operator = || Actor::Operator { id: PersonId::new("operator") };
    let decide = |resolution| Command::ResolveAttention { order: OrderId::new("order"), resolution };
    shop.notice("order", "returned", fen(100), at(DAY));
    shop.tell(&decide(Resolution::Close), at(DAY), operator()).unwrap();
    shop.notice("order", "kept", fen(300), at(DAY));
    shop.tell(&decide(Resolution::Deliver), at(DAY), operator()).unwrap();
    shop.deliver("order", at(DAY)).unwrap();
    request(&mut shop, wish("a", &["order"])).unwrap();
    assert_eq!(shop.account.invoices[0].gross, fen(300));
}

/// The published example of a credit code, and what one mistaken character leads to.
#[rstest]
#[case::looks_alike("9I350100M000100Y43", Some(CODE))]
#[case::no_code_has_it("91350100M000100Y4Z", Some(CODE))]
#[case::no_code_has_it_and_its_like_is_wrong_too("91350100M000100YV3", Some(CODE))]
#[case::lower_case_and_full_width("９1350100m000100y4z", Some(CODE))]
#[case::nothing_that_looks_alike_is_wrong("91350100M000100Y44", None)]
#[case::two_are_wrong("9I350100M000100Y4Z", None)]
#[case::one_is_missing("91350100M000100Y4", None)]
#[case::one_is_too_many("91350100M000100Y43Z", None)]
fn inv_2_a_code_with_one_mistaken_character_has_a_suggestion(#[case] typed: &str, #[case] meant: Option<&str>) {
    assert_eq!(suggestion(typed).map(|code| code.as_str().to_owned()).as_deref(), meant);
}

proptest! {
    #[test]
    fn inv_2_a_character_that_no_code_has_is_put_right(place in 0_usize..18, wrong in prop::sample::select(vec!['I', 'O', 'S', 'V', 'Z', '中'])) {
        let typed: String = CODE.chars().enumerate().map(|(at, kept)| if at == place { wrong } else { kept }).collect();
        prop_assert_eq!(suggestion(&typed).map(|code| code.as_str().to_owned()), Some(CODE.to_owned()));
    }
}

#[test]
fn inv_2_each_detail_is_judged_alone_and_a_wrong_code_says_where() {
    let typed =
        InvoiceTitle { credit_code: Some("91350100M000100Y4Z".to_owned()), phone: None, ..title(TitleHolder::Company) };
    let wrong = CreditCodeProblem::Character { position: 18 };
    let code = TitleProblem { field: InvoiceField::CreditCode, code: Some(wrong) };
    let phone = TitleProblem { field: InvoiceField::Phone, code: None };
    assert_eq!(typed.check(InvoiceKind::Special), [code, phone]);
    assert_eq!(typed.check(InvoiceKind::Ordinary), [code]);
    let persons = InvoiceTitle { holder: TitleHolder::Person, ..typed };
    assert_eq!(persons.check(InvoiceKind::Ordinary), []);
    assert_eq!(InvoiceTitle { credit_code: None, ..persons }.check(InvoiceKind::Special), [phone]);
    let shop = customer();
    assert!(explain::title_problem(&code, &shop.catalogue, Language::Chinese).contains("第 18 位的字符不会出现在"));
    assert!(explain::title_problem(&code, &shop.catalogue, Language::English).contains("Character 18"));
    assert_eq!(explain::title_problem(&phone, &shop.catalogue, Language::Chinese), "专用发票需要注册电话。");
}

#[test]
fn inv_2_a_detail_of_more_than_a_line_is_none() {
    for name in ["", "  ", "两\n行", &"长".repeat(101)] {
        let typed = InvoiceTitle { name: name.to_owned(), ..title(TitleHolder::Company) };
        assert_eq!(typed.check(InvoiceKind::Ordinary), [TitleProblem { field: InvoiceField::Name, code: None }]);
    }
}

#[test]
fn inv_2_a_title_is_understood_as_it_stands_on_the_invoice() {
    let typed = InvoiceTitle {
        name: " 样例企业 ".to_owned(),
        credit_code: Some("９1350100m000100y43 ".to_owned()),
        account: Some("６２００ 0000".to_owned()),
        ..title(TitleHolder::Company)
    };
    assert_eq!(typed.understood(InvoiceKind::Special), title(TitleHolder::Company));
    let ordinary = typed.understood(InvoiceKind::Ordinary);
    assert_eq!((ordinary.credit_code.as_deref(), ordinary.address, ordinary.account), (Some(CODE), None, None));
    let person = InvoiceTitle { holder: TitleHolder::Person, ..typed };
    assert_eq!(person.understood(InvoiceKind::Ordinary).credit_code, None);
}

#[test]
fn inv_1_what_the_page_asks_is_what_decides() {
    let shop = customer();
    let context = shop.person(at("2026-03-02 10:00"));
    let ask = |wish: &InvoiceRequest| may_request(&shop.catalogue, Some(&shop.account), wish, &context);
    let asked = wish("a", &["edition"]);
    let mut wrong = wish("a", &["edition", "unknown"]);
    wrong.title.credit_code = None;
    assert_eq!(ask(&asked), Ok(amounts(fen(365_000), 6).unwrap()));
    assert_eq!(ask(&wrong).unwrap_err(), request(&mut shop.clone(), wrong).unwrap_err());
    assert_eq!(request(&mut shop.clone(), asked).unwrap().len(), 1);
}

#[rstest]
#[case::may(&[Role::FeeManager], Channel::Web, &[])]
#[case::role(&[Role::LegalRepresentative], Channel::Web, &["ROLE-5"])]
#[case::channel(&[Role::SuperAdmin], Channel::MiniProgram, &["CH-8"])]
#[case::both(&[Role::Employee], Channel::PersonalMiniProgram, &["ROLE-5", "CH-8"])]
fn role_5_ch_8_who_sees_titles(#[case] roles: &[Role], #[case] channel: Channel, #[case] against: &[&str]) {
    let mut shop = customer();
    (shop.roles, shop.channel, shop.phone_age) = (Roles::of(roles), channel, None);
    let context = shop.person(at(DAY));
    let refused = seeing_titles(Some(&shop.account), &context).map(drop);
    assert_eq!(refused.clone().err().map_or_else(Vec::new, |_| rules_of(refused)), against);
    let asked = may_ask(&shop.catalogue, Some(&shop.account), &context);
    let phone: &[&str] = if channel == Channel::Web { &["BUY-4"] } else { &[] };
    assert_eq!(rules_of(asked), [against, phone].concat());
}

#[rstest]
#[case(&[Role::SuperAdmin], Channel::Web, true)]
#[case(&[Role::LegalRepresentative], Channel::MiniProgram, true)]
#[case(&[Role::FeeManager], Channel::MiniProgram, true)]
#[case(&[Role::FeeManager], Channel::PersonalMiniProgram, false)]
#[case(&[Role::Employee], Channel::Web, false)]
fn role_4_role_5_ch_9_who_sees_that_there_are_invoices(
    #[case] roles: &[Role],
    #[case] channel: Channel,
    #[case] sees: bool,
) {
    let mut shop = customer();
    request(&mut shop, wish("a", &["edition"])).unwrap();
    (shop.roles, shop.channel) = (Roles::of(roles), channel);
    let seen = visible_invoices(Some(&shop.account), &shop.person(at(DAY))).map(<[_]>::len);
    assert_eq!(seen.ok(), sees.then_some(1));
}
