"""The vocabulary that the core shares with the adapters: pure values, no behaviour of any platform."""
