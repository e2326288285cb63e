"""What a paid order brings: periods, batches, integrations, what an upgrade replaces (ED-5, BUY-8, BUY-11, ADD-4 … 7)."""

from fractions import Fraction

from account import Batch, Period
from dates import days, plus_years


def grant(account, order, quote, now):
    """Grants the order's lines for the periods of the quote; its prices stay those it was placed for (BUY-12)."""
    lines = [(order.lines[i][0], start, end) for i, (_, start, end) in enumerate(quote.lines)]
    number = 0
    if order.basket.get("edition"):
        grant_edition(account, order, quote.action, lines[0], now)
        number = 1
    for choice in order.basket.get("packs", []):
        _, start, end = lines[number]
        grant_pack(account, order, number, choice, start, end)
        number += 1
    for _ in order.basket.get("integrations", []):
        account.integrations.append(lines[number][1:])
        number += 1


def grant_pack(account, order, number, choice, start, end):
    add_on = account.catalogue.add_ons[choice["add_on"]]
    amount = choice["size"] * choice["quantity"]
    follows = add_on["validity"] == "with_edition"
    batch = Batch(f"{order.id}.{number}.0", add_on["sale"]["quota"], amount, start, end, order.id, follows=follows)
    account.batches.append(batch)


def grant_edition(account, order, action, line, now):
    """The period, its batches, what it replaces and what follows it."""
    code, (price, start, end) = order.basket["edition"]["edition"], line
    years = order.basket["edition"]["term"]
    if action == "upgrade" and account.catalogue.by_difference():
        batches = BatchMaker(account, order)
        for paid in account.timeline(now):
            replace_for_difference(account, order, paid, code, now, batches)
        account.periods.sort(key=lambda paid: paid.start)
        return
    if action == "upgrade":
        replaced = {paid.order for paid in account.timeline(now)}
        for paid in account.timeline(now):
            paid.end, paid.start = min(paid.end, now), min(paid.start, now)
        for batch in account.batches:
            if batch.included and batch.order in replaced and batch.end > now:
                batch.end, batch.start, batch.closed_by = now, min(batch.start, now), order.id
    add_period(account, Period(order.id, code, start, end, price, years))
    included, batches = account.catalogue.editions[code]["contracts"], BatchMaker(account, order)
    if included["per"] == "year":
        for year in range(years):
            batches.add(included["amount"], plus_years(start, year), plus_years(start, year + 1))
    else:
        batches.add(included["amount"], start, end)
    move_packs(account, end, now)


def add_period(account, period):
    account.periods.append(period)
    account.periods.sort(key=lambda paid: paid.start)


class BatchMaker:
    """Adds an order's included batches and numbers them."""

    def __init__(self, account, order):
        self.account, self.order, self.number = account, order, 0

    def add(self, amount, start, end):
        if amount >= 1:
            key = f"{self.order.id}.0.{self.number}"
            self.account.batches.append(Batch(key, "contract", int(amount), start, end, self.order.id, included=True))
            self.number += 1


def replace_for_difference(account, order, paid, code, now, batches):
    """One period goes on as the higher edition's, with the difference in contracts (BUY-8, BUY-11)."""
    new, old = account.catalogue.editions[code], account.catalogue.editions[paid.edition]
    yearly = new["yearly_price_fen"] - old["yearly_price_fen"]
    start, end, years = max(paid.start, now), paid.end, paid.years
    origin = paid.counted_from or paid.start
    value = paid.value + yearly * years * paid.share
    paid.end, paid.start = min(paid.end, now), min(paid.start, now)
    account.periods.append(Period(order.id, code, start, end, value, years, origin, paid.share))

    def of_term(included):
        return included["amount"] * (years if included["per"] == "year" else 1)

    difference = of_term(new["contracts"]) - of_term(old["contracts"])
    if new["contracts"]["per"] == "term":
        batches.add(paid.share * difference * days(start, end) / days(origin, end), start, end)
        return
    opens, year = origin, 0
    while opens < end:
        ends = plus_years(origin, year + 1)
        if ends > now:
            share = Fraction(days(max(opens, now), min(ends, end)), days(opens, ends))
            batches.add(Fraction(difference, years) * share, max(opens, now), min(ends, end))
        opens, year = ends, year + 1


def move_packs(account, end, now):
    """Contract packs end at the paid end wherever it moves (ADD-5)."""
    for batch in account.batches:
        if batch.follows and batch.end > now:
            batch.end = end
