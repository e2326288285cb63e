//! Orders over HTTP.

use api::answers::{OrderKey, PersonName};
use api::paths::{
    ENTERPRISES, ORDER_BINDING, ORDER_CANCELLATION, ORDER_EVENTS, ORDER_KEYS, ORDER_PAYMENT, ORDER_PAYMENT_METHOD,
    ORDER_TRANSFER_PROOF, ORDERS, PERSON, PHONE_CODE_ENTRY, PHONE_CODES, filled,
};
use api::phone_code::{CodeEntered, CodeSent};
use api::requests::{BindingWanted, Cashing, MethodChosen, OrderKeyWanted, TypedCode};
use api::{CashierChoice, Failure, TransferProof};
use rules::account::PaymentMethod;
use rules::basket::Basket;
use rules::context::BindingTarget;
use rules::decide::PlaceOrder;
use rules::trail::TrailEntry;
use rules::vocabulary::{AccountId, Channel, OrderId, PersonId};
use service::PaymentOutcome;

use super::HttpBackend;
use super::request::Request;
use crate::browser;

/// What the shop asks of its backend; the channel is the session's (CH-12).
impl HttpBackend {
    pub(in crate::backend) async fn order_key(&self, basket: &Basket, fresh: &OrderId) -> Result<OrderId, Failure> {
        let wanted = Request::post(ORDER_KEYS, fresh.as_str())
            .with(&OrderKeyWanted { basket: basket.clone(), fresh: fresh.clone() })?;
        self.ask(wanted).await.map(|OrderKey { order }| order)
    }

    pub(in crate::backend) async fn place(&self, _: Channel, placing: PlaceOrder) -> Result<(), Failure> {
        self.tell(Request::post(ORDERS, placing.order.as_str()).with(&placing)?).await
    }

    pub(in crate::backend) async fn cancel(&self, _: Channel, order: OrderId) -> Result<(), Failure> {
        self.tell(Request::post(filled(ORDER_CANCELLATION, order.as_str()), &browser::fresh_request_key())).await
    }

    pub(in crate::backend) async fn pay(
        &self,
        _: Channel,
        order: &OrderId,
        choice: CashierChoice,
    ) -> Result<PaymentOutcome, Failure> {
        let paying = Request::post(filled(ORDER_PAYMENT, order.as_str()), &browser::fresh_request_key());
        self.ask(paying.with(&Cashing { choice })?).await
    }

    pub(in crate::backend) async fn choose_payment_method(
        &self,
        _: Channel,
        order: OrderId,
        method: PaymentMethod,
    ) -> Result<(), Failure> {
        let choosing = Request::post(filled(ORDER_PAYMENT_METHOD, order.as_str()), &browser::fresh_request_key());
        self.tell(choosing.with(&MethodChosen { method })?).await
    }

    pub(in crate::backend) async fn keep_transfer_proof(
        &self,
        order: &OrderId,
        proof: &TransferProof,
    ) -> Result<(), Failure> {
        let keeping = Request::put(filled(ORDER_TRANSFER_PROOF, order.as_str()), &browser::fresh_request_key());
        self.tell(keeping.with(proof)?).await
    }

    pub(in crate::backend) async fn transfer_proof(&self, order: &OrderId) -> Result<Option<TransferProof>, Failure> {
        self.ask_for_one(Request::get(filled(ORDER_TRANSFER_PROOF, order.as_str()))).await
    }

    pub(in crate::backend) async fn order_trail(
        &self,
        _: Channel,
        order: &OrderId,
    ) -> Result<Vec<TrailEntry>, Failure> {
        self.ask(Request::get(filled(ORDER_EVENTS, order.as_str()))).await
    }

    pub(in crate::backend) async fn person_name(&self, person: &PersonId) -> Result<Option<String>, Failure> {
        let named = self.ask_for_one(Request::get(filled(PERSON, person.as_str()))).await?;
        Ok(named.map(|PersonName { name }| name))
    }

    pub(in crate::backend) async fn joined_enterprises(&self) -> Result<Vec<BindingTarget>, Failure> {
        self.ask(Request::get(ENTERPRISES)).await
    }

    pub(in crate::backend) async fn bind(
        &self,
        _: Channel,
        order: &OrderId,
        enterprise: &AccountId,
        confirmed_name: Option<String>,
    ) -> Result<(), Failure> {
        let binding = Request::post(filled(ORDER_BINDING, order.as_str()), &browser::fresh_request_key());
        self.tell(binding.with(&BindingWanted { enterprise: enterprise.clone(), confirmed_name })?).await
    }

    /// The server makes the code.
    pub(in crate::backend) async fn send_code(&self, _: &str) -> Result<CodeSent, Failure> {
        self.ask(Request::post(PHONE_CODES, &browser::fresh_request_key())).await
    }

    pub(in crate::backend) async fn enter_code(&self, typed: &str) -> Result<CodeEntered, Failure> {
        // Each entry counts, also one that nobody heard the answer to.
        let entry = Request::post(PHONE_CODE_ENTRY, &browser::fresh_request_key()).once();
        self.ask(entry.with(&TypedCode { code: typed.to_owned() })?).await
    }
}
