//! Who may ask for invoices, and who sees which of those that there are (ROLE-5, CH-8, BUY-4, CH-9).

use crate::account::{Account, Invoice};
use crate::catalogue::Catalogue;
use crate::context::{Actor, Context, Person};
use crate::decide::permission::phone_is_verified;
use crate::permissions::{member, visible_history};
use crate::rejection::{ChannelRule, Handover, Reason, Rejection};
use crate::vocabulary::Channel;

/// Whether this person may ask for invoices here and now, whatever the orders and the title (ROLE-5, CH-8, BUY-4).
///
/// # Errors
/// Every reason against it.
pub fn may_ask(catalogue: &Catalogue, account: Option<&Account>, context: &Context) -> Result<(), Rejection> {
    let (account, person) = member(account, context)?;
    let mut against = Rejection::default();
    asking(catalogue, account, person, context, &mut against);
    against.into_result()
}

/// The account, where this person may see in whose names its invoices are made out, and have their documents: whoever may
/// ask for them (ROLE-5), where one can ask (CH-8); the phone is not needed for it.
///
/// # Errors
/// Every reason against it.
pub fn seeing_titles<'a>(account: Option<&'a Account>, context: &Context) -> Result<&'a Account, Rejection> {
    let (account, person) = member(account, context)?;
    let mut against = Rejection::default();
    role_and_channel(account, person, context.channel, &mut against);
    against.into_result()?;
    Ok(account)
}

/// The invoices of an account without their titles: for whoever may ask for them, and for whoever sees the order history
/// (ROLE-5, ROLE-4), in every channel that shows the enterprise (CH-9). In the order in which they were requested.
///
/// # Errors
/// Nobody signed in, another role, or another channel.
pub fn visible_invoices<'a>(account: Option<&'a Account>, context: &Context) -> Result<&'a [Invoice], Rejection> {
    let (account, person) = member(account, context)?;
    if asking_role(account, person).is_ok() && context.channel != Channel::PersonalMiniProgram {
        return Ok(&account.invoices);
    }
    visible_history(Some(account), context).map(|account| account.invoices.as_slice())
}

/// ROLE-5, CH-8, and on the web BUY-4.
pub(super) fn asking(
    catalogue: &Catalogue,
    account: &Account,
    person: &Person,
    context: &Context,
    against: &mut Rejection,
) {
    role_and_channel(account, person, context.channel, against);
    let window_minutes = catalogue.policies.security_phone_minutes;
    if context.channel == Channel::Web && !phone_is_verified(person, window_minutes, context.now) {
        against.add(Reason::PhoneNotVerified { window_minutes });
    }
}

/// Whether somebody of this role asks for the invoices of this account: of an enterprise's, which its orders belong to
/// (ROLE-5, INV-3).
///
/// # Errors
/// Another role, or a person's own account.
pub(crate) fn asking_role(account: &Account, person: &Person) -> Result<(), Reason> {
    if account.person().is_some() {
        return Err(Reason::InvoicedByEnterprise);
    }
    if person.roles.may_invoice() { Ok(()) } else { Err(Reason::InvoiceRoleMissing) }
}

/// ROLE-5, CH-8.
fn role_and_channel(account: &Account, person: &Person, channel: Channel, against: &mut Rejection) {
    against.add_all(asking_role(account, person).err());
    let rule = ChannelRule::Invoice;
    match channel {
        Channel::Web => {}
        Channel::MiniProgram => against.add(Reason::ChannelRefuses { channel, instead: Handover::Web, rule }),
        Channel::PersonalMiniProgram => {
            against.add(Reason::ChannelRefuses { channel, instead: Handover::Nobody, rule });
        }
    }
}

/// Somebody who is signed in.
pub(super) fn asker(context: &Context) -> Result<&Person, Rejection> {
    match &context.actor {
        Actor::Person(person) => Ok(person),
        _ => Err(Rejection::because(Reason::SignInRequired)),
    }
}
