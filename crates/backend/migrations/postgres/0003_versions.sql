-- What a design was when somebody gave it a name. A row never changes.
CREATE TABLE versions (
    design_id        TEXT NOT NULL REFERENCES designs (id),
    -- From 1, in the order in which they were made.
    number           BIGINT NOT NULL,
    name             TEXT NOT NULL,
    message          TEXT NOT NULL,
    -- Who made it: a person's id, or the local person; and what they were called then.
    author           TEXT NOT NULL,
    author_name      TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    -- The revision that it is of.
    revision         BIGINT NOT NULL,
    document         TEXT NOT NULL,
    -- SHA-256 of the bundle's list of checksums: what an approval is of.
    bundle           TEXT NOT NULL,
    PRIMARY KEY (design_id, number)
);
