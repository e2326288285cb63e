//! The ready-made customers of a demonstration, each with a history that the rules themselves decided.

use api::Session;
use chrono::TimeDelta;
use rules::Catalogue;
use rules::account::{Account, Activation, Certification, Event, Holder};
use rules::basket::{Basket, EditionChoice, PackChoice};
use rules::calendar::Instant;
use rules::catalogue::{AddOn, Sale, Validity};
use rules::context::{Actor, Context, Person};
use rules::decide::{Command, PlaceOrder, decide};
use rules::quote::quote;
use rules::rejection::Rejection;
use rules::vocabulary::{AccountId, Channel, OrderId, PaymentId, PersonId, Role, Roles, Term};
use serde::{Deserialize, Serialize};

/// A customer to slip into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Persona {
    /// A certified enterprise that has bought nothing yet.
    Experience,
    /// A certified enterprise in the middle of a year of the lowest edition, with a contract pack.
    Advanced,
    /// A certified enterprise whose professional year ends soon.
    ProfessionalNearEnd,
    /// An employee of the enterprise in the middle of its year, of no role that may buy.
    Employee,
    /// An employee of the same enterprise who manages its fees: buys and asks for invoices, and sees no order history.
    FeeManager,
    /// A large enterprise in the middle of a year of the highest edition.
    Flagship,
    /// A certified enterprise that is not activated on the web.
    NotActivated,
    /// An enterprise that is not certified.
    Uncertified,
    /// A person who buys for an enterprise before it is certified.
    Buyer,
}

impl Persona {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 9] = [
        Self::Experience,
        Self::Advanced,
        Self::ProfessionalNearEnd,
        Self::Employee,
        Self::FeeManager,
        Self::Flagship,
        Self::NotActivated,
        Self::Uncertified,
        Self::Buyer,
    ];

    /// The enterprises that the buyer has joined, and can bind an order to (BIND-3).
    pub const JOINED_BY_BUYER: [Self; 4] =
        [Self::Experience, Self::Advanced, Self::ProfessionalNearEnd, Self::Uncertified];

    /// What the buyer is there: binding asks for no role (BIND-3).
    #[must_use]
    pub fn buyer_roles() -> Roles {
        Roles::of(&[Role::Employee])
    }

    /// Its short name in addresses and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Experience => "experience",
            Self::Advanced => "advanced",
            Self::ProfessionalNearEnd => "professional-near-end",
            Self::Employee => "employee",
            Self::FeeManager => "fee-manager",
            Self::Flagship => "flagship",
            Self::NotActivated => "not-activated",
            Self::Uncertified => "uncertified",
            Self::Buyer => "buyer",
        }
    }

    /// Its account; an employee's is the one of the enterprise.
    #[must_use]
    pub fn account(self) -> AccountId {
        AccountId::new(&format!("demo-{}", self.owner().code()))
    }

    /// Whose history its account has: employees are persons in that of their enterprise, and have none of their own.
    const fn owner(self) -> Self {
        match self {
            Self::Employee | Self::FeeManager => Self::Advanced,
            owner => owner,
        }
    }

    /// The person.
    #[must_use]
    pub fn person(self) -> PersonId {
        let position = if self == self.owner() { "administrator" } else { "employee" };
        PersonId::new(&format!("demo-{}-{position}", self.code()))
    }

    /// The registered name of its enterprise, or the person's where it is a person's account.
    #[must_use]
    pub const fn holder_name(self) -> &'static str {
        match self {
            Self::Experience => "青禾样例贸易有限公司",
            Self::Advanced | Self::Employee | Self::FeeManager => "云帆样例科技有限公司",
            Self::Flagship => "海岳样例集团有限公司",
            Self::ProfessionalNearEnd => "远山样例制造有限公司",
            Self::NotActivated => "晨光样例物流有限公司",
            Self::Uncertified => "新芽样例设计有限公司",
            Self::Buyer => "许个人",
        }
    }

    /// The session of its person, who comes from the web console with a security phone just verified (BUY-3, BUY-4).
    #[must_use]
    pub fn session(self, now: Instant) -> Session {
        let (name, roles) = self.name_and_roles();
        let phone_verified_at = (self != Self::Buyer).then_some(now);
        let person = Person { id: self.person(), roles: Roles::of(roles), phone_verified_at };
        Session { account: self.account(), person, person_name: name.to_owned() }
    }

    /// The name of its person, and the roles in its account.
    pub(crate) const fn name_and_roles(self) -> (&'static str, &'static [Role]) {
        match self {
            Self::Experience => ("林样", &[Role::SuperAdmin]),
            Self::Advanced => ("周例", &[Role::SuperAdmin]),
            Self::ProfessionalNearEnd => ("陈示", &[Role::LegalRepresentative]),
            Self::Employee => ("孙员", &[Role::Employee]),
            Self::FeeManager => ("钱会", &[Role::FeeManager]),
            Self::Flagship => ("高集", &[Role::SuperAdmin]),
            Self::NotActivated => ("吴未", &[Role::SuperAdmin]),
            Self::Uncertified => ("郑新", &[Role::SuperAdmin]),
            Self::Buyer => ("许个人", &[]),
        }
    }

    /// What happened to its enterprise before `now`.
    ///
    /// # Errors
    /// Where the catalogue does not sell what the history needs.
    pub fn history(self, catalogue: &Catalogue, now: Instant) -> Result<Vec<Event>, Rejection> {
        let persona = self.owner();
        let mut telling = Telling { catalogue, persona, account: Account::new(self.account()), events: Vec::new() };
        match persona {
            Self::Experience => telling.open(days_before(now, 3))?,
            Self::NotActivated | Self::Uncertified | Self::Buyer => telling.open(days_before(now, 3))?,
            Self::Advanced | Self::Employee | Self::FeeManager => {
                telling.open(days_before(now, 160))?;
                telling.buy("order-1", edition(catalogue, 0), days_before(now, 140))?;
                if let Some(pack) = pack(catalogue) {
                    telling.buy("order-2", pack, days_before(now, 20))?;
                }
            }
            Self::ProfessionalNearEnd => {
                telling.open(days_before(now, 380))?;
                telling.buy("order-1", edition(catalogue, 1), days_before(now, 353))?;
            }
            Self::Flagship => {
                telling.open(days_before(now, 320))?;
                telling.buy("order-1", edition(catalogue, usize::MAX), days_before(now, 300))?;
            }
        }
        Ok(telling.events)
    }
}

