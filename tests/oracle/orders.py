"""The lives of orders: placed, paid, failed, delivered, cancelled, expired, held, released, closed (ORD, BUY-12)."""

from datetime import timedelta

from account import Order, Refused
from dates import next_midnight, plus_years
from grants import grant
from permission import against_amount, against_buyer, against_channel, against_first_purchase
from permission import not_in_state, own_order, system_only
from quotes import quote


def known(account, key):
    order = account.orders.get(key)
    if order is None:
        raise Refused("ROLE-7")
    return order


def against_basket(account, context, basket):
    """Every rule against a basket here and now, and its quote where there is one."""
    against = against_buyer(account, context)
    against |= against_channel(account, basket, context.channel, context.now)
    quoted = None
    try:
        quoted = quote(account, basket, context.now)
        against |= against_amount(account, quoted.total(), context.channel)
    except Refused as refused:
        against |= refused.rules
    if basket.get("edition") and account.open_edition_order(context.now):
        against.add("BUY-12")
    return against, quoted


def may_place(account, context, basket):
    against, quoted = against_basket(account, context, basket)
    if against:
        raise Refused(*against)
    return quoted


def place(account, context, command):
    """Places an order; the same key with the same body is the same order (ORD-3)."""
    present = account.orders.get(command["order"])
    if present:
        if context.kind != "person":
            raise Refused("BUY-1")
        if present.basket == command["basket"] and present.placed_by == context.person:
            return
        raise Refused("ORD-3")
    basket, now = command["basket"], context.now
    against, quoted = against_basket(account, context, basket)
    against |= against_first_purchase(account, context, command)
    if command["accepted_terms"] != account.catalogue.file["purchase_terms"]["version"]:
        against.add("ORD-10")
    if against:
        raise Refused(*against)
    method = command.get("payment_method", "online")
    timeline = [(paid.order, paid.start, paid.end) for paid in account.timeline(now)]
    order = Order(
        command["order"], context.person, now, context.channel, basket, quoted.lines, quoted.credit, quoted.total(),
        quoted.action, now, method, given_name(account, command), timeline,
    )
    order.limit = expiry_limit(account, basket, quoted, now)
    order.expires_at = expiry(account, order, method)
    account.orders[order.id] = order
    if order.total == 0:
        settle(account, order, quoted, now)


def given_name(account, command):
    """The enterprise's name as it was given: with this order, or else with the one before (BIND-1)."""
    before = [order.enterprise_name for order in account.orders.values() if order.enterprise_name]
    return (command.get("enterprise_name") or "").strip() or (before[-1] if before else None)


def expiry_limit(account, basket, quoted, now):
    """An order judged by the edition in force expires no later than the paid end (BUY-12).

    Settled point: so does an order of packs or of an integration. An integration whose whole term fits expires when it no
    longer does, or at the end of the day where that is the very instant of placing.
    """
    limits = []
    follows = any(account.catalogue.add_ons[p["add_on"]]["validity"] == "with_edition" for p in basket.get("packs", []))
    if basket.get("edition") or follows or basket.get("integrations"):
        limits.append(account.paid_end(now))
    if basket.get("integrations"):
        years, (_, start, end) = basket["integrations"][0]["term"], quoted.lines[-1]
        paid_end = quoted.lines[0][2] if basket.get("edition") else account.paid_end(now)
        moves = quoted.action == "buy" or quoted.action == "upgrade" and not account.catalogue.by_difference()
        if end == plus_years(start, years) and not moves:
            last = plus_years(paid_end, -years)
            limits.append(last if last > now else next_midnight(now))
    return min((limit for limit in limits if limit), default=None)


def expiry(account, order, method):
    """24 hours online, 10 days for a transfer (ORD-2)."""
    policies = account.catalogue.policies
    if method == "online":
        at = order.placed_at + timedelta(hours=policies["unpaid_hours"])
    else:
        at = order.placed_at + timedelta(days=policies["unpaid_transfer_days"])
    return min(at, order.limit) if order.limit else at


def choose_payment_method(account, context, command):
    """Another way to pay, from the instant of placing on (ORD-2)."""
    order = own_order(account, context, command["order"])
    if order.state(context.now)[0] != "unpaid":
        raise Refused("ORD-8")
    if order.method == command["method"]:
        return
    at = expiry(account, order, command["method"])
    if at <= context.now:
        raise Refused("ORD-8")
    order.method, order.expires_at = command["method"], at


