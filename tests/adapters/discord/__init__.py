"""Tests of the Discord adapter, over real sockets."""
