"""Sentences on what a CRM does and who may see what. One is understood only when every word of it is.

A sentence needs the words that its meaning hangs on, and may have no word beside them that the grammar does not know:
so one that asks for something else, too, is not taken for half of what it says.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from store.blueprint.reading.words import folded
from store.schema import Preset

WORD = re.compile(r"[\w.'’-]+")  # noqa: RUF001
AROUND = ".'’-"  # noqa: RUF001
LONGEST = 100
"""Words of a sentence that is looked at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _words(
    "a an the this that these those and or nor but by of to in on at for from with as so if is are be been was were it"
    " its their his her him them they he she all any every each own same also only just then than both either can could"
    " may might must should shall will would do does use using used make set have has where when who whoever whom which"
    " what how via per e.g i.e eg etc appropriate needed necessary optional optionally above below following there here"
    " one ones two app application crm system please ensure sure everything anything such other"
)
"""Words that change nothing of what a sentence asks for."""
RECORDS = _words("record records data object objects row rows class classes entity entities item items")
PEOPLE = _words(
    "user users people person member members team everyone everybody somebody someone anyone sales salesperson"
    " salespeople rep reps owner owners creator creators"
)
SEEING = _words("see sees seen read reads view views access accesses accessed accessible visible know find")
CHANGING = _words("edit edits change changes write writes update updates modify delete deletes create creates")
SIGNED_IN = _words("authenticated logged-in signed-in login authentication signed logged")
RESTRICTING = _words(
    "own owned owner owners owner-based assigned their his restrict restricted private creator ownership created"
)
SHARED = _words("everyone everybody team all anyone shared share shares")
NOT = _words("not never nobody cannot can't mustn't don't")
ROLES = _words("admin admins manager managers")
LISTING = _words("list lists listed filter filters filtered sort sorted order ordered pipeline board query")
ACCESS = (
    PEOPLE
    | RECORDS
    | SEEING
    | CHANGING
    | SIGNED_IN
    | RESTRICTING
    | _words(
        "acl acls clp clps class-level row-level permission permissions level rule rules role roles role-based based"
        " default allow allowed restricting shared pointer pointers field fields related security add adds"
        " create/read/update/delete list count"
    )
)
DELIVERED = _words(
    "create created build make generate generated connect connected deploy deployed deliver frontend back-end backend"
    " front-end schema api apis rest graphql cloud code acls acl run runs runnable running end-to-end ready page pages"
    " web mobile chat tools server database crud sdk parse back4app flutter react exact exactly behavior behaviour"
    " described description production-ready new fields rules classes"
)


@dataclass(frozen=True)
class Saying:
    """A meaning of sentences: the words that it takes, and what it gives."""

    gave: str
    needs: tuple[frozenset[str], ...]
    """One word of each of these."""
    knows: frozenset[str]
    """Words that may stand beside them."""
    never: frozenset[str] = frozenset()
    preset: Preset | None = None
    owners: bool = False
    """Whether fields that the sentence names are owners."""

    def fits(self, said: frozenset[str], free: frozenset[str]) -> bool:
        """Whether a sentence of these words means this; `free` are those that need to be known."""
        known = self.knows.union(*self.needs)
        return all(said & needed for needed in self.needs) and not said & self.never and free <= known


