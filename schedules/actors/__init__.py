"""The actors play the people of a cohort in simulations: small pure models, chance made from a seed."""
