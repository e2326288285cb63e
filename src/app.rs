//! The app: what every page is given, and which page an address leads to.

use std::sync::Arc;

use api::{ClientConfig, Failure};
use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;
use rules::Catalogue;
use service::Standing;

use crate::backend::Backend;
use crate::browser;
use crate::pages::account::AccountPage;
use crate::pages::add_ons::AddOnsPage;
pub use crate::pages::broken::{Broken, BrokenPage, BrokenPageProps};
use crate::pages::checkout::CheckoutPage;
use crate::pages::embed::EmbeddedTrialPage;
use crate::pages::help::HelpPage;
pub use crate::pages::help::{PlainAnswer, plain_answers};
use crate::pages::invoices::InvoicesPage;
pub use crate::pages::invoices::{Asked, InvoiceList, InvoiceListProps, RequestForm, RequestFormProps, RequestState};
use crate::pages::not_found::NotFound;
use crate::pages::order::OrderPage;
pub use crate::pages::order::{
    Enterprises, EnterprisesProps, NotTaken, ProofOutcome, ProofOutcomeProps, TrailEntries, TrailEntriesProps,
};
use crate::pages::orders::OrdersPage;
use crate::pages::pricing::PricingPage;
use crate::pages::sign_in::SignInPage;
use crate::pages::trial::TrialPage;
use crate::pages::usage::UsagePage;
pub use crate::parts::trial_form::{FormState, Purpose, TrialFormView, TrialFormViewProps};
pub use crate::parts::{Accounts, AccountsProps, CodeEntry, CodeEntryProps, PersonNames};
use crate::shell::Shell;
use crate::site::Site;
use crate::state::{Configured, Goods, HelpShown, Shop};

/// Everything that the app has to know before it shows anything.
pub struct Opening {
    /// Language and base path.
    pub site: Site,
    /// The configuration; none while prerendering, which knows nothing of where the site will be.
    pub config: Option<ClientConfig>,
    /// What is sold.
    pub catalogue: Arc<Catalogue>,
    /// Who is signed in, and what the account has.
    pub standing: Standing,
    /// The backend; none while prerendering, or where it could not be had.
    pub backend: Option<Backend>,
    /// Why it could not be had.
    pub trouble: Option<Failure>,
}

/// The app over an opening; gives it to `ready` the shop that it works with.
pub fn app(opening: Opening, ready: impl FnOnce(Shop)) -> impl IntoView {
    let base = opening.site.router_base();
    let shop = Shop::new(
        opening.catalogue.clone(),
        opening.site.channel,
        opening.standing,
        opening.backend,
        opening.trouble,
        opening.config.as_ref(),
    );
    provide_context(opening.site);
    provide_context(Configured(opening.config.map(Arc::new)));
    provide_context(Goods(opening.catalogue));
    provide_context(shop);
    provide_context(HelpShown(RwSignal::new(None)));
    ready(shop);
    view! {
        <Router base=base>
            <FocusOnNavigation />
            <Shell>
                <Routes fallback=NotFound>
                    <Route path=path!("") view=PricingPage />
                    <Route path=path!("pricing") view=PricingPage />
                    <Route path=path!("add-ons") view=AddOnsPage />
                    <Route path=path!("checkout") view=CheckoutPage />
                    <Route path=path!("orders/:order") view=OrderPage />
                    <Route path=path!("orders") view=OrdersPage />
                    <Route path=path!("account") view=AccountPage />
                    <Route path=path!("usage") view=UsagePage />
                    <Route path=path!("invoices") view=InvoicesPage />
                    <Route path=path!("help") view=HelpPage />
                    <Route path=path!("sign-in") view=SignInPage />
                    <Route path=path!("trial") view=TrialPage />
                    <Route path=path!("embed/trial") view=EmbeddedTrialPage />
                </Routes>
            </Shell>
        </Router>
    }
}

/// After a change of page the heading takes the focus, so that a screen reader says where one is.
#[component]
fn FocusOnNavigation() -> impl IntoView {
    let pathname = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = pathname.get();
        if before.is_some_and(|before| before != path) {
            request_animation_frame(|| browser::focus("main h1"));
        }
        path
    });
}
