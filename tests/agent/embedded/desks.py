"""What crosses a salesperson's desk in a week: every kind of order and question, each said by four kinds of people.

Terse reps, wordy managers, people who write in a foreign language, and people in a chat.
"""

from tests.agent.embedded.cases import Case, any_of, asks, case, gone, has, lacks, new, set_

TODAY = has("2026-03-18")

STAGES: list[Case] = [
    case("Hooli analytics lost to a competitor.", set_("d5", stage="lost")),
    case("Initech migration qualified, update pls", set_("d4", stage="qualified")),
    case(
        "As of this morning, Carla Ruiz has given us the green light, which means the annual plan can go to the negotiation stage now.",
        set_("d1", stage="negotiation"),
    ),
    case(
        "The deal with Umbra Logistics, I think was closed too early. Please put it again in negotiation.",
        set_("d7", stage="negotiation"),
    ),
    case("northwind training reopened, back to lead", set_("d8", stage="lead")),
    case("store rollout got qualified today", set_("d6", stage="qualified")),
    case("Bob's migration deal moves on to proposal", set_("d4", stage="proposal")),
    case("We have received the signature of Jane, so the renewal of Globex is won", set_("d2", stage="won")),
    case("jane finally signed!! globex renewal won", set_("d2", stage="won")),
    case("Otto told me they went with someone else, so we can write off Hooli analytics", set_("d5", stage="lost")),
    case("Annual plan - they want a quote, stage proposal", set_("d1", stage="proposal")),
]

AMOUNTS: list[Case] = [
    case("Store rollout: they only have budget for 18k. Adjust.", set_("d6", amount=18000)),
    case(
        "I'm afraid procurement at Globex squeezed us on the renewal, so the amount has to come down to 112,500.",
        set_("d2", amount=112500),
    ),
    case("The new price of the deal Globex pilot is 17.500 euro", set_("d3", amount=17500)),
    case("initech migration now 77.5k", set_("d4", amount=77500)),
    case("Add 5k to Annual plan", set_("d1", amount=53000)),
    case("cut hooli analytics to 60k", set_("d5", amount=60000)),
    case("annual plan value -> 49,900", set_("d1", amount=49900)),
    case("Knock 10% off the Store rollout", set_("d6", amount=19800)),
    case("Jane agreed to 125k for the renewal", set_("d2", amount=125000)),
]

DATES: list[Case] = [
    case("Globex renewal slips to end of April", set_("d2", expected_close_date="2026-04-30")),
    case(
        "Hooli analytics won't close before 20 May, change the date accordingly",
        set_("d5", expected_close_date="2026-05-20"),
    ),
    case(
        "Please be aware that Carla is on holiday, so the close date of the annual plan should be pushed out to the 4th of May.",
        set_("d1", expected_close_date="2026-05-04"),
    ),
    case("The closing of Store rollout we expect for 29 May", set_("d6", expected_close_date="2026-05-29")),
    case("initech migration closing 31.03.", set_("d4", expected_close_date="2026-03-31")),
    case("pull globex renewal forward to 25 march", set_("d2", expected_close_date="2026-03-25")),
    case("no way annual plan closes in april, make it may 15", set_("d1", expected_close_date="2026-05-15")),
    case("Globex pilot: decision on the 8th of April", set_("d3", expected_close_date="2026-04-08")),
    case("move the closing date for hooli analytics up by a week", set_("d5", expected_close_date="2026-04-25")),
]

