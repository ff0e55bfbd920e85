"""A chat in memory: stands in for every platform in simulations and tests, as strict as the strictest."""
