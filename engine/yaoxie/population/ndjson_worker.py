"""A process that judges lines; see `ndjson_workers`."""

from yaoxie.population.ndjson_workers import main

if __name__ == "__main__":
    main()
