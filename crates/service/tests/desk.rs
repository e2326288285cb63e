//! The use cases as a backend of many sessions calls them: in any thread, with nothing of one person for another.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use api::phone_code::{CodeEntered, CodeSent};
use api::{CONTACT_DAYS, CashierChoice, Consent, Failure, Session, StoreFailure, TransferProof};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::PaymentMethod;
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::calendar::Instant;
use rules::context::Actor;
use rules::decide::{Command, PlaceOrder};
use rules::invoice::{InvoiceRequest, invoiceable};
use rules::quote::quote;
use rules::trial::{Lead, TrialApplication, TrialForm};
use rules::usage::{DayRange, Use};
use rules::vocabulary::{
    AccountId, AddOnCode, ApplicationId, Channel, EditionCode, InvoiceId, Language, OrderId, PersonId, QuotaKind, Role,
    Roles, SubjectId, Term,
};
use service::personas::Persona;
use service::{
    Catalogues, Clock, Directory, FixedClock, Folded, Fulfilment, IssuerChoice, LedgerQuery, MemoryStore, NamedUse,
    Shop, SimulatedCashier, SimulatedIssuer, Standing, Store,
};

type Desk = Shop<MemoryStore, FixedClock>;

const PHONE_CODE: &str = "204861";

fn desk() -> Desk {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let clock = FixedClock("2026-03-01T02:00:00Z".parse().unwrap());
    let desk = Shop {
        store: MemoryStore::default(),
        clock,
        catalogues: Catalogues::always(catalogue),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    for persona in Persona::ALL {
        let history = persona.history(&desk.catalogue(), desk.clock.now()).unwrap();
        block_on(desk.seed(&persona.account(), history)).unwrap();
    }
    desk
}

fn session(persona: Persona) -> Session {
    persona.session(desk_now())
}

fn desk_now() -> Instant {
    "2026-03-01T02:00:00Z".parse().unwrap()
}

/// The buyer is an employee of one enterprise.
struct OneEnterprise;

impl Directory for OneEnterprise {
    async fn person_name(&self, _: &AccountId, _: &PersonId) -> Result<Option<String>, StoreFailure> {
        Ok(Some("林".to_owned()))
    }

    async fn joined(&self, _: &PersonId) -> Result<Vec<(AccountId, Roles)>, StoreFailure> {
        Ok(vec![(Persona::Advanced.account(), Roles::of(&[Role::Employee]))])
    }
}

fn edition(code: &str) -> Basket {
    let edition = EditionChoice { edition: EditionCode::new(code), term: Term::ONE };
    Basket { edition: Some(edition), ..Basket::default() }
}

fn placing(desk: &Desk, key: &str, session: &Session, basket: Basket) -> PlaceOrder {
    let account = block_on(desk.account(&session.account)).unwrap();
    let shown = quote(&desk.catalogue(), Some(&account), &basket, desk.clock.now()).unwrap();
    let terms = desk.catalogue().purchase_terms.version.clone();
    PlaceOrder::online(OrderId::new(key), basket, shown.digest(), Some(terms))
}

fn form(phone: &str) -> TrialForm {
    TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: phone.to_owned(),
        industry: "制造".to_owned(),
        expected_signatures: "1000".to_owned(),
        consent: true,
    }
}

fn consent() -> Consent {
    Consent { version: "1".to_owned(), language: Language::Chinese }
}

fn application(phone: &str) -> TrialApplication {
    TrialApplication {
        application: ApplicationId::new("key"),
        edition: EditionCode::new("flagship"),
        form: form(phone),
    }
}

fn apply(desk: &Desk, session: &Session, phone: &str) -> Result<(), Failure> {
    block_on(desk.apply_for_trial(session, Channel::Web, application(phone), consent())).map(drop)
}

fn phone_of(desk: &Desk, session: Option<&Session>) -> Option<String> {
    let contact = block_on(desk.contact_of(session, &ApplicationId::new("key"))).unwrap();
    contact.map(|contact| contact.form.contact_phone)
}

