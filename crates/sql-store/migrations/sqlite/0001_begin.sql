-- Tables of accounts: the account comes first in every key.

CREATE TABLE accounts (
    account TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL -- how many events it has
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    account TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 1
    event TEXT NOT NULL, -- JSON
    PRIMARY KEY (account, number)
) STRICT;

-- A cache: it may be emptied at any time.
CREATE TABLE snapshots (
    account TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    format INTEGER NOT NULL,
    state TEXT NOT NULL
) STRICT;

CREATE TABLE ledger (
    account TEXT NOT NULL,
    quota TEXT NOT NULL,
    subject TEXT NOT NULL,
    at INTEGER NOT NULL, -- microseconds since 1970 (UTC)
    entry TEXT NOT NULL, -- JSON
    PRIMARY KEY (account, quota, subject)
) STRICT;

CREATE INDEX ledger_by_time ON ledger (account, quota, at DESC, subject);

CREATE TABLE usage_days (
    account TEXT NOT NULL,
    quota TEXT NOT NULL,
    day INTEGER NOT NULL, -- local days since 1970-01-01
    taken INTEGER NOT NULL,
    returned INTEGER NOT NULL,
    void INTEGER NOT NULL,
    PRIMARY KEY (account, quota, day)
) STRICT, WITHOUT ROWID;

-- What belongs to no account.

-- The account of each order: a key stands for one order, whoever placed it.
CREATE TABLE order_index (
    order_id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
