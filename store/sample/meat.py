"""Butchers."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import IDRIS, MAREN

MEAT = (
    Customer(
        key="metzgerei-aumueller",
        name="Metzgerei Aumüller GmbH",
        domain="metzgerei-aumueller.example",
        industry="Meat",
        address="Brühlhof 4, 80337 München, Germany",
        keeper=MAREN,
        notes="Four shops and a market stall. Talk about the product first and the price last.",
        people=(
            Person(
                key="josef-aumueller",
                name="Josef Aumüller",
                phone="+49 89 99998 214",
                notes="Owner, third in line. Behind the counter until noon.",
            ),
            Person(
                key="ines-albrecht",
                name="Ines Albrecht",
                phone="+49 89 99998 230",
                notes="Works manager. Everything technical goes through her.",
            ),
        ),
        sales=(
            Sale(
                key="maturing-chamber",
                title="Aumüller maturing chamber",
                amount=46_000,
                stage="proposal",
                contact="josef-aumueller",
                closes=9,
                notes="Glass front towards the shop, so the room is a shop window too. Josef wants a wall of salt "
                "stones; our panels carry 180 kg/m² of it.",
                diary="""
                    -27 13:30 meeting Josef draws on butcher's paper
                        The glass front is his own sketch: 1.5 °C, 82 % humidity, forty sides of beef, and a lamp "as
                        in a museum". I was allowed to keep the paper.
                    -17 09:20 email Proposal with two kinds of glass
                        Heated double glazing 46,000, triple glazing 49,300. The triple saves about 600 a year in
                        power at his tariff.
                    -8 13:45 call Salt stones heavier than planned
                        The quarry now says 210 kg/m². Ines asks for a steel frame behind the panels.
                    due +0 15:30 task Price of the steel frame for Ines
                        Our engineer makes it 2,150. Show it as a line of its own; she notices when things are hidden.
                """,
            ),
            Sale(
                key="market-stall",
                title="Market stall cupboard",
                amount=8_900,
                stage="lead",
                contact="ines-albrecht",
                diary="""
                    -5 16:20 call The stall has its lease for ten years
                        Mentioned in passing: it needs a new cold cupboard, 2.1 m wide at most. She would like an
                        idea of the price before she asks Josef.
                """,
            ),
        ),
    ),
    Customer(
        key="ridgeway-butchers",
        name="Ridgeway Butchers' Co-operative",
        domain="ridgewaybutchers.example",
        industry="Meat",
        address="Unit 6, Sawpit Yard, Hereford, United Kingdom",
        keeper=IDRIS,
        notes="31 butchers share one cutting plant. Whatever costs more than 20,000 goes to a vote.",
        people=(
            Person(
                key="gareth-probert",
                name="Gareth Probert",
                phone="+44 7700 900231",
                notes="Chairs the committee; in his own shop every morning.",
            ),
            Person(
                key="delyth-penry",
                name="Delyth Penry",
                phone="+44 1632 960274",
                notes="Secretary. Knows the rules, and who votes how.",
            ),
        ),
        sales=(
            Sale(
                key="hanging-rails",
                title="Ridgeway hanging rails",
                amount=33_700,
                stage="negotiation",
                contact="gareth-probert",
                closes=11,
                notes="Five of seven votes needed. Two of the seven would rather have second-hand rails from a "
                "closed abattoir, for 9,000.",
                diary="""
                    -21 17:00 meeting Talk at the members' evening
                        Twenty butchers and good questions about the load on each hook. Gareth is for it, the pair
                        from Ledbury against it.
                    -10 12:15 call Gareth counts votes
                        Four are sure, one dislikes paying it all at once. Suggested three instalments without
                        interest; cleared it with Maren.
                    -3 10:40 email One page for the committee
                        Instalments, and the test certificate for 400 kg a hook. The second-hand rails have none.
                    due +3 17:00 call How did the vote go?
                        Gareth promised to ring afterwards. If he has not by five, I will.
                """,
            ),
            Sale(
                key="leominster-freezer",
                title="Leominster depot freezer",
                amount=24_800,
                stage="lost",
                contact="delyth-penry",
                closes=-27,
                notes="Nobody beat us: the depot itself fell through.",
                diary="""
                    -27 11:30 call No depot, no freezer
                        The landlord sells the building. Delyth was sorry about our drawings and promised to come
                        back when they have found another one.
                """,
            ),
        ),
    ),
)
