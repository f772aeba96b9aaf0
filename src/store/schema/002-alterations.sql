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
