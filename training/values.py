"""Made-up names and values that fill the slots of utterances: many kinds, so that the tagger learns none by heart."""

from collections.abc import Callable
from random import Random

from training.people import PLACE, company, first_name, person, stem
from training.things import deal, subject, titled

_DAYS = ("monday tuesday wednesday thursday friday saturday sunday").split()
_MONTHS = ("January February March April May June July August September October November December").split()
_PERIODS = (
    "this week, next week, this month, last month, next month, this quarter, next quarter, last quarter, this year, "
    "Q1, Q3, in March, since January, in the last 30 days, in the next two weeks, year to date, by the end of June, "
    "today, tomorrow"
).split(", ")
_STAGES = (
    "lead, qualified, proposal, negotiation, won, lost, closed won, closed lost, Proposal, Negotiation, Qualified, WON"
).split(", ")
_CLASSES = ("deal contact company activity task customer account opportunity lead meeting call").split()
_FIELDS = (
    "phone number, e-mail, amount, close date, stage, owner, industry, address, website, notes, due date, name, title, "
    "mail address, closing date, value, contact, company, subject, telephone"
).split(", ")
_INDUSTRIES = (
    "logistics, healthcare, retail, energy, software, manufacturing, food, banking, textiles, construction, dairy, "
    "automotive, catering, timber, mining, fishing, education, tourism, steel, paper, chemicals, public sector, media, "
    "Machine Building, Pharma, Agriculture, Food & Beverage, real estate, shipping, water treatment, renewable energy"
).split(", ")
_STREETS = (
    "{n} {s} Street, {p}|{n} {s} Road|{s} Lane {n}, {p}|{s}straße {n}, {p}|{s}gasse {n}|rue {s} {n}, {p}|"
    "{n}, rue de {s}|via {s} {n}, {p}|{s}vej {n}|ul. {s}a {n}, {p}|{s}laan {n}, {p}|{n} {s} Avenue, {p}|"
    "{s} Square {n}|{s}allee {n}, {p}|Unit {n}, {s} Park, {p}|{n} {s} Way|avenida {s} {n}, {p}"
).split("|")
_ONES = "one two three four five six seven eight nine".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SIGNS = ("$", "€", "£", "€ ", "CHF ", "US$")
_NAMES_OF_MONEY = (
    " euros",
    " euro",
    " dollars",
    " pounds",
    " EUR",
    " USD",
    " GBP",
    " €",
    "€",
    " CHF",
    " kr",
    " bucks",
    ",-",
)


def _amount(random: Random) -> str:
    number = random.choice((random.randint(1, 99) * 1000, random.randint(1, 999) * 100, random.randint(100, 2_000_000)))
    thousands, million = number // 1000 or 1, f"{number / 1e6:.{random.choice((1, 2, 3))}f}"
    spelt = (
        f"{random.choice(_TENS)}{random.choice(('', ' ' + random.choice(_ONES), '-' + random.choice(_ONES)))} thousand"
    )
    further = f"{spelt} {random.choice(_ONES)} hundred"
    forms = (
        f"{number}", f"{number:,}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " "), f"{thousands}k",
        f"{thousands}K", f"{thousands} k", f"{thousands}.5k", f"{thousands} thousand", f"{million}m",
        f"{million} million", f"{million.replace('.', ',')} mio", f"{million.replace('.', ',')} Mio.", spelt, further,
        f"{number:,}.50", f"{number:,}'".replace(",", "'")[:-1], f"{random.choice(_TENS)}k",
    )  # fmt: skip
    made, told = random.choice(forms), random.random()
    if told < 0.2:
        return random.choice(_SIGNS) + made
    return made + random.choice(_NAMES_OF_MONEY) if told < 0.45 else made


