"""Hospitals, a blood service, vets, and the wholesalers who bring them medicines."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import BEATRIZ, IDRIS, MAREN

HOSPITALS = (
    Customer(
        key="st-brannocs",
        name="St Brannoc's Hospital",
        domain="stbrannocs.example",
        industry="Healthcare",
        address="Coronation Road, Barnstaple, Devon, United Kingdom",
        keeper=BEATRIZ,
        notes="280 beds. Buys through a regional framework in which we hold lot 4.",
        people=(
            Person(
                key="david-okoro",
                name="David Okoro",
                phone="+44 1632 960533",
                notes="Chief pharmacist. On the wards until eleven.",
            ),
            Person(
                key="helena-marsden",
                name="Helena Marsden",
                phone="+44 1632 960540",
                notes="Estates. Has every pipe of the house in her head.",
            ),
            Person(
                key="suresh-mistry",
                name="Suresh Mistry",
                phone="+44 1632 960547",
                notes="Procurement. The framework or a tender, nothing in between.",
                diary="""
                    -11 15:30 call Debriefing on the mortuary tender
                        Second of four. A service partner within sixty miles would have won it for us. Very fair.
                """,
            ),
        ),
        sales=(
            Sale(
                key="vaccine-store",
                title="St Brannoc's vaccine store",
                amount=86_000,
                stage="negotiation",
                contact="david-okoro",
                closes=11,
                this_month=True,
                notes="2 to 8 °C, two independent cooling units, mapped and validated. The price is the framework's; "
                "what we negotiate is the date and the length of the validation.",
                diary="""
                    -38 11:30 meeting David's fourteen fridges
                        Each has an alarm and a temper of its own. One failed last year, and vaccine worth 9,000 went
                        into the bin.
                    -26 10:00 email Quotation under lot 4
                        86,000 with validation by a third party. Suresh confirms: no tender needed below 90,000.
                    -14 14:00 meeting Helena looks at the roof
                        It does not carry both condensers. One goes down into the yard; the 22 m of extra pipe she
                        pays out of the estates budget.
                    -5 11:45 call David wants three days of mapping
                        Three full days with a loaded room, not one with an empty one. The validation company is
                        booked up for four weeks.
                    due +2 11:15 call Dates for the mapping
                        Two slots are on offer. Take the first, if Helena can clear the corridor.
                """,
            ),
            Sale(
                key="hospital-kitchen",
                title="Hospital kitchen",
                amount=61_000,
                stage="lead",
                contact="helena-marsden",
                closes=60,
                diary="""
                    -10 15:10 call The kitchen moves downstairs
                        Five cold rooms, Helena guesses. There is no architect yet, so there is no plan either.
                    due +12 10:00 call Is there an architect now?
                        Ask for the room book, and whether the old rooms are for sale.
                """,
            ),
            Sale(
                key="mortuary",
                title="Mortuary refurbishment",
                amount=92_000,
                stage="lost",
                contact="suresh-mistry",
                closes=-18,
                notes="Above 90,000, hence a tender. Lost on the service point: ours is 120 miles away.",
                diary="""
                    -18 16:15 email Award letter
                        Full marks for technology, none for the four-hour service. Suresh offers a debriefing.
                """,
            ),
        ),
    ),
    Customer(
        key="blodcentralen-goteborg",
        name="Blodcentralen Göteborg",
        domain="blodcentralengbg.example",
        industry="Healthcare",
        address="Klarbäcksgatan 8, 413 45 Göteborg, Sweden",
        keeper=MAREN,
        notes="Blood for six hospitals. Papers in Swedish, talks in English.",
        people=(
            Person(
                key="asa-fridlund",
                name="Åsa Fridlund",
                phone="+46 70 174 06 12",
                notes="Laboratory manager. Silent during tenders, delightful after them.",
            ),
            Person(
                key="bjorn-ekdahl",
                name="Björn Ekdahl",
                phone="+46 70 174 06 47",
                notes="Purchasing. Every question in writing.",
            ),
        ),
        sales=(
            Sale(
                key="plasma-freezer",
                title="Plasma freezer",
                amount=104_000,
                stage="proposal",
                contact="bjorn-ekdahl",
                closes=30,
                notes="-40 °C with a second plant in reserve. Public tender: quality counts 60, price 40.",
                diary="""
                    -9 09:05 email Bid handed in
                        104,000 on 28 pages with four annexes. Our card is the service partner in Borås, who is there
                        within two hours.
                    due +9 09:00 task Look for the award on the tender portal
                        It appears without a letter. From that day the stand-still runs for ten days.
                """,
            ),
            Sale(
                key="alarm-integration",
                title="Blodcentralen alarm integration",
                amount=7_700,
                stage="won",
                contact="bjorn-ekdahl",
                closes=-44,
                diary="""
                    -44 10:30 email Countersigned, with two stamps
                        From now on an alarm reaches the switchboard and the night technician in the same second.
                """,
            ),
        ),
    ),
    Customer(
        key="calderford-vets",
        name="Calderford Veterinary Group",
        domain="calderfordvets.example",
        industry="Healthcare",
        address="5 Weavers' Row, Halifax, West Yorkshire, United Kingdom",
        keeper=IDRIS,
        notes="Seven practices between Halifax and Hebden Bridge.",
        people=(
            Person(
                key="rukhsana-iqbal",
                name="Rukhsana Iqbal",
                phone="+44 113 496 0290",
                notes="Director. Decides while you are still explaining.",
                diary="""
                    due +8 13:00 call First month with the walk-in
                        Ask how it does, and whether she would let other vets come and look at it.
                """,
            ),
        ),
        sales=(
            Sale(
                key="calderford-vaccines",
                title="Calderford vaccine cooling",
                amount=13_600,
                stage="won",
                contact="rukhsana-iqbal",
                closes=-22,
                notes="One small room instead of seven fridges.",
                diary="""
                    -22 12:40 call Decided in nine minutes
                        Told her that seven fridges use more power than one room. "Then we take the room," said
                        Rukhsana, and asked for the form.
                """,
            ),
        ),
    ),
    Customer(
        key="medivoort",
        name="Medivoort Groothandel B.V.",
        domain="medivoort.example",
        industry="Pharmaceuticals",
        address="Elzenkade 77, 3542 Utrecht, Netherlands",
        keeper=MAREN,
        notes="Medicines for 600 pharmacies. Audited twice a year; nothing moves without a change request.",
        people=(
            Person(key="femke-rozendaal", name="Femke Rozendaal", notes="Warehouse director. Decides on uptime."),
            Person(key="ruben-hoekstra", name="Ruben Hoekstra", notes="Quality assurance. Decides on paper."),
        ),
        sales=(
            Sale(
                key="medivoort-warehouse",
                title="Medivoort 2-8 °C warehouse",
                amount=240_000,
                stage="qualified",
                contact="femke-rozendaal",
                closes=55,
                notes="1,100 m² inside the hall that is there. Two others in the race: Koelhuis Techniek from Breda, "
                "and a French firm that nobody has met.",
                diary="""
                    -36 13:30 meeting Round the hall with Femke
                        Lorries reverse right up to where the zone will be. It needs an air lock of six metres, which
                        costs her fourteen pallet places. She took it well.
                    -10 15:00 call Twelve weeks against sixteen
                        Koelhuis Techniek promises twelve, we said sixteen. Femke would rather have sixteen that
                        hold, and would like to hear it from a customer. Gave her Åsa in Göteborg.
                    -2 11:20 email Åsa has spoken for us
                        Femke writes that the call took an hour and that she has stopped asking about twelve weeks.
                    due +0 14:00 task Change request form for Ruben
                        Eleven pages. Section 6, stock during the building work, is ours to write.
                """,
            ),
            Sale(
                key="medivoort-mapping",
                title="Medivoort mapping study",
                amount=9_200,
                stage="won",
                contact="ruben-hoekstra",
                closes=-12,
                diary="""
                    -12 13:40 email Order for sixty loggers
                        The auditor wants a temperature map with the hall full. Seven days, sixty loggers, and the
                        report two weeks later.
                """,
            ),
        ),
    ),
    Customer(
        key="officine-delaunay",
        name="Officine Delaunay",
        domain="officine-delaunay.example",
        industry="Pharmaceuticals",
        address="48 quai des Corroyeurs, 69009 Lyon, France",
        keeper=BEATRIZ,
        notes="Family wholesaler for pharmacies along the Rhône.",
        people=(
            Person(
                key="aurelie-delaunay",
                name="Aurélie Delaunay",
                phone="+33 4 65 71 30 05",
                notes="Director, granddaughter of the founder.",
            ),
            Person(
                key="thibault-mercadier",
                name="Thibault Mercadier",
                phone="+33 4 65 71 30 11",
                notes="Responsible pharmacist. Met him at Aurélie's, wants alarms on his telephone.",
            ),
        ),
        sales=(
            Sale(
                key="chambre-froide-vaccins",
                title="Chambre froide vaccins, Lyon",
                amount=68_000,
                stage="proposal",
                contact="aurelie-delaunay",
                closes=14,
                notes="Ground floor of an old tannery on the river, which visits every few years. So everything "
                "stands on a plinth of 60 cm.",
                diary="""
                    -28 09:20 meeting High-water marks on the wall
                        The highest is at 48 cm, from her grandfather's time. We shook hands on sixty.
                    -13 11:35 email Offer in French, 68,000
                        Plinth and ramp included. Aurélie asks for two lots, so that her bank can finance the
                        building part on its own.
                    -6 16:45 call Two lots for the bank
                        Plinth and ramp 15,500, cold room 52,500. The bank takes ten working days, she says.
                    due +4 11:00 call What does the bank say?
                        If it finances lot 1 only, offer to spread lot 2 over twelve months.
                """,
            ),
            Sale(
                key="alarmes-delaunay",
                title="Alarmes Watchman Delaunay",
                amount=5_400,
                stage="lead",
                contact="thibault-mercadier",
            ),
        ),
    ),
)
