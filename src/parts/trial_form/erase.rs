//! Takes the consent back: what somebody left to be called by is erased.

use leptos::prelude::*;
use rules::vocabulary::ApplicationId;

use crate::browser;
use crate::i18n::text;
use crate::site::use_language;
use crate::state::use_shop;
use crate::ui::{Button, ButtonKind};

/// The button that erases the contact of an application or a lead, where one is kept.
#[component]
pub(crate) fn EraseContact(
    key: ApplicationId,
    /// What else is to be forgotten then.
    #[prop(optional)]
    on_erased: Option<Callback<()>>,
) -> impl IntoView {
    let language = use_language();
    let shop = use_shop();
    let key = StoredValue::new(key);
    let looking = Action::new_local(move |(): &()| {
        let key = key.get_value();
        async move { shop.ask(async |backend| backend.has_contact(&key).await).await }
    });
    Effect::new(move || {
        looking.dispatch(());
    });
    let erasing = Action::new_local(move |(): &()| {
        let key = key.get_value();
        async move {
            let erased = shop.act(async |backend| backend.erase_contact(&key).await).await;
            if let (Ok(()), Some(on_erased)) = (&erased, on_erased) {
                on_erased.run(());
            }
            browser::focus_if_lost(".erased");
            erased
        }
    });
    // A failure shows itself above the page.
    let is_erased = move || matches!(erasing.value().get(), Some(Ok(())));
    let is_kept = move || matches!(looking.value().get(), Some(Ok(true)));
    let erase = move || {
        erasing.dispatch(());
    };
    view! {
        <div class="erase" role="status">
            <Show when=move || is_kept() && !is_erased()>
                <Button kind=ButtonKind::Quiet busy=erasing.pending() on_press=erase>
                    {text!(language, trial.erase)}
                </Button>
            </Show>
            <Show when=is_erased>
                <p class="erased quiet" tabindex="-1">{text!(language, trial.erased)}</p>
            </Show>
        </div>
    }
}