PEOPLE: list[Case] = [
    case("Bob Stone's mobile: +49 171 555 0101", set_("p2", phone="+49 171 555 0101")),
    case("bobs new nr is 555 0202 777, pls save", set_("p2", phone=has("555"))),
    case("Maria Silva has moved over to Northwind, please update her record.", set_("p4", company="c7")),
    case("Jane Doe does not work more at Globex, she is now at Initech", set_("p1", company="c3")),
    case("note for carla: prefers calls before 10", new("Activity", type="note", related_to="p3", completed_at=TODAY)),
    case(
        "On Bob Stone's record, please add that he reports to the CFO in Munich.",
        set_("p2", notes=has("reports to the CFO in Munich")),
    ),
    case("Umbra Logistics sits at 9 Dock Street, Rotterdam now", set_("c6", address=has("9 Dock Street"))),
    case("change maria lopez email to m.lopez@northwind.example", set_("p5", email="m.lopez@northwind.example")),
    case("Northwind is in the beverage industry, not food", set_("c7", industry=has("beverage"))),
    case("wipe carla's phone", set_("p3", phone=None)),
]

ADDING: list[Case] = [
    case(
        "Ines Duarte, Umbra Logistics, ines@umbra.example - add as contact",
        new("Contact", name="Ines Duarte", company="c6", email="ines@umbra.example"),
    ),
    case(
        "add theo marx at acme, cell +49 151 555 3344",
        new("Contact", name=has("theo marx"), company="c1", phone="+49 151 555 3344"),
    ),
    case(
        "I met a lady called Rosa Klein at a fair, she works for Northwind. Could you create a contact for her?",
        new("Contact", name="Rosa Klein", company="c7"),
    ),
    case(
        "Please register new contact: name Jens Holm, firm Initech, mail jens@initech.example",
        new("Contact", name="Jens Holm", company="c3", email="jens@initech.example"),
    ),
    case(
        "New company Kite Energy, energy sector, kite.example",
        new("Company", name="Kite Energy", industry=has("energy"), website="kite.example"),
    ),
    case("pls add company Moss & Partner", new("Company", name="Moss & Partner")),
    case(
        "New deal Acme spare parts 8k close 30 June contact Carla Ruiz",
        new(
            "Deal",
            title=has("spare parts"),
            amount=8000,
            expected_close_date="2026-06-30",
            contact="p3",
            _maybe=("company",),
        ),
    ),
    case(
        "Carla from Acme came back to me about scanners for the warehouse; could you open an opportunity for that with her as the contact? No amount yet.",
        new("Deal", title=has("scanners"), contact="p3", _maybe=("company",)),
    ),
    case(
        "new opp for globex: solar add-on, 14k, qualified",
        new("Deal", title=has("solar"), company="c2", amount=14000, stage="qualified"),
    ),
    case(
        "Make a new deal with the name Second site, customer Initech, sum 31000",
        new("Deal", title="Second site", company="c3", amount=31000),
    ),
]

REPORTS: list[Case] = [
    case("Called Bob. Voicemail.", new("Activity", type="call", related_to="p2", completed_at=TODAY)),
    case(
        "Lunch with Jane today - she introduced me to her new boss, looks good.",
        new("Activity", type="meeting", related_to="p1", completed_at=TODAY),
    ),
    case(
        "I have visited Otto Kranz on Friday. He like the dashboards.",
        new("Activity", type="meeting", related_to="p6", completed_at=has("2026-03-13")),
    ),
    case("mailed maria silva the revised terms", new("Activity", type="email", related_to="p4", completed_at=TODAY)),
    case("log note on jane: reorg in q3", new("Activity", type="note", related_to="p1", completed_at=TODAY)),
    case(
        "Had a really good conversation with Carla Ruiz this morning in which she mentioned that the board is positive about the annual plan.",
        new("Activity", type="call", related_to=any_of("p3", "d1"), completed_at=TODAY),
    ),
    case(
        "yesterday zoom with bob + his team, went thru migration steps",
        new("Activity", type=any_of("meeting", "call"), related_to="p2", completed_at=has("2026-03-17")),
    ),
    case(
        "Please log: email from Jane, she wants the draft contract",
        new("Activity", type="email", related_to="p1", completed_at=TODAY),
    ),
    case("tried carla twice, no luck"),
]

