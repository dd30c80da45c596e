-- The one design that an invitation is to; absent where it is to the whole workspace.
ALTER TABLE invitations ADD COLUMN design_id TEXT;

CREATE INDEX invitations_by_design ON invitations (design_id);
