"""`python -m training`: train the tagger on the annotated utterances and write its weights."""

import argparse
import time
from pathlib import Path
from random import Random

import torch
from rich.progress import Progress
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy

from agent.embedded.sentences.tags import HEARD
from training.examples import UNSAID, Example, example
from training.export import export
from training.language import Utterance, utterances
from training.network import ENCODER, Tagger
from training.report import report

BATCH = 32
LONGEST = 160
"""Word pieces of an example; the rest is cut off."""
Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]


def batches(examples: list[Example], cutter: Tokenizer, random: Random) -> list[Batch]:
    """Return examples in batches of like length, in random order: ids, mask, acts, operations, parts, slots, roles."""
    examples = sorted(examples, key=lambda one: len(one.text) + random.random() * 12)
    groups = [examples[at : at + BATCH] for at in range(0, len(examples), BATCH)]
    random.shuffle(groups)
    return [batch(group, cutter) for group in groups]


def batch(group: list[Example], cutter: Tokenizer) -> Batch:
    """Return one batch; places without a label have `UNSAID`; several operations share one weight."""
    cut = [cutter.encode(one.text) for one in group]
    width = min(LONGEST, max(len(one.ids) for one in cut))
    ids = torch.zeros(len(group), width, dtype=torch.long)
    mask = torch.zeros_like(ids)
    acts, parts, slots, roles = (torch.full_like(ids, UNSAID) for _ in range(4))
    operations = torch.zeros(len(group), width, len(HEARD))
    for row, (one, pieces) in enumerate(zip(group, cut, strict=True)):
        for place, (piece, (first, last)) in enumerate(zip(pieces.ids[:width], pieces.offsets[:width], strict=True)):
            ids[row, place] = piece
            mask[row, place] = 1
            if last <= first:
                continue
            act, about = one.clauses[one.owner[first]]
            acts[row, place], parts[row, place], slots[row, place] = act, one.part[first], one.slot[first]
            roles[row, place] = one.role[first]
            operations[row, place, list(about)] = 1.0 / len(about)
    return ids, mask, acts, operations, parts, slots, roles


def loss_of(network: Tagger, made: Batch) -> Tensor:
    """Return the loss of a batch: all heads together."""
    ids, mask, acts, operations, parts, slots, roles = made
    said, about, part, slot, role = network(ids, mask)
    known, told = acts != UNSAID, roles != UNSAID
    return (
        cross_entropy(said[known], acts[known], label_smoothing=0.05)
        + cross_entropy(about[known], operations[known], label_smoothing=0.05)
        + cross_entropy(part[known], parts[known], label_smoothing=0.05)
        + cross_entropy(slot[known], slots[known], label_smoothing=0.05)
        + (cross_entropy(role[told], roles[told], label_smoothing=0.05) if told.any() else 0.0)
    )


def train(seen: list[Utterance], epochs: int, seed: int, *, network: Tagger | None = None) -> Tagger:
    """Return a network trained on these utterances, each filled anew in every epoch; a given one is trained further."""
    torch.manual_seed(seed)
    random = Random(seed)
    cutter = _cutter()
    rates = [3e-4, 1e-3] if network is None else [1.6e-4, 5e-4]
    network = network or Tagger()
    weights = [one for one in network.parameters() if one.requires_grad]
    steps = epochs * (len(seen) // BATCH + 1)
    heads = {id(one) for head in network.heads for one in head.parameters()}
    groups = [
        {"params": [one for one in weights if id(one) not in heads], "lr": rates[0]},
        {"params": [one for one in weights if id(one) in heads], "lr": rates[1]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps + 1, pct_start=0.1)
    with Progress() as bar:
        task = bar.add_task("Training", total=steps)
        for _ in range(epochs):
            network.train()
            for made in batches([example(one, random, seen) for one in seen], cutter, random):
                optimizer.zero_grad()
                with torch.autocast("cpu", torch.bfloat16):  # half the time on processors that know it
                    loss = loss_of(network, made)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(weights, 1.0)
                optimizer.step()
                plan.step()
                bar.update(task, advance=1, description=f"Training (loss {loss.item():.3f})")
    return network.eval()


def _cutter() -> Tokenizer:
    made = Tokenizer.from_file(str(ENCODER / "tokenizer.json"))
    made.no_padding()
    made.no_truncation()
    return made


def main() -> None:
    """Train and report on the unseen third; then learn that too, and write the weights that are released."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--epochs", type=int, default=16)
    options.add_argument("--last", type=int, default=3, help="epochs on all utterances, after the report")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "agent" / "embedded" / "weights")
    given = options.parse_args()
    everything = utterances()
    seen = [one for one in everything if not one.unseen]
    begun = time.process_time()
    network = train(seen, given.epochs, given.seed)
    export(network, given.out)
    print(f"Trained on {len(seen)} utterances in {(time.process_time() - begun) / 60:.0f} minutes of CPU.")
    report([one for one in everything if one.unseen], given.out)
    if given.last:
        export(train(everything, given.last, given.seed + 1, network=network), given.out)
        print(f"The weights in {given.out} have learnt all {len(everything)} utterances, the unseen third last.")


if __name__ == "__main__":
    main()
