-- MySQL for db1: schemas, the product's user, its rights.
-- Run it as the server's administrator. The password is asked for, not written here.

SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_ALL_TABLES';

SET @statement = CONCAT('CREATE USER IF NOT EXISTS ', QUOTE('wso2carbon'), ' IDENTIFIED BY ', QUOTE(@DATABASE_PASSWORD));
PREPARE create_user FROM @statement;
EXECUTE create_user;
DEALLOCATE PREPARE create_user;

CREATE DATABASE `apim_db` CHARACTER SET latin1 COLLATE latin1_general_cs;

GRANT ALL ON `apim_db`.* TO 'wso2carbon';

CREATE DATABASE `shared_db` CHARACTER SET latin1 COLLATE latin1_general_cs;

GRANT ALL ON `shared_db`.* TO 'wso2carbon';
