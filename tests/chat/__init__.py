"""Tests of the vocabulary of chats."""
