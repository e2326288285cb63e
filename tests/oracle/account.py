"""What the shop knows about one enterprise or one person: editions, batches, integrations, orders, trial, invoices."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from dates import NO_END, days, plus_years


class Refused(Exception):
    """The rules that refuse."""

    def __init__(self, *rules):
        super().__init__(*rules)
        self.rules = set(rules)


@dataclass
class Context:
    """Who asks, when, through which channel, about which enterprise to bind to."""

    now: datetime
    channel: str = "web"
    kind: str = "visitor"
    person: str = ""
    roles: tuple = ()
    phone_verified_at: datetime | None = None
    target: "Account | None" = None
    target_roles: tuple | None = None


@dataclass
class Period:
    """A paid period of an edition; a bound one can count its days from payment, or be a share of its term (BIND-4)."""

    order: str
    edition: str
    start: datetime
    end: datetime
    value: Fraction
    years: int
    counted_from: datetime | None = None
    share: Fraction = Fraction(1)

    def left(self, now):
        return days(max(now, self.start), self.end)

    def whole(self):
        return days(self.counted_from or self.start, self.end)

    def unused(self, now):
        """Its unused value, exact (BUY-9)."""
        return Fraction(self.value) * self.left(now) / self.whole()


@dataclass
class Batch:
    """An amount of quota from one source; usable when it has started and its order is delivered."""

    id: str
    quota: str
    amount: int
    start: datetime
    end: datetime
    order: str | None = None
    included: bool = False
    follows: bool = False
    used: int = 0
    returned: int = 0
    closed_by: str | None = None

    def left(self):
        return self.amount - self.used


@dataclass
class Order:
    """One purchase and what became of it."""

    id: str
    placed_by: str
    placed_at: datetime
    channel: str
    basket: dict
    lines: list
    credit: int
    total: int
    action: str | None
    expires_at: datetime
    method: str
    enterprise_name: str | None
    timeline: list = field(default_factory=list)
    recorded: str = "unpaid"
    since: datetime | None = None
    delivered_at: datetime | None = None
    paid_at: datetime | None = None
    payments: list = field(default_factory=list)
    limit: datetime | None = None
    kept: int = 0
    held_unpaid: bool = False
    bound_at: datetime | None = None
    invoice: str | None = None

    def term_end(self):
        """The end of a term that runs while the order waits for binding (BIND-2)."""
        return plus_years(self.paid_at, self.basket["edition"]["term"])

    def state(self, now):
        """Its state and the instant that goes with it; time alone expires it or runs out its term (ORD-9)."""
        if self.recorded == "unpaid":
            return ("expired", self.expires_at) if now >= self.expires_at else ("unpaid", None)
        if self.recorded == "needs_attention" or self.recorded == "awaiting_binding" and now >= self.term_end():
            return "needs_attention", None
        if self.recorded == "awaiting_binding":
            return "awaiting_binding", self.paid_at
        if self.recorded == "delivered":
            return "delivered", self.delivered_at
        return self.recorded, self.since


@dataclass
class Trial:
    """The one trial of an enterprise."""

    application: str
    edition: str
    start: datetime
    end: datetime


@dataclass
class Invoice:
    """One invoice over one or more orders."""

    id: str
    orders: list
    body: dict
    state: str = "requested"


class Account:
    """One enterprise, or one person who has orders of their own."""

    def __init__(self, catalogue, opened_at, holder="enterprise", owner=None, name="甲"):
        self.catalogue = catalogue
        self.holder, self.owner, self.name = holder, owner, name
        self.certified, self.activated = True, True
        self.periods, self.batches, self.integrations = [], [], []
        self.orders, self.invoices = {}, {}
        self.trial, self.notices = None, {}
        self.ledger = {}
        contracts = catalogue.file["experience"]["contracts"]
        if holder == "enterprise" and contracts:
            self.batches.append(Batch("experience", "contract", contracts, opened_at, NO_END))

    def in_force(self, now):
        for paid in self.periods:
            if paid.start <= now < paid.end:
                return paid
        return None

    def edition(self, now):
        """The code of the edition that decides (ED-6)."""
        paid = self.in_force(now)
        return paid.edition if paid else "experience"

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

    def trial_edition(self, now):
        trial = self.trial
        return trial.edition if trial and trial.start <= now < trial.end else None

    def effective_edition(self, now):
        """The higher of the one in force and the trial's (TRIAL-5)."""
        return max(self.edition(now), self.trial_edition(now) or "experience", key=self.catalogue.rank)

    def integration_end(self, now):
        return max((end for _, end in self.integrations if end > now), default=None)

    def delivered(self, batch):
        """Whether a batch's order is delivered; quota of a trial or the free edition waits for none."""
        return batch.order is None or self.orders[batch.order].delivered_at is not None

    def opened_at(self, batch):
        """When a batch could first be used."""
        delivered = self.orders[batch.order].delivered_at if batch.order else batch.start
        return max(batch.start, delivered)

    def open_batches(self, kind, now):
        """The batches of a kind that can be used now."""
        found = [b for b in self.batches if b.quota == kind and b.start <= now < b.end]
        return [b for b in found if self.delivered(b)]

    def open_edition_order(self, now):
        """The one unpaid order of an edition, if there is one (BUY-12)."""
        for order in self.orders.values():
            if order.basket.get("edition") and order.state(now)[0] == "unpaid":
                return order
        return None


class Catalogue:
    """The catalogue, looked up by code."""

    def __init__(self, file):
        self.file, self.policies = file, file["policies"]
        self.editions = {edition["code"]: edition for edition in file["editions"]}
        self.add_ons = {add_on["code"]: add_on for add_on in file["add_ons"]}

    def rank(self, code):
        return self.editions[code]["rank"] if code in self.editions else 0

    def by_difference(self):
        return self.policies["upgrade"] == "difference_for_remaining_term"
