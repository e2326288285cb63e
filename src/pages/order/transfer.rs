//! Paying by bank transfer: where the money goes, under which reference, and what happens until it is confirmed.

use leptos::prelude::*;
use rules::account::Order;
use rules::catalogue::BankTransfer;
use rules::format;
use rules::money::Money;

use super::proof::ProofUpload;
use crate::browser;
use crate::i18n::text;
use crate::parts::{Failed, Simulation};
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Button, CopyField, Notice, Tone};

/// What to transfer, the proof of it, and the wait for its confirmation.
#[component]
pub(super) fn Transfer(order: Order) -> impl IntoView {
    let language = use_language();
    let account = use_catalogue().bank_transfer.clone();
    let details = account.map(|account| view! { <Details account order=order.clone() /> });
    view! {
        <div class="transfer">
            {details}
            <Notice tone=Tone::Info><p>{text!(language, transfer.waiting)}</p></Notice>
            <ProofUpload order=order.id.clone() />
            <Confirmation order />
        </div>
    }
}

#[component]
fn Details(account: BankTransfer, order: Order) -> impl IntoView {
    let language = use_language();
    let (copy, copied) = (text!(language, help.copy), text!(language, help.copied));
    let failed = text!(language, help.copy_failed);
    view! {
        <p>{text!(language, transfer.lead)}</p>
        <div class="transfer-details">
            <CopyField id="transfer-payee" label=text!(language, transfer.payee) text=account.payee lang="zh-CN" copy copied failed />
            <CopyField id="transfer-bank" label=text!(language, transfer.bank) text=account.bank lang="zh-CN" copy copied failed />
            <CopyField
                id="transfer-account"
                label=text!(language, transfer.account)
                bare=account.account.replace(' ', "")
                text=account.account
                copy
                copied
                failed
            />
            <CopyField
                id="transfer-amount"
                label=text!(language, transfer.amount)
                text=format::money(order.total)
                bare=format::plain_amount(order.total)
                copy
                copied
                failed
            />
            <CopyField
                id="transfer-reference"
                label=text!(language, transfer.reference)
                text=order.id.as_str().to_owned()
                copy
                copied
                failed
            />
        </div>
    }
}

/// In a demonstration the operator confirms at the press of a button, the right amount or another one (ORD-6).
#[component]
fn Confirmation(order: Order) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let total = order.total;
    let less = Money::from_fen(total.fen().saturating_sub(100));
    let id = order.id.clone();
    let confirming = Action::new_local(move |amount: &Money| {
        let (order, amount) = (id.clone(), *amount);
        async move {
            let told = shop.play(async |played| played.simulate_payment(&order, amount).await).await;
            browser::focus_if_lost(".order-state");
            told
        }
    });
    let failed = Signal::derive(move || confirming.value().get().and_then(Result::err));
    let busy = confirming.pending();
    view! {
        <Simulation legend=text!(language, transfer.simulated)>
            <div class="button-row">
                <Button busy on_press=move || { confirming.dispatch(total); }>{text!(language, transfer.confirm)}</Button>
                <Button busy on_press=move || { confirming.dispatch(less); }>{text!(language, transfer.confirm_less)}</Button>
            </div>
        </Simulation>
        <Failed failure=failed />
    }
}
