-- Number and hash of the log's last row: without them the last rows could be taken off unseen.
INSERT INTO keys (name, value)
SELECT 'audit-end', CAST(number AS TEXT) || ':' || hash FROM audit
WHERE number = (SELECT MAX(number) FROM audit);
