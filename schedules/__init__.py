"""What the bot does on its own initiative."""
