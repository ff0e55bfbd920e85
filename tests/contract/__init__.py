"""The contract that every chat adapter keeps, as scenarios: an adapter joins by bringing a Rig."""
