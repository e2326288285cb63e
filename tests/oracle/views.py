"""Who sees what: the outlook, the orders, the notices, the permissions (ROLE-1 … ROLE-6, ORD-7, CH-9, QUOTA-5)."""

from account import Refused
from permission import BUYERS, HISTORY_READERS, INVOICERS, has_role
from usage import KINDS, due


def against_outsider(account, context):
    if context.kind == "visitor":
        return {"BUY-1"}
    if account.holder == "person" and context.kind == "person" and context.person != account.owner:
        return {"ROLE-7"}
    return set()


def against_balances(account, context):
    """Every member sees balances, on the web and in the mini-program (ROLE-2, CH-9)."""
    against = against_outsider(account, context)
    if against or context.kind != "person" or account.holder == "person":
        return against
    if context.channel == "personal_mini_program":
        return {"CH-9"}
    return set() if context.roles else {"ROLE-2"}


def outlook(account, context):
    """Editions, batches and balances as they are now."""
    against = against_balances(account, context)
    if against:
        raise Refused(*against)
    now = context.now
    balances = []
    for kind in KINDS:
        batches = account.open_batches(kind, now)
        total, left = sum(b.amount for b in batches), sum(b.left() for b in batches)
        balances.append((kind, total, sum(b.used for b in batches), sum(b.returned for b in batches), left))
    batches = [
        (b.id, b.quota, b.amount, b.used, b.returned, b.left(), b.start, b.end, batch_state(account, b, now))
        for b in account.batches
        if b.end > now and b.start < b.end
    ]
    return {
        "in_force": account.in_force(now) and account.edition(now),
        "effective": account.effective_edition(now),
        "paid_end": account.paid_end(now),
        "timeline": [(p.order, p.edition, p.start, p.end) for p in account.timeline(now)],
        "balances": balances,
        "batches": sorted(batches),
        "integrations": sorted(pair for pair in account.integrations if pair[1] > now),
        "trial": account.trial_edition(now) and (account.trial.start, account.trial.end),
    }


def batch_state(account, batch, now):
    if now < batch.start:
        return "queued"
    return "open" if account.delivered(batch) else "awaiting_delivery"


def orders(account, context):
    """The history for those who may read it; else one's own, and the one unpaid edition order of a buyer (ORD-7, ROLE-6)."""
    if context.kind != "person":
        raise Refused("BUY-1")
    against = against_outsider(account, context)
    if against:
        raise Refused(*against)
    now = context.now
    whole = has_role(context, HISTORY_READERS) and context.channel != "personal_mini_program"
    own_account = account.holder == "person"
    unpaid = account.open_edition_order(now)
    found = []
    for order in account.orders.values():
        # settled point: the one unpaid edition order is shown to its buyers in the personal mini-program too
        others = has_role(context, BUYERS) and order is unpaid
        if whole or own_account or order.placed_by == context.person or others:
            found.append((order.id, order.total, *order.state(now)))
    return found


def against_invoicer(account, context):
    """An invoice covers orders of an enterprise (INV-3), and is asked for by its invoicers (ROLE-5)."""
    if account.holder == "person":
        return {"INV-3"}
    return set() if has_role(context, INVOICERS) else {"ROLE-5"}


def permissions(account, context):
    """What the person may do at all, by the rules that stand against it."""
    outsider = {"BUY-1"} if context.kind != "person" else against_outsider(account, context)
    personal = context.channel == "personal_mini_program"
    answer = {"balances": against_balances(account, context)}
    for name, roles, rule in (
        ("purchase", BUYERS, "ROLE-3"),
        ("invoice", INVOICERS, "ROLE-5"),
        ("order_history", HISTORY_READERS, "ORD-7"),
    ):
        if outsider:
            answer[name] = outsider
        elif name == "invoice":
            answer[name] = against_invoicer(account, context)
        elif account.holder == "person":
            answer[name] = set()
        elif name == "order_history" and personal:
            answer[name] = {"CH-9"}
        else:
            answer[name] = set() if has_role(context, roles) else {rule}
    return answer


def notices_due(account, context):
    against = against_balances(account, context)
    if against:
        raise Refused(*against)
    return due(account, context.now)
