"""What is asked at the end of a history, and what the oracle answers."""

import binding
import chance
import invoices
import orders
import trial
import usage
import views
from account import Account, Order, Refused
from dates import written
from quotes import quote


def ledger_entry(key, entry):
    """A ledger's entry as esign-rules reads it."""
    progress = entry["progress"]
    if isinstance(progress, dict):
        (name, fields), = progress.items()
        progress = {name: {**fields, "at": written(fields["at"])}}
    return {"quota": key[0], "subject": key[1], "batch": entry["batch"], "at": written(entry["at"]), "progress": progress}


def bought_by_person(rng, catalogue, now, key):
    """An order of a person that was paid some time ago; its term can end around now."""
    account = Account(catalogue, now, holder="person", owner="buyer")
    choice = chance.together(rng, catalogue)
    ago = rng.choice([0, 1, 3_600, 86_400, rng.randint(0, 31_000_000), rng.randint(0, 31_000_000 * choice["edition"]["term"])])
    paid_at = now - chance.timedelta(seconds=ago)
    quoted = quote(account, choice, paid_at)
    order = Order(
        key, "buyer", paid_at, "personal_mini_program", choice, quoted.lines, 0, quoted.total(), "buy",
        paid_at + chance.timedelta(days=1), "online", "甲",
    )
    order.paid_at, order.kept, order.payments = paid_at, order.total, ["paid"]
    return order


def ask(history):
    """The last line of a case, and what is expected of it: (kind, answer)."""
    rng = history.rng
    kinds, weights = zip(*(ASKED_OF_PERSONS if history.account.holder == "person" else ASKED))
    kind = rng.choices(kinds, weights)[0]
    if history.theme in OFTEN and rng.random() < 0.5:
        kind = rng.choice(OFTEN[history.theme])
    context, question, answer = kind(history)
    try:
        expected = answer()
    except Refused as refused:
        expected = ("refused", refused.rules)
    return context, question, expected


def asked(name, **fields):
    return {"question": {"question": name, **fields}}


def ask_quote(history):
    context, basket = history.person(), chance.basket(history.rng, history.catalogue)

    def answer():
        quoted = quote(history.account, basket, history.now)
        return "quote", (quoted.lines, quoted.credit, quoted.total())

    return context, asked("quote", basket=basket), answer


def ask_may_place(history):
    context, basket = history.person(), chance.basket(history.rng, history.catalogue)

    def answer():
        quoted = orders.may_place(history.account, context, basket)
        return "quote", (quoted.lines, quoted.credit, quoted.total())

    return context, asked("may_place", basket=basket), answer


def ask_outlook(history):
    context = history.person()
    return context, asked("outlook"), lambda: ("outlook", views.outlook(history.account, context))


def ask_orders(history):
    context = history.person()
    return context, asked("orders"), lambda: ("orders", views.orders(history.account, context))


def ask_permissions(history):
    context = history.person()
    return context, asked("permissions"), lambda: ("permissions", views.permissions(history.account, context))


def ask_notices(history):
    context = history.person()
    return context, asked("notices_due"), lambda: ("notices", views.notices_due(history.account, context))


def ask_invoiceable(history):
    context = history.person()
    return context, asked("invoiceable"), lambda: ("invoiceable", invoices.invoiceable(history.account, context))


def ask_may_try(history):
    context, edition = history.person(), history.rng.choice(["advanced", "professional", "flagship", "experience"])

    def answer():
        against = trial.may_try(history.account, context, edition)
        if against:
            raise Refused(*against)
        return "may_try", None

    return context, asked("may_try", edition=edition), answer


def ask_lead(history):
    context, edition = history.person(), history.rng.choice(["advanced", "professional", "flagship", "experience"])
    if history.rng.random() < 0.2:
        context = history.context(channel=history.rng.choice(chance.CHANNELS))
    question = {"lead": "lead", "edition": edition, "form": chance.form(history.rng)}
    return context, asked("lead", **question), lambda: ("lead", trial.lead(history.account, context, question))


def ask_may_bind(history):
    context, key = history.binding_context(), history.any_order()
    return context, asked("may_bind", order=key), lambda: ("may_bind", binding.may_bind(history.account, context, key))


def ask_waiting(history):
    context, key = history.person(), history.any_order()
    return context, asked("waiting", order=key), lambda: ("waiting", binding.waiting(history.account, context, key))


def ask_invoice(history):
    context, command = history.person(), history.invoice_request()
    return context, {"command": command}, lambda: ("invoice", invoices.request(history.account, context, command))


def ask_usage(history):
    uses = history.some_uses()
    command, ledger = {"command": "record_usage", "uses": uses}, history.entries(uses)
    context = history.system()
    return context, {"command": command, "ledger": ledger}, lambda: ("usage", usage_of(history, context, command))


def usage_of(history, context, command):
    """How many units each batch gives, and the notices."""
    before = {batch.id: batch.used for batch in history.account.batches}
    notices = usage.record(history.account, context, command)
    taken = {b.id: b.used - before[b.id] for b in history.account.batches if b.used != before[b.id]}
    return taken, sorted(notices)


def ask_withdraw(history):
    context, (command, ledger) = history.system(), history.withdrawal()
    question = {"command": command, "ledger": ledger}
    return context, question, lambda: ("withdrawn", usage.withdraw(history.account, context, command))


ASKED = [
    (ask_quote, 18), (ask_may_place, 12), (ask_outlook, 30), (ask_orders, 12), (ask_permissions, 4), (ask_notices, 5),
    (ask_invoiceable, 4), (ask_may_try, 4), (ask_lead, 4), (ask_invoice, 6), (ask_usage, 8), (ask_withdraw, 4),
]
ASKED_OF_PERSONS = [
    (ask_may_bind, 30), (ask_waiting, 25), (ask_orders, 25), (ask_may_place, 10), (ask_quote, 5), (ask_permissions, 5),
    (ask_outlook, 3), (ask_may_try, 3), (ask_lead, 3), (ask_invoiceable, 2),
]
OFTEN = {
    "orders": [ask_outlook, ask_orders],
    "usage": [ask_outlook, ask_notices, ask_usage, ask_withdraw, ask_withdraw],
    "invoices": [ask_invoice, ask_invoiceable],
}
