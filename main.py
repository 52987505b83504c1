"""Starts emndir from a checkout: `python main.py` opens the window, and takes every command too."""

from emndir.cli.main import main

if __name__ == "__main__":
    main()
