"""How generated requests are sent: in the session of a sample customer, or signed as the e-sign system signs (docs/API.md)."""

import atexit
import hashlib
import hmac
import json
import os
import random
import secrets
import time
import urllib.parse

import requests
import schemathesis

BASE = os.environ["SHOP"]
PARTNER, PARTNER_SECRET = os.environ["PARTNER_KEY"].split(":", 1)
# Its sessions are ended everywhere, so no other request may be sent in one of them.
LEAVING = "13800000009"
# Choosing for whom one acts ends what was verified.
CHOOSING = "13800000003"
STAYING = "13800000002"
# Its own, since the generators begin theirs anew for each request.
CHANCE = random.Random(os.environ.get("CHANCE"))
# Where a body names what is written, its key is that name.
NAMES = ("order", "fresh", "invoice", "application", "lead")


def written(headers=None):
    """The headers that a page sends with every write."""
    own = {"Origin": BASE, "X-Requested-By": "storefront", "Idempotency-Key": secrets.token_hex(16)}
    return own | (headers or {})


class Session:
    """A person's session, as a browser keeps it."""

    def __init__(self, phone):
        self.cookies = requests.Session()
        shown = self._write("/api/sign-in/codes", {"phone": phone})
        self._write("/api/sign-in", {"phone": phone, "code": shown["shown"], "channel": "web"})

    def verified(self):
        """With the enterprise's security phone verified (BUY-4)."""
        shown = self._write("/api/phone-codes", None)
        self._write("/api/phone-codes/entry", {"code": shown["shown"]})
        return self

    def _write(self, path, body):
        answer = self.cookies.post(BASE + path, json=body, headers=written())
        answer.raise_for_status()
        return answer.json()

    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies.cookies)

    def heard(self, answer, **_):
        """A token changes when it means more."""
        self.cookies.cookies.update(answer.cookies)
        return answer


