"""The results of esign-rules in the oracle's words."""

from dates import read


def between(period):
    return read(period["start"]), read(period["end"])


def rules(reasons):
    return {reason["rule"] for reason in reasons}


def found(result, expected):
    """The refusals of the steps and the answer; a command's events are read as the answer that is expected."""
    refusals = [reasons and rules(reasons) for reasons in result.get("history", [])]
    if "rejections" in result:
        return refusals, ("refused", rules(result["rejections"]))
    if "events" in result:
        kind = expected[0] if expected[0] in EVENTS else "events"
        return refusals, (kind, EVENTS[kind](result["events"]))
    kind = {"notices_due": "notices", "binding": "may_bind"}.get(result["answer"], result["answer"])
    if kind not in ANSWERS:
        return refusals, (expected[0], None)
    return refusals, (kind, ANSWERS[kind](result["value"]))


def quote(value):
    lines = [(line["price"], *between(line["period"])) for line in value["lines"]]
    return lines, (value["credit"] or {"total": 0})["total"], value["total"]


def outlook(value):
    return {
        "in_force": value["in_force"],
        "effective": value["effective_edition"],
        "paid_end": value["paid_end"] and read(value["paid_end"]),
        "timeline": [(p["order"], p["edition"], *between(p["period"])) for p in value["timeline"]],
        "balances": [(b["quota"], b["total"], b["used"], b["returned"], b["left"]) for b in value["balances"]],
        "batches": sorted(
            (b["id"], b["quota"], b["amount"], b["used"], b["returned"], b["left"], *between(b["period"]), b["state"])
            for b in value["batches"]
        ),
        "integrations": sorted(between(integration["period"]) for integration in value["integrations"]),
        "trial": value["trial"] and between(value["trial"]["period"]),
    }


def orders(value):
    return [(order["order"], order["total"], *state(order["state"])) for order in value]


def state(value):
    if isinstance(value, str):
        return value, None
    (name, fields), = value.items()
    if name == "needs_attention":
        return name, None  # the rules do not say from when on
    instants = {"delivered": "delivered_at", "provisioning": "since", "awaiting_binding": "paid_at"}
    return name, read(fields[instants.get(name, "at")])


def permissions(value):
    names = ("balances", "purchase", "invoice", "order_history")
    return {name: rules(value[name].get("Err", {"reasons": []})["reasons"]) for name in names}


def level(value):
    (name, amount), = value.items()
    return {"percent_used": "percent", "fewer_than": "fewer"}[name], amount


def notices(value):
    return [(notice["quota"], level(notice["level"])) for notice in value]


def usage(events):
    taken = {e["usage_recorded"]["batch"]: e["usage_recorded"]["taken"] for e in events if "usage_recorded" in e}
    given = [e["notice_given"]["notice"] for e in events if "notice_given" in e]
    return taken, sorted((notice["quota"], level(notice["level"])) for notice in given)


def invoice(events):
    for event in events:
        if "invoice_requested" in event:
            return {field: event["invoice_requested"]["invoice"][field] for field in ("gross", "net", "tax")}
    return None


def withdrawn(events):
    """The batch that a unit went back to; none where it is void."""
    for event in events:
        if "usage_recorded" in event:
            return event["usage_recorded"]["batch"]
    return None


ANSWERS = {
    "quote": quote,
    "outlook": outlook,
    "orders": orders,
    "permissions": permissions,
    "notices": notices,
    "invoiceable": lambda value: ([(order["order"], order["amount"]) for order in value["orders"]], value["total"]),
    "lead": lambda value: value["opens_trial"],
    "may_bind": lambda value: (between(value["period"]), value["other_name"]),
    "waiting": lambda value: (value["days_gone"], value["days_whole"], value["money_gone"]),
}
EVENTS = {
    "usage": usage,
    "withdrawn": withdrawn,
    "invoice": invoice,
    "events": lambda events: sorted(name for event in events for name in event),
}
