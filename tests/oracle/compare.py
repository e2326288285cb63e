"""Random histories, decided by esign-rules and by the oracle; any difference is printed and fails."""

import argparse
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone

from shop import SHANGHAI, Refused, Shop, plus_years

ROOT = pathlib.Path(__file__).resolve().parents[2]
VARIANTS = ["default", "odd", "difference", "by_days"]
EDITIONS = ["advanced", "professional", "flagship"]
PACKS = [("contract_pack", 1000), ("contract_pack", 10000), ("signing_report", 10), ("meeting_signing", 50)]
CHUNK = 2000
SHOWN = 10


def written(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def read(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def catalogue(variant):
    """The shipped catalogue, or one with other prices or policies."""
    file = json.loads((ROOT / "public/catalogue.json").read_text(encoding="utf-8"))
    if variant != "default":
        for edition, price in zip(file["editions"], [123_457, 999_983, 3_141_593]):
            edition["yearly_price_fen"] = price
    if variant == "difference":
        file["policies"]["upgrade"] = "difference_for_remaining_term"
    if variant in ("difference", "by_days"):
        file["policies"]["clamped_term_price"] = "by_days"
    return file


def random_basket(rng):
    basket = {}
    if rng.random() < 0.65:
        basket["edition"] = {"edition": rng.choice(EDITIONS), "term": rng.randint(1, 3)}
    if rng.random() < 0.35:
        add_on, size = rng.choice(PACKS)
        basket["packs"] = [{"add_on": add_on, "size": size, "quantity": rng.choice([0, 1, 1, 2, 20, 21])}]
    if rng.random() < 0.35:
        basket["integrations"] = [{"add_on": "app_integration", "term": rng.randint(1, 3)}]
    return basket


def random_start(rng):
    """1970 to 2190, leap days and month ends in front."""
    year = rng.choice([rng.randint(1971, 2190), rng.randint(2020, 2035)])
    month, day = rng.choice([(1, 31), (2, 28), (2, 29), (3, 1), (12, 31), (rng.randint(1, 12), rng.randint(1, 28))])
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        day = 28
    local = datetime(year, month, day, rng.randint(0, 23), rng.randint(0, 59), rng.randint(0, 59), tzinfo=SHANGHAI)
    return local.astimezone(timezone.utc)


def later(rng, shop, now):
    """Some time later; often right at or around an end."""
    ends = [paid.end for paid in shop.periods if paid.end > now] + [end for _, end in shop.integrations if end > now]
    if ends and rng.random() < 0.3:
        near = rng.choice(ends) + timedelta(seconds=rng.choice([-86_400, -1, 0, 1, 3_600, 86_400]))
        return max(now, near)
    if rng.random() < 0.1:
        return plus_years(now, 1)
    return now + timedelta(seconds=rng.choice([0, 60, rng.randint(0, 86_400), rng.randint(0, 40_000_000)]))


def step(now, actor, command):
    return {"now": written(now), "actor": actor, "command": command}


def person(now):
    return {"kind": "person", "id": "buyer", "roles": ["super_admin"], "phone_verified_at": written(now)}


def case(rng, number, file):
    """A case with what the oracle expects of it."""
    shop, now, system = Shop(file), random_start(rng), {"kind": "system"}
    holder = {"enterprise": {"name": "甲", "certification": "certified", "activation": "activated", "security_phone": "1"}}
    history = [step(now, system, {"command": "open_account", "holder": holder})]
    refusals = [None]
    for order in range(rng.randint(0, 6)):
        now, key, basket = later(rng, shop, now), f"order {order}", random_basket(rng)
        terms = file["purchase_terms"]["version"]
        placing = {"command": "place_order", "order": key, "basket": basket, "accepted_terms": terms}
        history.append(step(now, person(now), placing))
        try:
            total = shop.quote(basket, now)[2]
            shop.buy(key, basket, now)
        except Refused as refused:
            refusals.append(refused.rules)
            continue
        refusals.append(None)
        if total > 0:
            paying = {"command": "confirm_payment", "order": key, "payment": f"payment {order}", "amount": total}
            history.append(step(now, system, paying))
            refusals.append(None)
        history.append(step(now, system, {"command": "deliver_order", "order": key}))
        refusals.append(None)
    now = later(rng, shop, now)
    asked = {"id": number, "now": written(now), "actor": person(now), "history": history}
    if rng.random() < 0.5:
        basket = random_basket(rng)
        asked["question"] = {"question": "quote", "basket": basket}
        try:
            expected = ("quote", shop.quote(basket, now))
        except Refused as refused:
            expected = ("refused", refused.rules)
    else:
        asked["question"] = {"question": "outlook"}
        expected = ("outlook", shop.outlook(now))
    return asked, refusals, expected


def found(result):
    """The result of esign-rules in the oracle's words."""
    refusals = [step and {reason["rule"] for reason in step} for step in result.get("history", [])]
    if "rejections" in result:
        return refusals, ("refused", {reason["rule"] for reason in result["rejections"]})
    value = result["value"]
    if result["answer"] == "quote":
        lines = [(line["price"], *between(line["period"])) for line in value["lines"]]
        return refusals, ("quote", (lines, (value["credit"] or {"total": 0})["total"], value["total"]))
    batches = sorted((b["quota"], b["amount"], *between(b["period"])) for b in value["batches"])
    integrations = sorted(between(integration["period"]) for integration in value["integrations"])
    paid_end = value["paid_end"] and read(value["paid_end"])
    return refusals, ("outlook", (value["in_force"], paid_end, batches, integrations))


def between(period):
    return read(period["start"]), read(period["end"])


def compare(program, variant, cases, seed):
    """The number of differences."""
    file, rng, differences = catalogue(variant), random.Random(f"{seed} {variant}"), 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "catalogue.json"
        path.write_text(json.dumps(file), encoding="utf-8")
        for first in range(0, cases, CHUNK):
            chunk = [case(rng, number, copy.deepcopy(file)) for number in range(first, min(first + CHUNK, cases))]
            lines = "".join(json.dumps(asked) + "\n" for asked, _, _ in chunk)
            done = subprocess.run([program, "--catalogue", path], input=lines, capture_output=True, text=True, check=False)
            results = [json.loads(line) for line in done.stdout.splitlines()]
            if done.returncode != 0 or len(results) != len(chunk):
                sys.exit(f"esign-rules could not read the cases: {done.stderr[:2000]}")
            for (asked, refusals, expected), result in zip(chunk, results):
                if found(result) != (refusals, expected):
                    differences += 1
                    if differences <= SHOWN:
                        print(f"{variant}: {json.dumps(asked)}\n  expected {refusals} {expected}\n  found    {found(result)}")
    print(f"{variant}: {cases} cases, {differences} differences")
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="esign-rules")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", default="1")
    arguments = parser.parse_args()
    each = -(-arguments.cases // len(VARIANTS))
    sys.exit(1 if sum(compare(arguments.program, variant, each, arguments.seed) for variant in VARIANTS) else 0)


if __name__ == "__main__":
    main()
