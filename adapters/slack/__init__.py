"""Slack, through slack-bolt: commands, clicks, forms and messages in, messages, modals and Home out."""
