"""Small, honest servers that play the platforms, for tests with the real libraries over real sockets."""
