"""What the command line prints, and with which code it ends."""
