//! Every sentence that the rules say, in both languages side by side: kept as a snapshot and read like code.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::common::reading::every_state;
use crate::common::{Shop, altered, at, both, catalogue, code, edition, fen, integration, packs, shop};
use crate::explain::{every_reason, every_remedy};
use rules::account::{
    Activation, Batch, BatchSource, Binding, Certification, EditionPeriod, Event, HoldCause, Integration, Invoice,
    InvoiceKind, InvoiceState, NoticeLevel, Payment, PaymentFailure, PaymentMethod, TitleHolder, Trial, UsageNotice,
};
use rules::calendar::Period;
use rules::explain;
use rules::usage::Progress;
use rules::vocabulary::Language::{self, Chinese, English};
use rules::vocabulary::{
    AccountId, AddOnCode, ApplicationId, BatchId, InvoiceId, OrderId, PaymentId, PersonId, QuotaKind, Term,
};

const DAY: &str = "2026-03-01 10:00";

fn year() -> Period {
    Period { start: at(DAY), end: at("2027-03-01 10:00") }
}

fn bought() -> Shop {
    let mut shop = shop();
    shop.buy("a", &edition("advanced", 1), at(DAY));
    shop
}

fn events_of_an_order() -> Vec<Event> {
    let order = || OrderId::new("a");
    let payment =
        |held| Payment { id: PaymentId::new("p"), amount: fen(365_000), at: at(DAY), held, returned_at: None };
    let held = |cause| Event::PaymentHeld { order: order(), payment: payment(Some(cause)), cause };
    let method = |method| Event::PaymentMethodChosen {
        order: order(),
        method,
        expires_at: at("2026-03-11 10:00"),
        at: Some(at(DAY)),
        by: None,
    };
    let placed = Arc::new(bought().order("a").clone());
    let by = PersonId::new("operator");
    vec![
        Event::OrderPlaced { order: placed.clone() },
        method(PaymentMethod::Online),
        method(PaymentMethod::BankTransfer),
        Event::PaymentFailed { order: order(), failure: PaymentFailure { id: PaymentId::new("p"), at: at(DAY) } },
        Event::OrderPaid { order: order(), payment: Some(payment(None)), lines: Box::default(), at: at(DAY) },
        Event::OrderPaid { order: order(), payment: None, lines: Box::default(), at: at(DAY) },
        held(HoldCause::Cancelled),
        held(HoldCause::Expired),
        held(HoldCause::OtherAmount),
        held(HoldCause::PaidBefore),
        held(HoldCause::NoLongerPermitted),
        held(HoldCause::Closed),
        Event::OrderDelivered { order: order(), at: at(DAY) },
        Event::OrderCancelled { order: order(), at: at(DAY), by: None },
        Event::OrderReleased { order: order(), by: by.clone(), at: at(DAY) },
        Event::OrderClosed { order: order(), by, at: at(DAY) },
        Event::OrderBound { order: order(), binding: Binding { enterprise: AccountId::new("e"), at: at(DAY) } },
        Event::BindingFailed { order: order(), at: at(DAY) },
        Event::BoundOrderReceived { order: placed },
    ]
}

fn events_of_an_account() -> Vec<Event> {
    let order = OrderId::new("a");
    let described = Event::EnterpriseDescribed {
        name: "青禾样例贸易有限公司".to_owned(),
        security_phone: "138****0000".to_owned(),
        at: at(DAY),
    };
    let certified = |certification| Event::CertificationRecorded { certification, at: at(DAY) };
    let activated = |activation| Event::ActivationRecorded { activation, at: at(DAY) };
    let used = |taken, returned, moved_in| Event::UsageRecorded {
        batch: BatchId::new("b"),
        taken,
        returned,
        moved_in,
        at: at(DAY),
    };
    let granted = EditionPeriod {
        order: order.clone(),
        edition: code("professional"),
        rank: 2,
        term: Term::ONE,
        period: year(),
        value: fen(1),
        counted_from: None,
        part: None,
    };
    let batch = Batch {
        id: BatchId::new("b"),
        quota: QuotaKind::Report,
        source: BatchSource::Trial,
        amount: 1000,
        used: 0,
        returned: 0,
        period: year(),
        closed_by: None,
    };
    let trial = Trial { application: ApplicationId::new("t"), edition: code("flagship"), rank: 3, period: year() };
    let invoice = Invoice {
        id: InvoiceId::new("i"),
        orders: vec![order.clone()],
        kind: InvoiceKind::Ordinary,
        holder: TitleHolder::Company,
        rate_percent: 6,
        gross: fen(600_000),
        net: fen(566_038),
        tax: fen(33_962),
        requested_by: PersonId::new("buyer"),
        requested_at: at(DAY),
        state: InvoiceState::Requested,
    };
    let add_on = AddOnCode::new("app_integration");
    let id = || InvoiceId::new("i");
    vec![
        shop().events[0].clone(),
        described,
        certified(Certification::Certified),
        certified(Certification::Uncertified),
        activated(Activation::Activated),
        activated(Activation::OtherEnterprise),
        Event::EditionGranted { period: granted },
        Event::BatchGranted { batch },
        Event::PacksMoved { batches: Vec::new(), end: year().end },
        Event::IntegrationGranted { integration: Integration { order, add_on, period: year() } },
        Event::TrialGranted { trial },
        used(3, 0, 0),
        used(0, 1, 2),
        Event::InvoiceRequested { invoice: Box::new(invoice) },
        Event::InvoiceIssued { invoice: id(), at: at(DAY) },
        Event::InvoiceFailed { invoice: id(), at: at(DAY) },
    ]
}

