"""`python -m yaoxie`."""

from yaoxie.cli.app import main

if __name__ == "__main__":
    main()
