"""The trial, its form, and leads (TRIAL-1 … TRIAL-7)."""

import re
from datetime import timedelta

from account import Batch, Refused, Trial
from permission import BUYERS, has_role


def against_form(form):
    """Every field is there and makes sense (TRIAL-4), with consent (TRIAL-7)."""
    against = set()
    if not form["contact_name"].strip() or not form["industry"].strip():
        against.add("TRIAL-4")
    digits = re.sub(r"[\s+()-]", "", form["contact_phone"])
    if not (digits.isdigit() and 8 <= len(digits) <= 15):
        against.add("TRIAL-4")
    expected = form["expected_signatures"].replace(",", "").strip()
    if not (expected.isdigit() and int(expected) > 0):
        against.add("TRIAL-4")
    if not form["consent"]:
        against.add("TRIAL-7")
    return against


def against_person(account, context):
    """Who may apply: a buyer of a certified enterprise (ROLE-3, TRIAL-1)."""
    if context.kind != "person":
        return {"BUY-1"}
    if account.holder == "person":
        return {"TRIAL-1"}
    against = set() if has_role(context, BUYERS) else {"ROLE-3"}
    if not account.certified:
        against.add("TRIAL-1")
    return against


def against_edition(account, edition, now):
    """A sold edition, above the one in force, and no trial before (TRIAL-1, TRIAL-3, ED-1)."""
    if edition not in account.catalogue.editions:
        return {"ED-1"}
    against = set()
    if account.catalogue.rank(edition) <= account.catalogue.rank(account.edition(now)):
        against.add("TRIAL-1")
    if account.trial:
        against.add("TRIAL-3")
    return against


def may_try(account, context, edition):
    against = against_person(account, context) | against_edition(account, edition, context.now)
    if context.channel not in account.catalogue.file["trial"]["channels"]:
        against.add("CH-7")
    return against


def apply(account, context, command):
    """Opens the trial at once for 7 × 24 hours, with its own batch (TRIAL-2, TRIAL-6)."""
    if account.trial and account.trial.application == command["application"]:
        return
    against = may_try(account, context, command["edition"]) | against_form(command["form"])
    if against:
        raise Refused(*against)
    offered, now = account.catalogue.file["trial"], context.now
    end = now + timedelta(hours=offered["hours"])
    account.trial = Trial(command["application"], command["edition"], now, end)
    if offered["contracts"]:
        account.batches.append(Batch("trial", "contract", offered["contracts"], now, end))


def lead(account, context, question):
    """A lead can be left by anybody; the answer says which step opens the trial (TRIAL-7)."""
    against = against_form(question["form"])
    if question["edition"] not in account.catalogue.editions:
        against.add("ED-1")
    if against:
        raise Refused(*against)
    against = may_try(account, context, question["edition"])
    if "BUY-1" in against:
        return "sign_in"
    if against_edition(account, question["edition"], context.now) and (context.roles or account.holder == "person"):
        return "contact_sales"
    if "ROLE-3" in against:
        return "ask_administrator"
    if not account.certified or account.holder == "person":
        return "certify"
    return "open_on_web" if "CH-7" in against else "apply_now"
