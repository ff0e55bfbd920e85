"""Who may do what: every command, button, form, page and typed wish of the bot, tried by everybody."""