AHEAD: list[Case] = [
    case("Fri 9:00 call Carla", new("Activity", type="call", due_date="2026-03-20T09:00", related_to="p3")),
    case(
        "A follow-up call with Maria Silva is on my list for the end of the month.",
        new("Activity", due_date="2026-03-31", related_to="p4", type=any_of("call", "task")),
    ),
    case(
        "I have appointment with Bob Stone at Monday 9 o'clock",
        new("Activity", type="meeting", due_date="2026-03-23T09:00", related_to="p2"),
    ),
    case("need 2 send jane the deck by thursday", new("Activity", due_date="2026-03-19", related_to="p1")),
    case(
        "Could you put a task in for me to check the Hooli contract on the 27th?",
        new("Activity", type="task", due_date="2026-03-27", _maybe=("related_to",)),
    ),
    case("kickoff w/ bob moves to fri 3pm", set_("a3", due_date="2026-03-20T15:00")),
    case("The check in with Carla has to be shifted to 24 March, please", set_("a4", due_date="2026-03-24")),
    case("ping otto next mon about licence", new("Activity", due_date="2026-03-23", related_to="p6")),
    case(
        "Meeting Jane Doe, 2 April, 14:30, contract review",
        new("Activity", type="meeting", due_date="2026-04-02T14:30", related_to="p1"),
    ),
    case("remind me in a week: Globex pilot feedback", new("Activity", due_date="2026-03-25", _maybe=("related_to",))),
]

FINISHED: list[Case] = [
    case("quote is out, tick it off", set_("a2", completed_at=TODAY)),
    case("Kickoff with Bob Stone: done", set_("a3", completed_at=TODAY)),
    case("The task about the quote I have finished", set_("a2", completed_at=TODAY)),
    case("I've just checked in with Carla, so that one can be closed", set_("a4", completed_at=TODAY)),
    case("demo data prepared ✅ close that task", set_("a6", completed_at=TODAY)),
]

OWNING: list[Case] = [
    case("Globex pilot -> Raj", set_("d3", assigned_to="u3")),
    case("From now on Priya is going to run the Initech migration instead of me", set_("d4", assigned_to="u2")),
    case("The deal Annual plan please give to my colleague Lena", set_("d1", assigned_to="u4")),
    case("hooli analytics is mine now", set_("d5", assigned_to="u1")),
    case("Raj is leaving, so all his open deals go to Lena", set_("d5", assigned_to="u4")),
    case("hand all my negotiation deals to priya", set_("d2", assigned_to="u2")),
    case(
        "every open deal at Globex should be owned by Lena Vogt",
        set_("d2", assigned_to="u4"),
        set_("d3", assigned_to="u4"),
    ),
]

REMOVING: list[Case] = [
    case("Northwind training - delete it, it was a test", gone("d8")),
    case("Contact Maria Lopez left the company, please delete", gone("p5")),
    case("pls nuke the globex pilot deal", gone("d3")),
    case("The kickoff with Bob is not needed any more, please remove it from the calendar.", gone("a3")),
    case("Store rollout was entered twice by mistake, would you mind removing it?", gone("d6")),
]

ASKING: list[Case] = [
    case("what's open at Globex?", asks("Globex renewal", "Globex pilot")),
    case(
        "Could you list for me those deals of mine which are expected to close before the end of April?",
        asks("Globex renewal", "Annual plan"),
        lacks("Store rollout"),
    ),
    case("deals in negotiation over 100k", asks("Globex renewal"), lacks("Hooli")),
    case("who all do we have at Umbra Logistics?", asks("Maria Silva")),
    case("total open pipeline of Priya?", asks("15,000")),
    case("How much money is sitting in the lead stage?", asks("112,000")),
    case("avg size of my open deals", asks("66,250")),
    case("how many activities did I complete this month", asks("1")),
    case("when were we last in touch with Jane?", asks("12 Mar")),
    case("which contacts have we not spoken to for a month?", asks("Maria Silva"), lacks("Jane Doe")),
    case("hows the hooli analytics deal doing", asks("proposal")),
    case("What is the next thing planned with Carla Ruiz?", asks("Check in with Carla")),
    case("whats the email of bob stone", asks("bob@initech.example")),
    case("Which company is Otto Kranz with?", asks("Hooli Labs")),
    case("what's the smallest deal we have open?", asks("Globex pilot")),
    case("is there any task overdue", asks("Send the quote")),
    case("do we know anyone at northwind", asks("Maria Lopez")),
    case("Show the deals which have no owner", asks("no such deals")),
    case("who has the most open deals", asks("Tom Becker")),
]

