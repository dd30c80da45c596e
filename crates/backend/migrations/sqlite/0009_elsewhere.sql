-- Signing in elsewhere: at a provider that says who somebody is.

-- The address that the provider had of them when they were connected; absent where it had none.
ALTER TABLE identities ADD COLUMN email TEXT;
ALTER TABLE identities ADD COLUMN added_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX identities_by_user ON identities (user_id);

-- Who comes from a provider is known by an address alone.
CREATE INDEX invitations_by_email ON invitations (email);

-- Browsers that have left for the provider and have not come back. All that is secret of a trip is in a
-- cookie; here is its SHA-256.
CREATE TABLE trips (
    token            TEXT PRIMARY KEY NOT NULL,
    -- The address of our own that is shown afterwards.
    back             TEXT NOT NULL,
    -- The SHA-256 of an invitation's word; absent where none was brought.
    invitation       TEXT,
    -- Who wants to be connected; absent for who wants to come in.
    user_id          TEXT REFERENCES users (id),
    ends_at          BIGINT NOT NULL
);

CREATE INDEX trips_by_end ON trips (ends_at);
