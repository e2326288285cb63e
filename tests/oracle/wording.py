"""Contexts, orders and accounts as esign-rules reads them."""

from dates import written


def actor(context):
    if context.kind == "person":
        at = context.phone_verified_at
        verified = written(at) if at else None
        return {"kind": "person", "id": context.person, "roles": list(context.roles), "phone_verified_at": verified}
    return {"kind": "operator", "id": "operator"} if context.kind == "operator" else {"kind": context.kind}


def step(context, command, ledger=()):
    """A step of a history, or with another name for the command the case itself."""
    line = {"now": written(context.now), "channel": context.channel, "actor": actor(context), **command}
    if ledger:
        line["ledger"] = list(ledger)
    if context.target:
        roles = context.target_roles
        line["binding_target"] = {"enterprise": account(context.target), "roles": None if roles is None else list(roles)}
    return line


def holder(account):
    if account.holder == "person":
        return {"person": {"person": account.owner, "name": "林样"}}
    return {
        "enterprise": {
            "name": account.name,
            "certification": "certified" if account.certified else "uncertified",
            "activation": "activated" if account.activated else "no_sign_account",
            "security_phone": "1",
        }
    }


def period(start, end):
    return {"start": written(start), "end": written(end)}


def account(account):
    """An enterprise as far as binding looks at it: its editions and its unpaid orders."""
    rank = account.catalogue.rank
    editions = [
        {"order": p.order, "edition": p.edition, "rank": rank(p.edition), "term": 1, "period": period(p.start, p.end), "value": 0}
        for p in account.periods
        if p.start < p.end
    ]
    orders = [order(o, account.catalogue) for o in account.orders.values() if o.recorded == "unpaid" and o.basket.get("edition")]
    return {"id": "e", "holder": holder(account), "editions": editions, "batches": [], "orders": orders}


def order(order, catalogue):
    """An order of an edition with packs, unpaid or bound."""
    choice = order.basket["edition"]
    edition = catalogue.editions[choice["edition"]]
    price, start, end = order.lines[0]
    item = {
        "edition": choice["edition"], "rank": edition["rank"], "term": choice["term"], "action": order.action,
        "contracts": edition["contracts"]["amount"], "yearly_batches": edition["contracts"]["per"] == "year",
    }
    line = {"unit_price": edition["yearly_price_fen"], "quantity": choice["term"], "price": price, "period": period(start, end)}
    lines = [{"item": {"edition": item}, **line}]
    for pack, (price, start, end) in zip(order.basket.get("packs", []), order.lines[1:]):
        item = {"add_on": pack["add_on"], "quota": "contract", "size": pack["size"], "follows_edition": True}
        line = {"unit_price": price // pack["quantity"], "quantity": pack["quantity"], "price": price}
        lines.append({"item": {"packs": item}, **line, "period": period(start, end)})
    found = {
        "id": order.id, "placed_by": order.placed_by, "placed_at": written(order.placed_at), "channel": order.channel,
        "basket": order.basket, "lines": lines, "credit": None, "total": order.total,
        "catalogue_version": catalogue.file["version"], "terms_version": catalogue.file["purchase_terms"]["version"],
        "expires_at": written(order.expires_at), "recorded_state": "unpaid", "payments": [], "invoice": None,
        "payment_method": order.method,
    }
    if order.enterprise_name:
        found["enterprise_name"] = order.enterprise_name
    if order.bound_at:
        found["recorded_state"] = {"provisioning": {"since": written(order.bound_at)}}
        found["payments"] = [{"id": "paid", "amount": order.kept, "at": written(order.paid_at)}]
        found["lines"][0]["period"] = period(order.paid_at, order.term_end())
        found["binding"] = {"enterprise": "account", "at": written(order.bound_at)}
    return found
