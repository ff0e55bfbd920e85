"""A small, honest Discord for tests: REST and gateway on one real server, and the people who use it."""
