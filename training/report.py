"""How well the tagger reads utterances that it was never trained on."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table

from agent.embedded.sentences import tagger
from agent.embedded.sentences.tags import ACTS, HEARD, OUTCOMES
from training.examples import UNSAID, example
from training.language import Utterance

ACTING = ("order", "correction", "answer")
"""Acts after which something may be changed."""


def _known(operation: str) -> str:
    """Return how the engine calls an operation: how a deal ended is a change of its stage."""
    return "update.stage" if operation in OUTCOMES else operation


def report(unseen: Sequence[Utterance], folder: Path) -> None:
    """Print a table: for each act, how many clauses were read rightly, and how many others were taken for orders."""
    tagger.WEIGHTS = folder / "tagger.onnx"
    random = Random(7)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    acted: Counter[str] = Counter()
    about = parts = slots = words = roles = roled = 0
    for utterance in unseen:
        made = example(utterance, random, rough=False)
        tags = tagger.tags(made.text)
        for number, (act, operations) in enumerate(made.clauses):
            first = made.owner.index(number)
            last = len(made.owner) - made.owner[::-1].index(number)
            said = tags.act(first, last)
            best = max(said, key=lambda one: said[one])
            name = ACTS[act]
            total[name] += 1
            right[name] += best == name
            acted[name] += best in ACTING
            shares = tags.about(first, last)
            found = sorted(shares, key=lambda one: -shares[one])[: len(set(operations))]
            about += set(found) == {_known(HEARD[one]) for one in operations}
        best_of = (one.argmax(axis=1) for one in (tags.parts, tags.slots, tags.roles))
        chosen = zip(tags.first, *best_of, strict=True)
        for place, part, slot, role in chosen:
            words += 1
            if made.role[place] != UNSAID:
                roled += 1
                roles += role == made.role[place]
            parts += part == made.part[place]
            slots += slot == made.slot[place]
    table = Table("act", "clauses", "read rightly", "taken for an order", title="Unseen utterances")
    for name in ACTS:
        if total[name]:
            table.add_row(name, str(total[name]), f"{right[name] / total[name]:.0%}", str(acted[name]))
    whole = sum(total.values())
    console = Console()
    console.print(table)
    console.print(
        f"Acts {sum(right.values()) / whole:.1%}, operations {about / whole:.1%} of {whole} clauses; "
        f"parts {parts / words:.1%}, slots {slots / words:.1%} of {words} word pieces, "
        f"roles {roles / max(roled, 1):.1%} of the {roled} whose role is known."
    )
