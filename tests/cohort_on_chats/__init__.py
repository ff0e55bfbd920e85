"""A cohort lives on chats: whatever is the same on each of them, while networks break."""
