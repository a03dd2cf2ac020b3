"""Flowers, apples and mushrooms."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import IDRIS, MAREN

GROWERS = (
    Customer(
        key="de-wilg",
        name="Bloemenhandel De Wilg",
        domain="dewilg.example",
        industry="Horticulture",
        address="Lijnbaanhof 3, 1431 Aalsmeer, Netherlands",
        keeper=MAREN,
        notes="Cut flowers for Germany and Scandinavia. The first lorry leaves at four in the morning.",
        people=(
            Person(key="geertje-postma", name="Geertje Postma", notes="Owner. Bargains for sport."),
            Person(key="sander-dijkhuis", name="Sander Dijkhuis", notes="Logistics. Has names for his dock doors."),
        ),
        sales=(
            Sale(
                key="tulip-store",
                title="Tulip store cooling",
                amount=79_000,
                stage="won",
                contact="geertje-postma",
                closes=-6,
                notes="Air speed decided it: below 0.2 m/s the petals stay whole. Gave two per cent and a spare fan.",
                diary="""
                    -35 10:20 meeting Smoke among the tulips
                        Let a little smoke drift through the hall. The old fans blow 0.9 m/s straight into the
                        buckets; Geertje saw it at once and said a word in Frisian.
                    -6 09:10 email Order signed
                        79,000. Work begins in three weeks, between two holidays on which people give flowers.
                    due +5 09:00 meeting Site plan with the fitters
                        They may work from six in the evening until two. Sander shows where the lorries turn.
                """,
            ),
            Sale(
                key="dock-doors",
                title="De Wilg dock doors",
                amount=19_800,
                stage="qualified",
                contact="sander-dijkhuis",
                closes=15,
                diary="""
                    -9 11:25 call Three doors leak
                        Two, five and six no longer reach the floor. He would like fast-rolling ones, but only if a
                        driver can lift them by hand when the power is off.
                    due +2 13:30 email Rolling doors with a hand chain
                        The maker has a chain drive for 240 a door. Send Sander the film in which a child opens one.
                """,
            ),
        ),
    ),
    Customer(
        key="osterlens-fruktlager",
        name="Österlens Fruktlager AB",
        domain="osterlensfrukt.example",
        industry="Horticulture",
        address="Kartvägen 15, 272 31 Simrishamn, Sweden",
        keeper=MAREN,
        notes="Stores the apples of 23 growers. Each of them has one vote.",
        people=(
            Person(
                key="gunilla-strandberg",
                name="Gunilla Strandberg",
                phone="+46 70 174 06 83",
                notes="Manager. Out of reach while the apples come in.",
            ),
        ),
        sales=(
            Sale(
                key="apple-store",
                title="Österlen apple store",
                amount=128_000,
                stage="qualified",
                contact="gunilla-strandberg",
                closes=50,
                notes="Controlled atmosphere, oxygen at 1.2 %. No budget before the growers have met.",
                diary="""
                    -46 10:40 meeting Rooms 7 and 8 leak
                        Pressure test: both lose half of it in nine minutes, and thirty would be right. Gunilla would
                        replace the two of them together.
                    -33 13:50 email A rough price for two rooms
                        128,000, give or take fifteen per cent. She takes it to the growers and asks to be left in
                        peace until they have met.
                """,
            ),
            Sale(
                key="cider-cellar",
                title="Österlens cider cellar",
                amount=18_900,
                stage="lost",
                contact="gunilla-strandberg",
                closes=-57,
                notes="No decision for anybody: the growers voted against making cider.",
                diary="""
                    -57 15:55 call Eleven to twelve
                        Gunilla was one of the eleven. The idea is dead, not postponed.
                """,
            ),
        ),
    ),
    Customer(
        key="sheehans-mushrooms",
        name="Sheehan's Mushrooms",
        domain="sheehanmushrooms.example",
        industry="Horticulture",
        address="Mill Cross, Cahir, County Tipperary, Ireland",
        keeper=IDRIS,
        notes="Picks on seven days a week. The father runs the sheds, the daughter the office.",
        people=(
            Person(
                key="donal-sheehan",
                name="Donal Sheehan",
                phone="+353 20 912 3306",
                notes="Founder. Has an address for e-mail and never opens it.",
            ),
            Person(key="niamh-sheehan", name="Niamh Sheehan", phone="+353 20 912 3307", notes="Office. Buys and pays."),
        ),
        sales=(
            Sale(
                key="pre-cooler",
                title="Sheehan picking-shed pre-cooler",
                amount=41_000,
                stage="qualified",
                contact="donal-sheehan",
                closes=21,
                notes="18 °C to 2 °C within forty minutes of picking. Vacuum cooling would be quicker and costs twice "
                "as much.",
                diary="""
                    -25 08:30 call Brown edges
                        A supermarket sent a lorry back. Donal blames the wait before the cooling, and he is right.
                    -12 09:00 meeting A morning in the shed
                        Timed thirty crates: they wait 95 minutes on average. One pre-cooler beside the scales would
                        do it.
                    due +1 08:30 call Is there power for it?
                        The electricity company was to say whether the line carries another 28 kW. All hangs on that.
                """,
            ),
            Sale(
                key="packhouse",
                title="Sheehan packhouse extension",
                amount=67_000,
                stage="lead",
                contact="niamh-sheehan",
                closes=80,
                diary="""
                    -14 12:20 call If the big contract comes
                        Only then do they need a second packhouse. Niamh will ring us; no use in us ringing her.
                """,
            ),
        ),
    ),
)
