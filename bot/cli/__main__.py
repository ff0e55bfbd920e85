"""`python -m bot.cli` is `cohortbot`."""

from bot.cli import main

if __name__ == "__main__":
    main()
