"""Fish, shellfish and salted tuna."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import BEATRIZ, IDRIS, MAREN

FISH = (
    Customer(
        key="vesterhav-fisk",
        name="Vesterhav Fisk ApS",
        domain="vesterhavfisk.example",
        industry="Seafood",
        address="Nordre Kaj 18, 9850 Hirtshals, Denmark",
        keeper=MAREN,
        notes="Lands herring and plaice and freezes on site. Two halls on the quay, the older one from 1974. Pays "
        "on the day.",
        people=(
            Person(
                key="mads-overgaard",
                name="Mads Overgaard",
                notes="Plant manager, decides alone up to 150,000. Ring before the auction, that is before eight.",
                diary="""
                    due -2 12:00 task Post a replacement seal to Mads
                        The fitters used the spare one from their van on the second ice store door. Free of charge.
                """,
            ),
            Person(key="kirsten-bjerre", name="Kirsten Bjerre", notes="Finance. Wants invoices split by hall."),
        ),
        sales=(
            Sale(
                key="quayside-tunnel-freezer",
                title="Quayside tunnel freezer",
                amount=138_000,
                stage="negotiation",
                contact="mads-overgaard",
                closes=6,
                this_month=True,
                notes="Replaces the spiral freezer in hall 1; four tonnes an hour down to -18 °C. Kølmark is cheaper "
                "but quotes ammonia, which the port forbids so close to the ferries.",
                diary="""
                    -31 08:10 meeting Walk through hall 1
                        Measured with Mads: 5.2 m clear, drains on the wrong side. The ceiling hooks have to stay, so
                        the tunnel will be 40 cm shorter than our standard one.
                    -19 10:30 email Offer with the shortened tunnel
                        147,200, with dismantling of the spiral freezer and two nights of work between landings.
                    -11 07:45 call Mads compares us with Kølmark
                        They are at 129,000. He likes our CO2 plant, "but not for eighteen thousand". Asked what the
                        dismantling alone is worth: 9,200.
                    -4 07:50 call A local firm will dismantle
                        Without that we are at 138,000, and he can live with it. Now he would like to hold back ten
                        per cent until the first full week of herring has gone well.
                    due +1 08:00 call Settle the ten per cent
                        Offer five, for sixty days. Find out who signs while Mads is on holiday.
                """,
            ),
            Sale(
                key="ice-store-doors",
                title="Ice store doors",
                amount=17_400,
                stage="won",
                contact="kirsten-bjerre",
                closes=-34,
                notes="Hall 2. Two sliding doors with heated frames, after the old ones froze shut twice.",
                diary="""
                    -34 11:00 email Order for both doors
                        They had to open the old ones with a forklift. Insurance pays two thirds, so Kirsten ordered
                        at list price; the invoice must name hall 2 only.
                """,
            ),
        ),
    ),
    Customer(
        key="kvalsund-sjomat",
        name="Kvalsund Sjømat",
        domain="kvalsundsjomat.example",
        industry="Seafood",
        address="Sjøbuveien 112, 9008 Tromsø, Norway",
        keeper=MAREN,
        notes="Farmed salmon and wild cod. Some stations can be reached by boat only.",
        people=(
            Person(
                key="sigrid-asheim",
                name="Sigrid Åsheim",
                notes="Head of operations. What she recommends, the board buys.",
            ),
            Person(
                key="tor-erik-nygard",
                name="Tor-Erik Nygård",
                notes="Technical manager. At sea every other week.",
            ),
        ),
        sales=(
            Sale(
                key="salmon-buffer-store",
                title="Kvalsund salmon buffer store",
                amount=212_000,
                stage="proposal",
                contact="sigrid-asheim",
                closes=38,
                notes="300 pallets between slaughter and lorry. Panels travel by boat, so no crate above 2.4 t. Duty "
                "and Norwegian VAT are theirs.",
                diary="""
                    -40 13:00 meeting Kick-off with Sigrid and her builder
                        He pours the foundation, we deliver everything above the slab. He owes us the drawings.
                    -22 09:30 email The slab slopes the wrong way
                        It falls three centimetres towards the door, so meltwater would run under our panels. Asked
                        the builder to turn the slope round while it is still on paper.
                    -9 14:15 email Proposal in two variants
                        212,000 with a standby compressor, 187,500 without. Recommended the first: a failure in the
                        dark months means three days until a technician lands.
                    due +2 10:00 call Before Sigrid faces the board
                        She presents the week after. Go through her slides, above all the one on power.
                """,
            ),
            Sale(
                key="landing-stations",
                title="Landing station alarms",
                amount=9_600,
                stage="lead",
                contact="tor-erik-nygard",
                diary="""
                    -16 16:40 email Alarms where there is no network
                        Two of his stations have a satellite dish and nothing else. Asked our electronics people
                        whether Watchman can keep readings for six hours and send them in one go.
                """,
            ),
        ),
    ),
    Customer(
        key="penhale-fish",
        name="Penhale Fish Merchants",
        domain="penhalefish.example",
        industry="Seafood",
        address="7 Net Loft Court, Newlyn, Cornwall, United Kingdom",
        keeper=IDRIS,
        notes="Day-boat fish and shellfish for restaurants in London. Third generation.",
        people=(
            Person(
                key="morwenna-tregear",
                name="Morwenna Tregear",
                phone="+44 1632 960118",
                notes="Owner. Rarely at a desk; send a text first.",
            ),
        ),
        sales=(
            Sale(
                key="shellfish-chiller",
                title="Penhale shellfish chiller",
                amount=28_500,
                stage="qualified",
                contact="morwenna-tregear",
                closes=18,
                notes="Live crab and lobster at 6 °C, always wet: stainless steel throughout. A harbour grant would "
                "pay 30 %, but only for what is ordered after the grant letter.",
                diary="""
                    -26 11:20 call A night's catch lost
                        The old room warmed up and nobody noticed until five in the morning. She wants something that
                        can be hosed down every day and shouts when it gets warm.
                    -13 15:00 meeting Visit to the net loft
                        The doorway is 1.9 m, so the panels go in through the old sail hatch. Saw the grant form;
                        the harbour decides within five weeks.
                    due +4 09:30 call Has the grant letter come?
                        If it has, quote within two days. If not, promise to hold the price until it does.
                """,
            ),
            Sale(
                key="penhale-compressor",
                title="Penhale compressor swap",
                amount=11_200,
                stage="lost",
                contact="morwenna-tregear",
                closes=-52,
                notes="Lost to the harbour's own fitter, who repaired the old compressor for 1,900.",
                diary="""
                    -52 17:10 call Repaired instead
                        No hard feelings. She says the repair buys her a year, and then we talk about a whole room.
                """,
            ),
        ),
    ),
    Customer(
        key="salazones-cabo-plata",
        name="Salazones Cabo Plata, S.L.",
        domain="salazonescaboplata.example",
        industry="Seafood",
        address="Calle del Secadero 9, 11160 Barbate, Cádiz, Spain",
        keeper=BEATRIZ,
        notes="Salted and dried tuna. Nobody answers mail while the boats are out.",
        people=(
            Person(
                key="inigo-barroso",
                name="Íñigo Barroso",
                notes="Managing director. Was burnt by a bad supplier and tells everybody about it.",
            ),
            Person(
                key="maria-luz-cebrian",
                name="María Luz Cebrián",
                notes="Quality. All documents in Spanish, please, drawings too.",
            ),
        ),
        sales=(
            Sale(
                key="tuna-salting",
                title="Tuna salting cooling",
                amount=96_000,
                stage="qualified",
                contact="inigo-barroso",
                closes=45,
                notes="12 °C, 70 % humidity and salt in the air. Hinges on a corrosion warranty for the coils.",
                diary="""
                    -29 12:30 call Íñigo and the corroded coils
                        His last coils held nineteen months. Without five years of written warranty against corrosion
                        he will not even look at a price.
                    -15 11:00 email Warranty text in Spanish
                        Translated it myself, with the data sheet of the epoxy coating. María Luz compares it with
                        their cleaning agent.
                    -7 13:10 call María Luz finds the gap
                        We exclude chlorine above 200 ppm; they clean with 350. Asked the coating maker for a test.
                    due -2 12:00 task Chase the coating maker for the chlorine test
                        Promised for last week. Without it Íñigo stops talking to us.
                """,
            ),
        ),
    ),
)
