"""Lets `python -m emndir` do what `emndir` does."""

from emndir.cli.main import main

if __name__ == "__main__":
    main()
