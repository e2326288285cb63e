"""Random histories of an enterprise: purchases, usage, trials, invoices, orders that are bound."""

import binding
import chance
import invoices
import orders
import questions
import trial
import usage
from account import Account, Refused
from histories import BUYER, OPERATOR, SYSTEM, History
from quotes import quote
from wording import order as order_words


class EnterpriseHistory(History):
    """What enterprises do and what befalls them."""

    def purchase(self):
        """An order, mostly paid at once or soon, mostly delivered."""
        rng, key = self.rng, self.key("order")
        if self.account.orders and rng.random() < 0.03:
            key = self.any_order()
        command = {
            "command": "place_order", "order": key, "basket": self.likely_basket(),
            "accepted_terms": self.catalogue.file["purchase_terms"]["version"] if rng.random() < 0.98 else "other",
        }
        if rng.random() < 0.2:
            command["payment_method"] = "bank_transfer"
        if self.do(self.person(), orders.place, command) and rng.random() < 0.85:
            if rng.random() < 0.2:
                self.meanwhile()
            self.pay(key)
            if self.account.orders[key].recorded == "needs_attention" and rng.random() < 0.4:
                self.pay(key) if rng.random() < 0.5 else self.resolve(key)
            if rng.random() < 0.9:
                self.deliver(key)

    def likely_basket(self):
        """A basket, mostly one that can be bought."""
        found = chance.basket(self.rng, self.catalogue)
        for _ in range(3):
            try:
                quote(self.account, found, self.now)
                return found
            except Refused:
                if self.rng.random() < 0.2:
                    return found
                found = chance.basket(self.rng, self.catalogue)
        return found

    def meanwhile(self):
        """What happens between placing and paying: time, another standing, a held or a bound order, another purchase."""
        pick = self.rng.random()
        held = any(order.recorded == "needs_attention" for order in self.account.orders.values())
        if pick < 0.3:
            self.wait()
        elif pick < 0.5 and not held:
            self.standing()
        elif pick < 0.8:
            self.resolve(self.any_order())
        else:
            self.bound_order()

    def use(self):
        """Some contracts, reports or meetings, some of them reported before."""
        uses = self.some_uses()
        self.do(self.system(), usage.record, {"command": "record_usage", "uses": uses}, self.entries(uses))

    def some_uses(self):
        rng, uses = self.rng, []
        wanted = self.up_to_a_level()
        if not 0 < wanted <= 30 or rng.random() < 0.7:
            wanted = rng.choice([1, 1, 2, 3, 5, 8, 10])
        for _ in range(wanted):
            kind = rng.choices(usage.KINDS, [16, 1, 1])[0]
            uses.append({"quota": kind, "subject": self.key("subject")})
        if self.account.ledger and rng.random() < 0.3:
            kind, subject = rng.choice(list(self.account.ledger))
            uses.append({"quota": kind, "subject": subject})
        if rng.random() < 0.1:
            uses.append(dict(rng.choice(uses)))
        return uses

    def up_to_a_level(self):
        """How many contracts are missing to a level of a notice."""
        batches = self.account.open_batches("contract", self.now)
        total, left = sum(batch.amount for batch in batches), sum(batch.left() for batch in batches)
        percent = self.rng.choice(self.catalogue.policies["notices"]["percent_used"])
        return -(-total * percent // 100) - (total - left)

    def upgrade(self):
        """A purchase of a higher edition than the one in force, paid and delivered."""
        rank = self.catalogue.rank
        higher = [code for code in self.catalogue.editions if rank(code) > rank(self.account.edition(self.now))]
        if not higher:
            return
        key = self.key("order")
        basket = {"edition": {"edition": self.rng.choice(higher), "term": self.rng.randint(1, 3)}}
        terms = self.catalogue.file["purchase_terms"]["version"]
        placing = {"command": "place_order", "order": key, "basket": basket, "accepted_terms": terms}
        buyer = self.context(kind="person", person=BUYER, roles=("super_admin",), phone_verified_at=self.now)
        if self.do(buyer, orders.place, placing):
            self.pay(key)
            self.deliver(key)

    def crossing(self):
        """Two orders of one edition: the first is held and released while the second waits for its payment (BUY-12)."""
        first, second = self.key("order"), self.key("order")
        edition = self.account.edition(self.now)
        code = edition if edition != "experience" and self.rng.random() < 0.8 else "professional"
        basket = {"edition": {"edition": code, "term": self.rng.randint(1, 3)}}
        for key in (first, second):
            buyer = self.context(kind="person", person=BUYER, roles=("super_admin",), phone_verified_at=self.now)
            terms = self.catalogue.file["purchase_terms"]["version"]
            placing = {"command": "place_order", "order": key, "basket": basket, "accepted_terms": terms}
            if not self.do(buyer, orders.place, placing):
                return
            if key == first:
                paying = {"command": "confirm_payment", "order": key, "payment": self.key("payment"), "amount": 1}
                self.do(self.context(**SYSTEM), orders.confirm_payment, paying)
        releasing = {"command": "resolve_attention", "order": first, "resolution": "deliver"}
        self.do(self.context(**OPERATOR), orders.resolve, releasing)
        self.pay(second)

    def entries(self, uses):
        """What the store has in its ledger of what is named."""
        return [self.entry(key) for key in {(use["quota"], use["subject"]): 0 for use in uses} if key in self.account.ledger]

    def entry(self, key):
        return questions.ledger_entry(key, self.account.ledger[key])

    def contract(self):
        """A contract that was started, rarely one that was not."""
        started = [subject for kind, subject in self.account.ledger if kind == "contract"]
        return self.rng.choice(started) if started and self.rng.random() < 0.97 else "no contract"

    def withdraw(self):
        command, ledger = self.withdrawal()
        self.do(self.system(), usage.withdraw, command, ledger)

    def withdrawal(self):
        """The withdrawal of a contract, with what the ledger has of it."""
        key = ("contract", self.contract())
        found = self.account.ledger.get(key)
        if found and found["progress"] == "open" and self.rng.random() < 0.15:
            found["progress"] = self.rng.choice(["partly_signed", "signed", "rejected", "expired"])
        ledger = [self.entry(key)] if found else []
        return {"command": "withdraw_contract", "contract": key[1]}, ledger

    def notify(self):
        self.do(self.system(), usage.notify, {"command": "give_notices"})

    def apply_for_trial(self):
        edition = self.rng.choice(["advanced", "professional", "professional", "flagship", "flagship", "experience"])
        application = {"command": "apply_for_trial", "application": self.key("trial"), "edition": edition}
        self.do(self.person(), trial.apply, {**application, "form": chance.form(self.rng)})

    def invoice_request(self):
        rng, ready = self.rng, [order.id for order in invoices.invoiceable_orders(self.account)]
        asked = rng.sample(ready, rng.randint(1, len(ready))) if ready and rng.random() < 0.8 else [self.any_order()]
        if rng.random() < 0.05:
            asked = rng.choice([[], asked + asked[:1]])
        kind = rng.choice(["ordinary", "special"])
        key = self.key("invoice")
        if self.account.invoices and rng.random() < 0.05:
            key = rng.choice(list(self.account.invoices))
        return {"command": "request_invoice", "invoice": key, "orders": asked, "kind": kind, "title": chance.title(rng)}

    def invoice(self):
        known, rng = list(self.account.invoices) + ["no invoice"], self.rng
        if len(known) == 1 or rng.random() < 0.6:
            self.do(self.person(), invoices.request, self.invoice_request())
        elif rng.random() < 0.5:
            self.do(self.system(), invoices.issued, {"command": "record_invoice_issued", "invoice": rng.choice(known)})
        else:
            self.do(self.system(), invoices.failed, {"command": "record_invoice_failed", "invoice": rng.choice(known)})

    def standing(self):
        """The certification or the activation changes."""
        rng, context = self.rng, self.context(**SYSTEM)
        if rng.random() < 0.5:
            self.account.certified = rng.random() < 0.7
            word = "certified" if self.account.certified else "uncertified"
            command = {"command": "record_certification", "certification": word}
        else:
            self.account.activated = rng.random() < 0.7
            word = "activated" if self.account.activated else rng.choice(["no_sign_account", "other_enterprise"])
            command = {"command": "record_activation", "activation": word}
        self.do(context, lambda *_: None, command)

    def bound_order(self):
        """A person's order arrives that was paid before and is bound now."""
        order = questions.bought_by_person(self.rng, self.catalogue, self.now, self.key("bound"))
        order.bound_at, order.recorded = self.now, "provisioning"
        order.since = self.now
        command = {"command": "receive_bound_order", "order": order_words(order, self.catalogue)}
        context = self.context(**SYSTEM)
        if self.do(context, lambda account, asked, _: binding.receive(account, asked, order), command):
            if self.rng.random() < 0.8:
                self.deliver(order.id)

    STEPS = [
        purchase, upgrade, crossing, History.order_step, use, withdraw, notify, apply_for_trial, invoice, standing,
        bound_order,
    ]
    THEMES = {
        "mixed": [30, 2, 1, 20, 16, 9, 3, 5, 9, 2, 6],
        "orders": [45, 2, 6, 45, 2, 1, 0, 1, 4, 3, 4],
        "usage": [9, 12, 0, 3, 45, 25, 4, 2, 0, 0, 3],
        "invoices": [40, 1, 1, 6, 0, 0, 0, 0, 50, 1, 3],
    }

    def begin(self):
        if self.theme == "usage" and self.rng.random() < 0.8:
            self.upgrade()


def enterprise(rng, catalogue):
    """A history of an enterprise that is mostly certified and activated."""
    now = chance.start(rng)
    account = Account(catalogue, now)
    account.certified, account.activated = rng.random() < 0.93, rng.random() < 0.93
    history = EnterpriseHistory(rng, catalogue, account, now)
    history.play()
    return history
