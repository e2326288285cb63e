"""The shop's rules of purchases, from docs/RULES.md: exact fractions, whole days of Shanghai."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction

SHANGHAI = timezone(timedelta(hours=8))
RANKS = {"experience": 0}


def plus_years(instant, years):
    """The same local date and time years later; 29 February becomes 28 February (ED-2)."""
    local = instant.astimezone(SHANGHAI)
    try:
        moved = local.replace(year=local.year + years)
    except ValueError:
        moved = local.replace(year=local.year + years, day=28)
    return moved.astimezone(timezone.utc)


def days(start, end):
    """Calendar days between two local dates (BUY-9)."""
    return (end.astimezone(SHANGHAI).date() - start.astimezone(SHANGHAI).date()).days


def half_up(amount):
    """The one rounding."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


class Refused(Exception):
    """The rules that refuse."""

    def __init__(self, *rules):
        super().__init__(*rules)
        self.rules = set(rules)


class Period:
    """A paid period of an edition."""

    def __init__(self, order, edition, start, end, value, years, origin=None):
        self.order, self.edition, self.start, self.end = order, edition, start, end
        self.value, self.years, self.origin = value, years, origin or start

    def left(self, now):
        return days(max(now, self.start), self.end)

    def whole(self):
        return days(self.origin, self.end)


