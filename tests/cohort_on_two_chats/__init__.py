"""A cohort lives half on Discord and half on Slack, with one bot, and one of them goes down for a week."""
