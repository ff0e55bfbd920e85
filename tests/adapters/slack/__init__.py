"""Tests of the Slack adapter: what it makes of messages, pages, forms and commands."""
