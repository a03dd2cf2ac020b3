"""A hotel, a grocer overseas, and the cold stores between them."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import BEATRIZ, MAREN

TRADE = (
    Customer(
        key="alpenhof-kirchberger",
        name="Hotel Alpenhof Kirchberger",
        domain="alpenhof-kirchberger.example",
        industry="Hospitality",
        address="Wankblickweg 2, 82467 Garmisch-Partenkirchen, Germany",
        keeper=MAREN,
        notes="90 rooms. Closed for three weeks twice a year, and only then may anybody drill.",
        people=(
            Person(
                key="leopold-kirchberger",
                name="Leopold Kirchberger",
                phone="+49 89 99998 402",
                notes="Host and owner. Never on the telephone at mealtimes.",
            ),
            Person(
                key="veronika-thaler",
                name="Veronika Thaler",
                phone="+49 89 99998 410",
                notes="Food and beverage. Hunts at weekends.",
            ),
        ),
        sales=(
            Sale(
                key="alpenhof-kitchen",
                title="Alpenhof kitchen",
                amount=52_800,
                stage="negotiation",
                contact="leopold-kirchberger",
                closes=7,
                this_month=True,
                notes="Five small rooms instead of a large one. Has to be built in the closing weeks: if the order "
                "slips, the work slips by half a year.",
                diary="""
                    -30 14:00 meeting The kitchen between lunch and dinner
                        Fish, meat, dairy, vegetables and pastry want a room each. The old one smells of all five.
                    -15 11:05 email Offer for five rooms
                        54,900, built within sixteen days. The refrigerant is propane, so the fire brigade needs a
                        drawing; enclosed.
                    -7 15:25 call Leopold bargains
                        His father always got three per cent, he says. Gave him nearly four, for a signature before
                        the closing weeks: 52,800.
                    due +0 10:00 call Leopold's yes
                        He wanted to sleep on it and talk to his bank. Our fitters are reserved until next week.
                """,
            ),
            Sale(
                key="venison-larder",
                title="Alpenhof venison larder",
                amount=9_900,
                stage="qualified",
                contact="veronika-thaler",
                closes=-12,
                notes="Hooks for twelve deer, floor with a drain, and a door on the yard side.",
                diary="""
                    -28 10:50 call Venison in the wine cellar
                        That is where it hangs at present, and the vet has seen it. Veronika wants a drawing she can
                        show him.
                    due -6 10:00 email Drawing of the larder for Veronika
                        Our draughtsman was ill. It is ready now, only the drain is missing.
                """,
            ),
        ),
    ),
    Customer(
        key="blue-heron",
        name="Blue Heron Provisions",
        domain="blueheronprovisions.example",
        industry="Retail",
        address="18 Ropewalk Street, Portland, Maine, United States",
        keeper=BEATRIZ,
        notes="Grocer and fishmonger; our only customer overseas. Five hours behind us: ring in the afternoon.",
        people=(
            Person(
                key="walter-pelletier",
                name="Walter Pelletier",
                phone="+1 207-555-0143",
                notes="Owner. Found us through a cousin in Orkney.",
                diary="""
                    due +0 17:00 task Freight table for Walter
                        Half a container against a whole one, to Boston and to Montreal. He asked twice.
                """,
            ),
            Person(
                key="marisol-quintero",
                name="Marisol Quintero",
                phone="+1 207-555-0168",
                notes="Runs the Portland store.",
            ),
        ),
        sales=(
            Sale(
                key="portland-store",
                title="Blue Heron Portland store",
                amount=49_500,
                stage="qualified",
                contact="walter-pelletier",
                closes=40,
                notes="Needs American certificates for everything electrical, and our control box has only European "
                "ones. Freight is 7,800 of the price.",
                diary="""
                    -24 15:30 call Walter's inspector
                        He will not pass a control box without an American mark, however good it is.
                    -11 16:00 email A box from New Hampshire
                        Found a panel builder there who puts a certified box on our cooling unit, for 3,100 more.
                        Walter agrees; now the inspector has to.
                    due +3 16:00 call What the inspector says
                        If he is happy with the sample, quote. If not, ask which mark he would accept.
                """,
            ),
            Sale(
                key="rockland-warehouse",
                title="Blue Heron Rockland warehouse",
                amount=83_000,
                stage="lead",
                contact="walter-pelletier",
                closes=90,
                notes="Next year at the earliest, and only if Portland goes well.",
            ),
            Sale(
                key="lobster-chillers",
                title="Lobster chillers",
                amount=15_000,
                stage="lost",
                contact="marisol-quintero",
                closes=-25,
                notes="Lost to a maker in Massachusetts who delivered within a week; we need eight.",
            ),
        ),
    ),
    Customer(
        key="hansekuehl-logistik",
        name="Hansekühl Logistik GmbH",
        domain="hansekuehl.example",
        industry="Logistics",
        address="Tonnenkai 60, 20457 Hamburg, Germany",
        keeper=MAREN,
        notes="14 cold stores between Flensburg and Kassel. Purchasing loves penalties.",
        people=(
            Person(
                key="torben-petersen",
                name="Torben Petersen",
                phone="+49 40 66969 115",
                notes="Head of construction. An engineer's engineer.",
            ),
            Person(
                key="swantje-claussen",
                name="Swantje Claussen",
                phone="+49 40 66969 142",
                notes="Purchasing. Friendly and merciless.",
                diary="""
                    -21 12:00 note New purchasing terms
                        14 pages. Read them with our lawyer: clause 9 makes us liable for the strike of a ferry.
                """,
            ),
        ),
        sales=(
            Sale(
                key="cross-dock-freezer",
                title="Hansekühl cross-dock freezer",
                amount=225_000,
                stage="negotiation",
                contact="swantje-claussen",
                closes=20,
                notes="Our largest offer at present. Settled with construction, not with purchasing. Their contract "
                "with Nordkälte Anlagenbau ends in two months.",
                diary="""
                    -42 09:30 meeting Twelve doors, one hour
                        Torben's problem: goods stand in the dock for an hour and warm up by six degrees. We draw a
                        freezer lobby along all twelve doors.
                    -27 13:20 email Offer over 238,000
                        With floor heating, so that the lobby does not ice up, and a service contract for two years.
                    -13 10:10 meeting Torben inspects our panels
                        Took him through the works in Sheffield. He knocked on every joint and then asked when we
                        could begin.
                    -4 14:40 call Swantje's first round
                        Nordkälte is at 219,000, without floor heating. Left out the service contract: 225,000. She
                        also wants 0.3 % for each day of delay.
                    due +4 10:30 meeting Second round in Hamburg
                        Floor: 221,000. The daily penalty is fine if it is capped at five per cent. Bring Torben in.
                """,
            ),
            Sale(
                key="forklift-doors",
                title="Forklift doors, Kiel",
                amount=12_900,
                stage="proposal",
                contact="torben-petersen",
                closes=-8,
                notes="Two doors that open faster than a forklift drives. The old ones were hit nine times in a year.",
                diary="""
                    -29 11:45 email Proposal for two doors
                        12,900 with crash sensors. Torben wanted to wait for the new budget and has not written since.
                """,
            ),
            Sale(
                key="hansekuehl-watchman",
                title="Hansekühl Watchman, 14 depots",
                amount=31_500,
                stage="lead",
                contact="torben-petersen",
                closes=44,
                diary="""
                    -13 13:00 note Said over lunch in Sheffield
                        Torben still has paper charts in eleven of fourteen stores, changed by hand every week.
                    due +11 11:00 email Watchman for a company with paper charts
                        What the first three stores would cost, and a photograph of Glenbrae's wall with no paper.
                """,
            ),
        ),
    ),
)
