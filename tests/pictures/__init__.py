"""Pictures as the readers of a chat get them."""
