"""What is wrong with a file: all of it is looked for before it is refused."""

from store.errors import InvalidFile

MOST_TOLD = 20
MOST_KEPT = 1_000


class Problems:
    """Sentences on what is wrong, in the order in which it was found; the first 1,000 are kept."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.count = 0

    def add(self, sentence: str) -> None:
        """Note one more."""
        self.count += 1
        if self.count <= MOST_KEPT:
            self.sentences.append(sentence)

    def refuse(self) -> None:
        """Refuse the file if anything is wrong with it.

        Raises:
            InvalidFile: With the first 20 sentences, and how many there are more.
        """
        if self.count == 1:
            raise InvalidFile(f"Nothing was imported. {self.sentences[0]}", self.sentences)
        if self.count:
            told = self.sentences[:MOST_TOLD]
            rest = [f"and {self.count - len(told):,} more"] if self.count > len(told) else []
            lines = "\n".join(f"- {line}" for line in [*told, *rest])
            raise InvalidFile(
                f"Nothing was imported, for {self.count:,} reasons:\n{lines}", told, self.count - len(told)
            )