/// A history while it is being told: each step is decided as it was then.
struct Telling<'a> {
    catalogue: &'a Catalogue,
    persona: Persona,
    account: Account,
    events: Vec<Event>,
}

impl Telling<'_> {
    fn open(&mut self, at: Instant) -> Result<(), Rejection> {
        let name = self.persona.holder_name().to_owned();
        let holder = match self.persona {
            Persona::Buyer => Holder::Person { person: self.persona.person(), name },
            persona => Holder::Enterprise {
                name,
                certification: match persona {
                    Persona::Uncertified => Certification::Uncertified,
                    _ => Certification::Certified,
                },
                activation: match persona {
                    Persona::NotActivated => Activation::NoSignAccount,
                    _ => Activation::Activated,
                },
                security_phone: "138****0000".to_owned(),
            },
        };
        self.tell(&Command::OpenAccount { holder }, at, Actor::System)
    }

    fn buy(&mut self, key: &str, basket: Basket, at: Instant) -> Result<(), Rejection> {
        let order = OrderId::new(&format!("{}-{key}", self.account.id.as_str()));
        let shown = quote(self.catalogue, Some(&self.account), &basket, at)?;
        let actor = Actor::Person(self.persona.session(at).person);
        let placing = PlaceOrder::online(
            order.clone(),
            basket,
            shown.digest(),
            Some(self.catalogue.purchase_terms.version.clone()),
        );
        self.tell(&Command::PlaceOrder(placing), at, actor)?;
        let payment = Command::ConfirmPayment {
            order: order.clone(),
            payment: PaymentId::new(&format!("{}-payment", order.as_str())),
            amount: shown.total,
        };
        self.tell(&payment, at, Actor::System)?;
        let due = crate::fulfilment::due_at(&order, at, self.catalogue);
        self.tell(&Command::DeliverOrder { order }, due, Actor::System)
    }

    fn tell(&mut self, command: &Command, now: Instant, actor: Actor) -> Result<(), Rejection> {
        let context = Context::new(now, Channel::Web, actor);
        let events = decide(self.catalogue, &self.account, command, &context)?;
        for event in &events {
            self.account.apply(event);
        }
        self.events.extend(events);
        Ok(())
    }
}

fn days_before(now: Instant, days: i64) -> Instant {
    now.checked_sub_signed(TimeDelta::days(days)).unwrap_or(now)
}

/// A year of the edition at this place from below, or of the highest where there are fewer.
fn edition(catalogue: &Catalogue, place: usize) -> Basket {
    let edition = catalogue.editions.get(place).or(catalogue.editions.last());
    let choice = edition.map(|edition| EditionChoice { edition: edition.code.clone(), term: Term::ONE });
    Basket { edition: choice, ..Basket::default() }
}

/// One pack of the smallest size of what goes with an edition, where anything does.
fn pack(catalogue: &Catalogue) -> Option<Basket> {
    let with_edition = |add_on: &&AddOn| add_on.validity == Validity::WithEdition;
    let add_on = catalogue.add_ons.iter().find(with_edition)?;
    let Sale::Packs { sizes, .. } = &add_on.sale else {
        return None;
    };
    let size = sizes.iter().map(|size| size.amount).min()?;
    let pack = PackChoice { add_on: add_on.code.clone(), size, quantity: 1 };
    Some(Basket { packs: vec![pack], ..Basket::default() })
}
