-- A base as schema 4 kept it. Not to be changed: it is what people have.
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
-- What a later reading changed in a claim that it found again, so that a reviewer sees what changed since the review.
CREATE TABLE alterations (
    alteration_row INTEGER PRIMARY KEY,
    claim_row      INTEGER NOT NULL REFERENCES claims (claim_row),
    version_row    INTEGER NOT NULL REFERENCES versions (version_row),
    extractor      TEXT NOT NULL,
    at             TEXT NOT NULL,
    after_seq      INTEGER NOT NULL,
    changes        TEXT NOT NULL
) STRICT;
CREATE INDEX alterations_by_claim ON alterations (claim_row);

CREATE TRIGGER alterations_keep BEFORE UPDATE ON alterations BEGIN SELECT RAISE(ABORT, 'alterations are append-only'); END;
CREATE TRIGGER alterations_stay BEFORE DELETE ON alterations BEGIN SELECT RAISE(ABORT, 'alterations are append-only'); END;

CREATE INDEX claims_by_successor ON claims (superseded_by) WHERE superseded_by IS NOT NULL;
-- Forecasts by the time at which they can be judged: what is due is found without reading every claim.
CREATE INDEX claims_by_due ON claims (due) WHERE due IS NOT NULL;

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

BEGIN;
INSERT INTO documents (document_row, id, key, title, published, authors, publisher, url, corpus_file, version, added_at, changed_at, removed_at) VALUES (1, 'jtl4seipgw2u', 'stoves.md', 'Stoves of 2025', NULL, '[]', NULL, NULL, 'stoves-of-2025.md', 2, '2026-11-26T15:49:07Z', '2026-11-26T15:49:28Z', NULL);
INSERT INTO documents (document_row, id, key, title, published, authors, publisher, url, corpus_file, version, added_at, changed_at, removed_at) VALUES (2, 'x5deksk7y73o', 'survey.md', 'A survey of kitchens', NULL, '[]', NULL, NULL, 'a-survey-of-kitchens.md', 1, '2026-11-26T15:49:07Z', '2026-11-26T15:49:07Z', '2026-11-26T15:49:28Z');
INSERT INTO sources (source_row, document_row, key, kind, location, first_seen_at) VALUES (1, 1, 'stoves.md', 'path', 'stoves.md', '2026-11-26T15:49:07Z');
INSERT INTO sources (source_row, document_row, key, kind, location, first_seen_at) VALUES (2, 2, 'survey.md', 'path', 'survey.md', '2026-11-26T15:49:07Z');
INSERT INTO versions (version_row, document_row, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text) VALUES (1, 1, 1, '058184fb69af03c6cecfd8bc656d9f9550ccbc8d29b0f1de23a1ff43de03a6d2', '058184fb69af03c6cecfd8bc656d9f9550ccbc8d29b0f1de23a1ff43de03a6d2', 'markdown', 'UTF-8', '0.1.0', '2026-11-26T15:49:07Z', '# Stoves of 2025

Acme sold 1.2 million stoves in 2025. Its revenue grew by 12% to $80 million, according to Gartner.

| Plant | Workers |
| --- | --- |
| Oslo | 120 |
| Turin | 300 |

The plant in Turin cut its energy costs by 30% after the new ovens came.
');
INSERT INTO versions (version_row, document_row, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text) VALUES (2, 2, 1, '5a8aed3d7f7cc2671d2d296015f530d7d57cbb100f8ae27d0d483092968e80b4', '5a8aed3d7f7cc2671d2d296015f530d7d57cbb100f8ae27d0d483092968e80b4', 'markdown', 'UTF-8', '0.1.0', '2026-11-26T15:49:07Z', '# A survey of kitchens

Half of the cooks prefer gas, and 37% of them own a stove of Acme. By 2028 Acme will employ 900 people.
');
INSERT INTO versions (version_row, document_row, number, bytes_hash, text_hash, media, encoding, extractor, read_at, text) VALUES (3, 1, 2, 'ea204daba7a9f7ed67a3b3fec00fd1065e4b937c9031034a9b7961fb44a41248', 'ea204daba7a9f7ed67a3b3fec00fd1065e4b937c9031034a9b7961fb44a41248', 'markdown', 'UTF-8', '0.1.0', '2026-11-26T15:49:28Z', '# Stoves of 2025

Acme sold 1.2 million stoves in 2025. Its revenue grew by 15% to $80 million, according to Gartner.

| Plant | Workers |
| --- | --- |
| Oslo | 120 |
| Turin | 300 |

The plant in Turin has cut its energy costs by 30% since new ovens came.
');
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (1, 'xl2cyuqr3l2m', 1, 3, 'statistic', 'fact', 'Acme sold 1.2 million stoves in 2025.', 'Acme Corporation', 'stoves', '1.2 million', 28, 39, '1200000', '1200000', 1200000.0, 1200000.0, 'stove', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, '2025', NULL, NULL, NULL, 'Acme sold 1.2 million stoves in 2025.', 'Acme sold 1.2 million stoves in 2025.', '# Stoves of 2025

', ' Its revenue grew by 15% to $80 ', 18, 55, '["Stoves of 2025"]', NULL, NULL, NULL, NULL, NULL, 65, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'unverified', 0, NULL, NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (2, 'hll7dsd3b7do', 1, 1, 'growth', 'fact', 'Acme''s revenue grew by 12% to $80 million, according to Gartner.', 'Acme', 'revenue growth', '12%', 76, 79, '12', '12', 12.0, 12.0, '%', '=', 0, 'up', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Gartner', NULL, 'Its revenue grew by 12% to $80 million, according to Gartner.', 'Its revenue grew by 12% to $80 million, according to Gartner.', 'old 1.2 million stoves in 2025. ', '

| Plant | Workers |
| --- | --', 56, 117, '["Stoves of 2025"]', NULL, NULL, NULL, NULL, NULL, 80, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'disputed', 0, '2026-11-26T15:49:28Z', 10);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (3, '3txc6wpc626n', 1, 3, 'market', 'fact', 'Acme''s revenue grew by 15% to $80 million, according to Gartner.', 'Acme', 'revenue', '$80 million', 83, 94, '80000000', '80000000', 80000000.0, 80000000.0, 'USD', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Gartner', NULL, 'Its revenue grew by 15% to $80 million, according to Gartner.', 'Its revenue grew by 15% to $80 million, according to Gartner.', 'old 1.2 million stoves in 2025. ', '

| Plant | Workers |
| --- | --', 56, 117, '["Stoves of 2025"]', NULL, NULL, NULL, NULL, NULL, 85, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'verified', 0, NULL, NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (4, 'miokf3s4smgg', 1, 3, 'statistic', 'fact', 'In 2025, Oslo, workers: 120.', 'Oslo', 'Workers', '120', 162, 165, '120', '120', 120.0, 120.0, 'worker', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, '2025', NULL, 'Gartner', NULL, '120', '120', 'orkers |
| --- | --- |
| Oslo | ', ' |
| Turin | 300 |

The plant in', 162, 165, '["Stoves of 2025"]', 0, 1, 1, 'Oslo', '["Workers"]', 55, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'verified', 0, NULL, NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (5, 'pr2zar7pgfcc', 1, 3, 'statistic', 'fact', 'In 2025, Turin, workers: 300.', 'Turin', 'Workers', '300', 178, 181, '300', '300', 300.0, 300.0, 'worker', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, '2025', NULL, 'Gartner', NULL, '300', '300', ' --- |
| Oslo | 120 |
| Turin | ', ' |

The plant in Turin has cut i', 178, 181, '["Stoves of 2025"]', 0, 2, 1, 'Turin', '["Workers"]', 55, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'unverified', 0, NULL, NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (6, 'algghv7zcfan', 1, 1, 'cost', 'fact', 'The plant in Turin cut its energy costs by 30% after the new ovens came.', 'plant', 'energy costs cut', '30%', 228, 231, '30', '30', 30.0, 30.0, '%', '=', 0, 'down', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The plant in Turin cut its energy costs by 30% after the new ovens came.', 'The plant in Turin cut its energy costs by 30% after the new ovens came.', '| Oslo | 120 |
| Turin | 300 |

', '
', 185, 257, '["Stoves of 2025"]', NULL, NULL, NULL, NULL, NULL, 85, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'unverified', 0, '2026-11-26T15:49:28Z', NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (7, '565rthaew7qo', 2, 2, 'adoption', 'fact', 'Half of the cooks prefer gas, and 37% of them own a stove of Acme.', 'cooks', 'prefer gas', 'Half', 24, 28, '50', '50', 50.0, 50.0, '%', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Half of the cooks prefer gas, and 37% of them own a stove of Acme.', 'Half of the cooks prefer gas, and 37% of them own a stove of Acme.', '# A survey of kitchens

', ' By 2028 Acme will employ 900 pe', 24, 90, '["A survey of kitchens"]', NULL, NULL, NULL, NULL, NULL, 90, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'unverified', 1, '2026-11-26T15:49:28Z', NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (8, 'ckbcrjbykobx', 2, 2, 'adoption', 'fact', 'Half of the cooks prefer gas, and 37% of them own a stove of Acme.', 'Acme', 'gas prefer', '37%', 58, 61, '37', '37', 37.0, 37.0, '%', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Half of the cooks prefer gas, and 37% of them own a stove of Acme.', 'Half of the cooks prefer gas, and 37% of them own a stove of Acme.', '# A survey of kitchens

', ' By 2028 Acme will employ 900 pe', 24, 90, '["A survey of kitchens"]', NULL, NULL, NULL, NULL, NULL, 90, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'unverified', 0, '2026-11-26T15:49:28Z', NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (9, 'gy43i2nyphkr', 2, 2, 'statistic', 'forecast', 'By 2028 Acme will employ 900 people.', 'Acme', 'people', '900', 116, 119, '900', '900', 900.0, 900.0, 'person', '=', 0, NULL, NULL, NULL, NULL, NULL, NULL, '2028', '2028', NULL, NULL, 'By 2028 Acme will employ 900 people.', 'By 2028 Acme will employ 900 people.', '7% of them own a stove of Acme. ', '
', 91, 127, '["A survey of kitchens"]', NULL, NULL, NULL, NULL, NULL, 50, '0.1.0', 'machine', '2026-11-26T15:49:07Z', 'unverifiable', 0, '2026-11-26T15:49:28Z', NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (10, 'adkujbfylcxr', 1, 3, 'growth', 'fact', 'Acme''s revenue grew by 15% to $80 million, according to Gartner.', 'Acme', 'revenue growth', '15%', 76, 79, '15', '15', 15.0, 15.0, '%', '=', 0, 'up', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'Gartner', NULL, 'Its revenue grew by 15% to $80 million, according to Gartner.', 'Its revenue grew by 15% to $80 million, according to Gartner.', 'old 1.2 million stoves in 2025. ', '

| Plant | Workers |
| --- | --', 56, 117, '["Stoves of 2025"]', NULL, NULL, NULL, NULL, NULL, 80, '0.1.0', 'machine', '2026-11-26T15:49:28Z', 'unverified', 0, NULL, NULL);
INSERT INTO claims (claim_row, id, document_row, version_row, kind, modality, text, subject, metric, figure_surface, figure_start, figure_end, figure_low, figure_high, figure_low_number, figure_high_number, figure_unit, figure_comparator, figure_approximate, figure_direction, basis, compared_to, scope, migration_from, migration_to, time, due, attribution_name, attribution_url, quote_exact, quote_words, quote_prefix, quote_suffix, quote_start, quote_end, section, cell_table, cell_row, cell_column, cell_row_header, cell_column_headers, check_worthiness, extractor, origin, added_at, status, rejected, withdrawn_at, superseded_by) VALUES (11, 'uio5f2i6wpzz', 1, 3, 'cost', 'fact', 'Acme: The plant in Turin has cut its energy costs by 30% since new ovens came.', 'Acme', 'energy costs', '30%', 232, 235, '30', '30', 30.0, 30.0, '%', '=', 0, 'down', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'The plant in Turin has cut its energy costs by 30% since new ovens came.', 'The plant in Turin has cut its energy costs by 30% since new ovens came.', '| Oslo | 120 |
| Turin | 300 |

', '
', 185, 257, '["Stoves of 2025"]', NULL, NULL, NULL, NULL, NULL, 85, '0.1.0', 'machine', '2026-11-26T15:49:28Z', 'unverified', 0, NULL, NULL);
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (1, '01a2188c-2358-7eff-ab23-4fddabbcb382', 'review', 4, 1, 'Ada', '2026-11-26T15:49:27Z', NULL, '', 'beffeb234fddabbcb38286b52e94b02bfc5d73351136956b6ab6d648984a8e23');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (2, '01a2188c-2358-70b9-ab81-78b4bf5529a3', 'review', 2, 1, 'Ada', '2026-11-26T15:49:27Z', 'another year', 'beffeb234fddabbcb38286b52e94b02bfc5d73351136956b6ab6d648984a8e23', '60b9eb8178b4bf5529a33eb0b212e34e5374eb57c3aee82a74af205121002dda');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (3, '01a2188c-2358-7359-86bb-8dc5622d4446', 'review', 3, 1, 'Ada', '2026-11-26T15:49:27Z', 'seen in the annual report', '60b9eb8178b4bf5529a33eb0b212e34e5374eb57c3aee82a74af205121002dda', '635946bb8dc5622d44466aaf1fd1af12430ccdabd8445b9ab1764ada0393cc10');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (4, '01a2188c-2358-7fb1-81e0-c7f4df87879e', 'review', 6, 1, 'Ada', '2026-11-26T15:49:27Z', 'only the new line', '635946bb8dc5622d44466aaf1fd1af12430ccdabd8445b9ab1764ada0393cc10', 'efb101e0c7f4df87879e53854e0e487aff74d3167198510c4e283d28ef092be1');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (5, '01a2188c-2358-7a0f-8969-6828ada901c3', 'retraction', 6, 1, 'Ada', '2026-11-26T15:49:27Z', NULL, 'efb101e0c7f4df87879e53854e0e487aff74d3167198510c4e283d28ef092be1', 'aa0f89696828ada901c34e70cfa7362b2e7d502e1f3873978df3400588df2ff5');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (6, '01a2188c-2358-799c-a982-0194a38285f6', 'correction', 1, 1, 'Ada', '2026-11-26T15:49:27Z', 'full name', 'aa0f89696828ada901c34e70cfa7362b2e7d502e1f3873978df3400588df2ff5', 'e99c69820194a38285f6939e8124cbbdcee66c77e754db914b50bf30d104c133');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (7, '01a2188c-2740-7a0d-9d68-11c3b21cf82f', 'correction', 7, 2, 'Ada', '2026-11-26T15:49:28Z', 'a guess', 'e99c69820194a38285f6939e8124cbbdcee66c77e754db914b50bf30d104c133', '6a0ddd6811c3b21cf82fdca8a417456469c080724f75f9b0609652c11f13e683');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (8, '01a2188c-2740-7360-baf1-5040fc663d5e', 'review', 9, 2, 'Ada', '2026-11-26T15:49:28Z', NULL, '6a0ddd6811c3b21cf82fdca8a417456469c080724f75f9b0609652c11f13e683', '63603af15040fc663d5ea8b83e0fd13f082ba3012f71b84980da4cc158bc85b7');
INSERT INTO events (seq, id, kind, claim_row, document_row, by, at, note, previous_hash, hash) VALUES (9, '01a2188c-2740-7f7f-84c8-04c7aa2930c8', 'correction', NULL, 2, 'Ada', '2026-11-26T15:49:28Z', 'withdrawn by its author', '63603af15040fc663d5ea8b83e0fd13f082ba3012f71b84980da4cc158bc85b7', '6f7f44c804c7aa2930c8a960ae0ecef5f647006852abf80b9518e7e657dbf37c');
INSERT INTO reviews (seq, status) VALUES (1, 'verified');
INSERT INTO reviews (seq, status) VALUES (2, 'disputed');
INSERT INTO reviews (seq, status) VALUES (3, 'verified');
INSERT INTO reviews (seq, status) VALUES (4, 'needs-context');
INSERT INTO reviews (seq, status) VALUES (8, 'unverifiable');
INSERT INTO evidence (evidence_row, seq, stance, url, file, file_hash, quote, quote_checked) VALUES (1, 1, 'supports', NULL, 'register.txt', 'e8d2e7adb34517047c57d54f2a1bfab203bda9adab71eb7dc63b0b576449451e', 'Oslo: 120', 1);
INSERT INTO evidence (evidence_row, seq, stance, url, file, file_hash, quote, quote_checked) VALUES (2, 2, 'refutes', 'https://example.org/study', NULL, NULL, 'grew by 9%', 0);
INSERT INTO evidence (evidence_row, seq, stance, url, file, file_hash, quote, quote_checked) VALUES (3, 3, 'supports', 'https://example.org/report', NULL, NULL, NULL, 0);
INSERT INTO evidence (evidence_row, seq, stance, url, file, file_hash, quote, quote_checked) VALUES (4, 4, 'context', 'https://example.org/ovens', NULL, NULL, NULL, 0);
INSERT INTO corrections (seq, action, changes) VALUES (6, 'edit', '[{"field":"subject","before":"Acme","after":"Acme Corporation"}]');
INSERT INTO corrections (seq, action, changes) VALUES (7, 'reject', '[]');
INSERT INTO corrections (seq, action, changes) VALUES (9, 'remove', '[]');
INSERT INTO retractions (seq, retracted_seq) VALUES (5, 4);
INSERT INTO changes (seq, claim_row, what) VALUES (1, 1, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (2, 2, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (3, 3, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (4, 4, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (5, 5, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (6, 6, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (7, 7, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (8, 8, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (9, 9, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (10, 1, 'changed');
INSERT INTO changes (seq, claim_row, what) VALUES (11, 7, 'rejected');
INSERT INTO changes (seq, claim_row, what) VALUES (12, 7, 'withdrawn');
INSERT INTO changes (seq, claim_row, what) VALUES (13, 8, 'withdrawn');
INSERT INTO changes (seq, claim_row, what) VALUES (14, 9, 'withdrawn');
INSERT INTO changes (seq, claim_row, what) VALUES (15, 1, 'changed');
INSERT INTO changes (seq, claim_row, what) VALUES (16, 3, 'changed');
INSERT INTO changes (seq, claim_row, what) VALUES (17, 5, 'changed');
INSERT INTO changes (seq, claim_row, what) VALUES (18, 2, 'withdrawn');
INSERT INTO changes (seq, claim_row, what) VALUES (19, 6, 'withdrawn');
INSERT INTO changes (seq, claim_row, what) VALUES (20, 10, 'added');
INSERT INTO changes (seq, claim_row, what) VALUES (21, 11, 'added');
INSERT INTO alterations (alteration_row, claim_row, version_row, extractor, at, after_seq, changes) VALUES (1, 3, 3, '0.1.0', '2026-11-26T15:49:28Z', 9, '[{"field":"text","before":"Acme''s revenue grew by 12% to $80 million, according to Gartner.","after":"Acme''s revenue grew by 15% to $80 million, according to Gartner."},{"field":"quote","before":"Its revenue grew by 12% to $80 million, according to Gartner.","after":"Its revenue grew by 15% to $80 million, according to Gartner."}]');
INSERT INTO ratings (rating_row, claim_row, rating, value, best, worst, publisher, site, url, title, reviewed_at, language, format, imported_at, imported_by) VALUES (1, 3, 'Mostly false', '2', '5', '1', 'Checkers', 'checkers.example', 'https://checkers.example/1', 'A look at Acme', '2026-01-05', 'en', 'google', '2026-11-26T15:49:28Z', 'Ada');
COMMIT;
PRAGMA application_id = 1129073986;
PRAGMA user_version = 4;
