"""A chat in the terminal: one person types lines, or a script does, and reads what the bot writes."""
