"""Small honest platforms, for adapters to be tested with the real SDKs over real sockets."""
