//! The enterprises and people of one sequence, under names that no other sequence has.

use rules::account::{Activation, Certification};
use rules::vocabulary::{AccountId, ApplicationId, InvoiceId, OrderId, PersonId, Role, Roles, SubjectId};
use service::EnterpriseReport;

use super::step::Who;

/// Everybody has this name.
pub(super) const NAME: &str = "何一";

#[derive(Clone, Copy, Debug)]
pub(super) struct Cast {
    /// Of this sequence alone; eight digits at most.
    pub(super) number: u32,
}

impl Cast {
    /// The enterprise that most of it is about, or the other one.
    pub(super) fn enterprise(self, other: bool) -> AccountId {
        AccountId::new(&format!("s{}-{}", self.number, if other { "other" } else { "enterprise" }))
    }

    pub(super) fn person(self, who: Who) -> PersonId {
        PersonId::new(&format!("s{}-{who:?}", self.number).to_lowercase())
    }

    /// The account that somebody acts for.
    pub(super) fn account(self, who: Who) -> AccountId {
        match who {
            Who::Buyer => AccountId::new(&format!("person-{}", self.person(who).as_str())),
            _ => self.enterprise(false),
        }
    }

    /// The memberships that it begins with.
    pub(super) fn members(self) -> Vec<(AccountId, Who, Roles)> {
        let member = |other, who, role| (self.enterprise(other), who, Roles::of(&[role]));
        vec![
            member(false, Who::Administrator, Role::SuperAdmin),
            member(false, Who::FeeManager, Role::FeeManager),
            member(false, Who::Employee, Role::Employee),
            member(false, Who::Buyer, Role::Employee),
            member(true, Who::Buyer, Role::Employee),
        ]
    }

    pub(super) fn report(self, other: bool, certification: Certification, activation: Activation) -> EnterpriseReport {
        let name = if other { "远山样例制造有限公司" } else { "初雪样例有限公司" };
        let security_phone = format!("137{:08}", self.number);
        EnterpriseReport { name: name.to_owned(), certification, activation, security_phone }
    }

    /// A phone of somebody's own.
    pub(super) fn phone(self, who: Who) -> String {
        let beginning = match who {
            Who::Visitor | Who::Administrator => "136",
            Who::FeeManager => "135",
            Who::Employee => "134",
            Who::Buyer => "133",
        };
        format!("{beginning}{:08}", self.number)
    }

    /// From where they ask.
    pub(super) fn address(self) -> String {
        format!("2001:db8:{:x}:{:x}::1", self.number >> 16, self.number & 0xffff)
    }

    pub(super) fn order(self, number: u8) -> OrderId {
        OrderId::new(&format!("s{}-order-{number}", self.number))
    }

    pub(super) fn application(self, number: u8) -> ApplicationId {
        ApplicationId::new(&format!("s{}-application-{number}", self.number))
    }

    pub(super) fn lead(self, number: u8) -> ApplicationId {
        ApplicationId::new(&format!("s{}-lead-{number}", self.number))
    }

    pub(super) fn invoice(self, number: u8) -> InvoiceId {
        InvoiceId::new(&format!("s{}-invoice-{number}", self.number))
    }

    pub(super) fn contract(self, number: u8) -> SubjectId {
        SubjectId::new(&format!("s{}-contract-{number:02}", self.number))
    }
}
