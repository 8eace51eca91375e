"""Random profiles and rulebooks, for properties and for long runs of their own."""
