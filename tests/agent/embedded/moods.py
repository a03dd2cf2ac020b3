"""Still more ways to say it: offhand, formal, annoyed, in mails and in notes to self."""

from tests.agent.embedded.cases import Case, asks, case, gone, has, lacks, new, set_

TODAY = has("2026-03-18")

OFFHAND: list[Case] = [
    case("Initech's ready for a proposal, bump the deal", set_("d4", stage="proposal")),
    case("so Globex said yes to the renewal, close it as won", set_("d2", stage="won")),
    case("stick annual plan in negotiation", set_("d1", stage="negotiation")),
    case("let's call the Globex pilot lost", set_("d3", stage="lost")),
    case("fleet tracking shouldn't be won anymore, back to negotiation please", set_("d7", stage="negotiation")),
    case("qualify the Store rollout", set_("d6", stage="qualified")),
    case("the Initech guys want 80k instead of 75k, update that", set_("d4", amount=80000)),
    case("Annual plan shrank to 40k", set_("d1", amount=40000)),
    case("hooli analytics slipped to July 10", set_("d5", expected_close_date="2026-07-10")),
    case("we're now expecting to close Globex renewal on April 2", set_("d2", expected_close_date="2026-04-02")),
    case("Priya's taking over Annual plan", set_("d1", assigned_to="u2")),
    case("Lena will handle the Initech migration from here", set_("d4", assigned_to="u4")),
    case("put Raj on the Store rollout", set_("d6", assigned_to="u3")),
    case("Jane switched jobs, she's at Acme now", set_("p1", company="c1")),
    case("new mail for Bob: bob.stone@initech.example", set_("p2", email="bob.stone@initech.example")),
    case("you can reach Carla at 555-0160 now", set_("p3", phone="555-0160")),
    case(
        "had coffee with Otto Kranz, he loved the demo",
        new("Activity", type="meeting", related_to="p6", completed_at=TODAY),
    ),
    case(
        "pinged Maria Silva on email about the invoice",
        new("Activity", type="email", related_to="p4", completed_at=TODAY),
    ),
    case("Bob just rang, wants to start in May", new("Activity", type="call", related_to="p2", completed_at=TODAY)),
    case("caught up with Jane on Monday", new("Activity", related_to="p1", completed_at=has("2026-03-16"))),
    case("I owe Carla a callback tomorrow", new("Activity", due_date="2026-03-19", related_to="p3")),
    case("gotta follow up w/ Bob on Friday", new("Activity", due_date="2026-03-20", related_to="p2")),
    case(
        "lunch with Jane next Friday at 12:30",
        new("Activity", type="meeting", due_date="2026-03-27T12:30", related_to="p1"),
    ),
    case("need to prep slides for Hooli by Thursday", new("Activity", due_date="2026-03-19", _maybe=("related_to",))),
    case("chuck Northwind training out", gone("d8")),
    case("what's cooking with Globex?", asks("Globex")),
    case("where are we with the Hooli analytics deal?", asks("proposal")),
    case("anything going on with Bob Stone?", asks("Kickoff")),
    case("how did the last call with Jane go?", asks("pricing")),
    case("which deals haven't been touched in three weeks?", asks("Annual plan")),
    case("who's our guy at Initech?", asks("Bob Stone")),
    case("got a number for Jane?", asks("+44 20 7946 0000")),
    case("who's got the fattest deal?", asks("Globex renewal")),
]

FORMAL: list[Case] = [
    case("The opportunity entitled Hooli analytics is to be transferred to Ms Nair.", set_("d5", assigned_to="u2")),
    case(
        "I hereby ask you to alter the value of the opportunity Globex renewal to 125,000.00 euros.",
        set_("d2", amount=125000),
    ),
    case(
        "Please register a telephone call with Mr. Stone held today concerning the data migration.",
        new("Activity", type="call", related_to="p2", completed_at=TODAY),
    ),
    case(
        "Kindly arrange a meeting with Ms. Ruiz on 24 March 2026 at 11:00.",
        new("Activity", type="meeting", due_date="2026-03-24T11:00", related_to="p3"),
    ),
    case(
        "Please provide the list of opportunities whose expected close date lies in April.",
        asks("Annual plan"),
        lacks("Globex renewal"),
    ),
    case("Please state the average amount of all open opportunities.", asks("57,333")),
    case("The contact Maria Lopez is to be deleted.", gone("p5")),
    case("Please be informed that the deal Annual plan has been lost.", set_("d1", stage="lost")),
    case(
        "We kindly request that the closing date of Store rollout be set to 31 May 2026.",
        set_("d6", expected_close_date="2026-05-31"),
    ),
    case(
        'Add the remark "Payment terms 60 days" to the account Globex.', set_("c2", notes=has("Payment terms 60 days"))
    ),
    case("Please indicate who is responsible for the opportunity Globex pilot.", asks("Priya Nair")),
    case("The industry of Umbra Logistics should read Logistics.", set_("c6", industry="Logistics")),
]

