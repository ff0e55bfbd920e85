"""Stories: what people of a community live through with the bot."""
