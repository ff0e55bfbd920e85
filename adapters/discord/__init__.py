"""Discord, through discord.py: interactions and direct messages in, messages, forms and pages out."""
