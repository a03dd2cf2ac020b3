"""Takes a workspace out and brings one in: as a JSON state, as sheets (CSV), and as an archive for backup.

What comes in is checked as a whole before the first record is written, and is written in one transaction: a file is
taken in completely, or nothing of it. All of this acts as the workspace itself (`Principal.system`).
"""
