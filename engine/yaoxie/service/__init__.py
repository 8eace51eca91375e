"""Intake over HTTP, and a page for people: the same answers as the library and the command line.

service.app.create(Rulebook.load(), Settings())     an ASGI application
"""