class Shop:
    """One certified, activated enterprise."""

    def __init__(self, catalogue):
        self.policies = catalogue["policies"]
        self.editions = {edition["code"]: edition for edition in catalogue["editions"]}
        self.add_ons = {add_on["code"]: add_on for add_on in catalogue["add_ons"]}
        self.periods, self.batches, self.integrations = [], [], []

    def in_force(self, now):
        return next((paid for paid in self.periods if paid.start <= now < paid.end), None)

    def timeline(self, now):
        """The period in force and those queued behind it without a gap."""
        found, current = [], self.in_force(now)
        while current:
            found.append(current)
            current = next((p for p in self.periods if p.start == found[-1].end and p.end > p.start), None)
        return found

    def paid_end(self, now):
        timeline = self.timeline(now)
        return timeline[-1].end if timeline else None

    def integration_end(self, now):
        return max((end for _, end in self.integrations if end > now), default=None)

    def action(self, code, now):
        """What buying an edition is, or ED-7."""
        paid = self.in_force(now)
        if not paid:
            return "buy"
        if paid.edition == code:
            return "renew"
        if self.editions[code]["rank"] > self.editions[paid.edition]["rank"]:
            return "upgrade"
        raise Refused("ED-7")

    def edition_line(self, choice, now):
        """(price, credit, start, end) of an edition (BUY-5 … BUY-10, BUY-13)."""
        edition, years = self.editions[choice["edition"]], choice["term"]
        action = self.action(choice["edition"], now)
        if action == "upgrade" and self.policies["upgrade"] == "difference_for_remaining_term":
            price = Fraction(0)
            for paid in self.timeline(now):
                yearly = edition["yearly_price_fen"] - self.editions[paid.edition]["yearly_price_fen"]
                price += Fraction(yearly * paid.years * paid.left(now), paid.whole())
            if half_up(price) < 0:
                raise Refused("BUY-10")
            return half_up(price), 0, now, self.paid_end(now)
        if years not in edition["terms"]:
            raise Refused("ED-2")
        price = edition["yearly_price_fen"] * years
        start = self.paid_end(now) if action == "renew" else now
        end, credit, against = plus_years(start, years), 0, set()
        if action == "upgrade":
            unused = sum((Fraction(p.value * p.left(now), p.whole()) for p in self.timeline(now)), Fraction(0))
            credit = half_up(unused)
            if price < credit:
                against.add("BUY-10")
            integration_end = self.integration_end(now)
            if integration_end and integration_end > end:
                against.add("BUY-13")
        if against:
            raise Refused(*against)
        return price, credit, start, end

    def pack_line(self, choice, judged_by, paid_end, now):
        """(price, start, end) of packs (ADD-1, ADD-2, ADD-5, ADD-6, ADD-10)."""
        add_on = self.add_ons[choice["add_on"]]
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

    def integration_line(self, choice, judged_by, paid_end, now):
        """(price, start, end) of an app integration (ADD-3, ADD-7, ADD-8)."""
        add_on, years = self.add_ons[choice["add_on"]], choice["term"]
        if judged_by not in add_on["editions"]:
            raise Refused("ADD-3")
        start = max([now] + [end for _, end in self.integrations])
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
        if end < whole_end and self.policies["clamped_term_price"] == "by_days":
            price = half_up(Fraction(price * days(start, end), days(start, whole_end)))
        return price, start, end

    def quote(self, basket, now):
        """The lines, the credit and the total of a basket, or every rule against it."""
        against, lines, credit = set(), [], 0
        paid = self.in_force(now)
        judged_by, paid_end = (paid.edition if paid else "experience"), self.paid_end(now)
        edition_fails = False
        if not any(basket.values()):
            against.add("ED-1")
        if basket.get("edition"):
            judged_by = basket["edition"]["edition"]
            try:
                price, credit, start, paid_end = self.edition_line(basket["edition"], now)
                lines.append((price, start, paid_end))
            except Refused as refused:
                against |= refused.rules
                edition_fails, paid_end = True, now
        for choice in basket.get("packs", []):
            try:
                lines.append(self.pack_line(choice, judged_by, paid_end, now))
            except Refused as refused:
                against |= refused.rules
        for choice in basket.get("integrations", []):
            try:
                if edition_fails and judged_by in self.add_ons[choice["add_on"]]["editions"]:
                    continue
                lines.append(self.integration_line(choice, judged_by, paid_end, now))
            except Refused as refused:
                against |= refused.rules
        if against:
            raise Refused(*against)
        return lines, credit, sum(line[0] for line in lines) - credit

    def buy(self, order, basket, now):
        """Places, pays and delivers a basket at one instant."""
        lines, _, _ = self.quote(basket, now)
        lines = list(lines)
        if basket.get("edition"):
            self.grant_edition(order, basket["edition"], lines.pop(0), now)
        for choice in basket.get("packs", []):
            _, start, end = lines.pop(0)
            add_on = self.add_ons[choice["add_on"]]
            amount = choice["size"] * choice["quantity"]
            follows = add_on["validity"] == "with_edition"
            self.batches.append([add_on["sale"]["quota"], amount, start, end, follows, None])
        for _ in basket.get("integrations", []):
            _, start, end = lines.pop(0)
            self.integrations.append((start, end))

    def grant_edition(self, order, choice, line, now):
        """The period, its batches, what it replaces and what follows it (ED-5, BUY-8, BUY-11, ADD-5)."""
        code, (price, start, end) = choice["edition"], line
        action, included = self.action(code, now), self.editions[code]["contracts"]
        if action == "upgrade" and self.policies["upgrade"] == "difference_for_remaining_term":
            for paid in self.timeline(now):
                self.replace_for_difference(order, paid, code, now)
            self.periods.sort(key=lambda paid: paid.start)
            return
        if action == "upgrade":
            for paid in self.timeline(now):
                paid.end, paid.start = min(paid.end, now), min(paid.start, now)
            for batch in self.batches:
                if batch[5] is not None and batch[3] > now:
                    batch[3], batch[2] = now, min(batch[2], now)
        years = choice["term"]
        self.periods.append(Period(order, code, start, end, price, years))
        self.periods.sort(key=lambda paid: paid.start)
        if included["per"] == "year":
            for year in range(years):
                opens, ends = plus_years(start, year), plus_years(start, year + 1)
                self.batches.append(["contract", included["amount"], opens, ends, False, code])
        else:
            self.batches.append(["contract", included["amount"], start, end, False, code])
        self.move_packs(end, now)

    def replace_for_difference(self, order, paid, code, now):
        """One period goes on as the higher edition's, with the difference in contracts (BUY-8, BUY-11)."""
        new, old = self.editions[code], self.editions[paid.edition]
        yearly = new["yearly_price_fen"] - old["yearly_price_fen"]
        start, end, origin, years = max(paid.start, now), paid.end, paid.origin, paid.years
        value = paid.value + yearly * years
        paid.end, paid.start = min(paid.end, now), min(paid.start, now)
        self.periods.append(Period(order, code, start, end, value, years, origin))

        def of_term(included):
            return included["amount"] * (years if included["per"] == "year" else 1)

        difference = of_term(new["contracts"]) - of_term(old["contracts"])
        if new["contracts"]["per"] == "term":
            amount = Fraction(difference * days(start, end), days(origin, end))
            self.add_difference(amount, start, end, code)
            return
        for year in range(years):
            opens, ends = plus_years(origin, year), plus_years(origin, year + 1)
            if ends > now:
                share = Fraction(days(max(opens, now), ends), days(opens, ends))
                self.add_difference(Fraction(difference, years) * share, max(opens, now), ends, code)

    def add_difference(self, amount, start, end, code):
        if amount >= 1:
            self.batches.append(["contract", int(amount), start, end, False, code])

    def move_packs(self, end, now):
        for batch in self.batches:
            if batch[4] and batch[3] > now:
                batch[3] = end

    def outlook(self, now):
        """Edition in force, paid end, batches that have not ended, integrations."""
        paid = self.in_force(now)
        batches = sorted((b[0], b[1], b[2], b[3]) for b in self.batches if b[3] > now and b[2] < b[3])
        integrations = sorted((start, end) for start, end in self.integrations if end > now)
        return (paid.edition if paid else None, self.paid_end(now), batches, integrations)
