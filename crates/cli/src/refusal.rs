//! Refusals as the results tell them: each reason with its rule and the ways out that are open.

use rules::Catalogue;
use rules::account::Account;
use rules::add_on_offer::AddOnOffer;
use rules::basket::{Basket, IntegrationChoice};
use rules::context::Context;
use rules::explain::line_rules;
use rules::question::Answer;
use rules::quote::{Alternative, Quote};
use rules::rejection::{Reason, Rejection, Remedy};
use rules::vocabulary::Term;
use rules::way_forward::{Refused, Wish, ways_out};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// A reason with its rule and the ways out.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) remedies: Vec<Remedy>,
}

impl Serialize for Refusal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serde_json::to_value(&self.reason).map_err(S::Error::custom)?;
        if let Value::Object(fields) = &mut fields {
            fields.insert("rule".to_owned(), self.reason.rule().into());
            fields.insert("remedies".to_owned(), json!(self.remedies));
        }
        fields.serialize(serializer)
    }
}

/// Whose cases are decided, and in which circumstances.
#[derive(Clone, Copy)]
pub(crate) struct Standpoint<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) account: Option<&'a Account>,
    pub(crate) context: &'a Context,
}

impl Standpoint<'_> {
    /// Each reason against a wish, with the ways out.
    pub(crate) fn refusals(self, rejection: &Rejection, wish: &Wish) -> Vec<Refusal> {
        let refused = Refused { catalogue: self.catalogue, account: self.account, context: self.context, wish };
        let reasons = ways_out(rejection, &refused).into_iter();
        reasons.map(|(reason, remedies)| Refusal { reason, remedies }).collect()
    }

    /// An answer to a wish as JSON: with the ways out of each refusal in it, and the rules behind each line of a quote.
    pub(crate) fn told(self, answer: &Answer, wish: &Wish) -> Value {
        let mut told = serde_json::to_value(answer).unwrap_or_default();
        let Some(value) = told.get_mut("value") else {
            return told;
        };
        match answer {
            Answer::EditionOffers(offers) => {
                for (offer, told) in offers.iter().zip(items(value)) {
                    let buy = Wish::edition(offer.edition.clone(), Term::ONE);
                    for (field, result) in [("buy", &offer.buy), ("renew", &offer.renew), ("upgrade", &offer.upgrade)] {
                        self.tell(told.get_mut(field), result, &buy);
                    }
                    self.tell(told.get_mut("trial"), &offer.trial, &Wish::Trial(offer.edition.clone()));
                }
            }
            Answer::AddOnOffers(offers) => {
                for (offer, told) in offers.iter().zip(items(value)) {
                    let wish = self.add_on_wish(offer);
                    self.tell(told.get_mut("buy"), &offer.buy, &wish);
                    for (term, told) in offer.terms.iter().zip(told.get_mut("terms").into_iter().flat_map(items)) {
                        let choice = IntegrationChoice { add_on: offer.add_on.clone(), term: term.term };
                        let wish = Wish::Basket(Basket { integrations: vec![choice], ..Basket::default() });
                        self.tell(told.get_mut("period"), &term.period, &wish);
                    }
                }
            }
            Answer::Alternatives(alternatives) => {
                for (other, told) in alternatives.iter().zip(items(value)) {
                    self.tell(told.get_mut("total"), &other.total, &alternative_wish(other, wish));
                }
            }
            Answer::Permissions(allowed) => {
                let fields = [
                    ("balances", &allowed.balances),
                    ("purchase", &allowed.purchase),
                    ("order_history", &allowed.order_history),
                    ("invoice", &allowed.invoice),
                ];
                for (field, result) in fields {
                    self.tell(value.get_mut(field), result, &Wish::Other);
                }
            }
            Answer::Quote(quote) => tell_rules(value, quote),
            _ => {}
        }
        told
    }

    /// An add-on alone, as a wish.
    pub(crate) fn add_on_wish(self, offer: &AddOnOffer) -> Wish {
        self.catalogue.add_on(&offer.add_on).map_or(Wish::Other, Wish::add_on)
    }

    fn tell<T>(self, told: Option<&mut Value>, result: &Result<T, Rejection>, wish: &Wish) {
        if let (Some(told), Err(rejection)) = (told, result) {
            *told = json!({"Err": {"reasons": self.refusals(rejection, wish)}});
        }
    }
}

/// What an alternative to a wish would be.
pub(crate) fn alternative_wish(other: &Alternative, wish: &Wish) -> Wish {
    let asked = if let Wish::Basket(basket) = wish { basket.clone() } else { Basket::default() };
    Wish::Basket(Basket { edition: Some(other.edition.clone()), ..asked })
}

fn tell_rules(value: &mut Value, quote: &Quote) {
    for (line, told) in quote.lines.iter().zip(value.get_mut("lines").into_iter().flat_map(items)) {
        if let Value::Object(fields) = told {
            fields.insert("rules".to_owned(), json!(line_rules(line)));
        }
    }
}

fn items(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}
