"""Discord: a thin connection that turns its events into ours, and what the core says into its messages."""
