"""The page for people: a form made from the vocabulary, and the answer to it, in two languages.

Names of inputs are JSON pointers into the profile. Nothing is kept between requests.
"""
