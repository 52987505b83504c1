"""Lets `python -m emndir` do what `emndir` does."""

from emndir.cli.entry import main

if __name__ == "__main__":
    main()
