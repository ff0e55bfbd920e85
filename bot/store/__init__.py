"""The store keeps what must not be lost: one database, used in whole transactions only."""
