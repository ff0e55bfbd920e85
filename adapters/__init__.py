"""Thin connections to chats: each folder is one chat, with the same file names in each."""