SAYINGS = (
    Saying(
        "who sees what: its people (preset owner)",
        (RESTRICTING, SEEING | CHANGING | _words("acl acls access rules restrict restricted")),
        ACCESS | ROLES,
        never=_words("everyone everybody public anyone anonymous everything but"),
        preset="owner",
        owners=True,
    ),
    Saying(
        "who sees what: its people (preset owner)",
        (NOT, _words("else other others other's others'"), SEEING | CHANGING),
        ACCESS | _words("else people's users' each other's"),
        preset="owner",
    ),
    Saying(
        "who sees what: everybody sees and changes all (preset open)",
        (SHARED, CHANGING),
        PEOPLE | RECORDS | SEEING | CHANGING,
        never=RESTRICTING | ROLES | SIGNED_IN | _words("create creates only"),
        preset="open",
    ),
    Saying(
        "who sees what: everybody sees all, its people change it (preset team)",
        (SHARED, SEEING | _words("share shares shared")),
        PEOPLE | RECORDS | SEEING | _words("whole entire share shares shared among"),
        never=RESTRICTING | CHANGING | ROLES | SIGNED_IN | _words("only"),
        preset="team",
    ),
    Saying(
        "only people who are signed in see anything; that always holds",
        (SIGNED_IN, SEEING | CHANGING | _words("acl acls permissions access create/read/update/delete")),
        ACCESS,
        never=_words("public anonymous everything"),
    ),
    Saying(
        "managers and admins see and change everything; that always holds",
        (ROLES, SEEING | CHANGING),
        ROLES | SEEING | CHANGING | RECORDS,
        never=PEOPLE | _words("only"),
    ),
    Saying(
        "signing up, in and out are there",
        (_words("sign-up signup sign sign-in login logout session sessions register registration password passwords"),),
        _words(
            "sign-up signup sign-in login logout session sessions register registration sign up log out username email"
            " password passwords support supported authentication auth built-in users user end ends"
        ),
    ),
    Saying(
        "every class can be created, read, changed and deleted",
        (_words("crud"),),
        RECORDS | _words("crud full complete support operations create read update delete"),
    ),
    Saying(
        "every class can be listed, filtered and ordered",
        (LISTING,),
        RECORDS
        | LISTING
        | _words(
            "view views show page pages paging stage stages kanban ascending descending newest first last newest group"
            " grouped sorting ordering"
        ),
    ),
    Saying(
        "every class has live queries",
        (_words("live real-time realtime websocket websockets"),),
        RECORDS
        | _words(
            "real time query queries update updates dashboard pipeline subscribe subscriptions changes over support"
        ),
    ),
    Saying(
        "every class can be kept offline",
        (_words("offline pin pinning sync synchronisation"),),
        RECORDS | _words("mobile local storage datastore caching support first"),
    ),
    Saying(
        "the chat, its questions before it deletes, and undo are there",
        (_words("chat assistant undo"),),
        RECORDS | _words("understand understands plain words ask asks before deleting language"),
    ),
    Saying(
        "what is described is made and runs",
        (
            _words("create build make generate deploy deliver run"),
            _words("app crm schema frontend backend api apis rest graphql pages application classes"),
        ),
        DELIVERED,
    ),
)


BUT = re.compile(r",?\s+(?:but|while|whereas)\s+|;\s+", re.IGNORECASE)
WITHIN = re.compile(r"\b(?:in|inside|within|under|of)\s+(?:his|her|their|its)\s+own\b", re.IGNORECASE)
"""Stands before what is one's own, when something else in it is seen: "tickets in their own deals"."""
TEAM = next(saying for saying in SAYINGS if saying.preset == "team")
ALL = PEOPLE | RECORDS | SEEING | SIGNED_IN | _words("everything all every everyone everybody whole entire")
"""Words of "All signed-in users can read everything"."""
THEIRS = PEOPLE | RECORDS | CHANGING | RESTRICTING | ROLES
"""Words of "only the owner can edit"."""


def meaning(sentence: str, named: Callable[[str], bool]) -> tuple[Saying, list[str]] | None:
    """Return what a sentence means, and the words in it that `named` knows: fields and classes of the text."""
    words = [plain for word in WORD.findall(sentence) if (plain := word.strip(AROUND))]
    if not words or len(words) > LONGEST or WITHIN.search(sentence):
        return None
    if _is_of_a_team(sentence, named):
        return TEAM, []
    names = [word for word in words if named(word)]
    said = frozenset(folded(word) for word in words)
    free = said - SMALL - {folded(name) for name in names}
    found = next((saying for saying in SAYINGS if saying.fits(said, free)), None)
    return (found, names) if found else None


def _is_of_a_team(sentence: str, named: Callable[[str], bool]) -> bool:
    """Whether all see everything, and who owns a record changes it: two clauses, of which each says its own."""
    clauses = [frozenset(folded(word.strip(AROUND)) for word in WORD.findall(one)) for one in BUT.split(sentence)]
    if len(clauses) != 2:
        return False
    seen, changed = clauses
    small = SMALL | {word for clause in clauses for word in clause if named(word)}
    is_seen = seen & SHARED and seen & SEEING and not seen & (RESTRICTING | CHANGING | _words("only"))
    is_changed = changed & RESTRICTING and changed & CHANGING and not changed & (SHARED | SEEING)
    return bool(is_seen and is_changed and seen - small <= ALL and changed - small <= THEIRS)
