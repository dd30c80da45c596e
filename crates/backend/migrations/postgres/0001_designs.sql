-- One row for each design. The document is the truth; the other columns are read from it when it is
-- saved, so that a list needs no document.
CREATE TABLE designs (
    id              TEXT PRIMARY KEY NOT NULL,
    name            TEXT NOT NULL,
    environment     TEXT NOT NULL,
    product_version TEXT NOT NULL,
    nodes           BIGINT NOT NULL,
    links           BIGINT NOT NULL,
    errors          BIGINT NOT NULL,
    warnings        BIGINT NOT NULL,
    document        TEXT NOT NULL,
    revision        BIGINT NOT NULL,
    -- Milliseconds since 1970, UTC.
    created_at      BIGINT NOT NULL,
    saved_at        BIGINT NOT NULL,
    deleted_at      BIGINT
);

CREATE INDEX designs_by_saved_at ON designs (deleted_at, saved_at);
