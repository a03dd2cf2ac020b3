"""Makers of jam, ready meals and wedding dinners, and the shops beside them."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import IDRIS

KITCHENS = (
    Customer(
        key="acme-preserves",
        name="Acme Preserves",
        domain="acmepreserves.example",
        industry="Food manufacturing",
        address="22 Plum Lane, Evesham, Worcestershire, United Kingdom",
        keeper=IDRIS,
        notes="Jam, marmalade and chutney for hotels and delicatessens. Moving out of a barn into a proper hall.",
        people=(
            Person(
                key="jane-whitcombe",
                name="Jane Whitcombe",
                phone="+44 7700 900142",
                notes="Head of operations and our champion. Likes a call better than a long e-mail.",
            ),
            Person(
                key="russell-tandy",
                name="Russell Tandy",
                phone="+44 1632 960351",
                notes="Finance director. Asks what a thing costs over ten years.",
                diary="""
                    due +0 16:00 task Answer Russell about maintenance
                        He wants to know what two visits a year cost from the sixth year on, when the warranty is over.
                """,
            ),
        ),
        sales=(
            Sale(
                key="evesham-fruit-store",
                title="Evesham fruit store",
                amount=64_000,
                stage="qualified",
                contact="jane-whitcombe",
                closes=24,
                notes="For the new jam hall: 80 pallets of soft fruit at 2 °C, twelve of them frozen. Budget is "
                "approved; the landlord has agreed to the floor. What Jane needs next is a written price, with and "
                "without Watchman alarms.",
                diary="""
                    -28 11:00 call Jane rings after the trade fair
                        They rent freezer space thirty miles away and pay 2,700 a month for it. The new hall is theirs
                        from next quarter, and she wants the fruit under one roof.
                    -16 10:00 meeting Site visit to the empty hall
                        4.8 m high, level floor, three-phase supply on the right-hand wall. Russell came along and
                        asked about power: about 410 a month at their tariff.
                    -6 14:20 email Budget approved
                        Sixty-five thousand at most, and that is settled. She needs a written price next and will
                        take it to Russell herself.
                    due +2 10:30 task Draft the price with and without Watchman
                        Two columns on one page. The total with alarms must stay under 65,000.
                """,
            ),
        ),
    ),
    Customer(
        key="thornbury-foods",
        name="Thornbury Foods",
        domain="thornburyfoods.example",
        industry="Food manufacturing",
        address="Building 3, Vilner Park, Thornbury, Gloucestershire, United Kingdom",
        keeper=IDRIS,
        notes="Ready meals for supermarkets and airlines. Not related to Thornbury Country Stores, whatever the "
        "postman thinks. Payment terms are 60 days unless we ask.",
        people=(
            Person(
                key="anjali-deshmukh",
                name="Anjali Deshmukh",
                phone="+44 117 496 0210",
                notes="Procurement. What is not in her supplier portal does not exist.",
            ),
            Person(key="colin-farthing", name="Colin Farthing", phone="+44 117 496 0223", notes="Chief engineer."),
            Person(
                key="yvonne-carew",
                name="Yvonne Carew",
                phone="+44 117 496 0201",
                notes="Site director. Signs whatever costs more than 100,000.",
                diary="""
                    due +9 12:30 meeting Lunch with Yvonne and Maren
                        Her idea. No agenda, but she will want to hear how long building 5 would be closed.
                """,
            ),
        ),
        sales=(
            Sale(
                key="thornbury-chillers",
                title="Thornbury Foods chillers",
                amount=184_000,
                stage="negotiation",
                contact="anjali-deshmukh",
                closes=9,
                this_month=True,
                notes="Three blast chillers in a row, 90 °C to 3 °C in 70 minutes. Engineering has chosen us; "
                "procurement still holds Halcyon Refrigeration against us.",
                diary="""
                    -47 09:00 meeting Demo with their own lasagne
                        Colin brought 200 kg of it to Sheffield. 66 minutes to 3 °C in the core, four under his
                        target. He took the chart home with him.
                    -30 15:30 email Offer uploaded to the portal
                        196,000. The portal refuses files above 5 MB, so the drawings went up in three parts.
                    -17 11:10 call Anjali wants eight per cent
                        Halcyon is at 179,000, she says, with two years of warranty. Ours has five. Told her I would
                        come back with something better than a rebate.
                    -8 16:10 email Revised offer, 184,000
                        Six per cent off against payment within 14 days; warranty stays at five years. Maren agreed.
                    -3 10:25 call Legal has the contract
                        Colin says it is us. Their lawyer has one worry: liability for spoiled food. We cap it at the
                        order value, they want twice that.
                    due +1 14:00 meeting Liability cap with their lawyer
                        Anjali, the lawyer, Maren and me. Our insurer covers one and a half times the order value.
                """,
            ),
            Sale(
                key="thornbury-watchman",
                title="Thornbury Foods Watchman rollout",
                amount=22_000,
                stage="proposal",
                contact="colin-farthing",
                closes=16,
                notes="110 sensors across the site. IT security has to approve the gateway first.",
                diary="""
                    -13 13:00 email Proposal for 110 sensors
                        22,000 in the first year, hardware included, and 7,400 in each one after that.
                    -5 09:30 call A questionnaire from IT security
                        84 questions, most of them about passwords. Colin apologised for every one.
                    due -1 17:00 task Return the security questionnaire
                        Question 61 is still open: who can see the readings from outside the country?
                """,
            ),
            Sale(
                key="pallet-freezer",
                title="Building 5 pallet freezer",
                amount=75_000,
                stage="lead",
                contact="yvonne-carew",
                closes=70,
                diary="""
                    -4 12:10 note Overheard on the way out
                        Yvonne wants her frozen stock back from the outside store once building 5 is empty. Nobody
                        has asked for a price; say nothing before the chiller line is signed.
                """,
            ),
        ),
    ),
    Customer(
        key="thornbury-country-stores",
        name="Thornbury Country Stores",
        domain="thornburycountrystores.example",
        industry="Retail",
        address="Home Farm, Kyneton Lane, Thornbury, Gloucestershire, United Kingdom",
        keeper=IDRIS,
        notes="Four farm shops with cafés. The family still milks sixty cows.",
        people=(
            Person(
                key="abigail-stroud",
                name="Abigail Stroud",
                phone="+44 7700 900388",
                notes="Owner. Always driving from one shop to the next; leave a voicemail and she rings back.",
            ),
            Person(
                key="barnaby-harcombe",
                name="Barnaby Harcombe",
                phone="+44 7700 900391",
                notes="Runs the butchery counters.",
            ),
        ),
        sales=(
            Sale(
                key="tetbury-barn",
                title="Tetbury barn store",
                amount=14_200,
                stage="proposal",
                contact="abigail-stroud",
                closes=-3,
                notes="Listed barn: nothing may be fixed to the walls, so the room has to stand on its own. The "
                "council's conservation officer must agree.",
                diary="""
                    -36 14:45 meeting Tape measure in the barn
                        Three metres by four fit between the oak posts. Abigail wants it clad in old floorboards so
                        that it does not look like a hospital.
                    -24 10:50 email Price with reclaimed boards
                        14,200; in plain white it would be 12,600. Added drawings for the conservation officer.
                    -19 13:35 call Officer on long leave
                        Nobody at the council stands in for her. Abigail waits, and so do we.
                """,
            ),
            Sale(
                key="display-chillers",
                title="Butchery display chillers",
                amount=6_800,
                stage="won",
                contact="barnaby-harcombe",
                closes=-15,
                diary="""
                    -15 08:40 email Barnaby orders two
                        His old glass fogged up by ten every morning. He came to see ours at Hereford, wiped it with
                        his sleeve, and ordered at list price.
                """,
            ),
        ),
    ),
    Customer(
        key="saltmarsh-catering",
        name="Saltmarsh Catering",
        domain="saltmarshcatering.example",
        industry="Catering",
        address="Old Flax Mill, Norwich, Norfolk, United Kingdom",
        keeper=IDRIS,
        notes="Weddings, festivals and one annual dinner for a thousand. Cash is tight between events.",
        people=(
            Person(
                key="toby-wherry",
                name="Toby Wherry",
                phone="+44 1632 960417",
                notes="New head of operations. Worked for a van hire firm before.",
            ),
            Person(key="lucinda-pargeter", name="Lucinda Pargeter", phone="+44 1632 960402", notes="Founder."),
        ),
        sales=(
            Sale(
                key="event-trailers",
                title="Refrigerated event trailers",
                amount=36_000,
                stage="proposal",
                contact="toby-wherry",
                closes=3,
                notes="Our champion, the former head of operations, left in the middle of it. Toby inherited the "
                "proposal and believes in vans.",
                diary="""
                    -41 10:20 email Proposal for three trailers
                        36,000 for three. One is theirs for a weekend to try before they decide.
                    -30 16:30 call Our champion leaves
                        He told me himself: last day at the end of the week, then off to a hotel group. Toby takes
                        over and has never seen one of our trailers.
                    -22 11:40 call Toby prefers vans
                        Offered him the trial weekend again. He said he would think about it. Silence since.
                """,
            ),
            Sale(
                key="prep-kitchen",
                title="Saltmarsh prep kitchen",
                amount=22_700,
                stage="won",
                contact="lucinda-pargeter",
                closes=-30,
                notes="The room goes where the laundry was. Fitted in four days between two weddings.",
                diary="""
                    -30 12:05 call Lucinda says yes
                        Ordered on the telephone with a whisk in the other hand. Paper follows.
                """,
            ),
        ),
    ),
)
