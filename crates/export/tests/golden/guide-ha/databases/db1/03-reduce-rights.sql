-- MySQL for db1: what the product's user needs each day.
-- Run it as the server's administrator, after the product's own scripts.

SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_ALL_TABLES';

REVOKE ALL PRIVILEGES ON `apim_db`.* FROM 'wso2carbon';

GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON `apim_db`.* TO 'wso2carbon';

REVOKE ALL PRIVILEGES ON `shared_db`.* FROM 'wso2carbon';

GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON `shared_db`.* TO 'wso2carbon';
