-- What is kept beside the events: texts that are replaced and forgotten. Until now all were in one table, by a name of the
-- kind, the account and the rest.

-- Tables of accounts: the account comes first in every key.

CREATE TABLE account_records (
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    kept_until INTEGER, -- microseconds since 1970 (UTC); NULL for what is never due
    PRIMARY KEY (account, kind, name)
) STRICT;

CREATE INDEX account_records_due ON account_records (kind, kept_until) WHERE kept_until IS NOT NULL;

-- What belongs to no account: the contacts of leads, and the keys of writes of the e-sign system and of whoever has the key of a
-- contact.

CREATE TABLE shop_records (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    kept_until INTEGER, -- microseconds since 1970 (UTC); NULL for what is never due
    PRIMARY KEY (kind, name)
) STRICT;

CREATE INDEX shop_records_due ON shop_records (kind, kept_until) WHERE kept_until IS NOT NULL;

-- Keys of writes and codes are kept for a day at most, and are not taken along. The account of a name is the longest that
-- there is, or else ends with the first space. Contact data is kept for 180 days.

INSERT INTO account_records (account, kind, name, text, kept_until)
SELECT owner, kind, substr(rest, length(owner) + 2), text, due
FROM (
    SELECT kind, rest, text, due, coalesce(
        (
            SELECT account FROM accounts WHERE rest = account OR substr(rest, 1, length(account) + 1) = account || ' '
            ORDER BY length(account) DESC LIMIT 1
        ),
        substr(rest, 1, instr(rest || ' ', ' ') - 1)
    ) AS owner
    FROM (
        SELECT substr(name, 1, instr(name || ' ', ' ') - 1) AS kind, substr(name, instr(name, ' ') + 1) AS rest, text,
            NULL AS due
        FROM settings
        WHERE substr(name, 1, instr(name || ' ', ' ') - 1) IN
            ('transfer-proof', 'invoice-papers', 'invoice-titles', 'order-key', 'application-key', 'invoice-key')
        UNION ALL
        SELECT 'contact', substr(name, length('contact application ') + 1), text,
            CAST(strftime('%s', text ->> 'at') AS INTEGER) * 1000000 + 15552000000000
        FROM settings WHERE name LIKE 'contact application %'
    ) AS named
) AS owned;

INSERT INTO shop_records (kind, name, text, kept_until)
SELECT 'contact', substr(name, length('contact lead ') + 1), text,
    CAST(strftime('%s', text ->> 'at') AS INTEGER) * 1000000 + 15552000000000
FROM settings WHERE name LIKE 'contact lead %';

-- So are the papers of invoices that failed; a mark says until when.

INSERT INTO account_records (account, kind, name, text, kept_until)
SELECT text ->> 'account', 'failed-invoice', text ->> 'invoice', '',
    CAST(strftime('%s', text ->> 'at') AS INTEGER) * 1000000 + 15552000000000
FROM settings WHERE name LIKE 'failed-invoice %';

DROP TABLE settings;
