//! What ends soon and what runs low, above the pages of fee management (QUOTA-7).

use leptos::prelude::*;
use rules::explain;

use crate::i18n::text;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{Notice, Tone};

/// Everything that an administrator should know in time; nothing where there is nothing.
#[component]
pub(crate) fn EndingNotices() -> impl IntoView {
    let language = use_language();
    let catalogue = use_catalogue();
    let shop = use_shop();
    let sentences = Memo::new(move |_| {
        let low = shop.running_low();
        let ending = shop.ending_soon();
        let low = low.iter().map(|notice| explain::notice(notice, language));
        low.chain(ending.iter().map(|change| explain::ending(change, &catalogue, language))).collect::<Vec<_>>()
    });
    move || {
        let sentences = sentences.get();
        (!sentences.is_empty()).then(|| {
            let items = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> });
            view! {
                <section class="ending-notices" aria-label=text!(language, usage.notices)>
                    <Notice tone=Tone::Warning><ul>{items.collect_view()}</ul></Notice>
                </section>
            }
        })
    }
}
