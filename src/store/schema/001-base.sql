-- Every table is STRICT. Times are RFC 3339 in UTC with seconds; hashes are BLAKE3 in lower-case hex.
-- docs/data-model.md describes every table and column; a test compares the two.

CREATE TABLE documents (
    document_row INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    key          TEXT NOT NULL UNIQUE,
    title        TEXT,
    published    TEXT,
    authors      TEXT NOT NULL DEFAULT '[]',
    publisher    TEXT,
    url          TEXT,
    corpus_file  TEXT UNIQUE,
    version      INTEGER NOT NULL,
    added_at     TEXT NOT NULL,
    changed_at   TEXT NOT NULL,
    removed_at   TEXT
) STRICT;

CREATE TABLE sources (
    source_row    INTEGER PRIMARY KEY,
    document_row  INTEGER NOT NULL REFERENCES documents (document_row),
    key           TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL CHECK (kind IN ('url', 'path', 'hash')),
    location      TEXT NOT NULL,
    first_seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX sources_by_document ON sources (document_row);

CREATE TABLE versions (
    version_row  INTEGER PRIMARY KEY,
    document_row INTEGER NOT NULL REFERENCES documents (document_row),
    number       INTEGER NOT NULL,
    bytes_hash   TEXT NOT NULL,
    text_hash    TEXT NOT NULL,
    media        TEXT NOT NULL CHECK (media IN ('markdown', 'html', 'plain')),
    encoding     TEXT NOT NULL,
    extractor    TEXT NOT NULL,
    read_at      TEXT NOT NULL,
    text         TEXT NOT NULL,
    UNIQUE (document_row, number)
) STRICT;
CREATE INDEX versions_by_bytes ON versions (bytes_hash);
CREATE INDEX versions_by_text ON versions (text_hash);

CREATE TABLE claims (
    claim_row           INTEGER PRIMARY KEY,
    id                  TEXT NOT NULL UNIQUE,
    document_row        INTEGER NOT NULL REFERENCES documents (document_row),
    version_row         INTEGER NOT NULL REFERENCES versions (version_row),
    kind                TEXT NOT NULL,
    modality            TEXT NOT NULL,
    text                TEXT NOT NULL,
    subject             TEXT,
    metric              TEXT,
    figure_surface      TEXT,
    figure_start        INTEGER,
    figure_end          INTEGER,
    figure_low          TEXT,
    figure_high         TEXT,
    figure_low_number   REAL,
    figure_high_number  REAL,
    figure_unit         TEXT,
    figure_comparator   TEXT CHECK (figure_comparator IN ('=', '<', '<=', '>', '>=', 'range')),
    figure_approximate  INTEGER CHECK (figure_approximate IN (0, 1)),
    figure_direction    TEXT CHECK (figure_direction IN ('up', 'down')),
    basis               TEXT,
    compared_to         TEXT,
    scope               TEXT,
    migration_from      TEXT,
    migration_to        TEXT,
    time                TEXT,
    due                 TEXT,
    attribution_name    TEXT,
    attribution_url     TEXT,
    quote_exact         TEXT NOT NULL,
    quote_words         TEXT NOT NULL,
    quote_prefix        TEXT NOT NULL,
    quote_suffix        TEXT NOT NULL,
    quote_start         INTEGER NOT NULL,
    quote_end           INTEGER NOT NULL,
    section             TEXT NOT NULL DEFAULT '[]',
    cell_table          INTEGER,
    cell_row            INTEGER,
    cell_column         INTEGER,
    cell_row_header     TEXT,
    cell_column_headers TEXT,
    check_worthiness    INTEGER NOT NULL CHECK (check_worthiness BETWEEN 0 AND 100),
    extractor           TEXT NOT NULL,
    origin              TEXT NOT NULL DEFAULT 'machine' CHECK (origin IN ('machine', 'person')),
    added_at            TEXT NOT NULL,
    status              TEXT NOT NULL DEFAULT 'unverified',
    rejected            INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1)),
    withdrawn_at        TEXT,
    superseded_by       INTEGER REFERENCES claims (claim_row)
) STRICT;
CREATE INDEX claims_in_article_order ON claims (document_row, quote_start, figure_start);
CREATE INDEX claims_by_status ON claims (status) WHERE status <> 'unverified';
CREATE INDEX claims_by_subject ON claims (subject COLLATE NOCASE, metric COLLATE NOCASE);

-- Reviews, corrections and retractions are events of one chain: each hash covers the event and the hash before it.
CREATE TABLE events (
    seq           INTEGER PRIMARY KEY AUTOINCREMENT,
    id            TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL CHECK (kind IN ('review', 'correction', 'retraction')),
    claim_row     INTEGER REFERENCES claims (claim_row),
    document_row  INTEGER NOT NULL REFERENCES documents (document_row),
    by            TEXT NOT NULL,
    at            TEXT NOT NULL,
    note          TEXT,
    previous_hash TEXT NOT NULL,
    hash          TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX events_by_claim ON events (claim_row);
CREATE INDEX events_by_document ON events (document_row);

CREATE TABLE reviews (
    seq    INTEGER PRIMARY KEY REFERENCES events (seq),
    status TEXT NOT NULL CHECK (status IN ('verified', 'needs-context', 'disputed', 'refuted', 'unverifiable', 'unverified'))
) STRICT;

CREATE TABLE evidence (
    evidence_row  INTEGER PRIMARY KEY,
    seq           INTEGER NOT NULL REFERENCES reviews (seq),
    stance        TEXT NOT NULL CHECK (stance IN ('supports', 'refutes', 'context')),
    url           TEXT,
    file          TEXT,
    file_hash     TEXT,
    quote         TEXT,
    quote_checked INTEGER NOT NULL CHECK (quote_checked IN (0, 1))
) STRICT;
CREATE INDEX evidence_by_review ON evidence (seq);

CREATE TABLE corrections (
    seq     INTEGER PRIMARY KEY REFERENCES events (seq),
    action  TEXT NOT NULL CHECK (action IN ('edit', 'add', 'reject', 'remove')),
    changes TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE retractions (
    seq           INTEGER PRIMARY KEY REFERENCES events (seq),
    retracted_seq INTEGER NOT NULL UNIQUE REFERENCES events (seq)
) STRICT;

CREATE TRIGGER events_keep BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only: record another one'); END;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only: record a retraction'); END;
CREATE TRIGGER reviews_keep BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only: record another one'); END;
CREATE TRIGGER reviews_stay BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only: record a retraction'); END;
CREATE TRIGGER evidence_keeps BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is append-only: record another review'); END;
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is append-only: record a retraction'); END;
CREATE TRIGGER corrections_keep BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are append-only: record another one'); END;
CREATE TRIGGER corrections_stay BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are append-only: record a retraction'); END;
CREATE TRIGGER retractions_keep BEFORE UPDATE ON retractions BEGIN SELECT RAISE(ABORT, 'retractions are append-only'); END;
CREATE TRIGGER retractions_stay BEFORE DELETE ON retractions BEGIN SELECT RAISE(ABORT, 'retractions are append-only'); END;

-- What the search index follows. Reviews are not in it: the index knows no status.
CREATE TABLE changes (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    claim_row INTEGER NOT NULL REFERENCES claims (claim_row),
    what      TEXT NOT NULL CHECK (what IN ('added', 'changed', 'withdrawn', 'restored', 'rejected'))
) STRICT;
