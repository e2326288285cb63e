//! The form while it is filled in: what was typed, the consent, and how far it has come (TRIAL-4).

use std::sync::Arc;

use leptos::prelude::*;
use rules::Catalogue;
use rules::calendar::Instant;
use rules::explain;
use rules::rejection::{Reason, Rejection};
use rules::trial::{CheckedForm, FormField, TrialForm};
use rules::vocabulary::{ApplicationId, Language, PersonId};
use serde::{Deserialize, Serialize};

use crate::browser;
use crate::browser::drafts;
use crate::site::use_language;
use crate::state::{use_catalogue, use_shop};
use crate::ui::{ERROR_SUMMARY, FieldProblem, Typed};

/// Ids of the fields.
pub(crate) const NAME: &str = "trial-name";
pub(crate) const PHONE: &str = "trial-phone";
pub(crate) const INDUSTRY: &str = "trial-industry";
pub(crate) const SIGNATURES: &str = "trial-signatures";
pub(crate) const CONSENT: &str = "trial-consent";

/// The heading of the review, which takes the focus.
const REVIEW: &str = ".trial-review h3";

/// The form while it is filled in.
#[derive(Clone, Copy, Debug)]
pub struct FormState {
    language: Language,
    catalogue: StoredValue<Arc<Catalogue>>,
    pub(crate) name: Typed,
    pub(crate) phone: Typed,
    pub(crate) industry: Typed,
    pub(crate) signatures: Typed,
    /// Whoever agreed: another person has to do it anew.
    agreed: RwSignal<Option<Agreed>>,
    person: Signal<Option<PersonId>>,
    /// Whether the person wanted to go on.
    went_on: RwSignal<bool>,
    reviews: RwSignal<bool>,
    key: RwSignal<Option<ApplicationId>>,
    /// What was sent; it is no draft any more.
    sent: RwSignal<Option<TrialForm>>,
}

/// Who agreed; nobody in particular where nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Agreed(Option<PersonId>);

/// What is kept through a reload; never the consent.
#[derive(Serialize, Deserialize)]
struct Draft {
    key: Option<ApplicationId>,
    form: TrialForm,
}

impl FormState {
    /// A form with this in it, of whoever is signed in.
    #[must_use]
    pub fn new(form: TrialForm) -> Self {
        let shop = use_shop();
        let person = Memo::new(move |_| {
            shop.standing().with(|standing| standing.session.as_ref().map(|session| session.person.id.clone()))
        });
        let agreed = form.consent.then(|| Agreed(person.get_untracked()));
        Self {
            language: use_language(),
            catalogue: StoredValue::new(use_catalogue()),
            name: Typed::new(form.contact_name),
            phone: Typed::new(form.contact_phone),
            industry: Typed::new(form.industry),
            signatures: Typed::new(form.expected_signatures),
            agreed: RwSignal::new(agreed),
            person: person.into(),
            went_on: RwSignal::new(false),
            reviews: RwSignal::new(false),
            key: RwSignal::new(None),
            sent: RwSignal::new(None),
        }
    }

    /// An empty form, or with what was typed into the draft of this name, which it keeps from now on.
    pub(crate) fn with_draft(name: &'static str) -> Self {
        let state = Self::new(TrialForm::default());
        Effect::new(move |began: Option<()>| {
            if began.is_none() {
                state.restore(name);
            }
            state.keep(name);
        });
        state
    }

    /// The form as it was typed.
    #[must_use]
    pub fn form(self) -> TrialForm {
        TrialForm { consent: self.agrees(), ..self.typed() }
    }

    /// Looks at the form: with mistakes they are told, without them it is shown once more for review.
    pub fn go_on(self) {
        for typed in [self.name, self.phone, self.industry, self.signatures] {
            typed.tell();
        }
        self.went_on.set(true);
        let is_right = untrack(|| self.form().check()).is_ok();
        self.reviews.set(is_right);
        browser::focus_when_shown(if is_right { REVIEW } else { ERROR_SUMMARY });
    }

