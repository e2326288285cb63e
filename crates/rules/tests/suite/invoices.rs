//! Invoices: who, for which orders, in whose name, how much (INV-1 … INV-5, CH-8, ROLE-5).

use crate::common::{Shop, at, edition, fen, packs, reasons, rules_of, shop};
use proptest::prelude::*;
use rstest::rstest;
use rules::account::{Event, InvoiceKind, TitleHolder};
use rules::context::Actor;
use rules::credit_code::{CreditCode, CreditCodeProblem, suggestion};
use rules::decide::Resolution;
use rules::invoice::{InvoiceField, InvoiceRequest, InvoiceTitle, amounts, invoiceable};
use rules::rejection::{Reason, Rejection};
use rules::vocabulary::{Channel, InvoiceId, OrderId, PersonId, Role, Roles};
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
    let history = rules::permissions::permissions(&shop.catalogue, Some(&shop.account), &context).order_history;
    assert_eq!(rules_of(history), ["ORD-7"]);
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