SEVERAL: list[Case] = [
    case(
        "Globex renewal signed. Log call with Jane: signed today.",
        set_("d2", stage="won"),
        new("Activity", type="call", related_to="p1", completed_at=TODAY),
    ),
    case(
        "Move Initech migration to proposal, give it to Priya and plan a call with Bob for Monday 11am",
        set_("d4", stage="proposal", assigned_to="u2"),
        new("Activity", type="call", due_date="2026-03-23T11:00", related_to="p2"),
    ),
    case(
        "delete globex pilot, create 'Globex phase two' 9k lead",
        gone("d3"),
        new("Deal", title="Globex phase two", amount=9000, _maybe=("company",)),
    ),
    case(
        "spoke to carla, amount is 51k now, close date 5 may",
        new("Activity", type="call", related_to=any_of("p3", "d1"), completed_at=TODAY),
        set_("d1", amount=51000, expected_close_date="2026-05-05"),
    ),
    case("First set Store rollout to 30k, then assign it to Raj.", set_("d6", amount=30000, assigned_to="u3")),
    case(
        "Add contact Kim Sol at Initech and schedule a meeting with her next Tuesday at 10",
        new("Contact", name="Kim Sol", company="c3"),
        new("Activity", type="meeting", due_date="2026-03-24T10:00", related_to=has("new")),
    ),
    case("globex pilot qualified + 20k + raj", set_("d3", stage="qualified", amount=20000, assigned_to="u3")),
]

THREADS: list[Case] = [
    case(
        "hows store rollout doing || move it to qualified || and bump it to 26k",
        set_("d6", stage="qualified", amount=26000),
    ),
    case(
        "new deal 'Globex heaters' 11k for globex || contact is jane || stage qualified",
        new("Deal", title="Globex heaters", amount=11000, company="c2", contact="p1", stage="qualified"),
    ),
    case("When did we last talk to Jane? || assign her deal to Lena", set_("d2", assigned_to="u4")),
    case(
        "Move Globex pilot to proposal || Wrong one, put it back. I meant Globex renewal", set_("d2", stage="proposal")
    ),
    case("set store rollout to 30k || that should have been 33k", set_("d6", amount=33000)),
    case(
        "call maria tomorrow || silva, the umbra one",
        new("Activity", type="call", due_date="2026-03-19", related_to="p4"),
    ),
    case("Set Annual plan to 60k || Never mind, put it back to what it was"),
    case("add contact Lars Beck at Acme || actually, take him out again"),
    case("list my leads || the second one is qualified now", set_("d6", stage="qualified")),
    case("delete globex || the pilot", gone("d3")),
    case("assign annual plan to raj || hm no, priya", set_("d1", assigned_to="u2")),
    case(
        "what's annual plan worth? || change to 50k || and the close date? ", set_("d1", amount=50000), asks("17 Apr")
    ),
]

DESKS: list[Case] = [
    *STAGES,
    *AMOUNTS,
    *DATES,
    *PEOPLE,
    *ADDING,
    *REPORTS,
    *AHEAD,
    *FINISHED,
    *OWNING,
    *REMOVING,
    *ASKING,
    *SEVERAL,
    *THREADS,
]
