-- Tables of accounts: the account comes first in every key.

CREATE TABLE enterprises (
    account TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    security_phone TEXT NOT NULL -- eleven digits
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    roles TEXT, -- JSON; NULL for somebody who has left
    PRIMARY KEY (account, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX members_by_person ON members (person, account);

-- What belongs to no account. All instants are microseconds since 1970 (UTC).

CREATE TABLE people (
    person TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT UNIQUE, -- eleven digits
    account TEXT -- the person's own, once it is opened
) STRICT;

CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY, -- a digest
    person TEXT NOT NULL,
    account TEXT NOT NULL,
    channel TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    phone_verified_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE codes (
    subject TEXT NOT NULL PRIMARY KEY, -- a digest of what the code proves, and of which phone
    digest TEXT NOT NULL,
    person TEXT, -- NULL where nobody is known by the phone
    tries INTEGER NOT NULL,
    sent_at INTEGER NOT NULL,
    valid_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE handovers (
    token TEXT NOT NULL PRIMARY KEY, -- a digest
    person TEXT NOT NULL,
    account TEXT NOT NULL,
    channel TEXT NOT NULL,
    valid_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE nonces (
    name TEXT NOT NULL PRIMARY KEY,
    kept_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rates (
    name TEXT NOT NULL PRIMARY KEY,
    hits TEXT NOT NULL, -- instants, JSON
    kept_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
