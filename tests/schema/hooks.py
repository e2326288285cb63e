"""How generated requests are sent: in the session of a sample customer, or signed as the e-sign system signs (docs/API.md)."""

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
STAYING = "13800000002"
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
        self.staying, self.leaving = Session(STAYING).verified(), Session(LEAVING)

    def __call__(self, request):
        path = urllib.parse.urlsplit(request.url).path
        if is_partners(path):
            return signed(request)
        # A generated origin would always be another's, and a generated key seldom the one that is right.
        request.headers["Origin"] = BASE
        if request.method != "GET" and random.random() < 0.9:
            request.headers["Idempotency-Key"] = key_of(request.body)
        is_end = request.method == "DELETE" and path in ("/api/session", "/api/sessions")
        session = self.leaving if is_end else self.staying
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


# What there is, by the parameter that names it; orders that are placed are added.
KNOWN = {"order": ["demo-advanced-order-1"], "account": ["demo-advanced"], "person": ["demo-advanced-administrator"]}
BASKETS = [
    {"packs": [{"add_on": "signing_report", "size": 100, "quantity": 1}]},
    {"edition": {"edition": "professional", "term": 1}},
    {"edition": {"edition": "advanced", "term": 2}, "packs": []},
]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Half of the time a request is about something that there is, as no generated name ever would be."""
    if case.path == "/api/orders" and case.method.upper() == "POST" and random.random() < 0.5:
        case.body = order()
    for name in case.path_parameters or {}:
        if name in KNOWN and random.random() < 0.5:
            case.path_parameters[name] = random.choice(KNOWN[name])


def order():
    """An order as the checkout would place it, of something that is sold or not."""
    basket = random.choice(BASKETS)
    shown = ASKING.staying.cookies.post(BASE + "/api/quotes", json=basket).json()
    placed = {"order": secrets.token_hex(8), "basket": basket, "payment_method": "online"}
    KNOWN["order"].append(placed["order"])
    return placed | {"shown": shown.get("digest", ""), "accepted_terms": shown.get("terms_version", "")}


ASKING = Asking()
schemathesis.auth.set_from_requests(ASKING)
