"""What the bot can do, told as stories."""