fn notices() -> Vec<UsageNotice> {
    let levels = [NoticeLevel::PercentUsed(80), NoticeLevel::PercentUsed(100), NoticeLevel::FewerThan(10)];
    let of = |quota| levels.map(|level| UsageNotice { quota, level, at: at(DAY) });
    QuotaKind::ALL.into_iter().flat_map(of).collect()
}

fn fates() -> Vec<Progress> {
    let returned = Progress::Returned { to: BatchId::new("b"), at: at(DAY) };
    let void = Progress::Void { at: at(DAY) };
    let plain = [Progress::Open, Progress::PartlySigned, Progress::Signed, Progress::Rejected, Progress::Expired];
    plain.into_iter().chain([returned, void, Progress::Spent]).collect()
}

/// Everything about quotes: lines, credits, differences, warnings.
fn of_quotes(language: Language) -> Vec<String> {
    let goods = catalogue();
    let mut professional = shop();
    let first = both(edition("professional", 3), packs(&[("contract_pack", 1000, 1)]));
    professional.buy("a", &first, at(DAY));
    let mut by_difference = bought();
    by_difference.catalogue =
        altered(|file| file["policies"]["upgrade"] = "difference_for_remaining_term".into()).unwrap();
    let add_ons = packs(&[("contract_pack", 1000, 2), ("signing_report", 10, 1), ("meeting_signing", 50, 1)]);
    let quotes = [
        shop().quote(&both(edition("advanced", 3), add_ons), at(DAY)),
        professional.quote(&both(edition("professional", 1), integration(2)), at("2026-05-10 12:00")),
        professional.quote(&integration(1), at("2028-12-01 09:00")),
        professional.quote(&edition("flagship", 2), at("2026-05-10 12:00")),
        by_difference.quote(&edition("professional", 1), at("2026-05-10 12:00")),
    ];
    let mut said = Vec::new();
    for quote in quotes.map(Result::unwrap) {
        for line in &quote.lines {
            said.push(format!(
                "{}: {}",
                explain::line_title(line, &goods, language),
                explain::line_period(line, language)
            ));
            said.extend(explain::differences(line, &goods, language));
        }
        said.extend(explain::credits(&quote, &goods, language));
        said.extend(explain::packs_move(&quote, language));
        said.extend(quote.warnings().iter().map(|warning| explain::warning(warning, &goods, language)));
    }
    said
}

fn of_orders(language: Language) -> Vec<String> {
    let goods = catalogue();
    let mut order = bought().order("a").clone();
    let said = every_state().into_iter().flat_map(|state| {
        order.recorded_state = state;
        let outlook = |now: &str| explain::order_outlook(&order, at(now), &goods, language);
        let (soon, later) = (outlook("2026-03-01 10:02"), outlook("2026-03-02 12:00"));
        [explain::order_state(&order.recorded_state, language).to_owned(), soon, later]
    });
    said.collect()
}

fn all(language: Language) -> Vec<(&'static str, Vec<String>)> {
    let goods = catalogue();
    let event = |event: &Event| explain::event(event, &goods, language);
    vec![
        ("reasons", every_reason().iter().map(|reason| explain::reason(reason, &goods, language)).collect()),
        ("remedies", every_remedy().iter().map(|remedy| explain::remedy(remedy, &goods, language)).collect()),
        ("quotes", of_quotes(language)),
        ("orders", of_orders(language)),
        ("events of an order", events_of_an_order().iter().map(event).collect()),
        ("events of an account", events_of_an_account().iter().map(event).collect()),
        ("notices", notices().iter().map(|notice| explain::notice(notice, language)).collect()),
        ("contracts", fates().iter().map(|fate| explain::progress(fate, language).to_owned()).collect()),
    ]
}

#[test]
fn the_sentences() {
    let mut page = String::new();
    for ((title, chinese), (_, english)) in all(Chinese).into_iter().zip(all(English)) {
        assert_eq!(chinese.len(), english.len());
        writeln!(page, "## {title}\n").unwrap();
        let mut said = BTreeSet::new();
        for (chinese, english) in chinese.iter().zip(&english).filter(|pair| said.insert(*pair)) {
            writeln!(page, "{chinese}\n{english}\n").unwrap();
        }
    }
    insta::assert_snapshot!(page);
}
