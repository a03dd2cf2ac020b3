"""All guards, in the order in which they are asked."""

from collections.abc import Iterator

from agent.embedded.guards import (
    conditions,
    days,
    descriptions,
    doubles,
    ends,
    hours,
    identities,
    leftovers,
    misreadings,
    names,
    negations,
    omissions,
    reports,
    sets,
    strays,
    sums,
    titles,
    unheeded,
    unspent,
)
from agent.embedded.guards.trial import Guard, Trial

GUARDS: tuple[tuple[str, Guard], ...] = (
    ("plan without its day", days.dateless),
    ("report twice", reports.repeated),
    ("order beside a report", reports.halved),
    ("time to be kept free", days.blocked),
    ("report of another day", days.backdated),
    ("negation of many", leftovers.unnegated),
    ("value of many", leftovers.unused),
    ("value of a new record", leftovers.unwritten),
    ("name that is a value", names.valued),
    ("facts of a relation", identities.related),
    ("firm for a person", identities.firm),
    ("name of another class", identities.misclassed),
    ("company of a new person", descriptions.companyless),
    ("subject that points", titles.pointing),
    ("note that points", titles.hollow),
    ("update of a deal", unheeded.unupdated),
    ("deal forgotten", unheeded.forgotten),
    ("order forgotten", unheeded.unheeded),
    ("value of something else", misreadings.misread),
    ("condition for a value", misreadings.filtering),
    ("sentence of a report", reports.untold),
    ("name that goes on", names.cut),
    ("field without a value", descriptions.unfilled),
    ("stage of a person", omissions.unstaged),
    ("deal called by its people", titles.owned),
    ("stage of a new deal", omissions.stageless),
    ("person of a new deal", omissions.peopleless),
    ("deal that is there", doubles.doubled),
    ("same as another", omissions.unshared),
    ("owner nobody knows", omissions.unowned),
    ("hour without a colon", hours.clockless),
    ("hour of a move", hours.hourless),
    ("value ruled out", negations.negated),
    ("end of what is open", negations.unended),
    ("sum that compares", sums.compared),
    ("words taken back", negations.withdrawn),
    ("value of namesakes", conditions.unchosen),
    ("owner of many", sets.ownerless),
    ("name beside many", conditions.unlisted),
    ("place of many", conditions.placeless),
    ("exception from many", sets.included),
    ("silence of many", sets.unquiet),
    ("time of many", conditions.untimely),
    ("kind of many", sets.kindless),
    ("vague word for many", sets.unclear),
    ("price of one", sums.priced),
    ("sum beside a step", sums.outweighed),
    ("step beside a sum", sums.unreckoned),
    ("day that points back", days.echoed),
    ("day of another month", days.misdated),
    ("plan for an end", ends.contrary),
    ("activity left out", ends.fewer),
    ("end of what was done", ends.achieved),
    ("end that was only told", ends.cancelled),
    ("swap that is none", strays.unswapped),
    ("other activity", strays.mistaken),
    ("activity of another time", strays.untimed),
    ("activity called otherwise", strays.miscalled),
    ("person found by others", identities.detoured),
    ("words in a name", names.overlong),
    ("field inside a value", names.swallowed),
    ("sum half read", unspent.unread),
    ("sum of a change", unspent.unspent),
    ("title of an activity", titles.untitled),
    ("words of a new record", descriptions.undescribed),
)
"""What each guard misses or mistrusts, and the guard."""


def fired(trial: Trial) -> Iterator[str]:
    """Yield the names of the guards that speak against a decision, in their order."""
    return (name for name, guard in GUARDS if guard(trial))


def loses(trial: Trial) -> bool:
    """Whether something that was said would find no place in what is done, or a wrong one: then the person is asked."""
    return next(fired(trial), None) is not None
