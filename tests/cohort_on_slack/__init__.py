"""A whole cohort lives on Slack: the real slack-bolt, real sockets, a bad network and kill -9."""
