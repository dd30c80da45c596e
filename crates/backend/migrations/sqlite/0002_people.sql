-- Who works here, and what is theirs. Times are milliseconds since 1970, UTC; what is 0 or 1 is a truth value.
-- Roles are viewer, commenter, editor and owner. Of secrets there are SHA-256 hashes alone, in hexadecimal.
CREATE TABLE workspaces (
    id               TEXT PRIMARY KEY NOT NULL,
    name             TEXT NOT NULL,
    created_at       BIGINT NOT NULL
);

-- Where designs are that were made before there were workspaces, and all designs of who works alone.
INSERT INTO workspaces (id, name, created_at) VALUES ('main', 'Main', 0);

ALTER TABLE designs ADD COLUMN workspace_id TEXT NOT NULL DEFAULT 'main';

CREATE INDEX designs_by_workspace ON designs (workspace_id, deleted_at, saved_at);

CREATE TABLE users (
    id               TEXT PRIMARY KEY NOT NULL,
    -- In lower case: people are told apart by it.
    email            TEXT NOT NULL UNIQUE,
    name             TEXT NOT NULL,
    -- Argon2id in PHC form; absent for who signs in elsewhere.
    password         TEXT,
    is_admin         BIGINT NOT NULL,
    created_at       BIGINT NOT NULL,
    -- Since when this person cannot sign in.
    disabled_at      BIGINT
);

-- Who a person is where they sign in.
CREATE TABLE identities (
    issuer           TEXT NOT NULL,
    subject          TEXT NOT NULL,
    user_id          TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (issuer, subject)
);

CREATE TABLE members (
    workspace_id     TEXT NOT NULL REFERENCES workspaces (id),
    user_id          TEXT NOT NULL REFERENCES users (id),
    role             TEXT NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
);

CREATE INDEX members_by_user ON members (user_id);

-- Roles on one design, beside those of its workspace: the higher one counts.
CREATE TABLE grants (
    design_id        TEXT NOT NULL REFERENCES designs (id),
    user_id          TEXT NOT NULL REFERENCES users (id),
    role             TEXT NOT NULL,
    PRIMARY KEY (design_id, user_id)
);

CREATE INDEX grants_by_user ON grants (user_id);

CREATE TABLE invitations (
    id               TEXT PRIMARY KEY NOT NULL,
    token            TEXT NOT NULL UNIQUE,
    -- Absent for the first administrator.
    workspace_id     TEXT REFERENCES workspaces (id),
    email            TEXT NOT NULL,
    role             TEXT NOT NULL,
    invited_by       TEXT,
    created_at       BIGINT NOT NULL,
    ends_at          BIGINT NOT NULL
);

CREATE TABLE sessions (
    id               TEXT PRIMARY KEY NOT NULL,
    token            TEXT NOT NULL UNIQUE,
    user_id          TEXT NOT NULL REFERENCES users (id),
    created_at       BIGINT NOT NULL,
    seen_at          BIGINT NOT NULL,
    -- What the browser said it is.
    agent            TEXT NOT NULL
);

CREATE INDEX sessions_by_user ON sessions (user_id, seen_at);

CREATE TABLE tokens (
    id               TEXT PRIMARY KEY NOT NULL,
    token            TEXT NOT NULL UNIQUE,
    user_id          TEXT NOT NULL REFERENCES users (id),
    name             TEXT NOT NULL,
    -- Words with a blank between: read, write, export.
    scopes           TEXT NOT NULL,
    created_at       BIGINT NOT NULL,
    seen_at          BIGINT,
    ends_at          BIGINT NOT NULL
);

CREATE INDEX tokens_by_user ON tokens (user_id, created_at);

-- What was done by whom. Each row's hash is made with the one before, so that none can be changed or taken
-- out unseen.
CREATE TABLE audit (
    number           BIGINT PRIMARY KEY NOT NULL,
    at               BIGINT NOT NULL,
    -- A person's id, or who else it was: the local person, a share.
    actor            TEXT NOT NULL,
    action           TEXT NOT NULL,
    target           TEXT NOT NULL,
    detail           TEXT NOT NULL,
    hash             TEXT NOT NULL
);

-- What this console knows of itself, such as the word that lets in who works alone.
CREATE TABLE keys (
    name             TEXT PRIMARY KEY NOT NULL,
    value            TEXT NOT NULL
);
