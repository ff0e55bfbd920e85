"""Tests of the adapters, one by one."""
