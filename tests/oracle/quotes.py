"""What a basket costs and which periods it leads to (ED, BUY-5 … BUY-13, ADD)."""

from dataclasses import dataclass
from fractions import Fraction

from account import Refused
from dates import days, half_up, plus_years


@dataclass
class Quote:
    """The lines as (price, start, end), the credit, and what buying the edition is."""

    lines: list
    credit: int
    action: str | None

    def total(self):
        return sum(price for price, _, _ in self.lines) - self.credit


def action_of(account, code, now):
    """What buying an edition is: a purchase, a renewal, an upgrade, or ED-7."""
    paid = account.in_force(now)
    if not paid:
        return "buy"
    if paid.edition == code:
        return "renew"
    if account.catalogue.rank(code) > account.catalogue.rank(paid.edition):
        return "upgrade"
    raise Refused("ED-7")


def difference(account, edition, now):
    """The price of an upgrade that keeps the paid end (BUY-8)."""
    price = Fraction(0)
    for paid in account.timeline(now):
        yearly = edition["yearly_price_fen"] - account.catalogue.editions[paid.edition]["yearly_price_fen"]
        price += Fraction(yearly * paid.years * paid.left(now), paid.whole()) * paid.share
    if half_up(price) < 0:
        raise Refused("BUY-10")
    return half_up(price), 0, now, account.paid_end(now)


def edition_line(account, choice, action, now):
    """(price, credit, start, end) of an edition (BUY-5 … BUY-10, BUY-13)."""
    edition, years = account.catalogue.editions[choice["edition"]], choice["term"]
    if action == "upgrade" and account.catalogue.by_difference():
        return difference(account, edition, now)
    if years not in edition["terms"]:
        raise Refused("ED-2")
    price = edition["yearly_price_fen"] * years
    start = account.paid_end(now) if action == "renew" else now
    end, credit, against = plus_years(start, years), 0, set()
    if action == "upgrade":
        credit = half_up(sum((paid.unused(now) for paid in account.timeline(now)), Fraction(0)))
        if price < credit:
            against.add("BUY-10")
        integration_end = account.integration_end(now)
        if integration_end and integration_end > end:
            against.add("BUY-13")
    if against:
        raise Refused(*against)
    return price, credit, start, end


def pack_line(account, choice, judged_by, paid_end, now):
    """(price, start, end) of packs (ADD-1, ADD-2, ADD-5, ADD-6, ADD-10)."""
    add_on = account.catalogue.add_ons[choice["add_on"]]
    sale, against = add_on["sale"], set()
    sizes = {size["amount"]: size["price_fen"] for size in sale.get("sizes", [])}
    if choice["size"] not in sizes or not 1 <= choice["quantity"] <= sale["max_quantity"]:
        against.add("ADD-10")
    if judged_by not in add_on["editions"]:
        against.add("ADD-1" if judged_by == "experience" else "ADD-2")
    if against:
        raise Refused(*against)
    end = paid_end if add_on["validity"] == "with_edition" else plus_years(now, 1)
    return sizes[choice["size"]] * choice["quantity"], now, end


def integration_line(account, choice, judged_by, paid_end, now):
    """(price, start, end) of an app integration (ADD-3, ADD-7, ADD-8)."""
    add_on, years = account.catalogue.add_ons[choice["add_on"]], choice["term"]
    if judged_by not in add_on["editions"]:
        raise Refused("ADD-3")
    start = max([now] + [end for _, end in account.integrations])
    whole_end = plus_years(start, years)
    if whole_end <= paid_end:
        end = whole_end
    elif years == 1 and start < paid_end:
        end = paid_end
    else:
        raise Refused("ADD-7")
    if end > plus_years(now, 3):
        raise Refused("ADD-7")
    price = add_on["sale"]["yearly_price_fen"] * years
    if end < whole_end and account.catalogue.policies["clamped_term_price"] == "by_days":
        price = half_up(Fraction(price * days(start, end), days(start, whole_end)))
    return price, start, end


def quote(account, basket, now):
    """The quote of a basket, or every rule against it."""
    against, lines, credit, action = set(), [], 0, None
    judged_by, paid_end = account.edition(now), account.paid_end(now)
    edition_fails = False
    if not any(basket.values()):
        against.add("ED-1")
    if basket.get("edition"):
        judged_by = basket["edition"]["edition"]
        try:
            action = action_of(account, judged_by, now)
            price, credit, start, paid_end = edition_line(account, basket["edition"], action, now)
            lines.append((price, start, paid_end))
        except Refused as refused:
            against |= refused.rules
            edition_fails, paid_end = True, now
    for choice in basket.get("packs", []):
        try:
            lines.append(pack_line(account, choice, judged_by, paid_end, now))
        except Refused as refused:
            against |= refused.rules
    for choice in basket.get("integrations", []):
        try:
            if edition_fails and judged_by in account.catalogue.add_ons[choice["add_on"]]["editions"]:
                continue
            lines.append(integration_line(account, choice, judged_by, paid_end, now))
        except Refused as refused:
            against |= refused.rules
    if against:
        raise Refused(*against)
    return Quote(lines, credit, action)
