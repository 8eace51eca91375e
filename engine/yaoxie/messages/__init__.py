"""What people read that is no answer: faults, notices, progress and help, in Chinese and English.

A `Message` names a sentence of the catalogue by its code, and what stands in it. It is text, the
English one, wherever text is wanted; `message.text("zh")` words it in Chinese. So what finds a
fault need not know who reads it.

    Message("cli.one-of", words=("zh", "en")).text("zh")    应为以下之一：zh、en

The sentences stand in a module for each family of codes, Chinese first: `cli.one-of` is the entry
`one-of` of `messages.cli`. Chinese sentences of what was expected say all of it (应为…, 请…), since
no one verb fits them; English ones follow "expected".
"""

from yaoxie.messages.message import FAMILIES, LANGS, Either, Lang, Message, Words, entry, worded
from yaoxie.messages.reasons import of_system

__all__ = [
    "FAMILIES",
    "LANGS",
    "Either",
    "Lang",
    "Message",
    "Words",
    "entry",
    "of_system",
    "worded",
]
