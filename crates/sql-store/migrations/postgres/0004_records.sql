-- What is kept beside the events: texts that are replaced and forgotten. Until now all were in one table, by a name of the
-- kind, the account and the rest.

-- Tables of accounts: the account comes first in every key.

CREATE TABLE account_records (
    account TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    kept_until BIGINT, -- microseconds since 1970 (UTC); NULL for what is never due
    PRIMARY KEY (account, kind, name)
);

CREATE INDEX account_records_due ON account_records (kind, kept_until) WHERE kept_until IS NOT NULL;

-- What belongs to no account: the contacts of leads, and keys of writes that no member sends.

CREATE TABLE shop_records (
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    kept_until BIGINT, -- microseconds since 1970 (UTC); NULL for what is never due
    PRIMARY KEY (kind, name)
);

CREATE INDEX shop_records_due ON shop_records (kind, kept_until) WHERE kept_until IS NOT NULL;

-- Keys of writes and codes are kept for a day at most, and are not taken along.

INSERT INTO account_records (account, kind, name, text)
SELECT split_part(rest, ' ', 1), kind, substr(rest, strpos(rest || ' ', ' ') + 1), text
FROM (SELECT split_part(name, ' ', 1) AS kind, substr(name, strpos(name, ' ') + 1) AS rest, text FROM settings) AS known
WHERE kind IN ('transfer-proof', 'invoice-papers', 'invoice-titles', 'order-key', 'application-key', 'invoice-key');

-- Contact data and the papers of failed invoices are kept for 180 days.

INSERT INTO account_records (account, kind, name, text, kept_until)
SELECT split_part(rest, ' ', 1), 'contact', substr(rest, strpos(rest, ' ') + 1), text, due
FROM (
    SELECT substr(name, length('contact application ') + 1) AS rest, text,
        (extract(epoch FROM (text::json ->> 'at')::timestamptz) * 1000000)::BIGINT + 15552000000000 AS due
    FROM settings WHERE name LIKE 'contact application %'
) AS known;

INSERT INTO shop_records (kind, name, text, kept_until)
SELECT 'contact', substr(name, length('contact lead ') + 1), text,
    (extract(epoch FROM (text::json ->> 'at')::timestamptz) * 1000000)::BIGINT + 15552000000000
FROM settings WHERE name LIKE 'contact lead %';

INSERT INTO account_records (account, kind, name, text, kept_until)
SELECT text::json ->> 'account', 'failed-invoice', text::json ->> 'invoice', '',
    (extract(epoch FROM (text::json ->> 'at')::timestamptz) * 1000000)::BIGINT + 15552000000000
FROM settings WHERE name LIKE 'failed-invoice %';

DROP TABLE settings;
