-- What others published about a claim, in their words. It stands beside the status and is never part of it.
CREATE TABLE ratings (
    rating_row  INTEGER PRIMARY KEY,
    claim_row   INTEGER NOT NULL REFERENCES claims (claim_row),
    rating      TEXT NOT NULL,
    value       TEXT,
    best        TEXT,
    worst       TEXT,
    publisher   TEXT,
    site        TEXT,
    url         TEXT,
    title       TEXT,
    reviewed_at TEXT,
    language    TEXT,
    format      TEXT NOT NULL CHECK (format IN ('google', 'claimreview')),
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL
) STRICT;
CREATE INDEX ratings_by_claim ON ratings (claim_row);

CREATE TRIGGER ratings_keep BEFORE UPDATE ON ratings BEGIN SELECT RAISE(ABORT, 'ratings are append-only: import another one'); END;
CREATE TRIGGER ratings_stay BEFORE DELETE ON ratings BEGIN SELECT RAISE(ABORT, 'ratings are append-only'); END;
