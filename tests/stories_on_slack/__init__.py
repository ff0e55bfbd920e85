"""Stories of the whole bot on Slack, through the real library and real sockets."""
