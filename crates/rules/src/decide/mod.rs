//! Decides commands: the one place where something is allowed or refused.

mod attention;
mod bind;
pub(crate) mod cancel;
mod command;
mod deliver;
mod effects;
mod grant;
mod open;
mod pay;
pub(crate) mod permission;
mod place;
mod settle;

pub use bind::{BindingPreview, Waiting, may_bind, waiting};
pub use command::{Command, PlaceOrder, Resolution};
pub use effects::{Effects, Held, Holding, effects};
pub use pay::{may_pay, payment_methods};
pub use place::{is_first_uncertified, may_place};
pub use settle::{PREVIEW, after_paying};

use crate::account::{Account, Event};
use crate::catalogue::Catalogue;
use crate::context::Context;
use crate::rejection::Rejection;
use crate::{invoice, trial, usage};

/// Decides a command: the events that it leads to (none where it was done before), or every reason against it.
///
/// # Errors
/// The rejection, with all reasons at once.
pub fn decide(
    catalogue: &Catalogue,
    account: &Account,
    command: &Command,
    context: &Context,
) -> Result<Vec<Event>, Rejection> {
    let now = context.now;
    if command.is_from_the_shop() {
        permission::shop_itself(context)?;
    }
    match command {
        Command::PlaceOrder(placing) => place::place(catalogue, account, placing, context),
        Command::ChoosePaymentMethod { order, method } => {
            pay::choose_method(catalogue, account, order, *method, context)
        }
        Command::CancelOrder { order } => cancel::cancel(account, order, context),
        Command::BindOrder { order, confirmed_name } => bind::bind(account, order, confirmed_name.as_deref(), context),
        Command::ApplyForTrial(application) => trial::apply_for(catalogue, account, application, context),
        Command::RequestInvoice(request) => invoice::request(catalogue, account, request, context),
        Command::ResolveAttention { order, resolution } => {
            attention::resolve(catalogue, account, order, *resolution, context)
        }
        Command::OpenAccount { holder } => Ok(open::open(catalogue, account, holder, now)),
        Command::DescribeEnterprise { name, security_phone } => Ok(open::describe(account, name, security_phone, now)),
        Command::RecordCertification { certification } => Ok(open::certification(account, *certification, now)),
        Command::RecordActivation { activation } => Ok(open::activation(account, *activation, now)),
        Command::ConfirmPayment { order, payment, amount } => {
            pay::confirm(catalogue, account, order, payment, *amount, now)
        }
        Command::FailPayment { order, payment } => pay::fail(account, order, payment, now),
        Command::DeliverOrder { order } => deliver::deliver(account, order, now),
        Command::ReceiveBoundOrder { order } => bind::receive(account, order, now),
        Command::FailBinding { order } => bind::fail(account, order, now),
        Command::RecordUsage { uses } => usage::record(catalogue, account, uses, context).map(|done| done.events),
        Command::WithdrawContract { contract } => usage::withdraw(account, contract, context).map(|done| done.events),
        Command::GiveNotices => Ok(usage::give_notices(catalogue, account, now)),
        Command::RecordInvoiceIssued { invoice } => invoice::issued(account, invoice, now),
        Command::RecordInvoiceFailed { invoice } => invoice::failed(account, invoice, now),
    }
}
