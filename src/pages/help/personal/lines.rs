//! The sentence for each question that the account has something to say to.

use rules::account::{Account, Activation, Changed, Holder, Order, OrderState};
use rules::basket::{Basket, EditionChoice};
use rules::calendar::{Instant, days_between};
use rules::catalogue::UpgradePolicy;
use rules::explain;
use rules::format;
use rules::money::Money;
use rules::offer::{EditionOffer, Standing};
use rules::quote::unused_value;
use rules::rejection::{Reason, Rejection};
use rules::timeline::TimelineView;
use rules::vocabulary::{Channel, QuotaKind, Term};

use super::{Known, Line};
use crate::i18n::text;
use crate::routes::Page;

impl Known {
    /// What there is to add to an answer, by its id.
    pub(in crate::pages::help) fn line(&self, answer: &str) -> Option<Line> {
        match answer {
            "editions" => self.edition(),
            "term" => self.end(),
            "after-the-end" => self.afterwards(),
            "use-freely" | "balances" | "used-up" => self.left(),
            "how-to-buy" => self.buying(),
            "not-activated" => self.activation(),
            "phone-verification" => self.phone(),
            "renewal" => self.renewal(),
            "upgrade" => self.credit(),
            "clearing" => self.clearing(),
            "which-add-ons" => self.sold_add_ons(),
            "add-on-validity" => self.packs(),
            "api-access" => self.integration(),
            "trial" => self.trial_open(),
            "after-the-trial" => self.trial(),
            "delivery" => self.order(|state| matches!(state, OrderState::Provisioning { .. })),
            "unpaid-orders" => self.order(|state| *state == OrderState::Unpaid),
            "held-money" => self.order(|state| matches!(state, OrderState::NeedsAttention { .. })),
            "roles" => self.roles(),
            "invoices-and-vat" => self.invoices(),
            "before-certification" => self.certification(),
            "binding" => self.waiting_order(),
            _ => None,
        }
    }

    /// The account of an enterprise; a person's has none of what is said of enterprises.
    fn enterprise(&self) -> Option<&Account> {
        matches!(self.account.holder, Some(Holder::Enterprise { .. })).then_some(&self.account)
    }

    /// The same, in the channels that show enterprises (CH-9).
    fn shown(&self) -> Option<&Account> {
        self.enterprise().filter(|_| self.channel != Channel::PersonalMiniProgram)
    }

    /// The same, where this person sees what it has.
    fn visible(&self) -> Option<&Account> {
        self.enterprise().filter(|_| self.permissions.balances.is_ok())
    }

    fn edition(&self) -> Option<Line> {
        let edition = self.visible()?.effective_edition(self.now);
        let name = self.catalogue.edition_name(&edition, self.language);
        Some(Line::new(text!(self.language, answers.p_edition, edition = name)))
    }

    fn end(&self) -> Option<Line> {
        let account = self.visible()?;
        let (paid, end) = account.in_force(self.now).zip(account.paid_end(self.now))?;
        Some(Line::new(text!(
            self.language,
            answers.p_end,
            edition = self.catalogue.edition_name(&paid.edition, self.language),
            left = self.time_until(end),
            end = format::date_time(end, self.language)
        )))
    }

    /// In days, and on the last of them in hours.
    fn time_until(&self, end: Instant) -> String {
        match days_between(self.now, end) {
            days if days > 0 => format::days(days, self.language),
            _ => format::time_left(end.signed_duration_since(self.now), self.language),
        }
    }

    fn afterwards(&self) -> Option<Line> {
        let account = self.visible()?;
        let Some(end) = account.paid_end(self.now) else {
            return Some(Line::new(text!(self.language, answers.p_none).to_owned()));
        };
        let then = account.effective_edition(end);
        let name = self.catalogue.edition_name(&then, self.language);
        let end = format::date_time(end, self.language);
        Some(Line::new(text!(self.language, answers.p_then, end = end, edition = name)))
    }

    fn left(&self) -> Option<Line> {
        let account = self.visible()?;
        let balances = QuotaKind::ALL.map(|quota| (quota, account.balance(quota, self.now)));
        let units = balances.iter().filter(|(_, balance)| balance.left() > 0);
        let units: Vec<String> =
            units.map(|(quota, balance)| explain::units(*quota, balance.left(), self.language)).collect();
        Some(Line::new(if units.is_empty() {
            text!(self.language, answers.p_nothing_left).to_owned()
        } else {
            text!(self.language, answers.p_left, units = format::list(&units, self.language))
        }))
    }

