"""A process that judges lines; see `workers`."""

from yaoxie.tables.ndjson.workers import main

if __name__ == "__main__":
    main()
