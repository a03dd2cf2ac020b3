"""The sample workspace: the customers of Larkfell Cold Rooms of Sheffield, who build walk-in cold rooms.

People, companies and numbers are made up. Telephone numbers come from ranges that national regulators keep free for
fiction, domains from `.example` (RFC 2606). Nothing is random: the same moment gives the same workspace.
"""

from store.sample.workspace import state

__all__ = ["state"]
