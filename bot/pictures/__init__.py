"""A Picture drawn as PNG, for chats, which take only images; the one place that knows matplotlib."""
