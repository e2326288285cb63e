"""Instants, days and the one rounding.

An instant is held as the date and time that a clock in Shanghai (UTC+8) shows; it is UTC only where it is written or read.
"""

from datetime import datetime, timedelta

SHANGHAI = timedelta(hours=8)
NO_END = datetime.max.replace(microsecond=0)


def written(instant):
    """An instant for esign-rules."""
    return (instant - SHANGHAI).isoformat() + "Z"


def read(text):
    """An instant of esign-rules."""
    return datetime.fromisoformat(text.rstrip("Z")) + SHANGHAI


def plus_years(instant, years):
    """The same local date and time years later; 29 February becomes 28 February (ED-2)."""
    try:
        return instant.replace(year=instant.year + years)
    except ValueError:
        return instant.replace(year=instant.year + years, day=28)


def days(start, end):
    """Calendar days between two local dates (BUY-9)."""
    return (end.date() - start.date()).days


def next_midnight(instant):
    """The end of a local day."""
    return datetime(instant.year, instant.month, instant.day) + timedelta(days=1)


def half_up(amount):
    """The one rounding, to the whole fen."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)
