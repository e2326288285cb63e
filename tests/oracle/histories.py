"""A random history of an account, step by step, with what the oracle expects of each; and what befalls an order."""

import chance
import orders
from account import Context, Refused
from wording import holder, step

SYSTEM, OPERATOR = {"kind": "system"}, {"kind": "operator"}
BUYER, OTHER = "buyer", "other"


class History:
    """An account, the instant that it has reached, and the steps so far with their refusals."""

    def __init__(self, rng, catalogue, account, now):
        self.rng, self.catalogue, self.account, self.now = rng, catalogue, account, now
        self.steps, self.refusals, self.number = [], [], 0
        self.extra = []
        opening = {"command": {"command": "open_account", "holder": holder(account)}}
        self.steps.append(step(Context(now, kind="system"), opening))
        self.refusals.append(None)

    def key(self, word):
        self.number += 1
        return f"{word} {self.number}"

    def context(self, **fields):
        return Context(self.now, **fields)

    def system(self):
        """The system; now and then somebody who may not."""
        if self.rng.random() < 0.03:
            return self.rng.choice([self.person(), self.context(), self.context(**OPERATOR)])
        return self.context(**SYSTEM)

    def person(self, channel=None):
        """Somebody, mostly the buyer on the web as super administrator."""
        rng = self.rng
        verified = chance.verified_at(rng, self.catalogue, self.now)
        if rng.random() < 0.65:
            known = {"channel": channel or "web", "person": BUYER, "roles": ("super_admin",)}
            return self.context(kind="person", phone_verified_at=verified, **known)
        if rng.random() < 0.06:
            return self.context(channel=rng.choice(chance.CHANNELS), **rng.choice([{}, SYSTEM, OPERATOR]))
        return self.context(
            channel=channel or rng.choice(chance.CHANNELS), kind="person", person=rng.choice([BUYER, BUYER, OTHER]),
            roles=rng.choice(chance.ROLES), phone_verified_at=verified,
        )

    def do(self, context, decide, command, ledger=()):
        """One step: decided by the oracle, written down for esign-rules. Whether it was accepted."""
        self.steps.append(step(context, {"command": command}, ledger))
        try:
            decide(self.account, context, command)
        except Refused as refused:
            self.refusals.append(refused.rules)
            return False
        self.refusals.append(None)
        return True

    def wait(self):
        self.now = chance.later(self.rng, self.account, self.now)

    def any_order(self):
        """The key of an order that is there, rarely of one that is not; the last ones more often."""
        present = list(self.account.orders)
        if not present or self.rng.random() < 0.02:
            return "no order"
        return self.rng.choice(present[-2:] if self.rng.random() < 0.7 else present)

    def pay(self, key=None):
        key = key or self.any_order()
        order, rng = self.account.orders.get(key), self.rng
        right = rng.random() < (0.8 if self.theme == "orders" else 0.95)
        amount = order.total if order and right else rng.choice([1, 0, 5_000_000])
        payment = self.key("payment")
        if order and order.payments and rng.random() < 0.5:
            payment = rng.choice(order.payments)
        paying = {"command": "confirm_payment", "order": key, "payment": payment, "amount": amount}
        self.do(self.system(), orders.confirm_payment, paying)

    def deliver(self, key=None):
        self.do(self.system(), orders.deliver, {"command": "deliver_order", "order": key or self.any_order()})

    def order_step(self):
        """Something that befalls an order."""
        key, pick = self.any_order(), self.rng.random()
        if pick < 0.3:
            self.pay(key)
        elif pick < 0.45:
            self.deliver(key)
        elif pick < 0.6:
            self.do(self.person(), orders.cancel, {"command": "cancel_order", "order": key})
        elif pick < 0.7:
            choosing = {"command": "choose_payment_method", "order": key, "method": self.rng.choice(["online", "bank_transfer"])}
            self.do(self.person(), orders.choose_payment_method, choosing)
        elif pick < 0.78:
            failing = {"command": "fail_payment", "order": key, "payment": self.key("payment")}
            self.do(self.system(), orders.fail_payment, failing)
        else:
            self.resolve(key)

    def resolve(self, key):
        operator = self.person() if self.rng.random() < 0.05 else self.context(**OPERATOR)
        held = [k for k, order in self.account.orders.items() if order.recorded == "needs_attention"]
        key = self.rng.choice(held) if held and self.rng.random() < 0.8 else key
        resolution = self.rng.choice(["deliver", "deliver", "close"])
        self.do(operator, orders.resolve, {"command": "resolve_attention", "order": key, "resolution": resolution})

    def begin(self):
        """What comes before the random steps."""

    def play(self):
        """Some random steps, of everything or mostly of one kind."""
        self.theme = self.rng.choice(list(self.THEMES))
        kinds, weights = self.STEPS, self.THEMES[self.theme]
        self.begin()
        for _ in range(self.rng.randint(0, 9)):
            self.wait()
            self.rng.choices(kinds, weights)[0](self)
        self.wait()
