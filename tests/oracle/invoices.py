"""Invoices: who, which orders, which details, which amounts (INV-1 … INV-5, GB 32100-2015)."""

from fractions import Fraction

from account import Invoice, Refused
from dates import half_up
from permission import phone_verified, system_only
from views import against_invoicer, against_outsider

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_character(first_17):
    """The last character of a unified social credit code (GB 32100-2015)."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(first_17))
    return ALPHABET[-total % 31]


def is_credit_code(text):
    code = text.strip().upper()
    if len(code) != 18 or any(character not in ALPHABET for character in code):
        return False
    return code[17] == check_character(code[:17])


def against_title(kind, title):
    """Ordinary for everybody, special for companies with every detail (INV-2)."""
    company = title["holder"] == "company"
    if kind == "special" and not company:
        return {"INV-2"}
    code = (title.get("credit_code") or "").strip()
    wanted = ["name"]
    if kind == "special":
        wanted += ["credit_code", "address", "phone", "bank", "account"]
    missing = any(not (title.get(field) or "").strip() for field in wanted)
    wrong_code = title["holder"] != "person" and code and not is_credit_code(code)
    return {"INV-2"} if missing or wrong_code else set()


def invoiceable_orders(account):
    """Delivered orders that something was paid for and that have no invoice yet (INV-3)."""
    return [order for order in account.orders.values() if order.recorded == "delivered" and paid_for(order) and not order.invoice]


def paid_for(order):
    """What was paid; settled point: of an order that was paid too much and released, its total."""
    return min(order.kept, order.total)


def invoiceable(account, context):
    """The amounts, without the order history (INV-5); the personal mini-program shows no enterprise (CH-9)."""
    if context.kind != "person":
        raise Refused("BUY-1")
    against = against_outsider(account, context)
    if not against and account.holder != "person" and context.channel == "personal_mini_program":
        against = {"CH-9"}
    against = against or against_invoicer(account, context)
    if against:
        raise Refused(*against)
    found = [(order.id, paid_for(order)) for order in invoiceable_orders(account)]
    return found, sum(amount for _, amount in found)


def request(account, context, command):
    """Asks for an invoice; gross is what was paid, net is rounded once, tax is the rest (INV-4)."""
    if context.kind != "person":
        raise Refused("BUY-1")
    # settled point: an invoice asked for again is the same where orders, kind, holder and the one who asks are
    holder = command["title"]["holder"]
    body = {"orders": command["orders"], "kind": command["kind"], "holder": holder, "by": context.person}
    present = account.invoices.get(command["invoice"])
    if present:
        if present.body == body:
            return None
        raise Refused("INV-3")
    against = against_invoicer(account, context)
    if context.channel != "web":
        against.add("CH-8")
    elif not phone_verified(account, context):
        against.add("BUY-4")
    orders = command["orders"]
    if not orders or len(set(orders)) != len(orders):
        against.add("INV-3")
    for key in orders:
        if key not in account.orders:
            against.add("ROLE-7")
        elif account.orders[key] not in invoiceable_orders(account):
            against.add("INV-3")
    against |= against_title(command["kind"], command["title"])
    if against:
        raise Refused(*against)
    account.invoices[command["invoice"]] = Invoice(command["invoice"], orders, body)
    gross = 0
    for key in orders:
        account.orders[key].invoice = command["invoice"]
        gross += paid_for(account.orders[key])
    net = half_up(Fraction(gross * 100, 100 + account.catalogue.file["vat"]["rate_percent"]))
    return {"gross": gross, "net": net, "tax": gross - net}


def finish(account, context, command, state):
    """The invoice is issued, or failed and sets its orders free (INV-3)."""
    system_only(context)
    invoice = account.invoices.get(command["invoice"])
    if invoice is None:
        raise Refused("INV-3")
    if invoice.state == state:
        return
    if invoice.state != "requested":
        raise Refused("INV-3")
    invoice.state = state
    if state == "failed":
        for key in invoice.orders:
            account.orders[key].invoice = None


def issued(account, context, command):
    finish(account, context, command, "issued")


def failed(account, context, command):
    finish(account, context, command, "failed")
