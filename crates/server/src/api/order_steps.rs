//! What is done with an order: given up, paid, proven to be paid, bound to an enterprise, delivered.

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use api::paths::{
    ORDER_BINDING, ORDER_CANCELLATION, ORDER_PAYMENT, ORDER_PAYMENT_METHOD, ORDER_TRANSFER_PROOF, PARTNER_DELIVERY,
};
use api::requests::{BindingWanted, Cashing, MethodChosen};
use api::{RequestMistake, TransferProof};
use axum::extract::State;
use rules::way_forward::Wish;
use service::{PaymentOutcome, SimulatedCashier};

use super::answer::{Done, Json};
use super::caller::Member;
use super::describe::{Said, said};
use super::key::Sender;
use super::orders::OrderPath;
use super::partner::SignedAct;
use super::request::{Act, At, WireBody, Write};
use super::seams::Backing;
use super::state::Api;
use super::unanswered::Unanswered;

const TAG: &str = "Orders";

pub(super) fn routes<B: Backing>() -> ApiRouter<Api<B>> {
    let cancel = Said { id: "cancelOrder", tag: TAG, does: "Gives up an unpaid order.", refusals: &[403, 409, 422] };
    let method = Said {
        id: "choosePaymentMethod",
        tag: TAG,
        does: "Lets an unpaid order be paid in another way, which says how long it waits (ORD-2).",
        refusals: &[403, 409],
    };
    let pay = Said {
        id: "payOrder",
        tag: TAG,
        does: "Does at the simulated cashier of a demonstration what was chosen, and charges nobody.",
        refusals: &[403, 409],
    };
    let keep = Said {
        id: "keepTransferProof",
        tag: TAG,
        does: "Keeps the proof of a bank transfer; a later one takes its place. It pays for nothing by itself.",
        refusals: &[403, 409],
    };
    let proof = Said { id: "transferProof", tag: TAG, does: "The proof that was handed in.", refusals: &[403] };
    let bind = Said {
        id: "bindOrder",
        tag: TAG,
        does: "Binds a person's order to an enterprise for good (BIND-3).",
        refusals: &[403, 409],
    };
    let deliver = Said {
        id: "reportDelivery",
        tag: TAG,
        does: "That what was paid is set up and can be used, for good (ORD-1, ORD-8).",
        refusals: &[409],
    };
    ApiRouter::new()
        .api_route(ORDER_CANCELLATION, post_with(cancel_order::<B>, said(cancel)))
        .api_route(ORDER_PAYMENT_METHOD, post_with(choose_payment_method::<B>, said(method)))
        .api_route(ORDER_PAYMENT, post_with(pay_order::<B>, said(pay)))
        .api_route(
            ORDER_TRANSFER_PROOF,
            get_with(transfer_proof::<B>, said(proof)).put_with(keep_transfer_proof::<B>, said(keep)),
        )
        .api_route(ORDER_BINDING, post_with(bind_order::<B>, said(bind)))
        .api_route(PARTNER_DELIVERY, post_with(delivery_reported::<B>, said(deliver)))
}

async fn cancel_order<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    act: Act,
) -> Result<Done, Unanswered> {
    api.claim(&act.key, member.sender()).await?;
    api.shop.cancel(&member.session, member.channel, order).await?;
    Ok(Done)
}

async fn choose_payment_method<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    Write { body, key }: Write<MethodChosen>,
) -> Result<Done, Unanswered> {
    let write = api.shop.choose_payment_method(&member.session, member.channel, order, body.method);
    api.once(&key, member.sender(), write).await
}

async fn pay_order<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    Write { body, key }: Write<Cashing>,
) -> Result<Json<PaymentOutcome>, Unanswered> {
    if !api.is_demonstration {
        return Err(RequestMistake::DemonstrationOnly.into());
    }
    api.claim(&key, member.sender()).await?;
    let cashier = SimulatedCashier(body.choice);
    Ok(Json(api.shop.pay(&member.session, member.channel, &order, &cashier).await?))
}

async fn keep_transfer_proof<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    Write { body, key }: Write<TransferProof>,
) -> Result<Done, Unanswered> {
    TransferProof::check(&body.media_type, body.size).map_err(RequestMistake::UnfitProof)?;
    let write = api.shop.keep_transfer_proof(&member.session, member.channel, &order, &body);
    api.once(&key, member.sender(), write).await
}

async fn transfer_proof<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
) -> Result<Json<TransferProof>, Unanswered> {
    let proof = api.shop.transfer_proof(&member.session, member.channel, &order).await?;
    Ok(Json(proof.ok_or(RequestMistake::NotFound)?))
}

async fn bind_order<B: Backing>(
    State(api): State<Api<B>>,
    member: Member,
    At(OrderPath { order }): At<OrderPath>,
    Write { body, key }: Write<BindingWanted>,
) -> Result<Done, Unanswered> {
    api.claim(&key, member.sender()).await?;
    let Member { session, channel } = &member;
    let (enterprise, name) = (&body.enterprise, body.confirmed_name);
    if let Err(failure) = api.shop.bind(session, *channel, &order, enterprise, name, &api.directory).await {
        let joined = api.shop.joined_enterprises(session, *channel, &api.directory).await?;
        let target = joined.into_iter().find(|target| target.enterprise.id == *enterprise);
        return Err(Unanswered::Failed { failure, wish: Wish::Binding, binding_target: target.map(Box::new) });
    }
    Ok(Done)
}

async fn delivery_reported<B: Backing>(
    State(api): State<Api<B>>,
    At(OrderPath { order }): At<OrderPath>,
    SignedAct { key }: SignedAct,
) -> Result<Done, Unanswered> {
    api.claim(&key, Sender::ESignSystem).await?;
    api.shop.report_delivery(&order).await?;
    Ok(Done)
}

impl WireBody for MethodChosen {}
impl WireBody for Cashing {}

impl WireBody for BindingWanted {
    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.enterprise.as_str().len() > super::LONGEST_NAME).then_some(("enterprise", "longer than 200 bytes"))
    }
}

impl WireBody for TransferProof {
    /// The largest file, a third larger as a `data:` address.
    const MOST_BYTES: usize = 7 * 1024 * 1024;

    fn overlong(&self) -> Option<(&'static str, &'static str)> {
        (self.name.len() > 500).then_some(("name", "longer than 500 bytes"))
    }
}
