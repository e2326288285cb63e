-- Tables of accounts: the account comes first in every key, so that they can be partitioned by it. Keys compare by their
-- bytes, as the program does, whatever the database's own order is.

CREATE TABLE accounts (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL -- how many events it has
);

CREATE TABLE events (
    account TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL, -- from 1
    event TEXT NOT NULL, -- JSON
    PRIMARY KEY (account, number)
);

-- A cache: it may be emptied at any time.
CREATE TABLE snapshots (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    format BIGINT NOT NULL,
    state TEXT NOT NULL
);

CREATE TABLE ledger (
    account TEXT COLLATE "C" NOT NULL,
    quota TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL, -- microseconds since 1970 (UTC)
    entry TEXT NOT NULL, -- JSON
    PRIMARY KEY (account, quota, subject)
);

CREATE INDEX ledger_by_time ON ledger (account, quota, at DESC, subject);

CREATE TABLE usage_days (
    account TEXT COLLATE "C" NOT NULL,
    quota TEXT COLLATE "C" NOT NULL,
    day BIGINT NOT NULL, -- local days since 1970-01-01
    taken BIGINT NOT NULL,
    returned BIGINT NOT NULL,
    void BIGINT NOT NULL,
    PRIMARY KEY (account, quota, day)
);

-- What belongs to no account.

-- The account of each order: a key stands for one order, whoever placed it.
CREATE TABLE order_index (
    order_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL
);

CREATE TABLE settings (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
);