    /// Whether somebody like this may buy, and otherwise why not (BUY-2, BUY-3, ROLE-3).
    fn buying(&self) -> Option<Line> {
        self.enterprise()?;
        let answers: Vec<_> = self.offers.iter().filter_map(EditionOffer::primary).collect();
        if answers.iter().any(|(_, answer)| answer.as_ref().err().is_none_or(Rejection::is_cleared_in_checkout)) {
            return Some(Line::new(text!(self.language, answers.p_may_buy).to_owned()));
        }
        let rejection = answers.iter().find_map(|(_, answer)| answer.as_ref().err())?;
        let reasons = rejection.reasons.iter().filter(|reason| reason.is_about_person());
        self.sentences(reasons)
    }

    fn sentences<'a>(&self, reasons: impl Iterator<Item = &'a Reason>) -> Option<Line> {
        let sentences: Vec<String> =
            reasons.map(|reason| explain::reason(reason, &self.catalogue, self.language)).collect();
        (!sentences.is_empty()).then(|| Line::new(sentences.join(" ")))
    }

    /// Activated alone does not let an enterprise buy (BUY-2).
    fn activation(&self) -> Option<Line> {
        let account = self.enterprise()?;
        match account.activation()? {
            Activation::Activated => {
                account.is_certified().then(|| Line::new(text!(self.language, answers.p_activated).to_owned()))
            }
            cause => self.sentences([Reason::NotActivated { cause }].iter()),
        }
    }

    /// BUY-4 is asked on the web alone, of those who buy or ask for invoices.
    fn phone(&self) -> Option<Line> {
        let is_asked = self.permissions.purchase.is_ok() || self.permissions.invoice.is_ok();
        let Some(Holder::Enterprise { security_phone, .. }) = &self.account.holder else {
            return None;
        };
        if self.channel != Channel::Web || !is_asked {
            return None;
        }
        Some(Line::new(match self.permissions.phone_verified_until {
            Some(until) => {
                text!(self.language, answers.p_phone, until = format::date_time(until, self.language))
            }
            None => text!(self.language, answers.p_phone_not, phone = security_phone),
        }))
    }

    fn renewal(&self) -> Option<Line> {
        self.visible()?;
        self.offers.iter().find_map(|offer| match offer.standing {
            Standing::InForce { paid_end }
                if offer.renew.as_ref().err().is_none_or(Rejection::is_cleared_in_checkout) =>
            {
                let choice = EditionChoice { edition: offer.edition.clone(), term: Term::ONE };
                let page = Page::Checkout(Basket { edition: Some(choice), ..Basket::default() });
                let end = format::date_time(paid_end, self.language);
                let line = Line::new(text!(self.language, answers.p_renewal, end = end));
                Some(line.to(page, text!(self.language, answers.to_renewal)))
            }
            _ => None,
        })
    }

    /// BUY-9, for those who may buy: it tells what was paid.
    fn credit(&self) -> Option<Line> {
        let account = self.visible().filter(|_| self.permissions.purchase.is_ok())?;
        let is_credited = self.catalogue.policies.upgrade == UpgradePolicy::NewTermWithCredit;
        let can_go_higher = self.offers.iter().any(|offer| offer.standing == Standing::Higher);
        let credit = unused_value(account, self.now).map(|credit| credit.total).filter(|total| *total > Money::ZERO)?;
        (is_credited && can_go_higher)
            .then(|| Line::new(text!(self.language, answers.p_credit, credit = format::money(credit))))
    }

    /// The first end of batches that clears anything (QUOTA-5).
    fn clearing(&self) -> Option<Line> {
        let changes = self.visible()?.outlook(self.now).changes;
        let cleared = changes.iter().filter_map(|change| match change.what {
            Changed::BatchCleared { quota, left, .. } if left > 0 => Some((change.at, quota, left)),
            _ => None,
        });
        let cleared: Vec<_> = cleared.collect();
        let at = cleared.first()?.0;
        let together = QuotaKind::ALL.into_iter().filter_map(|quota| {
            let same = cleared.iter().filter(|(when, what, _)| *when == at && *what == quota);
            let left: u64 = same.map(|(_, _, left)| u64::from(*left)).sum();
            (left > 0).then(|| explain::units(quota, left, self.language))
        });
        let units = format::list(&together.collect::<Vec<_>>(), self.language);
        let at = format::date_time(at, self.language);
        Some(Line::new(text!(self.language, answers.p_cleared, at = at, units = units)))
    }

    fn sold_add_ons(&self) -> Option<Line> {
        self.visible()?;
        let add_ons = format::list(&self.add_ons, self.language);
        (!add_ons.is_empty()).then(|| Line::new(text!(self.language, answers.p_add_ons, names = add_ons)))
    }

    /// What is left of packs that end with the edition (ADD-5).
    fn packs(&self) -> Option<Line> {
        let outlook = self.visible()?.outlook(self.now);
        let packs = outlook.batches.iter().filter(|batch| batch.batch.source.follows_edition() && batch.left > 0);
        let packs: Vec<_> = packs.collect();
        let end = packs.first()?.batch.period.end;
        let left: u64 = packs.iter().map(|batch| u64::from(batch.left)).sum();
        let units = explain::units(packs.first()?.batch.quota, left, self.language);
        let end = format::date_time(end, self.language);
        Some(Line::new(text!(self.language, answers.p_packs, units = units, end = end)))
    }

    fn integration(&self) -> Option<Line> {
        let end = self.visible()?.integration_end(self.now)?;
        Some(Line::new(text!(self.language, answers.p_integration, end = format::date_time(end, self.language))))
    }

    /// Which editions can be tried, or why none can (TRIAL-1, TRIAL-3).
    fn trial_open(&self) -> Option<Line> {
        self.enterprise()?;
        let open: Vec<_> = self.offers.iter().filter(|offer| offer.trial.is_ok()).collect();
        if let Some(highest) = open.last() {
            let name = |code| self.catalogue.edition_name(code, self.language).to_owned();
            let names: Vec<String> = open.iter().map(|offer| name(&offer.edition)).collect();
            let editions = format::list(&names, self.language);
            let line = Line::new(text!(self.language, answers.p_trial_open, editions = editions));
            let page = Page::Trial(Some(highest.edition.clone()));
            return Some(line.to(page, text!(self.language, answers.to_trial)));
        }
        self.sentences(self.offers.last()?.trial.as_ref().err()?.reasons.iter())
    }

    fn trial(&self) -> Option<Line> {
        let account = self.visible()?;
        let trial = account.trial.as_ref()?;
        let edition = self.catalogue.edition_name(&trial.edition, self.language);
        let end = trial.period.end;
        if end <= self.now {
            let end = format::date_time(end, self.language);
            return Some(Line::new(text!(self.language, answers.p_trial_ended, edition = edition, end = end)));
        }
        let then = account.effective_edition(end);
        let line = Line::new(text!(
            self.language,
            answers.p_trial_running,
            edition = edition,
            left = format::time_left(end.signed_duration_since(self.now), self.language),
            then = self.catalogue.edition_name(&then, self.language)
        ));
        Some(line.to(Page::Account(TimelineView::default()), text!(self.language, answers.to_account)))
    }

    /// The latest order in such a state, of those that the person sees (ORD-7, ROLE-6, ROLE-7).
    fn order(&self, is_meant: impl Fn(&OrderState) -> bool) -> Option<Line> {
        let order = self.orders.iter().rev().find(|order| is_meant(&order.state_at(self.now)))?;
        let outlook = explain::order_outlook(order, self.now, &self.catalogue, self.language);
        Some(self.about_order(order, &outlook))
    }

    fn about_order(&self, order: &Order, outlook: &str) -> Line {
        let line =
            Line::new(text!(self.language, answers.p_order, total = format::money(order.total), outlook = outlook));
        line.to(Page::Order(order.id.clone()), text!(self.language, answers.to_order))
    }

    fn waiting_order(&self) -> Option<Line> {
        let (order, sentence) = self.waiting.last()?;
        Some(self.about_order(order, sentence))
    }

    /// Invoices are asked for on the web alone (CH-8).
    fn roles(&self) -> Option<Line> {
        self.shown()?;
        let language = self.language;
        let may_invoice = self.channel == Channel::Web && self.permissions.invoice.is_ok();
        let may = [
            (self.permissions.balances.is_ok(), text!(language, answers.p_roles_balances)),
            (self.permissions.purchase.is_ok(), text!(language, answers.p_roles_purchase)),
            (self.permissions.order_history.is_ok(), text!(language, answers.p_roles_history)),
            (may_invoice, text!(language, answers.p_roles_invoice)),
        ];
        let what: Vec<String> = may.iter().filter(|(may, _)| *may).map(|(_, what)| (*what).to_owned()).collect();
        let what = format::list(&what, language);
        (!what.is_empty()).then(|| Line::new(text!(language, answers.p_roles, what = what)))
    }

    /// CH-8: here on the web alone.
    fn invoices(&self) -> Option<Line> {
        self.enterprise().filter(|_| self.channel == Channel::Web)?;
        match &self.permissions.invoice {
            Ok(()) => Some(Line::new(text!(self.language, answers.p_invoice).to_owned())),
            Err(rejection) => self.sentences(rejection.reasons.iter()),
        }
    }

    fn certification(&self) -> Option<Line> {
        let is_certified = self.shown()?.is_certified();
        Some(Line::new(if is_certified {
            text!(self.language, answers.p_certified).to_owned()
        } else {
            text!(self.language, answers.p_uncertified).to_owned()
        }))
    }
}
