//! The proof of a transfer: a picture or a document that is kept with the order until the operator has seen it.

use api::{Failure, TransferProof};
use leptos::prelude::*;
use leptos::web_sys::{Event, HtmlInputElement};
use rules::format;
use rules::vocabulary::OrderId;
use rules::way_forward::Wish;

use crate::browser;
use crate::i18n::text;
use crate::parts::FailureNotice;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Notice, Tone};

/// Why a chosen file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unfit {
    Kind,
    Size,
    Unreadable,
}

/// Takes the file, and says which one is there.
#[component]
pub(super) fn ProofUpload(order: OrderId) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = StoredValue::new(order);
    let known = LocalResource::new(move || {
        let order = id.get_value();
        async move { shop.ask(async |backend| backend.transfer_proof(&order).await).await.ok().flatten() }
    });
    let unfit = RwSignal::new(None::<Unfit>);
    let keeping = Action::new_local(move |proof: &TransferProof| {
        let (order, proof) = (id.get_value(), proof.clone());
        async move {
            shop.act(async |backend| backend.keep_transfer_proof(&order, &proof).await).await?;
            known.refetch();
            Ok::<(), Failure>(())
        }
    });
    let take = move |event: Event| {
        let input = event_target::<HtmlInputElement>(&event);
        let Some(file) = browser::chosen_file(&input) else {
            return;
        };
        unfit.set(unfit_for(&file.media_type, file.size));
        if unfit.get_untracked().is_none() {
            let (name, media_type, size) = (file.name.clone(), file.media_type.clone(), file.size);
            browser::read_file(file, move |content| match content {
                Some(content) => {
                    keeping.dispatch(TransferProof {
                        name: name.clone(),
                        media_type: media_type.clone(),
                        size,
                        content,
                    });
                }
                None => unfit.set(Some(Unfit::Unreadable)),
            });
        }
    };
    let there = move || {
        known.get().flatten().map(|proof| {
            let size = format::count(proof.size.div_ceil(1024));
            let words = text!(language, transfer.proof_there, name = proof.name.as_str(), size = size);
            view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }
        })
    };
    let problem = move || {
        unfit.get().map(|unfit| match unfit {
            Unfit::Kind => text!(language, transfer.proof_kind),
            Unfit::Size => text!(language, transfer.proof_size),
            Unfit::Unreadable => text!(language, transfer.proof_unreadable),
        })
    };
    let failed = move || {
        let failure = keeping.value().get().and_then(Result::err);
        failure.map(|failure| view! { <FailureNotice failure wish=Wish::Other /> })
    };
    view! {
        <div class="proof">
            <label for="transfer-proof">{text!(language, transfer.proof)}</label>
            <p id="transfer-proof-help" class="quiet">{text!(language, transfer.proof_help)}</p>
            <input
                type="file"
                id="transfer-proof"
                accept="image/png,image/jpeg,application/pdf"
                aria-describedby="transfer-proof-help transfer-proof-problem"
                on:change=take
            />
            <p id="transfer-proof-problem" class="field-problem" role="alert">{problem}</p>
            <div role="status">{there}</div>
            {failed}
        </div>
    }
}

fn unfit_for(media_type: &str, size: u64) -> Option<Unfit> {
    if !TransferProof::MEDIA_TYPES.contains(&media_type) {
        return Some(Unfit::Kind);
    }
    (size == 0 || size > TransferProof::LARGEST).then_some(Unfit::Size)
}
