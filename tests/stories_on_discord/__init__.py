"""Stories of the whole bot on Discord, through the real library and real sockets."""
