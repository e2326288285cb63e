-- What belongs to no account. All instants are microseconds since 1970 (UTC).

-- The versions of the catalogue. A version is added once, and never changed.
CREATE TABLE catalogue_versions (
    number INTEGER NOT NULL PRIMARY KEY, -- from 1
    in_force_from INTEGER NOT NULL,
    text TEXT NOT NULL, -- the file as it was written
    digest TEXT NOT NULL, -- of the text: SHA-256, hexadecimal
    applied_at INTEGER NOT NULL,
    note TEXT NOT NULL -- by whom, or what for
) STRICT, WITHOUT ROWID;
