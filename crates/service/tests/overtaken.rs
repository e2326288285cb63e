//! What somebody else does in the middle of a use case, between what it reads and what it writes.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::sync::Mutex;

use api::phone_code::CodeEntered;
use api::{Session, StoreFailure};
use futures::executor::block_on;
use rules::Catalogue;
use rules::account::{InvoiceKind, StoredEvent, TitleHolder};
use rules::calendar::Instant;
use rules::invoice::{InvoiceRequest, InvoiceTitle};
use rules::usage::{DayRange, DayUse, Use};
use rules::vocabulary::{AccountId, Channel, InvoiceId, OrderId, QuotaKind};
use service::personas::Persona;
use service::{
    AppendError, Catalogues, FixedClock, Folded, Fulfilment, History, IssuerChoice, LedgerRow, LedgerSlice,
    MemoryStore, RecordKind, RecordName, Records, RowChange, Shop, SimulatedIssuer, Store, Version,
};

type Desk = Shop<MemoryStore, FixedClock>;

const PHONE_CODE: &str = "204861";

/// A shop with the customer in the middle of its year, and the session of its super admin.
fn desk() -> (Desk, Session) {
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    let desk = Shop {
        store: MemoryStore::default(),
        clock: FixedClock(now),
        catalogues: Catalogues::always(Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap()),
        folded: Folded::default(),
        fulfilment: Fulfilment::ByTheClock,
    };
    let customer = Persona::Advanced;
    block_on(desk.seed(&customer.account(), customer.history(&desk.catalogue(), now).unwrap())).unwrap();
    (desk, customer.session(now))
}

/// A store in which somebody else enters a code after each reading, as long as there are any, and asks for another invoice
/// before the papers of a failed one are kept.
struct Raced {
    inner: Desk,
    session: Session,
    others: Mutex<Vec<&'static str>>,
    asks_anew: Mutex<Option<InvoiceRequest>>,
}

impl Store for Raced {
    async fn load_after(&self, account: &AccountId, after: Version) -> Result<History, StoreFailure> {
        self.inner.store.load_after(account, after).await
    }

    async fn write(
        &self,
        account: &AccountId,
        expected: Version,
        events: &[StoredEvent],
        rows: &[RowChange],
    ) -> Result<Version, AppendError> {
        self.inner.store.write(account, expected, events, rows).await
    }

    async fn rows(&self, account: &AccountId, uses: &[Use]) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.inner.store.rows(account, uses).await
    }

    async fn slice(&self, account: &AccountId, slice: &LedgerSlice) -> Result<Vec<LedgerRow>, StoreFailure> {
        self.inner.store.slice(account, slice).await
    }

    async fn days(&self, account: &AccountId, quota: QuotaKind, range: DayRange) -> Result<Vec<DayUse>, StoreFailure> {
        self.inner.store.days(account, quota, range).await
    }

    async fn account_of(&self, order: &OrderId) -> Result<Option<AccountId>, StoreFailure> {
        self.inner.store.account_of(order).await
    }
}

impl Records for Raced {
    async fn record(&self, name: &RecordName) -> Result<Option<String>, StoreFailure> {
        let read = self.inner.store.record(name).await;
        let other = self.others.lock().unwrap().pop();
        if let Some(other) = other {
            self.inner.enter_code(&self.session, other).await.unwrap();
        }
        read
    }

    async fn keep_record(
        &self,
        name: &RecordName,
        text: &str,
        kept_until: Option<Instant>,
    ) -> Result<(), StoreFailure> {
        if name.kind == RecordKind::InvoicePapers && text.contains("failure") {
            let anew = self.asks_anew.lock().unwrap().take();
            if let Some(request) = anew {
                self.inner.request_invoice(&self.session, Channel::Web, request).await.unwrap();
            }
        }
        self.inner.store.keep_record(name, text, kept_until).await
    }

    async fn forget_record(&self, name: &RecordName) -> Result<(), StoreFailure> {
        self.inner.store.forget_record(name).await
    }

    async fn claim_record(
        &self,
        name: &RecordName,
        expected: Option<&str>,
        fresh: &str,
        kept_until: Option<Instant>,
    ) -> Result<String, StoreFailure> {
        self.inner.store.claim_record(name, expected, fresh, kept_until).await
    }

    async fn records_of(&self, account: &AccountId, kind: RecordKind) -> Result<Vec<(String, String)>, StoreFailure> {
        self.inner.store.records_of(account, kind).await
    }

    async fn due_records(&self, kind: RecordKind, now: Instant) -> Result<Vec<RecordName>, StoreFailure> {
        self.inner.store.due_records(kind, now).await
    }

    async fn forget_due(&self, kind: RecordKind, now: Instant) -> Result<(), StoreFailure> {
        self.inner.store.forget_due(kind, now).await
    }

    async fn clear(&self) -> Result<(), StoreFailure> {
        self.inner.store.clear().await
    }
}

#[test]
fn buy_4_codes_that_are_tried_at_once_count_one_by_one() {
    let (inner, session) = desk();
    block_on(inner.send_code(&session, PHONE_CODE)).unwrap();
    let others = Mutex::new(vec!["000004", "000003", "000002", "000001"]);
    let (catalogues, clock) = (inner.catalogues.clone(), inner.clock);
    let store = Raced { inner, session: session.clone(), others, asks_anew: Mutex::default() };
    let desk = Shop { store, clock, catalogues, folded: Folded::default(), fulfilment: Fulfilment::ByTheClock };
    assert_eq!(block_on(desk.enter_code(&session, "000005")).unwrap().0, CodeEntered::Spent);
    assert_eq!(block_on(desk.enter_code(&session, PHONE_CODE)).unwrap().0, CodeEntered::Spent);
}

#[test]
fn the_title_of_a_failed_invoice_is_erased_also_where_it_is_replaced_before_that_is_written() {
    let (inner, session) = desk();
    let title = InvoiceTitle {
        holder: TitleHolder::Person,
        name: "林样".to_owned(),
        credit_code: None,
        address: None,
        phone: None,
        bank: None,
        account: None,
    };
    let wish = |key: &str| InvoiceRequest {
        invoice: InvoiceId::new(key),
        orders: vec![OrderId::new("demo-advanced-order-1")],
        kind: InvoiceKind::Ordinary,
        title: title.clone(),
    };
    block_on(inner.request_invoice(&session, Channel::Web, wish("failed"))).unwrap();
    let (catalogues, clock) = (inner.catalogues.clone(), inner.clock);
    let asks_anew = Mutex::new(Some(wish("anew")));
    let store = Raced { inner, session: session.clone(), others: Mutex::default(), asks_anew };
    let desk = Shop { store, clock, catalogues, folded: Folded::default(), fulfilment: Fulfilment::ByTheClock };
    let issuer = SimulatedIssuer(IssuerChoice::RefuseTitle);
    block_on(desk.issue(&session.account, &InvoiceId::new("failed"), &issuer)).unwrap();
    let papers = block_on(desk.store.records_of(&session.account, RecordKind::InvoicePapers)).unwrap();
    assert_eq!(papers.iter().map(|(invoice, _)| invoice.as_str()).collect::<Vec<_>>(), ["anew"]);
    assert_eq!(block_on(desk.store.due_records(RecordKind::FailedInvoice, Instant::MAX_UTC)), Ok(Vec::new()));
}