    /// The form as it is understood, while it is reviewed.
    pub(crate) fn reviewed(self) -> Option<CheckedForm> {
        self.form().check().ok().filter(|_| self.reviews.get())
    }

    /// Back from the review, with everything that was typed.
    pub(crate) fn edit(self) {
        self.reviews.set(false);
        browser::focus_when_shown("#trial-name");
    }

    /// Whether this person agreed.
    pub(crate) fn agrees(self) -> bool {
        self.agreed.with(|agreed| agreed.as_ref().is_some_and(|Agreed(person)| *person == self.person.get()))
    }

    pub(crate) fn agree(self, agrees: bool) {
        self.agreed.set(agrees.then(|| Agreed(self.person.get_untracked())));
    }

    /// The key under which the form is sent: made once, and kept before it is (ORD-3).
    pub(crate) fn key(self, name: &str, now: Instant) -> ApplicationId {
        let key = self.key.get_untracked().unwrap_or_else(|| browser::fresh_application_key(now));
        self.key.set(Some(key.clone()));
        untrack(|| self.keep(name));
        key
    }

    /// It arrived: what stands there is a draft no more, and what comes next has a new key and a new consent.
    pub(crate) fn done(self) {
        self.sent.set(Some(untrack(|| self.typed())));
        self.done_for_now();
    }

    /// It arrived, and is sent once more when the person has signed in: it stays a draft, for a new key and a new consent.
    pub(crate) fn done_for_now(self) {
        self.agreed.set(None);
        self.key.set(None);
        self.went_on.set(false);
        self.reviews.set(false);
    }

    /// What is wrong with one field.
    pub(crate) fn problem(self, field: FormField) -> Option<String> {
        let reason = Reason::FormField { field };
        self.rejection().reasons.contains(&reason).then(|| self.sentence(&reason))
    }

    /// Whether the missing consent may be told.
    pub(crate) fn lacks_consent(self) -> bool {
        self.went_on.get() && !self.agrees()
    }

    /// What was wrong when the person wanted to go on, and still is.
    pub(crate) fn problems(self) -> Vec<FieldProblem> {
        if !self.went_on.get() {
            return Vec::new();
        }
        let reasons = self.rejection().reasons.into_iter();
        reasons
            .filter_map(|reason| Some(FieldProblem { field: place(&reason)?, sentence: self.sentence(&reason) }))
            .collect()
    }

    pub(crate) fn sentence(self, reason: &Reason) -> String {
        self.catalogue.with_value(|catalogue| explain::reason(reason, catalogue, self.language))
    }

    fn rejection(self) -> Rejection {
        self.form().check().err().unwrap_or_default()
    }

    fn typed(self) -> TrialForm {
        TrialForm {
            contact_name: self.name.text(),
            contact_phone: self.phone.text(),
            industry: self.industry.text(),
            expected_signatures: self.signatures.text(),
            consent: false,
        }
    }

    fn restore(self, name: &str) {
        let Some(draft) = drafts::read(name).and_then(|text| serde_json::from_str::<Draft>(&text).ok()) else {
            return;
        };
        self.name.set(draft.form.contact_name);
        self.phone.set(draft.form.contact_phone);
        self.industry.set(draft.form.industry);
        self.signatures.set(draft.form.expected_signatures);
        self.key.set(draft.key);
    }

    fn keep(self, name: &str) {
        let form = self.typed();
        let is_draft = form != TrialForm::default() && self.sent.with(|sent| sent.as_ref() != Some(&form));
        let draft = Draft { key: self.key.get(), form };
        let text = is_draft.then(|| serde_json::to_string(&draft).ok()).flatten();
        drafts::keep(name, text.as_deref());
    }
}

fn place(reason: &Reason) -> Option<&'static str> {
    match reason {
        Reason::FormField { field: FormField::ContactName } => Some(NAME),
        Reason::FormField { field: FormField::ContactPhone } => Some(PHONE),
        Reason::FormField { field: FormField::Industry } => Some(INDUSTRY),
        Reason::FormField { field: FormField::ExpectedSignatures } => Some(SIGNATURES),
        Reason::ConsentMissing => Some(CONSENT),
        _ => None,
    }
}
