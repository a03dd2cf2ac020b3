"""Wine and beer."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import BEATRIZ, IDRIS

DRINKS = (
    Customer(
        key="quinta-da-ladeira",
        name="Quinta da Ladeira",
        domain="quintadaladeira.example",
        industry="Beverages",
        address="Lugar da Ladeira, 5130 São João da Pesqueira, Portugal",
        keeper=BEATRIZ,
        notes="Port and table wine from forty hectares. A cousin of mine picked here for two harvests.",
        people=(
            Person(key="ines-cardoso", name="Inês Cardoso", notes="Winemaker. Unreachable during the harvest."),
            Person(
                key="rui-tavares-lobo",
                name="Rui Tavares Lobo",
                notes="Keeps the estate and its money together.",
            ),
        ),
        sales=(
            Sale(
                key="barrel-cellar",
                title="Barrel cellar climate",
                amount=58_000,
                stage="proposal",
                contact="ines-cardoso",
                closes=26,
                notes="16 °C and 75 % for 600 barrels, with no draught at the bung: fabric ducts, no fans.",
                diary="""
                    -22 12:00 meeting She tasted, I measured
                        By the west door 3.1 % of the wine evaporates in a year, elsewhere 1.8. Inês had known it by
                        taste.
                    -10 10:25 email Proposal with fabric ducts
                        58,000. By her own figures the evaporation alone pays for it in six years.
                    -3 12:40 call Rui likes it, but not in this year's books
                        He suggests to order now and pay most of it after their financial year has ended.
                    due +6 12:00 call Order now, pay later?
                        Maren would accept 30 % down and the rest on completion. Try that on Rui.
                """,
            ),
            Sale(
                key="harvest-rental",
                title="Harvest rental units",
                amount=16_500,
                stage="lost",
                contact="rui-tavares-lobo",
                closes=-60,
                notes="The neighbour lends them two containers for nothing. Ask earlier next time.",
            ),
        ),
    ),
    Customer(
        key="coppergate-brewing",
        name="Coppergate Brewing",
        domain="coppergatebrewing.example",
        industry="Beverages",
        address="Tanner's Yard, York, United Kingdom",
        keeper=IDRIS,
        notes="Two friends, one brewery, one taproom.",
        people=(
            Person(
                key="oliver-skelton",
                name="Oliver Skelton",
                phone="+44 1632 960614",
                notes="Head brewer and one half of the company.",
            ),
            Person(
                key="tamsin-birch",
                name="Tamsin Birch",
                phone="+44 1632 960620",
                notes="The other half: sales, money, music.",
            ),
        ),
        sales=(
            Sale(
                key="keg-store",
                title="Coppergate keg store",
                amount=26_400,
                stage="negotiation",
                contact="oliver-skelton",
                closes=5,
                notes="4 °C for 480 kegs. All agreed but the start, because the yard is dug up for new drains.",
                diary="""
                    -23 13:40 meeting Counting kegs with Oliver
                        He says 300, we counted 480. That makes it one bay longer, and he paid for the lunch.
                    -9 11:55 email Tamsin asks for ten per cent
                        For our sign in the taproom. Gave three, and we may still hang up the sign.
                    -2 15:45 call Drains first
                        Three more weeks of open yard. They sign now if the price holds for sixty days. It does.
                    due -1 12:00 task Send the contract with the sixty-day clause
                        Both of them sign. Say that the day counts from delivery of the panels, not of the drains.
                """,
            ),
            Sale(
                key="hop-freezer",
                title="Hop freezer",
                amount=7_300,
                stage="lead",
                contact="tamsin-birch",
                diary="""
                    -17 14:35 email Hops by the tonne
                        Cheaper if they buy for the whole year, but where to keep them? Sent two sizes with prices.
                """,
            ),
            Sale(
                key="taproom-cellar",
                title="Taproom cellar cooling",
                amount=4_900,
                stage="won",
                contact="oliver-skelton",
                closes=-70,
                diary="""
                    -70 10:15 note How they came to us
                        The cellar was at 16 °C and the stout foamed. Small job, done in a day; all the rest of their
                        business began with it.
                """,
            ),
        ),
    ),
)
