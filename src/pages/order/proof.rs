//! The proof of a transfer: a picture or a document that is kept with the order until the operator has seen it.

use api::{TransferProof, UnfitProof};
use leptos::prelude::*;
use leptos::web_sys::{Event, HtmlInputElement};
use rules::format;
use rules::vocabulary::OrderId;

use crate::browser;
use crate::i18n::text;
use crate::parts::Failed;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Notice, Tone};

/// Why a chosen file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// It is of a kind or a size that is not taken.
    Unfit(UnfitProof),
    /// The browser could not read it.
    Unreadable,
}

/// Takes the file, and says which one is there.
#[component]
pub(super) fn ProofUpload(order: OrderId) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let id = StoredValue::new(order);
    let known = LocalResource::new(move || {
        // Another tab may have handed one in.
        shop.standing().track();
        let order = id.get_value();
        async move { shop.ask(async |backend| backend.transfer_proof(&order).await).await.ok().flatten() }
    });
    let not_taken = RwSignal::new(None::<NotTaken>);
    let keeping = Action::new_local(move |proof: &TransferProof| {
        let (order, proof) = (id.get_value(), proof.clone());
        async move { shop.act(async |backend| backend.keep_transfer_proof(&order, &proof).await).await }
    });
    let take = move |event: Event| {
        let input = event_target::<HtmlInputElement>(&event);
        let Some(file) = browser::chosen_file(&input) else {
            return;
        };
        not_taken.set(TransferProof::check(&file.media_type, file.size).err().map(NotTaken::Unfit));
        if not_taken.get_untracked().is_none() {
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
                None => not_taken.set(Some(NotTaken::Unreadable)),
            });
        }
    };
    let failed = Signal::derive(move || keeping.value().get().and_then(Result::err));
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
            <ProofOutcome there=Signal::derive(move || known.get().flatten()) not_taken />
            <Failed failure=failed />
        </div>
    }
}

/// Which proof is there, and why the file that was chosen last is not taken.
#[component]
pub fn ProofOutcome(
    /// The proof that was handed in.
    there: Signal<Option<TransferProof>>,
    /// Why the file is not taken, where it is not.
    #[prop(into)]
    not_taken: Signal<Option<NotTaken>>,
) -> impl IntoView {
    let language = use_language();
    let there = move || {
        there.get().map(|proof| {
            let size = format::count(proof.size.div_ceil(1024));
            let words = text!(language, transfer.proof_there, name = proof.name.as_str(), size = size);
            view! { <Notice tone=Tone::Info><p>{words}</p></Notice> }
        })
    };
    let problem = move || {
        not_taken.get().map(|why| match why {
            NotTaken::Unfit(UnfitProof::Kind) => text!(language, transfer.proof_kind),
            NotTaken::Unfit(UnfitProof::Size) => text!(language, transfer.proof_size),
            NotTaken::Unreadable => text!(language, transfer.proof_unreadable),
        })
    };
    view! {
        <p id="transfer-proof-problem" class="field-problem" role="alert">{problem}</p>
        <div role="status">{there}</div>
    }
}
