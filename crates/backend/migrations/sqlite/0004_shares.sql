-- Links to a design for people without an account. Of the word in the link there is the SHA-256 alone.
CREATE TABLE shares (
    -- What the address names; it opens nothing by itself.
    id               TEXT PRIMARY KEY NOT NULL,
    token            TEXT NOT NULL,
    design_id        TEXT NOT NULL REFERENCES designs (id),
    -- The version that is shown; absent for the design as it is now.
    version          BIGINT,
    -- viewer or commenter.
    role             TEXT NOT NULL,
    -- 1 when the bundle may be taken away, too.
    bundle           BIGINT NOT NULL,
    -- Argon2id in PHC form; absent where none is asked for.
    passphrase       TEXT,
    created_by       TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    ends_at          BIGINT NOT NULL,
    -- How often it may be opened; absent for as often as anybody likes.
    most_opens       BIGINT,
    opens            BIGINT NOT NULL,
    revoked_at       BIGINT
);

CREATE INDEX shares_by_design ON shares (design_id, created_at);

-- Browsers that have opened a link.
CREATE TABLE guests (
    token            TEXT PRIMARY KEY NOT NULL,
    share_id         TEXT NOT NULL REFERENCES shares (id),
    ends_at          BIGINT NOT NULL
);