def _date(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randrange(12), random.choice((2025, 2026, 2027))
    weekday, named = random.choice(_DAYS), _MONTHS[month]
    ordinal = f"{day}{'st' if day in (1, 21) else 'nd' if day in (2, 22) else 'rd' if day in (3, 23) else 'th'}"
    number = random.choice(("two", "three", "four", "six", "ten", f"{random.randint(2, 10)}"))
    forms = (
        weekday, weekday.title(), f"next {weekday}", f"this {weekday}", f"next {weekday.title()}", "tomorrow", "today",
        "end of the month", "next week", "tmrw", f"{named} {day}", f"{day} {named}", f"{named} {ordinal}",
        f"the {ordinal} of {named}", f"{month + 1}/{day}", f"{day}.{month + 1}.", "yesterday", f"the {ordinal}",
        f"{year}-{month + 1:02}-{day:02}", f"in {number} weeks", f"in {number} days", f"a week from {weekday}",
        f"{weekday.title()} the {ordinal}", f"{named[:3]} {day}", "EOM", "end of Q3", "the day after tomorrow",
        f"{weekday} morning", f"{day}/{month + 1:02}/{year % 100}", f"{day:02}.{month + 1:02}.{year}", named,
        f"end of {named}", f"mid {named}", f"early {named}", f"{weekday[:3]}", f"{weekday[:3].title()}",
        "this afternoon", f"{number} weeks from now", f"a fortnight from {weekday}", "the first of next month",
        f"{day} {named[:3]} {year}", "EOQ", "tonight",
        f"end of {random.choice(('next', 'this'))} {random.choice(('week', 'month', 'quarter', 'year'))}",
        f"{named.lower()} {ordinal}", f"{weekday} week", f"{named} {day}, {year}", f"{weekday.title()}, {day} {named}",
    )  # fmt: skip
    return random.choice(forms)


def _time(random: Random) -> str:
    hour, minute = random.randint(1, 12), random.choice(("00", "15", "30", "45"))
    word = random.choice(("nine", "ten", "eleven", "two", "three", "four", "half past two", "quarter to ten"))
    forms = (
        f"{hour}pm", f"{hour}:{minute}", f"{hour} o'clock", f"half past {hour}", "noon", f"{hour + 8}h", word,
        f"{hour} am", f"{hour}.{minute}", f"{hour}:{minute} pm", f"{word} in the morning", f"{hour + 9}:{minute}",
    )  # fmt: skip
    return random.choice(forms)


def _phone(random: Random) -> str:
    text = "".join(str(random.randint(0, 9)) for _ in range(10))
    forms = (
        f"+49 {text[:3]} {text[3:]}", f"555-{text[:4]}", f"0{text[:4]} {text[4:]}", f"+1{text}", f"00{text}",
        f"({text[:3]}) {text[3:6]}-{text[6:]}", f"+44 {text[:4]} {text[4:]}", f"{text[:3]} {text[3:6]} {text[6:]}",
        f"0{text[:2]}/{text[2:]}",
    )  # fmt: skip
    return random.choice(forms)


def _domain(random: Random) -> str:
    return stem(random).lower().replace(" ", "").replace("'", "") + random.choice(
        (".example", ".com", ".de", ".co.uk", ".io", ".fr")
    )


def _email(random: Random) -> str:
    name = first_name(random).lower()
    return (
        f"{name}@{_domain(random)}"
        if random.random() < 0.5
        else f"{name[0]}.{stem(random).lower()}@{_domain(random)}".replace(" ", "")
    )


def _address(random: Random) -> str:
    return random.choice(_STREETS).format(n=random.randint(1, 200), s=stem(random), p=random.choice(PLACE))


_MADE: dict[str, Callable[[Random], str]] = {
    "deal": deal,
    "title": titled,
    "deals": lambda random: random.choice((", ", " and ")).join(deal(random) for _ in range(random.randint(2, 3))),
    "company": company,
    "contact": person,
    "user": person,
    "activity": subject,
    "stage": lambda random: random.choice(_STAGES),
    "amount": _amount,
    "date": _date,
    "time": _time,
    "period": lambda random: random.choice(_PERIODS),
    "email": _email,
    "phone": _phone,
    "url": lambda random: random.choice(("", "www.", "https://", "https://www.")) + _domain(random),
    "industry": lambda random: random.choice(_INDUSTRIES),
    "address": _address,
    "number": lambda random: str(random.randint(2, 40)),
    "percent": lambda random: random.choice(
        (f"{random.randint(2, 40)}%", f"{random.randint(2, 40)} percent", f"{random.randint(2, 40)} per cent")
    ),
    "class": lambda random: random.choice(_CLASSES),
    "field": lambda random: random.choice(_FIELDS),
}
SLOTS = frozenset(_MADE)


def value(slot: str, random: Random) -> str:
    """Return something that can stand in a slot, as somebody may write it."""
    return _MADE[slot](random)
