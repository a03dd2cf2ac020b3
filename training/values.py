"""Made-up names and values that fill the slots of utterances: many kinds, so that the tagger learns none by heart."""

from collections.abc import Callable
from random import Random

FIRST = (
    "Anna Ben Chloe Dario Elif Farid Greta Hamza Ines Jakub Keiko Liam Mina Noor Olga Pavel Quentin Rosa Sven Tara "
    "Uma Viktor Wanda Xenia Yusuf Zoe Aisha Bruno Carmen Dmitri Esther Fiona Goran Hanna Ivan Julia Karim Lena Marco "
    "Nadia Oscar Petra Rafael Sofia Thomas Ulrike Vera William Yara Zeno Jane John Mary Peter Susan Paul Linda Mark"
).split()
LAST = (
    "Abbott Bergström Castillo Dubois Eriksen Fischer García Haddad Ivanova Jensen Kowalczyk Laurent Mbeki Novák "
    "Okafor Petrov Quist Rossi Schäfer Tanaka Ueda Virtanen Walker Xu Yılmaz Ziegler O'Brien McAllister van Dijk "
    "Fernandes Gupta Hughes Iyer Johansson Kapoor Lindgren Moreau Nguyen Olsen Park Reyes Stone Torres Vogel Weiss"
).split()
STEM = (
    "Brightwater Cobalt Driftwood Evergreen Falcon Granite Harbor Ironbridge Juniper Kestrel Lumen Meridian Northgate "
    "Orchid Pinnacle Quartz Redwood Silverline Tidewater Umbra Vertex Westfield Yellowstone Zenith Alder Birch Cedar "
    "Delta Ember Fathom Glacier Helix Indigo Krona Larch Monarch Nimbus Opal Prism Quill Ridge Sable Talon Vega Wren"
).split()
KIND = (
    "Ltd, Inc, GmbH, Group, Partners, Foods, Logistics, Energy, Labs, Systems, Textiles, Bank, Medical, Media, & "
    "Sons, AG, Co"
).split(", ")
THING = (
    "renewal, rollout, pilot, expansion, migration, annual plan, training, audit, support contract, licences, "
    "upgrade, website relaunch, fleet order, framework agreement, phase 2, sensors, warehouse project, retrofit, "
    "integration, subscription"
).split(", ")
_DAYS = ("monday tuesday wednesday thursday friday saturday sunday").split()
_MONTHS = ("January February March April May June July August September October November December").split()
_PERIODS = (
    "this week, next week, this month, last month, next month, this quarter, next quarter, last quarter, this year, "
    "Q1, Q3, in March, since January, in the last 30 days, in the next two weeks, year to date, by the end of June, "
    "today, tomorrow"
).split(", ")
_STAGES = ("lead, qualified, proposal, negotiation, won, lost, closed won, closed lost").split(", ")
_CLASSES = ("deal contact company activity task customer account opportunity lead meeting call").split()
_FIELDS = (
    "phone number, e-mail, amount, close date, stage, owner, industry, address, website, notes, due date, name"
).split(", ")
_INDUSTRIES = ("logistics healthcare retail energy software manufacturing food banking textiles construction").split()
_SUBJECTS = (
    "Send the quote, Kickoff, Check in, Prepare demo data, Budget review, Contract review, Site visit, Intro call, "
    "Follow-up, Pricing discussion, Quarterly review, Call about delivery dates, Draft the proposal, Renewal talk"
).split(", ")


def _person(random: Random) -> str:
    name = random.choice(FIRST)
    return name if random.random() < 0.45 else f"{name} {random.choice(LAST)}"


def _company(random: Random) -> str:
    name = random.choice(STEM)
    return name if random.random() < 0.6 else f"{name} {random.choice(KIND)}"


def _deal(random: Random) -> str:
    thing, company = random.choice(THING), random.choice(STEM)
    forms = (
        f"the {company} {thing}",
        f"{company} {thing}",
        f"the {company} deal",
        company,
        f"the {thing}",
        f"{company} - {thing}",
        f'"{company} {thing}"',
        f"the {thing} with {company}",
    )
    return random.choice(forms)


def _amount(random: Random) -> str:
    number = random.choice((random.randint(1, 99) * 1000, random.randint(1, 999) * 100, random.randint(100, 2_000_000)))
    forms = (
        f"{number}", f"{number:,}", f"{number // 1000 or 1}k", f"${number:,}", f"{number // 1000 or 1}k€", f"€{number}",
        f"{number // 1000 or 1} thousand", f"{number / 1e6:.1f}m", f"{number:,} dollars", f"{number} EUR",
        f"{random.choice(('twelve', 'fifty', 'eighty'))} thousand",
    )  # fmt: skip
    return random.choice(forms)


def _date(random: Random) -> str:
    day, month = random.randint(1, 28), random.randrange(12)
    weekday = random.choice(_DAYS)
    forms = (
        weekday, weekday.title(), f"next {weekday}", "tomorrow", "today", "end of the month", "next week", "tmrw",
        f"{_MONTHS[month]} {day}", f"{day} {_MONTHS[month]}", f"{month + 1}/{day}", f"{day}.{month + 1}.", "yesterday",
        f"the {day}th", f"2026-{month + 1:02}-{day:02}", f"in {random.randint(2, 6)} weeks", f"a week from {weekday}",
        f"{_MONTHS[month][:3]} {day}", "EOM", "end of Q3", "the day after tomorrow", f"{weekday} morning",
    )  # fmt: skip
    return random.choice(forms)


def _time(random: Random) -> str:
    hour = random.randint(1, 12)
    return random.choice((f"{hour}pm", f"{hour}:30", f"{hour} o'clock", f"half past {hour}", "noon", f"1{hour % 9}h"))


def _phone(random: Random) -> str:
    digits = [random.randint(0, 9) for _ in range(10)]
    text = "".join(map(str, digits))
    return random.choice((f"+49 {text[:3]} {text[3:]}", f"555-{text[:4]}", f"0{text[:4]} {text[4:]}", f"+1{text}"))


def _email(random: Random) -> str:
    return f"{random.choice(FIRST).lower()}@{random.choice(STEM).lower()}.example"


def _address(random: Random) -> str:
    return f"{random.randint(1, 200)} {random.choice(STEM)} Street, {random.choice(('Leeds', 'Graz', 'Austin'))}"


_MADE: dict[str, Callable[[Random], str]] = {
    "deal": _deal,
    "deals": lambda random: random.choice((", ", " and ")).join(_deal(random) for _ in range(random.randint(2, 3))),
    "company": _company,
    "contact": _person,
    "user": _person,
    "activity": lambda random: random.choice(_SUBJECTS),
    "stage": lambda random: random.choice(_STAGES),
    "amount": _amount,
    "date": _date,
    "time": _time,
    "period": lambda random: random.choice(_PERIODS),
    "email": _email,
    "phone": _phone,
    "url": lambda random: f"{random.choice(('', 'www.', 'https://'))}{random.choice(STEM).lower()}.example",
    "industry": lambda random: random.choice(_INDUSTRIES),
    "address": _address,
    "number": lambda random: str(random.randint(2, 40)),
    "percent": lambda random: random.choice((f"{random.randint(2, 40)}%", f"{random.randint(2, 40)} percent")),
    "class": lambda random: random.choice(_CLASSES),
    "field": lambda random: random.choice(_FIELDS),
}
SLOTS = frozenset(_MADE)


def value(slot: str, random: Random) -> str:
    """Return something that can stand in a slot, as somebody may write it."""
    return _MADE[slot](random)
