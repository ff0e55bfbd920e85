"""A cohort lives half on Discord and half on Slack, with one bot, and Slack goes down for a week."""