#[test]
fn every_use_case_can_run_in_any_thread() {
    fn is_send<T: Send>(_: T) {}
    let (desk, web) = (desk(), Channel::Web);
    let (session, directory) = (session(Persona::Advanced), OneEnterprise);
    let (order, key, invoice) = (OrderId::new("a"), ApplicationId::new("a"), InvoiceId::new("a"));
    let (quota, range) =
        (QuotaKind::Contract, DayRange { first: desk_now().date_naive(), last: desk_now().date_naive() });
    let request: InvoiceRequest = serde_json::from_str(
        r#"{"invoice":"a","orders":[],"kind":"ordinary","title":{"holder":"person","name":"甲"}}"#,
    )
    .unwrap();
    let proof = TransferProof { name: String::new(), media_type: String::new(), size: 1, content: String::new() };
    let lead = Lead { lead: key.clone(), edition: EditionCode::new("flagship"), form: form("1") };
    let issuer = SimulatedIssuer(IssuerChoice::Issue);
    is_send(desk.account(&session.account));
    is_send(desk.standing(Some(&session)));
    is_send(desk.standing_as_seen(Some(&session), web));
    is_send(desk.order_key(&session, &Basket::default(), &order));
    is_send(desk.application_key(&session, &lead.edition, &key));
    is_send(desk.invoice_key(&session, &request));
    is_send(desk.place(&session, web, placing(&desk, "a", &session, edition("flagship"))));
    is_send(desk.cancel(&session, web, order.clone()));
    is_send(desk.choose_payment_method(&session, web, order.clone(), PaymentMethod::Online));
    is_send(desk.pay(&session, web, &order, &SimulatedCashier(CashierChoice::Pay)));
    is_send(desk.run_as(&session.account, &Command::DeliverOrder { order: order.clone() }, Actor::System));
    is_send(desk.apply_for_trial(&session, web, application("1"), consent()));
    is_send(desk.leave_lead(Some(&session), web, &lead, consent()));
    is_send(desk.contact_of(Some(&session), &key));
    is_send(desk.erase_contact(Some(&session), &key));
    is_send(desk.erase_expired_contacts());
    is_send(desk.send_code(&session, PHONE_CODE));
    is_send(desk.enter_code(&session, PHONE_CODE));
    is_send(desk.keep_transfer_proof(&session, web, &order, &proof));
    is_send(desk.transfer_proof(&session, web, &order));
    is_send(desk.order_trail(&session, web, &order));
    is_send(desk.person_name(&session, &session.person.id, &directory));
    is_send(desk.joined_enterprises(&session, web, &directory));
    is_send(desk.bind(&session, web, &order, &session.account, None, &directory));
    is_send(desk.deliver_bindings(&session.account));
    is_send(desk.use_by_days(&session, web, quota, range));
    is_send(desk.ledger_page(&session, web, &LedgerQuery { quota, range, number: 1, page_rows: 1 }));
    is_send(desk.report_uses(&session.account, &[]));
    is_send(desk.request_invoice(&session, web, request.clone()));
    is_send(desk.invoice_book(&session, web));
    is_send(desk.forget_title(&session, web, &request.title));
    is_send(desk.invoice_document(&session, web, &invoice, Language::Chinese, &issuer));
    is_send(desk.issue(&session.account, &invoice, &issuer));
}

#[test]
fn role_4_inv_5_a_fee_manager_is_sent_what_can_be_invoiced_and_not_the_orders() {
    let desk = desk();
    let manager = session(Persona::FeeManager);
    let sent = block_on(desk.standing_as_seen(Some(&manager), Channel::Web)).unwrap();
    let account = sent.account.clone().unwrap();
    assert_eq!(account.orders, []);
    let context = rules::context::Context::new(desk_now(), Channel::Web, Actor::Person(manager.person.clone()));
    assert_eq!(invoiceable(Some(&account), &context).unwrap().len(), 2);
    let whole = block_on(desk.standing(Some(&manager))).unwrap().account.unwrap();
    assert_eq!(invoiceable(Some(&account), &context), invoiceable(Some(&whole), &context));
    let text = serde_json::to_string(&sent).unwrap();
    assert!(!text.contains("-payment"), "{text}");
    assert_eq!(serde_json::from_str::<Standing>(&text).unwrap(), sent);
}

