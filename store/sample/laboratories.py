"""A university and a biobank."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import IDRIS

LABORATORIES = (
    Customer(
        key="severnside-university",
        name="Severnside University",
        domain="severnside.example",
        industry="Research",
        address="Maltings Walk, Bristol, United Kingdom",
        keeper=IDRIS,
        notes="Purchase orders only, and the financial year decides when.",
        people=(
            Person(
                key="david-trevanion",
                name="David Trevanion",
                phone="+44 117 496 0341",
                notes="Technical services of Life Sciences. Holds the keys to every basement.",
            ),
            Person(
                key="harriet-lomax",
                name="Harriet Lomax",
                phone="+44 117 496 0355",
                notes="Procurement. Three quotes above 25,000.",
            ),
            Person(
                key="kunle-adebayo",
                name="Kunle Adebayo",
                phone="+44 117 496 0362",
                notes="Professor of soil science. Enthusiastic; no budget yet.",
            ),
        ),
        sales=(
            Sale(
                key="sample-store",
                title="Severnside sample store",
                amount=47_500,
                stage="qualified",
                contact="david-trevanion",
                closes=33,
                notes="Basement of the Life Sciences building. Ours is the only room that can be taken down and moved "
                "when the department does.",
                diary="""
                    -19 14:50 meeting Down in the basement with David
                        3.1 m of height, and a lift of 1.2 by 2.1. Every panel has to fit into that lift; ours do if
                        we cut the ceiling ones.
                    -11 10:35 email Quote on Harriet's form
                        With carbon figures for each year of use. Went back the same afternoon.
                    due -4 10:00 call Has Harriet all three quotes?
                        Two had come when I last asked. Offer David a visit to the room in Reading meanwhile.
                """,
            ),
            Sale(
                key="soil-freezer",
                title="Svalbard soil freezer",
                amount=31_000,
                stage="lead",
                contact="kunle-adebayo",
                diary="""
                    -8 13:25 call 1,400 cores from Svalbard
                        They lie in rented containers. Kunle names us in his grant application and will know in half
                        a year; until then a friendly word now and again is enough.
                """,
            ),
        ),
    ),
    Customer(
        key="atlantic-biobank",
        name="Atlantic Biobank",
        domain="atlanticbiobank.example",
        industry="Research",
        address="2 Corrib Science Court, Galway, Ireland",
        keeper=IDRIS,
        notes="Tissue samples for nine hospitals. A charity; the board meets every other month.",
        people=(
            Person(
                key="caoimhe-devlin",
                name="Caoimhe Devlin",
                phone="+353 20 910 4471",
                notes='Runs the building. Say "Keeva".',
            ),
            Person(
                key="padraig-fallon",
                name="Pádraig Fallon",
                phone="+353 20 910 4478",
                notes="Treasurer. Checks our sums, and finds things.",
            ),
        ),
        sales=(
            Sale(
                key="biobank-deep-freeze",
                title="Biobank deep freeze, phase 1",
                amount=156_000,
                stage="proposal",
                contact="caoimhe-devlin",
                closes=27,
                notes="A hall at -20 °C round their -80 °C cabinets; phase 2 would double it. The board wants to see "
                "it compared with plain air conditioning.",
                diary="""
                    -32 11:10 meeting 34 °C under the ceiling
                        38 cabinets blow 21 kW into the hall. Two of their compressors died within a year, and
                        Caoimhe keeps one of them on her desk.
                    -15 09:55 email Proposal for phase 1
                        156,000, nine weeks, no cabinet moved more than twice. Running costs fall by a third.
                    -7 16:45 email Pádraig's comparison
                        He puts air conditioning at 61,000. Over fifteen years it takes 90,000 more in power and
                        saves not one compressor; sent him the sheet with every cell open.
                    due +8 15:00 meeting Presentation to the board
                        Ten minutes and questions. Caoimhe will bring the dead compressor.
                """,
            ),
            Sale(
                key="biobank-monitoring",
                title="Biobank monitoring pilot",
                amount=6_200,
                stage="won",
                contact="padraig-fallon",
                closes=-48,
                diary="""
                    -48 09:25 email The pilot becomes a contract
                        In its second week it caught a cabinet nine degrees off. Pádraig signed for two years.
                """,
            ),
        ),
    ),
)
