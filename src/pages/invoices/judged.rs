//! What is wrong with the invoice that is asked for, while it is filled in (INV-2, INV-3).

use leptos::prelude::*;
use rules::account::{InvoiceKind, TitleHolder};
use rules::credit_code::{CreditCode, suggestion};
use rules::explain;
use rules::invoice::{InvoiceField, TitleProblem};
use rules::rejection::Reason;

use super::state::{ACCOUNT, ADDRESS, Asked, BANK, CODE, NAME, ORDERS, ORDINARY, PHONE, RequestState};
use crate::ui::FieldProblem;

impl RequestState {
    /// What is wrong with one detail of the title.
    pub(super) fn problem(self, field: InvoiceField) -> Option<String> {
        let problems = self.title_problems();
        problems.iter().find(|problem| problem.field == field).map(|problem| self.detail_sentence(problem))
    }

    /// Why this kind cannot be made out to this holder (INV-2).
    pub(super) fn kind_problem(self) -> Option<String> {
        let refused = self.kind() == InvoiceKind::Special && self.holder() != TitleHolder::Company;
        refused.then(|| self.sentence(&Reason::SpecialForCompanies))
    }

    /// What was wrong when the person wanted to go on, and still is.
    pub(super) fn problems(self) -> Vec<FieldProblem> {
        if self.went_on.get() { self.wrong() } else { Vec::new() }
    }

    /// How the credit code is understood, where that is not what stands there.
    pub(super) fn code_read(self) -> Option<CreditCode> {
        let typed = self.code.text();
        CreditCode::try_from(typed.as_str()).ok().filter(|code| code.as_str() != typed)
    }

    /// The credit code that was probably meant, where the one that stands there is wrong.
    pub(super) fn code_suggested(self) -> Option<CreditCode> {
        let typed = self.code.text();
        suggestion(&typed).filter(|_| CreditCode::try_from(typed.as_str()).is_err())
    }

    /// Everything that is wrong, in the order of the form.
    pub(super) fn wrong(self) -> Vec<FieldProblem> {
        let has_none = self.chosen.with(Vec::is_empty);
        let no_orders = has_none.then(|| self.sentence(&Reason::InvoiceOrdersMissing));
        let impossible = self.impossible().into_iter().map(|(order, reason)| self.order_sentence(&order, &reason));
        let orders = no_orders.into_iter().chain(impossible).map(|sentence| FieldProblem { field: ORDERS, sentence });
        let kind = self.kind_problem().map(|sentence| FieldProblem { field: ORDINARY, sentence });
        let details = self.title_problems();
        let details = details
            .iter()
            .map(|problem| FieldProblem { field: place(problem.field), sentence: self.detail_sentence(problem) });
        orders.chain(kind).chain(details).collect()
    }

    fn title_problems(self) -> Vec<TitleProblem> {
        let Asked { kind, title, .. } = self.asked();
        title.check(kind)
    }

    fn detail_sentence(self, problem: &TitleProblem) -> String {
        self.catalogue.with_value(|catalogue| explain::title_problem(problem, catalogue, self.language))
    }
}

const fn place(field: InvoiceField) -> &'static str {
    match field {
        InvoiceField::Name => NAME,
        InvoiceField::CreditCode => CODE,
        InvoiceField::Address => ADDRESS,
        InvoiceField::Phone => PHONE,
        InvoiceField::Bank => BANK,
        InvoiceField::Account => ACCOUNT,
    }
}