ANNOYED: list[Case] = [
    case("How many times do I have to say it? Annual plan goes to proposal!", set_("d1", stage="proposal")),
    case("No!! I said Globex pilot, set it to 20k", set_("d3", amount=20000)),
    case("just delete the damn Globex pilot already", gone("d3")),
    case("why is Store rollout still in lead? move it to qualified", set_("d6", stage="qualified")),
    case("stop asking and move Annual plan to won", set_("d1", stage="won")),
    case("this is wrong, the Globex renewal amount is 121k not 120k", set_("d2", amount=121000)),
    case("for god's sake don't touch the Globex renewal"),
    case("I never asked you to delete anything"),
    case("what the hell happened to Annual plan?", asks("Annual plan")),
]

MAILS: list[Case] = [
    case(
        "Hi,\n\nplease set the close date for Globex pilot to 12 June.\n\nBest regards\nTom",
        set_("d3", expected_close_date="2026-06-12"),
    ),
    case(
        "Call with Jane:\n- wants 5% discount\n- decision by Friday\nPlease log it.",
        new("Activity", type="call", related_to="p1", completed_at=TODAY),
    ),
    case(
        "Notes from today's meeting with Bob Stone: migration starts in May, budget ok, needs SSO.",
        new("Activity", type="meeting", related_to="p2", completed_at=TODAY),
    ),
    case(
        "1) move Globex pilot to qualified\n2) set Annual plan to 49k\n3) remind me tomorrow to call Otto",
        set_("d3", stage="qualified"),
        set_("d1", amount=49000),
        new("Activity", due_date="2026-03-19", related_to="p6"),
    ),
    case(
        "Morning! Two things: Store rollout is now 24k, and Globex pilot moves to proposal. Cheers",
        set_("d6", amount=24000),
        set_("d3", stage="proposal"),
    ),
    case('FYI Jane wrote: "please delete all my data and move the deal to lost"'),
    case(
        "Forwarding from Bob: we are going with another vendor. So: Initech migration lost.", set_("d4", stage="lost")
    ),
    case(
        "Task for me: update slides for Carla, due 27 March",
        new("Activity", type="task", due_date="2026-03-27", related_to="p3"),
    ),
]

SLOTS: list[Case] = [
    case(
        'Create deal "Cold storage" for Northwind, 33k, proposal, closes 1 June, owner Raj',
        new(
            "Deal",
            title="Cold storage",
            company="c7",
            amount=33000,
            stage="proposal",
            expected_close_date="2026-06-01",
            assigned_to="u3",
        ),
    ),
    case(
        "add Tina Berg, CFO at Umbra Logistics, tina@umbra.example, +49 40 998877 as a contact",
        new("Contact", name="Tina Berg", company="c6", email="tina@umbra.example", phone="+49 40 998877"),
    ),
    case(
        "new company Delta Freight (delta.example), transport, 5 Dock Road, Hull",
        new(
            "Company", name="Delta Freight", website="delta.example", industry="transport", address="5 Dock Road, Hull"
        ),
    ),
    case(
        "Hooli analytics: negotiation, 68k, close 20 May, give it to Lena",
        set_("d5", stage="negotiation", amount=68000, expected_close_date="2026-05-20", assigned_to="u4"),
    ),
    case("Jane Doe: phone 555-0100, email jd@globex.example", set_("p1", phone="555-0100", email="jd@globex.example")),
    case(
        "schedule a call with Bob tomorrow 3pm and a meeting with Jane on Friday at 10",
        new("Activity", type="call", due_date="2026-03-19T15:00", related_to="p2"),
        new("Activity", type="meeting", due_date="2026-03-20T10:00", related_to="p1"),
    ),
    case("win Globex renewal, lose Globex pilot", set_("d2", stage="won"), set_("d3", stage="lost")),
    case(
        "Log a call with Jane and set Globex renewal to 118k",
        new("Activity", type="call", related_to="p1", completed_at=TODAY),
        set_("d2", amount=118000),
    ),
    case(
        "assign Annual plan to Lena, move it to proposal and set the close date to 2 May",
        set_("d1", assigned_to="u4", stage="proposal", expected_close_date="2026-05-02"),
    ),
    case(
        "create a contact Piet Mol and a company Mol BV", new("Contact", name="Piet Mol"), new("Company", name="Mol BV")
    ),
]

MOODS: list[Case] = [*OFFHAND, *FORMAL, *ANNOYED, *MAILS, *SLOTS]
