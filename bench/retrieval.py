"""Fifty notes among a thousand others, each with a question in other words: does search find the note?"""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from agent.minilm import MiniLM
from bench import prose
from bench.world import word
from store.index import search
from store.index.index import Index
from store.index.search import Question
from store.principal import Principal
from store.store import Store

PAIRS = (
    ("Jane wants ten percent off if she takes all three cold rooms.", "what does Jane expect if she orders three cold rooms?"),
    ("Their board meets only in September, nothing gets signed before.", "when can the contract be agreed at the earliest?"),
    ("Compared us with Nordkant, whose pumps are cheaper but need servicing twice a year.", "how do Nordkant's products differ from ours?"),
    ("Two fitters fell ill, so the installation moves back a week.", "why is the assembly late?"),
    ("She would rather lease than buy, cash is short this year.", "do they have money problems?"),
    ("The smell in the tasting hall bothers visitors; they blame our drains.", "complaints about odour"),
    ("Asked whether the alarm can call a mobile phone at night.", "notifications outside working hours"),
    ("Mr Adeyemi retires in spring, his daughter takes over purchasing.", "who follows Mr Adeyemi?"),
    ("Mr Adebayo asked for the drawings.", "did we promise something to Adebayo?"),
    ("Mr Adeleke asked for samples.", "what does Adeleke wait for?"),
    ("They need the certificate for organic food before they may label.", "which paper for organic products is missing?"),
    ("Invoice 2291 was paid twice; they want the second amount back.", "what went wrong with 2291?"),
    ("Invoice 2219 was sent to the wrong address.", "trouble with 2219"),
    ("Invoice 2912 has the wrong tax number.", "what is not right about 2912?"),
    ("The gasket KX40 leaks after a month.", "how good is the KX40?"),
    ("The gasket KX44 is back in stock.", "can we deliver the KX44?"),
    ("The gasket KX48 was exchanged under warranty.", "what did we do about the KX48?"),
    ("The lift in the old mill carries 400 kilos at most.", "how heavy may a machine be for the mill?"),
    ("Prefers e-mail; calls only on Friday mornings.", "how does she like to be contacted?"),
    ("The forklift scratched two panels during unloading, photos are with the carrier.", "what did the forklift damage?"),
    ("Legal insists on the law of Denmark for the contract.", "Danish law or ours?"),
    ("Their website shop goes live in May and must know stock levels.", "integration with e-commerce"),
    ("He coaches the village football team and never answers on Wednesdays after four.", "when is he unreachable because of sports?"),
    ("Asked for references from breweries of about their size.", "who would like to talk to other breweries?"),
    ("The tender closes at noon on the twelfth, three copies on paper.", "until when is the tender open?"),
    ("They grow strawberries under glass and heat with wood chips.", "customer who heats with wood"),
    ("Insurance demands a fire door between boiler and store.", "what does the insurance want changed?"),
    ("Training should be in Polish for the night shift.", "do we need someone who speaks Polish?"),
    ("Will decide between us and doing nothing.", "is there a rival at all?"),
    ("Subsidy from the region covers forty percent if ordered this year.", "public funding"),
    ("The neighbours object to lorries before seven.", "noise restrictions in the morning"),
    ("Wants one contact for everything instead of three departments.", "they would like a single point of contact"),
    ("The spare valve was the wrong size, second time now.", "incorrect part was sent"),
    ("Plans a bakery in Ghent next year with the same layout.", "a second bakery"),
    ("The accountant asked for sixty days instead of thirty.", "payment terms"),
    ("Wi-Fi does not reach the cellar, cable has to be laid.", "no network in the cellar"),
    ("Vet found traces of cleaner in the tank, production stopped.", "why did the vet stop them?"),
    ("Ordered by mistake through the old price list.", "outdated prices were used"),
    ("Would like to pay per litre cooled rather than for the machine.", "usage based pricing"),
    ("The new manager came from a company that uses our rivals' software.", "risk because of a person's former employer"),
    ("Asks us to take part in their open day with a stand.", "when is their open day?"),
    ("Data must stay on servers in the country.", "where may information be stored?"),
    ("Contract ends in November and renews by itself unless they cancel in August.", "how to get out of the contract that renews itself"),
    ("The cheese cave is listed, no drilling into the vault.", "what must not be done to the cheese cave?"),
    ("Night temperatures rose after the update, rolled back since.", "bug in the firmware"),
    ("Her deputy signs up to five thousand, above that the council votes.", "who may approve which amounts?"),
    ("Heard that we will close the depot in Lille and is worried about spare parts.", "what about the Lille depot?"),
    ("Bees died near the field, the press is asking questions.", "public relations trouble"),
    ("Half the crates came back broken, they suggest wood.", "packaging material is too weak"),
    ("Water is hard there, scale builds up in the heater within weeks.", "limescale"),
)  # fmt: skip
OTHERS = 1_000
"""Other notes, among which they are to be found."""
ALIKE = 0.2
ME = Principal("me", frozenset({"manager"}))


def retrieval_figures() -> Iterator[tuple[str, str]]:
    """Yield recall@1 and @3 of each half alone, and of both."""
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{Path(folder)}/crm.db")
        random = Random(3)
        with store.records(Principal.system()) as records:
            for n, (note, _) in enumerate(PAIRS):
                records.create("Activity", {"type": "note", "description": note}, object_id=f"n{n}")
            for n in range(OTHERS):
                records.create("Activity", {"type": "note", "description": _other(random)}, object_id=f"o{n}")
        meant, worded = Index(store, MiniLM()), Index(store)
        meant.catch_up()
        usual = search.WORDS_WEIGHT
        try:
            yield "by words alone: recall@1, @3", _recall(lambda said: _found(worded, said))
            search.WORDS_WEIGHT = 0.0
            yield "by meaning alone: recall@1, @3", _recall(lambda said: _found(meant, said))
        finally:
            search.WORDS_WEIGHT = usual
        yield "by both: recall@1, @3", _recall(lambda said: _found(meant, said))
        store.close()


def _other(random: Random) -> str:
    """Return a note; one in five is like one that is sought, but for a number or a name, as notes of a trade are."""
    if random.random() > ALIKE:
        return prose.note(random)
    number = random.randint(1_000, 9_999)
    return random.choice(
        (
            f"Invoice {number} was {random.choice(('paid late', 'sent again', 'corrected', 'paid in two parts'))}.",
            f"The gasket KX{number % 90 + 50} {random.choice(('leaks', 'is sold out', 'was exchanged', 'fits'))}.",
            f"Mr {word(number)} asked for {random.choice(('a call', 'drawings', 'samples', 'a catalogue'))}.",
        )
    )


def _found(index: Index, said: str) -> list[str]:
    answer = index.search(ME, Question(said, {"Activity": {}}, limit=3))
    return [one.row["object_id"] for one in answer.found if one.score]


def _recall(find: Callable[[str], list[str]]) -> str:
    found = [find(question) for _, question in PAIRS]
    first = sum(some[:1] == [f"n{n}"] for n, some in enumerate(found)) / len(PAIRS)
    three = sum(f"n{n}" in some for n, some in enumerate(found)) / len(PAIRS)
    return f"{first:.2f}, {three:.2f}"
