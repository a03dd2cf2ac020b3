"""The index of passages: search by meaning and by words over the text of records. It decides nothing.

Searchable fields are cut into passages (`cutting`), which follow the change log (`passages`, `upkeep`) and are
embedded; a process that lives long enough files them with Chroma, too (`chroma`). SQL holds all of it: Chroma is made
anew from there. A search (`search`) ranks passages; each one that is told is re-read through the gate, and left out
when its text is not what was indexed.
"""
