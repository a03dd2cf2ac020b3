"""Matters that notes speak of without their name: who asks for competitors wants to hear of "lost to Nordkant", too.

Some words ask for a matter; further searches find notes that may speak of it, and signs in a note say whether it does.
"""

import re
from dataclasses import dataclass

from agent.embedded.language.words import words_of
from store.index.sought import COMMON, WORD

PLAIN = COMMON | words_of(
    "mention mentions mentioned deal deals customer customers client clients account accounts company companies note "
    "notes call calls people say says said speak spoke talk talked meet face see know come came main biggest open "
    "happened found there worried raised currently please against risk"
)
"""Words that ask for nothing of their own beside a matter."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is asked for.

    Attributes:
        asked: Words of a question that ask for it.
        searches: What else to look for.
        signs: What a note has that speaks of it.
    """

    asked: re.Pattern[str]
    searches: tuple[str, ...]
    signs: re.Pattern[str]

    def beside(self, query: str) -> list[str]:
        """Return what else is asked: "the price of freezers" is more than the price."""
        return [word for word in WORD.findall(self.asked.sub(" ", query).lower()) if word not in PLAIN]


def _matter(asked: str, searches: str, signs: str, also: str = "(?!)") -> Matter:
    """Return a matter: phrases parted by bars, a star stands for any ending; `also` are signs that have capitals."""
    found = re.compile(f"(?i:{_any(signs)})|{also}")
    return Matter(re.compile(_any(asked), re.IGNORECASE), tuple(searches.split("|")), found)


def _any(phrases: str) -> str:
    return r"\b(?:" + "|".join(re.escape(one).replace(r"\*", r"\w*") for one in phrases.split("|")) + r")\b"


_MATTERS = (
    _matter(
        "competit*|compete*|rival*|other vendor*|other supplier*|other provider*|other bidder*|another supplier",
        "competitor rival|lost to another supplier|won against other bidders|somebody else is cheaper"
        "|holds it against us",
        "rival|rivals|competit*|compete|competes|competing|bidder*|undercut*|outbid*|in the race|instead of us"
        "|against us|up against|cheaper than us|cheaper than ours|cheaper offer|cheaper bid|somebody else|someone else"
        "|other offer*|other bid*|other quote*|other supplier*|other vendor*|another offer|another bid|another supplier"
        "|another vendor|second of two|second of three|second of four|second of five",
        r"\b[Ll]ost (?:\w+ ){0,3}to (?:(?:a|an|the|another)\b|[A-Z])|\b[Ww]on (?:\w+ ){0,2}(?:against|over)\b"
        r"|\b[A-Z][\w-]+ (?:is|are|was|were|comes?|came) (?:\w+ ){0,3}?(?:cheaper|dearer|faster|at [\d$€£])"
        r"|\b(?:quote|offer|bid)s? (?:\w+ ){0,2}(?:from|by) [A-Z]|\b(?:went|going|signed) with [A-Z]",
    ),
    _matter(
        "gdpr|privacy|data protection|personal data|confidential*",
        "GDPR, privacy, personal data|who can see the data, where it is stored",
        "gdpr|privacy|personal data|confidential*|data|password*|who can see|server|servers|stored",
    ),
    _matter(
        "price*|pricing|cost|costs|cheap*|expensive",
        "price discount offer|too dear, cheaper, per cent off",
        "price*|pricing|cost|costs|discount*|rebate*|cheap*|dear|dearer|expensive|steep|afford*|per cent|percent"
        "|budget*|quote|quotes|offer|offers|thousand|euro*|dollar*|pound*",
        r"[%€£$]|\b\d{1,3}(?:,\d{3})+\b|\b\d+k\b",
    ),
    _matter(
        "budget*|money|afford*|fund|funds|funding",
        "budget approved|money, grant, what they can spend",
        "budget*|money|afford*|fund*|spend*|cash|grant*|subsid*|financ*|at most|ceiling|thousand",
        r"\b(?:[Uu]nder|[Bb]elow|[Aa]bove) [\d$€£]",
    ),
    _matter(
        "call* it off|call* this off|call* that off|call* off|cancel*|pull* out|back* out|lose|lost|turn* us down"
        "|turn* it down|say no|said no|withdr*|walk* away|churn*|declin*|reject*",
        "lost because|called off, cancelled, voted against it|went with somebody else",
        "lose|loses|lost|cancel*|call* it off|call* this off|call* off|withdr*|pull* out|back* out|against|stop|stops"
        "|stopped|froze*|no budget|no money|no decision|no longer|put off|postpon*|instead|rather|decided|declin*"
        "|turn* us down|turn* it down|sells|sold|cheaper",
    ),
    _matter(
        "delay*|late|postpon*|slip*|held up|on hold|stuck|stalled|waiting|blocking|holding*",
        "delayed, postponed, waiting for|not before",
        "delay*|late|later|postpon*|slip*|wait*|until|not before|behind|on hold|stuck|stalled|missing|still|has to|must"
        "|need|needs|ill|more weeks|weeks more",
    ),
    _matter(
        "complain*|unhappy|dissatisf*|upset|angry|annoyed",
        "complains, is angry|broken, too late, wrong again",
        "complain*|unhappy|angry|furious|upset|disappoint*|annoy*|bother*|blame*|apolog*|broke*|damag*|fail*|refus*"
        "|fed up|too late|too loud|too slow|too cold|too warm|not happy|not amused|not satisfied",
    ),
    _matter(
        "reference*|recommend*|testimonial*",
        "would be a reference, recommends us|visit another customer",
        "reference*|recommend*|introduc*|testimonial*|spoken for us|from a customer|other customers|another customer"
        "|look at it|see it|see ours",
    ),
    _matter(
        "decide*|decision*|last word|final say|sign* off|approv*",
        "decides, has the last word, board, vote|needs approval",
        "decid*|decision*|sign|signs|approv*|board|vote*|committee|council|last word|boss|owner|director|head of",
        r"\b(?:above|below|under|over) [\d$€£]",
    ),
    _matter(
        "payment*|pay|pays|instalment*|installment*",
        "payment terms, instalments, in advance|invoice, pays late",
        "pay*|paid|invoice*|instalment*|installment*|advance|lease|leasing|per cent down|credit|days|deposit",
    ),
    _matter(
        "concern*|objection*|worr*|doubt*|afraid|at risk|risk|risks|hesitat*",
        "worries, concerns, doubts|will not sign without|only if",
        "worr*|concern*|afraid|fear*|doubt*|object*|risk*|problem*|against|refus*|hesitat*|not sure|not convinced"
        "|only if|unless|depends|scept*|without|liability|penalt*",
    ),
)


def matter(query: str) -> Matter | None:
    """Return what is asked for with some words, if it is a matter that is known."""
    return next((one for one in _MATTERS if one.asked.search(query)), None)
