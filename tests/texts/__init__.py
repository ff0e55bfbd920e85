"""The texts of the bot, from the code to the catalogues of the translators."""
