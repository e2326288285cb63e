"""Orders of a person, bound to a certified enterprise (BIND-1 … BIND-5)."""

from fractions import Fraction

from account import Period, Refused
from dates import days, half_up, plus_years
from grants import BatchMaker, add_period, grant_pack, move_packs
from permission import not_in_state, own_order, system_only


def against_enterprise(enterprise, edition, now):
    """Certified, without an unpaid edition order, and not on a higher edition (BIND-3, ED-7)."""
    against = set()
    if not enterprise.certified or enterprise.open_edition_order(now):
        against.add("BIND-3")
    if enterprise.catalogue.rank(enterprise.edition(now)) > enterprise.catalogue.rank(edition):
        against.add("ED-7")
    return against


def may_bind(account, context, key):
    """The period that binding would bring, and whether the enterprise has another name (BIND-3, BIND-4)."""
    order = persons_order(account, context, key)
    against = against_binding(context, order)
    if against:
        raise Refused(*against)
    return bound_period(context.target, order, context.now), other_name(context.target, order)


def persons_order(account, context, key):
    if context.kind != "person":
        raise Refused("BUY-1")
    return own_order(account, context, key)


def against_binding(context, order):
    """Everything at once: the order's state, whether the person has joined, the enterprise (BIND-3, BIND-4)."""
    state, against = order.state(context.now)[0], set()
    if state != "awaiting_binding":
        against |= not_in_state(state).rules
    if context.target is None:
        return against | {"BIND-3"}
    if context.target_roles is None:
        against.add("BIND-3")
    return against | against_enterprise(context.target, order.basket["edition"]["edition"], context.now)


def other_name(target, order):
    """The enterprise's name where it is not the one given."""
    return target.name if order.enterprise_name and target.name != order.enterprise_name else None


def bind(account, context, command):
    """Binds once, for good; another name than the one given has to be confirmed."""
    order = persons_order(account, context, command["order"])
    if order.bound_at and context.target:
        return
    against = against_binding(context, order)
    other = context.target and other_name(context.target, order)
    if other and command.get("confirmed_name") != other:
        against.add("BIND-3")
    if against:
        raise Refused(*against)
    order.bound_at = order.since = context.now
    order.recorded = "provisioning"


def fail_binding(account, context, command):
    """The enterprise could not take the order after all: it needs attention."""
    system_only(context)
    order = account.orders.get(command["order"])
    if order is None:
        raise Refused("ROLE-7")
    if order.recorded == "needs_attention" and order.bound_at:
        return
    if not order.bound_at or order.recorded != "provisioning":
        raise not_in_state(order.state(context.now)[0])
    order.recorded, order.since = "needs_attention", context.now


def bound_period(enterprise, order, at):
    """What is left of the term: up to its own end, or after the paid end (BIND-4)."""
    end, paid_end = order.term_end(), enterprise.paid_end(at)
    return (paid_end, paid_end + (end - at)) if paid_end else (at, end)


def receive(enterprise, context, order):
    """The enterprise takes a bound order, and its delivery follows (BIND-4, BIND-5)."""
    system_only(context)
    if order.id in enterprise.orders:
        return
    at, code, years = order.bound_at, order.basket["edition"]["edition"], order.basket["edition"]["term"]
    against = against_enterprise(enterprise, code, at)
    if against:
        raise Refused(*against)
    enterprise.orders[order.id] = order
    start, end = bound_period(enterprise, order, at)
    term_end, price = order.term_end(), order.lines[0][0]
    included, batches = enterprise.catalogue.editions[code]["contracts"], BatchMaker(enterprise, order)
    if enterprise.paid_end(at):
        share_of_term = Fraction(days(at, term_end), days(order.paid_at, term_end))
        period = Period(order.id, code, start, end, price * share_of_term, years, share=share_of_term)
        first = start
    else:
        share_of_term, first = Fraction(1), order.paid_at
        period = Period(order.id, code, start, end, price, years, order.paid_at)
    grant_service_years(included, batches, first, start, end, share_of_term)
    add_period(enterprise, period)
    for number, choice in enumerate(order.basket.get("packs", []), 1):
        grant_pack(enterprise, order, number, choice, at, end)
    move_packs(enterprise, end, at)


def grant_service_years(included, batches, first, start, end, share_of_term):
    """A batch for each service year that is not over; a last part-year is cut by days (BIND-4)."""
    if included["per"] == "term":
        batches.add(included["amount"] * share_of_term, start, end)
        return
    opens, year = first, 0
    while opens < end:
        ends = plus_years(first, year + 1)
        share = Fraction(1) if ends <= end else Fraction(days(opens, end), days(opens, ends))
        if ends > start:
            batches.add(included["amount"] * share, max(opens, start), min(ends, end))
        opens, year = ends, year + 1


def waiting(account, context, key):
    """The days and the money gone while the order waits (BIND-2)."""
    order, now = persons_order(account, context, key), context.now
    state = order.state(now)[0]
    if state != "awaiting_binding":
        raise not_in_state(state)
    whole, gone = days(order.paid_at, order.term_end()), days(order.paid_at, now)
    return gone, whole, half_up(Fraction(order.lines[0][0] * gone, whole))
