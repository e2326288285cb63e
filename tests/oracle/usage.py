"""Quota taken, given back, void, and the notices (QUOTA-1 … QUOTA-7)."""

from account import Refused
from permission import system_only

KINDS = ("contract", "report", "meeting")
WITHDRAWABLE, DONE = "open", ("returned", "void")


def record(account, context, command):
    """Takes a unit for each use that is new, all or none; the batch that ends first gives first (QUOTA-1, 3, 4, 6)."""
    system_only(context)
    now, fresh = context.now, []
    for use in command["uses"]:
        key = (use["quota"], use["subject"])
        if key not in account.ledger and key not in fresh:
            fresh.append(key)
    for kind in KINDS:
        wanted = sum(1 for key in fresh if key[0] == kind)
        if wanted > sum(batch.left() for batch in account.open_batches(kind, now)):
            raise Refused("QUOTA-4")
    queues = {kind: sorted(account.open_batches(kind, now), key=lambda batch: batch.end) for kind in KINDS}
    for key in fresh:
        batch = next(batch for batch in queues[key[0]] if batch.left() > 0)
        batch.used += 1
        account.ledger[key] = {"batch": batch.id, "at": now, "progress": "open" if key[0] == "contract" else "spent"}
    return give_notices(account, now)


def withdraw(account, context, command):
    """A contract that nobody has signed gives its unit back, or the unit is void (QUOTA-2). The batch it goes to."""
    system_only(context)
    now, entry = context.now, account.ledger.get(("contract", command["contract"]))
    if entry is None:
        raise Refused("QUOTA-2")
    if isinstance(entry["progress"], dict):
        return None
    if entry["progress"] != WITHDRAWABLE:
        raise Refused("QUOTA-2")
    first = next(batch for batch in account.batches if batch.id == entry["batch"])
    batch = first
    while batch.closed_by:
        batch = next(b for b in account.batches if b.order == batch.closed_by and b.included)
    if now >= batch.end:
        entry["progress"] = {"void": {"at": now}}
        return None
    if batch is first:
        batch.used -= 1
    else:
        batch.amount += 1
    batch.returned += 1
    entry["progress"] = {"returned": {"to": batch.id, "at": now}}
    return batch.id


def has_opened(account, batch, kind, now):
    """Whether a batch of the kind has been open, now or before."""
    if batch.quota != kind or not account.delivered(batch):
        return False
    return account.opened_at(batch) <= now and account.opened_at(batch) < batch.end


def due(account, now):
    """The notices that are due: (kind, level), each once until a batch of the kind opens (QUOTA-7)."""
    policy, found = account.catalogue.policies["notices"], []
    for kind in KINDS:
        batches = account.open_batches(kind, now)
        total, left = sum(batch.amount for batch in batches), sum(batch.left() for batch in batches)
        if total == 0:
            continue
        opened = max(account.opened_at(batch) for batch in account.batches if has_opened(account, batch, kind, now))
        levels = [("percent", p) for p in policy["percent_used"] if (total - left) * 100 >= p * total]
        if left < policy["fewer_than"]:
            levels.append(("fewer", policy["fewer_than"]))
        for level in levels:
            given = account.notices.get((kind, level))
            if given is None or given < opened:
                found.append((kind, level))
    return found


def give_notices(account, now):
    found = due(account, now)
    for notice in found:
        account.notices[notice] = now
    return found


def notify(account, context, _command):
    system_only(context)
    return give_notices(account, context.now)
