"""Random histories of a person who buys before the enterprise is certified, and binds (BIND-1 … BIND-5)."""

import binding
import chance
import orders
from account import Account, Order, Refused
from histories import BUYER, OTHER, History


class PersonalHistory(History):
    """A person's own account: orders that wait for binding, and what becomes of them."""

    def owner(self):
        """The person, mostly in the personal mini-program; sometimes somebody else."""
        rng = self.rng
        channel = "personal_mini_program" if rng.random() < 0.93 else rng.choice(chance.CHANNELS)
        if rng.random() < 0.02:
            return self.context(channel=channel)
        person = BUYER if rng.random() < 0.96 else OTHER
        verified = chance.verified_at(rng, self.catalogue, self.now)
        return self.context(channel=channel, kind="person", person=person, phone_verified_at=verified)

    def person(self, channel=None):
        return self.owner()

    def purchase(self):
        rng, key = self.rng, self.key("order")
        command = {
            "command": "place_order", "order": key, "basket": chance.personal_basket(rng, self.catalogue),
            "accepted_terms": self.catalogue.file["purchase_terms"]["version"],
        }
        if rng.random() < 0.85:
            command["enterprise_name"] = rng.choice(["甲", "甲", "乙", " "])
        if self.do(self.owner(), orders.place, command) and rng.random() < 0.85:
            if rng.random() < 0.3:
                self.wait()
            self.pay(key)

    def wait(self):
        """Some time; here often around the end of a term that waits for its binding."""
        ends = [order.term_end() for order in self.account.orders.values() if order.recorded == "awaiting_binding"]
        if ends and self.rng.random() < 0.2:
            near = self.rng.choice(ends) + chance.timedelta(seconds=self.rng.choice(chance.NEAR))
            self.now = max(self.now, near)
        else:
            super().wait()

    def binding_context(self):
        """The person with the enterprise to bind to, which they have joined or not."""
        context, rng = self.owner(), self.rng
        context.target = some_enterprise(rng, self.catalogue, self.now) if rng.random() < 0.97 else None
        context.target_roles = rng.choice(chance.ROLES) if rng.random() < 0.92 else None
        return context

    def bind(self):
        command = {"command": "bind_order", "order": self.any_order()}
        if self.rng.random() < 0.5:
            command["confirmed_name"] = self.rng.choice(["甲", "乙", "乙"])
        if self.do(self.binding_context(), binding.bind, command) and self.rng.random() < 0.3:
            self.fail(command["order"])

    def fail(self, key=None):
        failing = {"command": "fail_binding", "order": key or self.any_order()}
        self.do(self.system(), binding.fail_binding, failing)

    def fail_any(self):
        self.fail()

    STEPS = [purchase, History.order_step, bind, fail_any]
    THEMES = {"persons": [35, 25, 30, 3]}

    def meanwhile(self):
        self.wait()


def some_enterprise(rng, catalogue, now):
    """An enterprise on any edition, mostly certified, sometimes with an unpaid order of an edition."""
    opened = now - chance.timedelta(days=4000)
    account = Account(catalogue, opened, name="甲" if rng.random() < 0.6 else "乙")
    account.certified = rng.random() < 0.93
    choice = {"edition": {"edition": rng.choice(["advanced", "advanced", "advanced", "professional"]), "term": rng.randint(1, 3)}}
    if rng.random() < 0.6:
        begun = now - chance.timedelta(seconds=rng.randint(0, 40_000_000))
        settle_at_once(account, "first", choice, begun)
        if rng.random() < 0.3:
            at = begun + chance.timedelta(seconds=rng.randint(0, int((now - begun).total_seconds())))
            settle_at_once(account, "second", choice, at)
    if rng.random() < 0.15:
        placed = now - chance.timedelta(hours=rng.randint(0, 40))
        place_only(account, "open", choice, placed)
    return account


def new_order(account, key, choice, at):
    quoted = orders.quote(account, choice, at)
    order = Order(key, OTHER, at, "web", choice, quoted.lines, 0, quoted.total(), quoted.action, at, "online", None)
    order.expires_at = orders.expiry(account, order, "online")
    account.orders[key] = order
    return order, quoted


def settle_at_once(account, key, choice, at):
    order, quoted = new_order(account, key, choice, at)
    orders.settle(account, order, quoted, at)


def place_only(account, key, choice, at):
    try:
        new_order(account, key, choice, at)
    except Refused:
        pass


def person(rng, catalogue):
    now = chance.start(rng)
    account = Account(catalogue, now, holder="person", owner=BUYER)
    history = PersonalHistory(rng, catalogue, account, now)
    history.play()
    return history