#[test]
fn a_standing_is_sent_with_whole_seconds() {
    let standing = block_on(desk().standing(None)).unwrap();
    let ahead = Standing { clock_offset: TimeDelta::hours(2), ..standing };
    let text = serde_json::to_string(&ahead).unwrap();
    assert!(text.contains(r#""clock_offset":7200"#), "{text}");
    assert_eq!(serde_json::from_str::<Standing>(&text).unwrap(), ahead);
}

#[test]
fn trial_3_a_contact_is_not_touched_by_a_colleague_who_may_not_apply_nor_by_another_account() {
    let desk = desk();
    let (admin, employee) = (session(Persona::Advanced), session(Persona::Employee));
    assert!(matches!(apply(&desk, &employee, "13900000000"), Err(Failure::Refused(_))));
    assert_eq!(phone_of(&desk, Some(&admin)), None);
    apply(&desk, &admin, "13800000000").unwrap();
    apply(&desk, &employee, "13900000000").unwrap();
    apply(&desk, &session(Persona::Experience), "13700000000").unwrap();
    // Sent again, it is the application that was accepted.
    apply(&desk, &admin, "13600000000").unwrap();
    assert_eq!(phone_of(&desk, Some(&admin)).as_deref(), Some("13800000000"));
    assert_eq!(phone_of(&desk, Some(&session(Persona::Experience))).as_deref(), Some("13700000000"));
}

#[test]
fn role_3_a_contact_is_for_whoever_may_apply() {
    let desk = desk();
    let (admin, employee) = (session(Persona::Advanced), session(Persona::Employee));
    apply(&desk, &admin, "13800000000").unwrap();
    assert_eq!((phone_of(&desk, Some(&employee)), phone_of(&desk, None)), (None, None));
    block_on(desk.erase_contact(Some(&employee), &ApplicationId::new("key"))).unwrap();
    assert!(phone_of(&desk, Some(&admin)).is_some());
    block_on(desk.erase_contact(Some(&admin), &ApplicationId::new("key"))).unwrap();
    assert_eq!(phone_of(&desk, Some(&admin)), None);
}

#[test]
fn trial_7_the_operator_sees_whom_to_call_while_their_consent_lasts() {
    let mut desk = desk();
    let lead =
        Lead { lead: ApplicationId::new("lead"), edition: EditionCode::new("flagship"), form: form("13900000000") };
    desk.clock = FixedClock(desk_now() + TimeDelta::days(1));
    apply(&desk, &session(Persona::Advanced), "13800000000").unwrap();
    desk.clock = FixedClock(desk_now());
    block_on(desk.leave_lead(None, Channel::Web, &lead, consent())).unwrap();
    let seen = |desk: &Desk| {
        let contacts = block_on(desk.contacts()).unwrap().into_iter();
        contacts.map(|kept| (kept.account, kept.contact.form.contact_phone)).collect::<Vec<_>>()
    };
    let applied = (Some(Persona::Advanced.account()), "13800000000".to_owned());
    assert_eq!(seen(&desk), [(None, "13900000000".to_owned()), applied.clone()]);
    desk.clock = FixedClock(desk_now() + TimeDelta::days(CONTACT_DAYS));
    assert_eq!(seen(&desk), [applied]);
}

#[test]
fn buy_4_a_code_belongs_to_its_person_and_is_shown_to_nobody() {
    let desk = desk();
    let (admin, manager) = (session(Persona::Advanced), session(Persona::FeeManager));
    let sent = block_on(desk.send_code(&admin, PHONE_CODE)).unwrap();
    assert!(matches!(sent, CodeSent::Sent { shown: None, .. }), "{sent:?}");
    assert_eq!(block_on(desk.enter_code(&manager, PHONE_CODE)).unwrap().0, CodeEntered::Spent);
    let (entered, verified) = block_on(desk.enter_code(&admin, PHONE_CODE)).unwrap();
    assert_eq!((entered, verified.person.phone_verified_at), (CodeEntered::Verified, Some(desk_now())));
}

#[test]
fn ord_7_a_proof_is_shown_to_whoever_sees_the_order() {
    let desk = desk();
    let (admin, manager, employee) =
        (session(Persona::Advanced), session(Persona::FeeManager), session(Persona::Employee));
    block_on(desk.place(&manager, Channel::Web, placing(&desk, "a", &manager, edition("flagship")))).unwrap();
    let (order, content) = (OrderId::new("a"), "data:,".to_owned());
    let proof = TransferProof { name: "a.png".to_owned(), media_type: "image/png".to_owned(), size: 9, content };
    block_on(desk.keep_transfer_proof(&manager, Channel::Web, &order, &proof)).unwrap();
    assert_eq!(block_on(desk.transfer_proof(&admin, Channel::Web, &order)), Ok(Some(proof)));
    assert_eq!(block_on(desk.transfer_proof(&employee, Channel::Web, &order)), Ok(None));
}

#[test]
fn bind_3_the_joined_enterprises_are_sent_as_the_person_sees_them() {
    let desk = desk();
    let joined = block_on(desk.joined_enterprises(&session(Persona::Buyer), Channel::Web, &OneEnterprise)).unwrap();
    let enterprise = &joined[0].enterprise;
    assert_eq!((&enterprise.id, enterprise.orders.len()), (&Persona::Advanced.account(), 0));
    assert!(enterprise.in_force(desk_now()).is_some());
}

#[test]
fn a_page_of_no_rows_is_one_of_one_row() {
    let desk = desk();
    let today = desk_now().date_naive();
    let asked = LedgerQuery {
        quota: QuotaKind::Contract,
        range: DayRange { first: today, last: today },
        number: 1,
        page_rows: 0,
    };
    let page = block_on(desk.ledger_page(&session(Persona::Advanced), Channel::Web, &asked)).unwrap();
    assert_eq!((page.pages, page.rows.len()), (1, 0));
}

#[test]
fn a_contract_and_a_report_of_the_same_number_keep_their_own_names() {
    let mut desk = desk();
    let buyer = session(Persona::Flagship);
    let account = buyer.account.clone();
    let reports = Basket {
        packs: vec![PackChoice { add_on: AddOnCode::new("signing_report"), size: 10, quantity: 1 }],
        ..Basket::default()
    };
    let (web, order, pays) = (Channel::Web, OrderId::new("a"), SimulatedCashier(CashierChoice::Pay));
    block_on(desk.place(&buyer, web, placing(&desk, "a", &buyer, reports))).unwrap();
    block_on(desk.pay(&buyer, web, &order, &pays)).unwrap();
    desk.clock = FixedClock(desk_now() + TimeDelta::minutes(5));
    let named =
        |quota, name: &str| NamedUse { used: Use { quota, subject: SubjectId::new("1") }, name: name.to_owned() };
    let reported = [named(QuotaKind::Contract, "采购合同"), named(QuotaKind::Report, "采购合同的报告")];
    block_on(desk.report_uses(&account, &reported)).unwrap();
    let used: Vec<Use> = reported.iter().map(|one| one.used.clone()).collect();
    let rows = block_on(desk.store.rows(&account, &used)).unwrap();
    let kept = |quota| rows.iter().find(|row| row.entry.quota == quota).map(|row| row.name.as_str());
    assert_eq!([kept(QuotaKind::Contract), kept(QuotaKind::Report)], [Some("采购合同"), Some("采购合同的报告")]);
}
