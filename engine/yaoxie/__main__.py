"""`python -m yaoxie`."""

from yaoxie.cli import main

if __name__ == "__main__":
    main()
