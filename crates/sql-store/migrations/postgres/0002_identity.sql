-- Tables of accounts: the account comes first in every key.

CREATE TABLE enterprises (
    account TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    security_phone TEXT NOT NULL -- eleven digits
);

CREATE TABLE members (
    account TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    roles TEXT, -- JSON; NULL for somebody who has left
    PRIMARY KEY (account, person)
);

CREATE INDEX members_by_person ON members (person, account);

-- What belongs to no account. All instants are microseconds since 1970 (UTC).

CREATE TABLE people (
    person TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT COLLATE "C" UNIQUE, -- eleven digits
    account TEXT COLLATE "C" -- the person's own, once it is opened
);

CREATE TABLE sessions (
    token TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- a digest
    person TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    channel TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    phone_verified_at BIGINT
);

CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_account ON sessions (account);

CREATE TABLE codes (
    subject TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- a digest of what the code proves, and of which phone
    digest TEXT NOT NULL,
    person TEXT COLLATE "C", -- NULL where nobody is known by the phone
    tries BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL
);

CREATE TABLE handovers (
    token TEXT COLLATE "C" NOT NULL PRIMARY KEY, -- a digest
    person TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    channel TEXT NOT NULL,
    valid_until BIGINT NOT NULL
);

CREATE TABLE nonces (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    kept_until BIGINT NOT NULL
);

CREATE TABLE rates (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    hits TEXT NOT NULL, -- instants, JSON
    kept_until BIGINT NOT NULL
);
