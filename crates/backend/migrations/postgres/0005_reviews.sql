-- What is said about a design, and who agreed to which bytes.
CREATE TABLE threads (
    id               TEXT PRIMARY KEY NOT NULL,
    design_id        TEXT NOT NULL REFERENCES designs (id),
    -- What it is about, as JSON: the design, a node, a link, a finding, a line of a file.
    topic            TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    resolved_at      BIGINT,
    -- What whoever settled it was called.
    resolved_by      TEXT
);

CREATE INDEX threads_by_design ON threads (design_id, created_at);

CREATE TABLE comments (
    id               TEXT PRIMARY KEY NOT NULL,
    thread_id        TEXT NOT NULL REFERENCES threads (id),
    -- A person's id, the local person, or the share by which a guest came.
    author           TEXT NOT NULL,
    author_name      TEXT NOT NULL,
    text             TEXT NOT NULL,
    created_at       BIGINT NOT NULL
);

CREATE INDEX comments_by_thread ON comments (thread_id, created_at);

CREATE TABLE mentions (
    comment_id       TEXT NOT NULL REFERENCES comments (id),
    user_id          TEXT NOT NULL REFERENCES users (id),
    seen_at          BIGINT,
    PRIMARY KEY (comment_id, user_id)
);

CREATE INDEX mentions_by_user ON mentions (user_id, seen_at);

-- Somebody asks others to look at a version.
CREATE TABLE reviews (
    id               TEXT PRIMARY KEY NOT NULL,
    design_id        TEXT NOT NULL REFERENCES designs (id),
    version          BIGINT NOT NULL,
    message          TEXT NOT NULL,
    asked_by         TEXT NOT NULL,
    asked_by_name    TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    closed_at        BIGINT
);

CREATE INDEX reviews_by_design ON reviews (design_id, created_at);

CREATE TABLE reviewers (
    review_id        TEXT NOT NULL REFERENCES reviews (id),
    user_id          TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (review_id, user_id)
);

CREATE INDEX reviewers_by_user ON reviewers (user_id);

-- A verdict on the bytes of a bundle. A row never changes: who thinks again gives another one.
CREATE TABLE verdicts (
    id               TEXT PRIMARY KEY NOT NULL,
    design_id        TEXT NOT NULL REFERENCES designs (id),
    version          BIGINT NOT NULL,
    -- The hash of the version's bundle.
    bundle           TEXT NOT NULL,
    author           TEXT NOT NULL,
    author_name      TEXT NOT NULL,
    -- approved or refused.
    verdict          TEXT NOT NULL,
    message          TEXT NOT NULL,
    created_at       BIGINT NOT NULL
);

CREATE INDEX verdicts_by_bundle ON verdicts (design_id, bundle, created_at);

-- 1 where only what was approved is exported.
ALTER TABLE workspaces ADD COLUMN approved_only BIGINT NOT NULL DEFAULT 0;
