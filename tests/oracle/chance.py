"""The random ingredients of a history: catalogues, baskets, people, instants around the borders."""

import copy
import json
import pathlib
from datetime import datetime, timedelta

from account import Catalogue
from dates import NO_END, next_midnight, plus_years

SHIPPED = pathlib.Path(__file__).resolve().parents[2] / "public/catalogue.json"
CHANNELS = ["web", "web", "web", "mini_program", "personal_mini_program"]
ROLES = [
    (), ("employee",), ("fee_manager",), ("legal_representative",), ("super_admin",),
    ("employee", "fee_manager"), ("legal_representative", "fee_manager"), ("employee", "legal_representative"),
    ("super_admin", "legal_representative"),
]
NEAR = [-86_400, -3_600, -1, 0, 0, 1, 3_600, 86_400]
VARIANTS = ["default", "odd", "difference", "by_days", "small", "small_difference"]


def catalogue(variant, path=SHIPPED):
    """The shipped catalogue, or one with other prices, policies or amounts."""
    file = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    policies = file["policies"]
    if variant != "default":
        for edition, price in zip(file["editions"], [123_457, 999_983, 3_141_593]):
            edition["yearly_price_fen"] = price
        amounts(file, [20, 50, 120], [(10, 30), (5, 9), (4, 12)])
    if "difference" in variant:
        policies["upgrade"] = "difference_for_remaining_term"
    if variant in ("difference", "by_days"):
        policies["clamped_term_price"] = "by_days"
    if "small" in variant:
        file["experience"]["contracts"] = 7
        file["trial"].update(hours=100, contracts=5)
        file["vat"]["rate_percent"] = 13
        policies.update(security_phone_minutes=7, unpaid_hours=36, unpaid_transfer_days=3)
        policies["notices"] = {"percent_used": [50, 80, 100], "fewer_than": 4, "ending_days": 30}
        policies["largest_order_fen"] = {"mini_program": 300_000, "web": 7_000_000}
        amounts(file, [11, 23, 41], [(6, 13), (5, 9), (4, 12)])
        for edition, per in zip(file["editions"], ["year", "term", "year"]):
            edition["contracts"]["per"] = per
    return Catalogue(copy.deepcopy(file))


def amounts(file, contracts, sizes):
    """Few contracts and small packs, so that they run out."""
    for edition, amount in zip(file["editions"], contracts):
        edition["contracts"]["amount"] = amount
    for add_on, pair in zip(file["add_ons"], sizes):
        for size, amount in zip(add_on["sale"]["sizes"], pair):
            size["amount"] = amount


def basket(rng, catalogue, edition_chance=0.6):
    """Anything that can be put into a basket, now and then what cannot be sold."""
    found = {}
    if rng.random() < edition_chance:
        edition = rng.choice(["advanced", "advanced", "professional", "flagship"])
        found["edition"] = {"edition": edition, "term": rng.randint(1, 3)}
    if rng.random() < 0.4:
        add_on = catalogue.add_ons[rng.choice(["contract_pack", "contract_pack", "signing_report", "meeting_signing"])]
        size = rng.choice(add_on["sale"]["sizes"])["amount"]
        found["packs"] = [{"add_on": add_on["code"], "size": size, "quantity": rng.choice([0, 1, 1, 1, 2, 20, 21])}]
    if rng.random() < 0.2:
        found["integrations"] = [{"add_on": "app_integration", "term": rng.randint(1, 3)}]
    return found


def personal_basket(rng, catalogue):
    """What the personal mini-program sells, mostly."""
    if rng.random() < 0.15:
        return basket(rng, catalogue)
    return together(rng, catalogue)


def together(rng, catalogue):
    """The advanced edition with a contract pack in the same order (CH-1)."""
    size = rng.choice(catalogue.add_ons["contract_pack"]["sale"]["sizes"])["amount"]
    pack = {"add_on": "contract_pack", "size": size, "quantity": 1}
    return {"edition": {"edition": "advanced", "term": rng.randint(1, 3)}, "packs": [pack]}


def start(rng):
    """1971 to 2190, leap days, month ends and midnights in front."""
    year = rng.choice([rng.randint(1971, 2190), rng.randint(2020, 2035)])
    month, day = rng.choice([(1, 31), (2, 28), (2, 29), (3, 1), (12, 31), (rng.randint(1, 12), rng.randint(1, 28))])
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        day = 28
    clock = rng.choice([(0, 0, 0), (23, 59, 59), (rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59))])
    return datetime(year, month, day, *clock)


def borders(account, now):
    """The instants to come at which something ends, opens or expires."""
    found = [paid.end for paid in account.periods] + [end for _, end in account.integrations]
    for batch in account.batches:
        found += [batch.start, batch.end]
    for order in account.orders.values():
        found += [order.expires_at, order.placed_at + timedelta(days=1), order.placed_at + timedelta(days=10)]
    if account.trial:
        found.append(account.trial.end)
    return [instant for instant in found if now <= instant < NO_END]


def later(rng, account, now):
    """Some time later; often at or around a border."""
    chance = rng.random()
    if chance < 0.35:
        return now + timedelta(seconds=rng.choice([0, 0, 1, 60, 1_800, rng.randint(0, 7_200)]))
    if chance < 0.75:
        ahead = borders(account, now)
        if ahead:
            nearest = sorted(ahead)[: rng.choice([1, 2, 3, 99])]
            return max(now, rng.choice(nearest) + timedelta(seconds=rng.choice(NEAR)))
    if chance < 0.80:
        return plus_years(now, 1)
    if chance < 0.84:
        return next_midnight(now) + timedelta(seconds=rng.choice([-1, 0, 1]))
    return now + timedelta(seconds=rng.choice([rng.randint(0, 86_400), rng.randint(0, 900_000), rng.randint(0, 40_000_000)]))


def verified_at(rng, catalogue, now):
    """When the security phone was verified: mostly within its window, sometimes at its edge."""
    window = 60 * catalogue.policies["security_phone_minutes"]
    if rng.random() < 0.85:
        return now - timedelta(seconds=rng.randint(0, window - 1))
    return rng.choice([None, now - timedelta(seconds=window), now - timedelta(seconds=window - 1), now + timedelta(seconds=1)])


def form(rng):
    """A form for a trial or a lead, mostly complete."""
    filled = {
        "contact_name": "林样", "contact_phone": "+86 138 0000 0000", "industry": "制造", "expected_signatures": "1,000",
        "consent": True,
    }
    if rng.random() < 0.2:
        field = rng.choice(list(filled))
        filled[field] = False if field == "consent" else rng.choice(["", "  "])
    return filled


CREDIT_CODES = ["91350100M000100Y43", "91350100m000100y43", "91350100M000100Y44", "9135010IM000100Y43", "1", None]


def title(rng):
    """The title of an invoice, with a credit code that is right, wrong or not there."""
    filled = {"holder": rng.choice(["company", "company", "organisation", "person"])}
    filled["name"] = rng.choice(["甲", "甲", "甲", " "])
    filled["credit_code"] = rng.choice(CREDIT_CODES[:1] * 6 + CREDIT_CODES)
    if rng.random() < 0.6:
        filled.update(address="深圳", phone="0755", bank="样例", account="7550")
        if rng.random() < 0.3:
            filled[rng.choice(["address", "phone", "bank", "account"])] = rng.choice(["", " ", None])
    return filled
