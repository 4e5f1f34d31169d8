FLUSH PRIVILEGES;
CREATE DATABASE hub;
CREATE USER 'hub-api'@'localhost' IDENTIFIED VIA unix_socket;
GRANT ALL PRIVILEGES ON hub.* TO 'hub-api'@'localhost';