def judged_again(account, order, now):
    """The quote by which an order is granted, or None where it is no longer permitted (BUY-12)."""
    if account.holder == "enterprise":
        if not account.certified or order.channel == "web" and not account.activated:
            return None
    try:
        quoted = quote(account, order.basket, now)
    except Refused:
        return None
    return quoted if quoted.action == order.action else None


def timeline_changed(account, order, now):
    """Whether more than time has passed over the paid timeline since the order was placed (BUY-12)."""
    expected = [paid for paid in order.timeline if paid[2] > now]
    return expected != [(paid.order, paid.start, paid.end) for paid in account.timeline(now)]


def has_later_period(account, order, now):
    """Whether there is a paid period that the order was not priced for, and whose value it would lose (BUY-8)."""
    known_orders = [paid[0] for paid in order.timeline]
    return any(paid.order not in known_orders for paid in account.timeline(now))


def settle(account, order, quoted, now):
    """The order is paid: granted, or waiting for its binding."""
    order.paid_at = order.since = now
    if account.holder == "person":
        order.recorded = "awaiting_binding"
        return
    order.recorded = "provisioning"
    grant(account, order, quoted, now)


def confirm_payment(account, context, command):
    """A payment counts once; what cannot be delivered for is held (ORD-5, ORD-6)."""
    system_only(context)
    order, now, amount = known(account, command["order"]), context.now, command["amount"]
    if command["payment"] in order.payments:
        return
    order.payments.append(command["payment"])
    state = order.state(now)[0]
    # settled point: the right amount still settles an order that was only paid with another amount before
    waits = state == "unpaid" or state == "needs_attention" and order.held_unpaid and now < order.expires_at
    if waits and amount == order.total:
        quoted = judged_again(account, order, now)
        changed = order.basket.get("edition") and timeline_changed(account, order, now)
        if quoted and not changed:
            order.kept = amount
            settle(account, order, quoted, now)
            return
    if state in ("provisioning", "delivered", "awaiting_binding"):
        order.kept += amount
        return  # settled point: money that comes once more is held beside the order, whose state stays
    if order.recorded != "needs_attention":
        order.recorded, order.since, order.kept = "needs_attention", now, 0
        order.held_unpaid = state == "unpaid"
    order.held_unpaid = order.held_unpaid and amount != order.total
    order.kept += amount


def fail_payment(account, context, command):
    """A failed attempt changes nothing; the same payment can still come (ORD-5)."""
    system_only(context)
    known(account, command["order"])


def deliver(account, context, command):
    """The delivery of a paid order (ORD-1)."""
    system_only(context)
    order = known(account, command["order"])
    if order.recorded == "delivered":
        return
    if order.recorded != "provisioning":
        raise not_in_state(order.state(context.now)[0])
    order.recorded, order.delivered_at = "delivered", context.now


def cancel(account, context, command):
    """Unpaid orders can be cancelled (ED-8, ROLE-6, ROLE-7)."""
    order = own_order(account, context, command["order"])
    state = order.state(context.now)[0]
    if state == "cancelled":
        return
    if state != "unpaid":
        raise Refused("ORD-8")
    order.recorded, order.since = "cancelled", context.now


def resolve(account, context, command):
    """The operator delivers a held order after all, or closes it (ORD-6)."""
    if context.kind != "operator":
        raise Refused("ORD-6")
    order, now = known(account, command["order"]), context.now
    state = order.state(now)[0]
    if command["resolution"] == "close" and state == "closed":
        return
    if state != "needs_attention":
        raise not_in_state(state)
    if command["resolution"] == "close":
        order.recorded, order.since, order.kept = "closed", now, 0
        return
    quoted = judged_again(account, order, now)
    loses = order.action == "upgrade" and has_later_period(account, order, now)
    if not quoted or order.paid_at or loses:
        # settled point: an order that was paid once already, whose term ran out or whose binding failed, or that would
        # replace a period paid after it was placed, can only be closed
        raise Refused("ORD-8")
    settle(account, order, quoted, now)
