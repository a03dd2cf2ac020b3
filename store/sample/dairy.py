"""Cheese, ice cream and bread."""

from store.sample.customers import Customer, Person, Sale
from store.sample.team import BEATRIZ, IDRIS, MAREN

DAIRY = (
    Customer(
        key="laiterie-trois-vallees",
        name="Laiterie des Trois Vallées",
        domain="laiterie-trois-vallees.example",
        industry="Dairy",
        address="12 chemin des Fontanettes, 74000 Annecy, France",
        keeper=BEATRIZ,
        notes="Raw-milk cheese from 44 farms. Papers for the board in French.",
        people=(
            Person(
                key="benoit-charvet",
                name="Benoît Charvet",
                phone="+33 4 65 71 14 20",
                notes="Managing director. Takes all his holidays in one block.",
            ),
            Person(
                key="oceane-jacquemin",
                name="Océane Jacquemin",
                phone="+33 4 65 71 14 26",
                notes="Quality. Carries a hygrometer in her coat.",
            ),
        ),
        sales=(
            Sale(
                key="cellier-affinage",
                title="Cellier d'affinage Annecy",
                amount=118_000,
                stage="negotiation",
                contact="benoit-charvet",
                closes=4,
                this_month=True,
                notes="Ripening cellar for 18,000 wheels at 9 °C. French law in the contract is agreed; the penalty "
                "for each day of delay is not.",
                diary="""
                    -44 10:00 meeting In the old cellar
                        Océane measured 97 % humidity at the back wall and 81 % at the door. There it is, the whole
                        problem: they lose four wheels in a hundred.
                    -25 14:30 meeting Visit to the Grenoble cellar
                        Showed both of them what we built there. The cellar master said himself that his losses fell
                        below one in a hundred; I could have stayed at home.
                    -12 09:10 email Contract under French law
                        Our lawyer accepts the court in Annecy. Theirs has added a penalty of one per cent a day
                        without any limit.
                    -5 16:00 call Benoît on the penalty
                        Half a per cent a day, five at most: he could live with that, his lawyer must still say so.
                        He leaves for three weeks soon and would rather sign before.
                    due +0 11:00 call Close the penalty before Benoît leaves
                        If the lawyer is slow, propose to sign now and settle this one clause in an addendum.
                """,
            ),
            Sale(
                key="tanker-bay",
                title="Laiterie tanker bay cooling",
                amount=57_000,
                stage="lost",
                contact="oceane-jacquemin",
                closes=-40,
                notes="Lost on price to Froid Savoyard and a used chiller, 48,500. We stopped at 55,000.",
                diary="""
                    -40 15:20 call Océane calls it off
                        She thinks the board is wrong; our heat recovery would have warmed their washing water for
                        nothing. Asked us to keep her posted on the cellar.
                """,
            ),
        ),
    ),
    Customer(
        key="glenbrae-creamery",
        name="Glenbrae Creamery",
        domain="glenbraecreamery.example",
        industry="Dairy",
        address="Weir Road, Ayr, Scotland, United Kingdom",
        keeper=IDRIS,
        notes="Hard cheese and a blue called Black Isobel. Has bought from us since our first catalogue.",
        people=(
            Person(
                key="fiona-gilchrist",
                name="Fiona Gilchrist",
                phone="+44 141 496 0162",
                notes="Managing partner. Sends a cheese back with every signed contract.",
            ),
            Person(
                key="hamish-rennie",
                name="Hamish Rennie",
                phone="+44 141 496 0175",
                notes="Plant and alarms. His is the telephone that rings at night.",
            ),
        ),
        sales=(
            Sale(
                key="glenbrae-cheese-store",
                title="Glenbrae cheese store extension",
                amount=72_500,
                stage="won",
                contact="fiona-gilchrist",
                closes=-9,
                notes="Won against two Scottish builders, because we work round the turning of the cheese.",
                diary="""
                    -33 10:30 meeting Fiona shows the plans
                        Fourteen metres on the north side. Nobody may open the wall while the blue is being turned,
                        and that is every morning until ten.
                    -18 09:00 email A schedule round the turning
                        We begin at half past ten and open the wall on one single day. Neither of the other bidders
                        had asked about the turning at all.
                    -9 12:00 email Signed, with a cheese
                        72,500, thirty per cent in advance: the invoice over 21,750 went out the same afternoon.
                    due +6 10:30 meeting Walk the route with our foreman
                        The bridge on Weir Road is 3.6 m; the long panels may have to come round by the farm track.
                """,
            ),
            Sale(
                key="glenbrae-watchman",
                title="Glenbrae Watchman renewal",
                amount=3_900,
                stage="proposal",
                contact="hamish-rennie",
                closes=7,
                notes="Second renewal, 26 sensors, four per cent dearer than the first.",
                diary="""
                    -6 08:50 call Hamish and the false alarms
                        Three at two in the morning, all from the sensor beside the door. He renews if we move it,
                        and it can be moved when the fitters come for the extension.
                """,
            ),
        ),
    ),
    Customer(
        key="gelati-bonfiglio",
        name="Gelati Bonfiglio S.r.l.",
        domain="gelatibonfiglio.example",
        industry="Dairy",
        address="Via dei Tigli 27, 40125 Bologna, Italy",
        keeper=BEATRIZ,
        notes="Five gelaterie and one laboratory, run by brother and sister. He spends, she counts.",
        people=(
            Person(key="lorenzo-bonfiglio", name="Lorenzo Bonfiglio", notes="Master gelatiere. Buys with his heart."),
            Person(
                key="chiara-bonfiglio",
                name="Chiara Bonfiglio",
                notes="Finance. Has the last word above 25,000.",
            ),
        ),
        sales=(
            Sale(
                key="gelato-shock-chillers",
                title="Gelato shock chillers",
                amount=39_800,
                stage="qualified",
                contact="lorenzo-bonfiglio",
                closes=22,
                notes="Two of them for the laboratory. Chiara wants to lease; our own bank does not do Italy.",
                diary="""
                    -20 15:40 call Lorenzo and the pistachio
                        It turns icy because his chiller needs forty minutes. Ours needs eleven with the same load.
                        He would have two tomorrow.
                    -12 10:10 email Test with his recipe
                        We froze his base in the Sheffield test kitchen: eleven minutes to -18 °C, crystals under 35
                        microns. Sent the photographs.
                    -4 11:50 call Chiara wants to lease
                        48 months, nothing down. She named a bank in Modena that knows her.
                    due +5 10:00 call A monthly figure for Chiara
                        Below 900 she says yes, I think. Whatever the bank in Modena says, bring one number.
                """,
            ),
            Sale(
                key="seaside-kiosks",
                title="Bonfiglio seaside kiosks",
                amount=12_500,
                stage="lead",
                contact="chiara-bonfiglio",
                diary="""
                    -38 09:40 email Kiosks for Rimini and Cervia
                        What does a cold box for a three-metre kiosk cost? Said 2,500 as a first idea, times five.
                        No answer so far.
                """,
            ),
        ),
    ),
    Customer(
        key="backhaus-gruenfeld",
        name="Backhaus Grünfeld KG",
        domain="backhaus-gruenfeld.example",
        industry="Bakery",
        address="Mühlenbachweg 31, 50679 Köln, Germany",
        keeper=MAREN,
        notes="19 shops, three bakeries. The works council has a say in everything that moves a shift.",
        people=(
            Person(
                key="annegret-gruenfeld",
                name="Annegret Grünfeld",
                phone="+49 221 4710 120",
                notes="Owner. Reads every page and numbers her questions.",
            ),
            Person(
                key="matthias-roehrig",
                name="Matthias Röhrig",
                phone="+49 221 4710 134",
                notes="Production manager. Wants his people out of the night shift.",
            ),
        ),
        sales=(
            Sale(
                key="dough-retarder-rooms",
                title="Dough retarder rooms, bakery 3",
                amount=53_600,
                stage="proposal",
                contact="matthias-roehrig",
                closes=8,
                notes="With dough resting overnight the shift begins at four instead of one. For once the works "
                "council is on our side.",
                diary="""
                    -23 08:00 meeting The end of a night shift
                        Matthias showed me 900 trays waiting in the corridor. Two rooms of 18 m² would take them all.
                    -14 10:00 email Proposal for two rooms
                        53,600 with humidifiers. Without them 47,900, but then the crust skins; said so plainly.
                    -6 12:30 call Annegret's eleven questions
                        Answered nine. Open are the noise at the neighbours' wall, and what happens when the power
                        fails at three in the morning.
                    due +1 11:30 email Noise and power failure
                        38 dB at the fence by night. After a power cut the dough holds seventy minutes behind closed
                        doors.
                """,
            ),
        ),
    ),
    Customer(
        key="zloty-bochen",
        name="Piekarnia Złoty Bochen",
        domain="zlotybochen.example",
        industry="Bakery",
        address="ul. Młyńska Boczna 14, 61-730 Poznań, Poland",
        keeper=MAREN,
        notes="Sourdough, eight shops. Our first customer in Poland.",
        people=(
            Person(key="grazyna-wojtowicz", name="Grażyna Wójtowicz", notes="Owner. Prefers German to English."),
            Person(key="lukasz-drozd", name="Łukasz Drozd", notes="Head baker. Up at two, so ring him at ten."),
        ),
        sales=(
            Sale(
                key="night-dough",
                title="Złoty Bochen night-dough store",
                amount=21_300,
                stage="qualified",
                contact="grazyna-wojtowicz",
                closes=28,
                diary="""
                    -18 13:15 call Grażyna finds a second bakehouse
                        140 m² from the city, with a wooden floor for the first year. The room needs wide feet.
                    -7 09:45 email What the wooden floor carries
                        Her engineer allows 400 kg/m². We stand at 360 when full, so it works with one rack, and
                        Łukasz wants two.
                    due +7 10:00 meeting Video call with Łukasz about racks
                        Show him one rack with the trays turned: it takes twelve more than he thinks.
                """,
            ),
        ),
    ),
)
