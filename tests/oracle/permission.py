"""Who may do what, and what each channel sells (BUY-1 … BUY-4, ROLE, CH, BIND-1)."""

from datetime import timedelta

from account import Refused
from quotes import action_of

BUYERS = {"super_admin", "legal_representative", "fee_manager"}
HISTORY_READERS = {"super_admin", "legal_representative"}
INVOICERS = {"super_admin", "fee_manager"}


def has_role(context, roles):
    return bool(roles & set(context.roles))


def phone_verified(account, context):
    """The security phone counts for the window from its verification (BUY-4)."""
    at = context.phone_verified_at
    minutes = account.catalogue.policies["security_phone_minutes"]
    return at is not None and at <= context.now < at + timedelta(minutes=minutes)


def against_buyer(account, context):
    """What stands against the person who buys (BUY-1 … BUY-4, ROLE-3)."""
    if context.kind != "person":
        return {"BUY-1"}
    if account.holder == "person":
        if context.channel == "personal_mini_program":
            return set() if context.person == account.owner else {"ROLE-7"}
        unverified = context.channel == "web" and not phone_verified(account, context)
        return {"BUY-2", "BUY-4"} if unverified else {"BUY-2"}
    against = set() if has_role(context, BUYERS) else {"ROLE-3"}
    if not account.certified:
        against.add("BUY-2")
    if context.channel == "web":
        if not account.activated:
            against.add("BUY-3")
        if not phone_verified(account, context):
            against.add("BUY-4")
    return against


def against_first_purchase(account, context, command):
    """A person's first purchase names the enterprise and verifies the person's own phone (BIND-1)."""
    if account.holder != "person" or context.channel != "personal_mini_program" or account.orders:
        return set()
    named = (command.get("enterprise_name") or "").strip()
    unverified = context.person == account.owner and not phone_verified(account, context)
    return {"BIND-1"} if unverified or not named else set()


def edition_rule(code, action):
    """Which row of the table of channels an edition's action is in."""
    if action == "upgrade":
        return "CH-4"
    if code == "advanced":
        return "CH-1"
    return "CH-2" if action == "buy" else "CH-3"


def against_channel(account, basket, channel, now):
    """What the channel does not sell (CH-1 … CH-6, ADD-10)."""
    against, catalogue = set(), account.catalogue
    packs = basket.get("packs", [])
    if basket.get("edition"):
        code = basket["edition"]["edition"]
        try:
            action = action_of(account, code, now)
            offer = catalogue.editions[code]["channels"][channel][action]
            with_pack = any(pack["add_on"] == "contract_pack" for pack in packs)
            if not (offer == "allowed" or offer == "together" and with_pack):
                against.add(edition_rule(code, action))
        except Refused:
            pass
    for pack in packs:
        offer = catalogue.add_ons[pack["add_on"]]["channels"][channel]
        if not (offer == "allowed" or offer == "together" and basket.get("edition")):
            against.add("CH-5")
    for integration in basket.get("integrations", []):
        if catalogue.add_ons[integration["add_on"]]["channels"][channel] != "allowed":
            against.add("CH-6")
    several = sum(pack["quantity"] for pack in packs if pack["add_on"] == "contract_pack") > 1
    if channel == "personal_mini_program" and several:
        against.add("ADD-10")
    return against


def against_amount(account, total, channel):
    """The largest order of a channel that has one (CH-10)."""
    largest = account.catalogue.policies.get("largest_order_fen", {}).get(channel)
    return {"CH-10"} if largest is not None and total > largest else set()


def system_only(context):
    """Messages of the machinery come from the system alone (ROLE-7)."""
    if context.kind == "visitor":
        raise Refused("BUY-1")
    if context.kind != "system":
        raise Refused("ROLE-7")


def not_in_state(state):
    """Settled point: what an unpaid order does not allow yet is refused by ORD-1, what a paid one does not by ORD-8."""
    return Refused("ORD-1" if state == "unpaid" else "ORD-8")


def own_order(account, context, key):
    """An order that the person placed, or the one unpaid edition order of whoever may buy (ROLE-6, ROLE-7)."""
    order = account.orders.get(key)
    if order is None:
        raise Refused("ROLE-7")
    if context.kind != "person":
        raise Refused("BUY-1")
    if account.holder == "person" and context.person != account.owner:
        raise Refused("ROLE-7")
    if order.placed_by == context.person:
        return order
    if has_role(context, BUYERS) and order.basket.get("edition"):
        return order
    raise Refused("ROLE-7")
