//! What of the lists is looked at: the words that are searched for and the pages, as the address holds them.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::parts::Search;
use crate::routes::{InvoiceView, Page};
use crate::site::use_site;

/// What of the lists is looked at.
#[derive(Clone, Copy)]
pub struct Looking {
    view: Memo<InvoiceView>,
    search: Search,
    write: StoredValue<Box<dyn Fn(InvoiceView)>, LocalStorage>,
}

impl Looking {
    /// What the address asks for.
    pub(super) fn at_address() -> Self {
        let query = use_query_map();
        let view = Memo::new(move |_| query.with(InvoiceView::from_query));
        let (site, navigate) = (use_site(), use_navigate());
        Self::new(view, move |view| {
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&site.path(&Page::InvoicesAt(view)), options);
        })
    }

    /// What is asked for, and how something else is.
    #[must_use]
    pub fn new(view: Memo<InvoiceView>, write: impl Fn(InvoiceView) + 'static) -> Self {
        let write = StoredValue::new_local(Box::new(write) as Box<dyn Fn(InvoiceView)>);
        let named = Memo::new(move |_| view.with(|view| view.find.clone()));
        let search = Search::new(named, move |find| {
            write.with_value(|write| write(InvoiceView { find, page: 1, ..view.get_untracked() }));
        });
        Self { view, search, write }
    }

    /// The search among the orders.
    pub(super) const fn search(self) -> Search {
        self.search
    }

    /// Which page of the orders; the first of what is searched for, also before the address says so.
    pub(super) fn order_page(self) -> usize {
        let query = self.search.query();
        self.view.with(|view| if query.with(|query| *query == view.find) { view.page } else { 1 })
    }

    /// Which page of the invoices.
    pub(super) fn invoice_page(self) -> usize {
        self.view.with(|view| view.invoices)
    }

    /// Turns to another page of the orders that are found.
    pub(super) fn turn_orders(self, page: usize) {
        let find = self.search.query().get_untracked();
        self.look(InvoiceView { find, page, ..self.view.get_untracked() });
    }

    /// Turns to another page of the invoices.
    pub(super) fn turn_invoices(self, page: usize) {
        self.look(InvoiceView { invoices: page, ..self.view.get_untracked() });
    }

    fn look(self, view: InvoiceView) {
        if self.view.with_untracked(|known| *known != view) {
            self.write.with_value(|write| write(view));
        }
    }
}