def signed(request):
    """As the e-sign system signs."""
    target = urllib.parse.urlsplit(request.url)
    path = target.path + (f"?{target.query}" if target.query else "")
    body = request.body or b""
    body = body.encode() if isinstance(body, str) else body
    stamp, nonce = str(int(time.time())), secrets.token_hex(16)
    text = "\n".join([request.method, path, stamp, nonce, hashlib.sha256(body).hexdigest()])
    signature = hmac.new(PARTNER_SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()
    request.headers.update({"X-Key-Id": PARTNER, "X-Timestamp": stamp, "X-Nonce": nonce, "X-Signature": signature})
    return request


class Asking(requests.auth.AuthBase):
    """Adds to each request what says who asks."""

    def __init__(self):
        self.staying, self.leaving, self.choosing = Session(STAYING).verified(), Session(LEAVING), Session(CHOOSING)

    def __call__(self, request):
        path = urllib.parse.urlsplit(request.url).path
        if is_partners(path):
            return signed(request)
        # A generated origin would always be another's, and a generated key seldom the one that is right.
        request.headers["Origin"] = BASE
        if request.method != "GET" and CHANCE.random() < 0.9:
            request.headers["Idempotency-Key"] = key_of(request.body)
        is_end = request.method == "DELETE" and path in ("/api/session", "/api/sessions")
        is_choice = request.method == "PUT" and path == "/api/session/account"
        session = self.leaving if is_end else self.choosing if is_choice else self.staying
        request.headers["Cookie"] = session.cookie()
        if not is_end:
            request.register_hook("response", session.heard)
        return request


def key_of(body):
    """The key that a client would send with this body."""
    try:
        told = json.loads(body)
    except (TypeError, ValueError):
        told = None
    names = [told.get(name) for name in NAMES] if isinstance(told, dict) else []
    inner = [name.get("application") or name.get("lead") for name in names if isinstance(name, dict)]
    named = [name for name in names + inner if isinstance(name, str) and name.isascii() and name.isprintable() and name]
    return named[0] if named else secrets.token_hex(16)


def is_partners(path):
    return path.startswith(("/api/partner/", "/api/contracts/")) or path == "/api/usage/reports"


# What there is, by the parameter that names it; what is made is added.
KNOWN = {"order": ["demo-advanced-order-1"], "invoice": [], "application": [], "person": ["demo-advanced-administrator"]}
# What the e-sign system reports of is another enterprise: whose sessions these are has to stay what they are.
REPORTED = {
    "account": ["demo-flagship"], "person": ["demo-flagship-administrator"],
    "contract": [f"contract-{number}" for number in range(40)],
}
# The orders of whom these sessions are for: all, and those that were delivered.
REPORTED["order"] = KNOWN["order"]
DELIVERED = KNOWN["order"][:]
# Orders with a proof of their transfer.
PROVEN = {"order": []}
BASKETS = [
    {"packs": [{"add_on": "signing_report", "size": 100, "quantity": 1}]},
    {"edition": {"edition": "professional", "term": 1}},
    {"edition": {"edition": "advanced", "term": 2}, "packs": []},
]
TITLE = {"holder": "company", "name": "云帆样例科技有限公司", "credit_code": "91330106MA00000003"}
CONSENT = {"version": "2026-11-01", "language": "zh-CN"}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Half of the time a request is about something that there is, as no generated name ever would be."""
    made = MADE.get((case.method.upper(), case.path))
    if made and CHANCE.random() < 0.5:
        case.body = made()
    known = REPORTED if is_partners(case.path) else KNOWN
    if case.method.upper() == "GET" and case.path.endswith("/transfer-proof"):
        known = PROVEN
    for name, value in (case.path_parameters or {}).items():
        # Only texts are made fit for an address; anything else could end it in the middle.
        if not isinstance(value, str):
            case.path_parameters[name] = urllib.parse.quote(str(value), safe="")
        if known.get(name) and CHANCE.random() < 0.5:
            case.path_parameters[name] = CHANCE.choice(known[name][-40:])


def fresh():
    """A name that nothing has yet."""
    return f"{CHANCE.getrandbits(64):016x}"


def order():
    """An order as the checkout would place it, of something that is sold or not."""
    basket = CHANCE.choice(BASKETS)
    shown = ASKING.staying.cookies.post(BASE + "/api/quotes", json=basket).json()
    placed = {"order": fresh(), "basket": basket, "payment_method": "online"}
    return placed | {"shown": shown.get("digest", ""), "accepted_terms": shown.get("terms_version", "")}


def invoice():
    return {"invoice": fresh(), "orders": [CHANCE.choice(DELIVERED[-5:])], "kind": "ordinary", "title": TITLE}


def form():
    return {
        "contact_name": "赵样", "contact_phone": "13700000000", "industry": "manufacturing",
        "expected_signatures": "1000", "consent": True,
    }


def lead():
    told = {"lead": fresh(), "edition": "professional", "form": form()}
    return {"lead": told, "consent": CONSENT}


def enterprise():
    return {
        "name": "海岳样例集团有限公司", "certification": CHANCE.choice(["certified", "uncertified"]),
        "activation": "activated", "security_phone": "13800000000",
    }


def member():
    return {"name": "何样", "phone": None, "roles": [CHANCE.choice(["super_admin", "fee_manager", "employee"])]}


def uses():
    used = {"quota": "contract", "subject": fresh(), "name": "样例合同"}
    return {"account": "demo-flagship", "uses": [used]}


# What a client would send, where chance alone never comes to it.
MADE = {
    ("POST", "/api/orders"): order,
    ("POST", "/api/trial-application-keys"): lambda: {"edition": "flagship", "fresh": fresh()},
    ("POST", "/api/order-keys"): lambda: {"basket": CHANCE.choice(BASKETS), "fresh": fresh()},
    ("POST", "/api/invoices"): invoice,
    ("POST", "/api/invoice-keys"): invoice,
    ("POST", "/api/invoice-titles/removals"): lambda: TITLE,
    ("POST", "/api/leads"): lead,
    ("PUT", "/api/orders/{order}/transfer-proof"): lambda: {
        "name": "transfer.png", "media_type": "image/png", "size": 3, "content": "data:image/png;base64,AAAA",
    },
    ("POST", "/api/sign-in/codes"): lambda: {"phone": f"137{CHANCE.randrange(10**8):08}"},
    ("POST", "/api/sign-in"): lambda: {"phone": "13700000000", "code": "123456", "channel": "web"},
    ("POST", "/api/quotes"): lambda: CHANCE.choice(BASKETS),
    ("PUT", "/api/session/account"): lambda: {"account": "demo-professional-near-end"},
    ("PUT", "/api/partner/enterprises/{account}"): enterprise,
    ("PUT", "/api/partner/enterprises/{account}/members/{person}"): member,
    ("POST", "/api/partner/handovers"): lambda: {
        "person": "demo-uncertified-administrator", "account": "demo-uncertified", "channel": "mini_program",
    },
    ("POST", "/api/usage/reports"): uses,
    ("POST", "/api/contracts/{contract}/signing"): lambda: {
        "account": "demo-flagship", "signing": CHANCE.choice(["partly_signed", "signed", "rejected"]),
    },
    ("POST", "/api/contracts/{contract}/withdrawal"): lambda: {"account": "demo-flagship"},
}

# What is known from now on, once it is made.
LEARNT = {
    "POST /api/orders": (KNOWN["order"], lambda case: case.body["order"]),
    "POST /api/partner/orders/{order}/delivery": (DELIVERED, lambda case: case.path_parameters["order"]),
    "POST /api/invoices": (KNOWN["invoice"], lambda case: case.body["invoice"]),
    "POST /api/leads": (KNOWN["application"], lambda case: case.body["lead"]["lead"]),
    "POST /api/usage/reports": (REPORTED["contract"], lambda case: case.body["uses"][0]["subject"]),
    "PUT /api/orders/{order}/transfer-proof": (PROVEN["order"], lambda case: case.path_parameters["order"]),
}
# What takes more than one person, or minutes.
BEYOND = {
    "DELETE /api/sessions": "a session that the other way of leaving has not ended",
    "POST /api/orders/{order}/binding": "a person's own order",
    "POST /api/session/handover": "a token that was handed over a moment ago",
    "POST /api/trial-applications": "an enterprise without a trial",
}
# Where to write what was never done; the check of the API reads it.
NEVER_DONE = os.environ["NEVER_DONE"]
asked, done = set(), set()


@schemathesis.hook
def after_call(context, case, response):
    if case.method.upper() != case.operation.method.upper():
        return
    name = f"{case.method.upper()} {case.path}"
    asked.add(name)
    if response.status_code < 300:
        done.add(name)
        if name in LEARNT:
            names, name_in = LEARNT[name]
            learnt = name_in(case)
            if learnt not in names:
                names.append(learnt)


@atexit.register
def tell_what_was_never_done():
    with open(NEVER_DONE, "w") as told:
        told.writelines(f"{name}\n" for name in sorted(asked - done - BEYOND.keys()))


def report_contracts():
    """Contracts of which more can be reported from the beginning."""
    used = [{"quota": "contract", "subject": contract, "name": "样例合同"} for contract in REPORTED["contract"]]
    body = {"account": REPORTED["account"][0], "uses": used}
    headers = {"Idempotency-Key": secrets.token_hex(16)}
    requests.post(f"{BASE}/api/usage/reports", json=body, headers=headers, auth=signed).raise_for_status()


report_contracts()
ASKING = Asking()
schemathesis.auth.set_from_requests(ASKING)
