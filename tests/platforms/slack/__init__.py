"""A small, honest Slack: Web API, Socket Mode, signed requests, and people at its clients."""
