"""What people tell the engine to do, in many voices, and what must be different in the CRM afterwards.

Each case: what is said (turns divided by " || "), then the operations: `set_(id, field=value)`, `new(cls, field=value)`,
`gone(id)`. Now is Wednesday, 18 March 2026, 9:30; the speaker is Tom Becker (u1).
"""

from tests.agent.embedded.cases import Case, any_of, case, gone, has, new, set_

TODAY = has("2026-03-18")

MOVES: list[Case] = [
    case("move the Acme deal to proposal", set_("d1", stage="proposal")),
    case("Move Globex renewal to won.", set_("d2", stage="won")),
    case("pls put initech migration in qualified", set_("d4", stage="qualified")),
    case("initech migration -> negotiation", set_("d4", stage="negotiation")),
    case("hooli analytics: won", set_("d5", stage="won")),
    case(
        "Could you please change the stage of the Initech migration deal to proposal? Thank you!",
        set_("d4", stage="proposal"),
    ),
    case("advance Annual plan to negotiation", set_("d1", stage="negotiation")),
    case("the store rollout is qualified now", set_("d6", stage="qualified")),
    case("mark Globex pilot as lost", set_("d3", stage="lost")),
    case("Globex renewal is signed!", set_("d2", stage="won")),
    case("we lost the hooli analytics deal", set_("d5", stage="lost")),
    case("Globex pilot is dead", set_("d3", stage="lost")),
    case("great news, we won the Initech migration!", set_("d4", stage="won")),
    case("Hooli Labs signed today", set_("d5", stage="won")),
    case("initech deal fell through", set_("d4", stage="lost")),
    case("flip Store rollout to proposal stage thx", set_("d6", stage="proposal")),
    case(
        'Good morning, I would like you to set the status of the deal "Annual plan" to negotiation, please.',
        set_("d1", stage="negotiation"),
    ),
    case(
        "i want that the deal of Initech goes to proposal, please change the stage to proposal",
        set_("d4", stage="proposal"),
    ),
    case("please to move deal Store rollout in stage proposal", set_("d6", stage="proposal")),
    case("um so can you uh move the Globex renewal to won please", set_("d2", stage="won")),
    case("For the last time: move the Globex pilot to qualified!!", set_("d3", stage="qualified")),
    case("mv globex pilot 2 qualified", set_("d3", stage="qualified")),
    case(
        "Kindly update the pipeline stage of Fleet tracking from won to negotiation.", set_("d7", stage="negotiation")
    ),
    case("globex renewal = closed won", set_("d2", stage="won")),
    case("Bump Globex pilot up to qualified", set_("d3", stage="qualified")),
    case(
        "Move Globex renewal to won and Initech migration to proposal",
        set_("d2", stage="won"),
        set_("d4", stage="proposal"),
    ),
    case(
        "move both Globex pilot and Store rollout to qualified",
        set_("d3", stage="qualified"),
        set_("d6", stage="qualified"),
    ),
    case("Acme deal to proposal", set_("d1", stage="proposal")),
    case("Set Annual plan to proposal, because Carla asked for a written offer.", set_("d1", stage="proposal")),
    case("They agreed to everything, so please mark the Globex renewal as won.", set_("d2", stage="won")),
    case("take the store rollout from lead to qualified", set_("d6", stage="qualified")),
    case(
        "Umbra's fleet tracking deal should be in negotiation, not won. Set it to negotiation.",
        set_("d7", stage="negotiation"),
    ),
    case("MOVE ACME DEAL TO PROPOSAL", set_("d1", stage="proposal")),
    case("move the acmee deal to proposal", set_("d1", stage="proposal")),
    case("the Carla Ruiz deal goes to negotiation", set_("d1", stage="negotiation")),
    case("Close the Globex renewal as won", set_("d2", stage="won")),
    case("Northwind training is back in play, put it back to qualified", set_("d8", stage="qualified")),
]

FIELDS: list[Case] = [
    case("set the amount of the Acme deal to 60k", set_("d1", amount=60000)),
    case("Globex renewal amount 135,000", set_("d2", amount=135000)),
    case("change the value of Initech migration to $82.5k", set_("d4", amount=82500)),
    case("The Globex pilot is worth 18k now", set_("d3", amount=18000)),
    case("make the Store rollout fifty thousand", set_("d6", amount=50000)),
    case("update hooli analytics amount: 12.500 €", set_("d5", amount=12500)),
    case("bump Annual plan to 55k", set_("d1", amount=55000)),
    case("reduce the amount of Globex renewal by 10k", set_("d2", amount=110000)),
    case("raise the globex pilot by 10%", set_("d3", amount=16500)),
    case("Set the close date of Globex renewal to 30 April", set_("d2", expected_close_date="2026-04-30")),
    case("Acme deal closes end of the month", set_("d1", expected_close_date="2026-03-31")),
    case("push the Annual plan close date to next Friday", set_("d1", expected_close_date="2026-03-27")),
    case("Globex renewal expected close: 2026-05-15", set_("d2", expected_close_date="2026-05-15")),
    case("push back the close date of Globex renewal by two weeks", set_("d2", expected_close_date="2026-04-11")),
    case("initech migration should close EOQ", set_("d4", expected_close_date="2026-03-31")),
    case("Jane's email is jane.doe@globex.example now", set_("p1", email="jane.doe@globex.example")),
    case("change Bob Stone's phone to +49 30 1234567", set_("p2", phone="+49 30 1234567")),
    case("Carla's new number is 555-0199", set_("p3", phone="555-0199")),
    case("update Maria Silva: email msilva@umbra.example", set_("p4", email="msilva@umbra.example")),
    case("Bob Stone now works at Globex", set_("p2", company="c2")),
    case("move Otto to Hooli Retail", set_("p6", company="c5")),
    case(
        "Please note that Otto Kranz has a new e-mail address: otto@hooli.example",
        set_("p6", email="otto@hooli.example"),
    ),
    case("set the industry of Northwind to Beverages", set_("c7", industry="Beverages")),
    case("Initech's address is now 12 High Street, Dallas", set_("c3", address="12 High Street, Dallas")),
    case("website of globex: globex.example", set_("c2", website="globex.example")),
    case("rename Globex pilot to Globex proof of concept", set_("d3", title="Globex proof of concept")),
    case('change the title of the Store rollout deal to "Retail rollout"', set_("d6", title="Retail rollout")),
    case("set stage to proposal and amount to 70k for Initech migration", set_("d4", stage="proposal", amount=70000)),
    case("Move Initech migration to proposal and set the amount to 80k", set_("d4", stage="proposal", amount=80000)),
    case(
        "Initech migration: stage negotiation, amount 90k, close date 15 May",
        set_("d4", stage="negotiation", amount=90000, expected_close_date="2026-05-15"),
    ),
    case("set the contact of the Globex pilot to Jane Doe", set_("d3", contact="p1")),
    case("Jane Doe is the contact for Globex pilot", set_("d3", contact="p1")),
    case("clear the close date of the Acme deal", set_("d1", expected_close_date=None)),
    case("remove Jane's phone number", set_("p1", phone=None)),
    case("Please delete the amount on Globex pilot", set_("d3", amount=None)),
    case("empty the website field for Acme", set_("c1", website=None)),
    case("add to the notes of the Acme deal: they want yearly billing", set_("d1", notes=has("yearly billing"))),
    case(
        "Note on Globex renewal: legal is reviewing the contract",
        set_("d2", notes=has("legal is reviewing the contract")),
    ),
    case(
        "add a note to Jane Doe that she prefers email",
        new("Activity", type="note", related_to="p1", completed_at=TODAY),
    ),
    case('append "budget frozen until May" to Initech\'s notes', set_("c3", notes=has("budget frozen until May"))),
    case("jot down on the store rollout deal: needs two pilots first", set_("d6", notes=has("two pilots first"))),
    case("the amount of annual plan is not 48k, it is 52k. please set it to 52k", set_("d1", amount=52000)),
    case("Annual plan: 1.2m", set_("d1", amount=1200000)),
    case("ok so the globex renewal the amount should be one hundred thirty thousand", set_("d2", amount=130000)),
    case("Reschedule the kickoff with Bob to Friday at 10", set_("a3", due_date="2026-03-20T10:00")),
    case("push the check in with Carla to next Monday", set_("a4", due_date="2026-03-23")),
    case("move my meeting with Bob to tomorrow 4pm", set_("a3", due_date="2026-03-19T16:00")),
    case("postpone the kickoff by a week", set_("a3", due_date="2026-03-26T14:00")),
    case("set the status of project Harbour to running", set_("j1", status="running")),
    case("Harbour budget 7k", set_("j1", budget=7000)),
    case("Northwind's industry: Food & Drinks", set_("c7", industry="Food & Drinks")),
    case("double check not needed, just set initech migration to 76k", set_("d4", amount=76000)),
]

OWNERS: list[Case] = [
    case("assign the Acme deal to Priya", set_("d1", assigned_to="u2")),
    case("give Globex pilot to Raj", set_("d3", assigned_to="u3")),
    case("hand over Initech migration to Lena Vogt", set_("d4", assigned_to="u4")),
    case("Raj takes over the Globex renewal", set_("d2", assigned_to="u3")),
    case("reassign hooli analytics from Raj to me", set_("d5", assigned_to="u1")),
    case("make Priya the owner of Store rollout", set_("d6", assigned_to="u2")),
    case(
        "Assign Globex renewal to Raj and Initech migration to Lena",
        set_("d2", assigned_to="u3"),
        set_("d4", assigned_to="u4"),
    ),
    case("transfer Annual plan and Store rollout to Lena", set_("d1", assigned_to="u4"), set_("d6", assigned_to="u4")),
    case("assign all my lead deals to Raj", set_("d4", assigned_to="u3"), set_("d6", assigned_to="u3")),
    case("All of Priya's open deals go to Lena, please reassign them", set_("d3", assigned_to="u4")),
    case("I'll take the Globex pilot, assign it to me", set_("d3", assigned_to="u1")),
    case("the owner of hooli analytics is now Priya", set_("d5", assigned_to="u2")),
    case("pls reassign glbex pilot 2 lena", set_("d3", assigned_to="u4")),
    case("Would you mind giving the Store rollout deal to Priya Nair?", set_("d6", assigned_to="u2")),
    case("Lena should own the Acme deal from now on", set_("d1", assigned_to="u4")),
]

CREATES: list[Case] = [
    case(
        "create a deal for Initech, 20k, closing 30 June",
        new("Deal", company="c3", amount=20000, expected_close_date="2026-06-30"),
    ),
    case("new deal: Globex expansion, 45k", new("Deal", title=has("expansion"), amount=45000, _maybe=("company",))),
    case(
        "add a new deal called Warehouse scanners for Umbra Logistics worth 30k",
        new("Deal", title="Warehouse scanners", company="c6", amount=30000),
    ),
    case(
        'Create a deal named "Phase 2" with Acme, amount 25000, stage qualified, assigned to Priya',
        new("Deal", title="Phase 2", company="c1", amount=25000, stage="qualified", assigned_to="u2"),
    ),
    case(
        "new contact Ann Lee at Globex, ann@globex.example",
        new("Contact", name="Ann Lee", company="c2", email="ann@globex.example"),
    ),
    case(
        "add contact Peter Pan, phone +1 415 555 2671, works at Initech",
        new("Contact", name="Peter Pan", phone="+1 415 555 2671", company="c3"),
    ),
    case(
        "please create a contact for Sofia Marin (sofia@acme.example), she is at Acme",
        new("Contact", name="Sofia Marin", email="sofia@acme.example", company="c1"),
    ),
    case(
        "Add company Zenith Foods, industry Food, website zenith.example",
        new("Company", name="Zenith Foods", industry="Food", website="zenith.example"),
    ),
    case("new company: Blue Ocean", new("Company", name="Blue Ocean")),
    case(
        "I'd like to add a new account called Rotterdam Shipping in the logistics industry",
        new("Company", name="Rotterdam Shipping", industry=has("logistics")),
    ),
    case(
        "we have a new contact at Northwind: Hugo Brandt, hugo@northwind.example",
        new("Contact", name="Hugo Brandt", company="c7", email="hugo@northwind.example"),
    ),
    case(
        "make a deal for Jane Doe titled Renewal 2027 with amount 130k",
        new("Deal", title="Renewal 2027", contact="p1", amount=130000, _maybe=("company",)),
    ),
    case(
        "create project Lighthouse for Acme with budget 12k",
        new("Project", name="Lighthouse", company="c1", budget=12000),
    ),
    case(
        "open a new opportunity with Northwind, 9k, title Barista course",
        new("Deal", title="Barista course", company="c7", amount=9000),
    ),
    case("nw deal globex addon 5k", new("Deal", title=has("addon"), amount=5000, _maybe=("company",))),
]

LOGS: list[Case] = [
    case(
        "had a call with Jane about pricing",
        new("Activity", type="call", related_to="p1", completed_at=TODAY, subject=has("pricing")),
    ),
    case("log a call with Bob Stone", new("Activity", type="call", related_to="p2", completed_at=TODAY)),
    case(
        "spoke to Carla yesterday, she wants a discount",
        new("Activity", type="call", related_to="p3", completed_at=has("2026-03-17")),
    ),
    case("emailed Maria Silva the contract", new("Activity", type="email", related_to="p4", completed_at=TODAY)),
    case(
        "Met with Otto Kranz this morning about the analytics rollout",
        new("Activity", type="meeting", related_to="p6", completed_at=TODAY),
    ),
    case("just got off the phone with Jane", new("Activity", type="call", related_to="p1", completed_at=TODAY)),
    case(
        "Log a meeting with Bob on Monday: discussed the migration plan",
        new("Activity", type="meeting", related_to="p2", completed_at=has("2026-03-16")),
    ),
    case("called jane re renewal, no answer", new("Activity", type="call", related_to="p1", completed_at=TODAY)),
    case("I have sent to Bob the offer by email", new("Activity", type="email", related_to="p2", completed_at=TODAY)),
    case(
        "Please record that I met Carla Ruiz on 12 March.",
        new("Activity", type="meeting", related_to="p3", completed_at=has("2026-03-12")),
    ),
    case(
        "great demo with Maria Silva yesterday",
        new("Activity", type="meeting", related_to="p4", completed_at=has("2026-03-17")),
    ),
    case("left a voicemail for Bob", new("Activity", type="call", related_to="p2", completed_at=TODAY)),
    case("quick chat w/ Otto about budget", new("Activity", type="call", related_to="p6", completed_at=TODAY)),
    case(
        "Had lunch with Jane last Friday. She is moving to a new role in summer.",
        new("Activity", type="meeting", related_to="p1", completed_at=has("2026-03-13")),
    ),
    case(
        "had a call with Jane about pricing and remind me on Friday to send her the contract",
        new("Activity", type="call", related_to="p1", completed_at=TODAY),
        new("Activity", due_date=has("2026-03-20"), related_to="p1", subject=has("contract")),
    ),
    case(
        "spoke with Bob about the migration, move it to proposal",
        new("Activity", type="call", related_to=any_of("p2", "d4"), completed_at=TODAY),
        set_("d4", stage="proposal"),
    ),
    case("log email to carla: sent updated terms", new("Activity", type="email", related_to="p3", completed_at=TODAY)),
    case("Jane called, she is happy with the terms", new("Activity", type="call", related_to="p1", completed_at=TODAY)),
    case(
        "log a call on the Globex renewal: legal has questions",
        new("Activity", type="call", related_to="d2", completed_at=TODAY),
    ),
]

PLANS: list[Case] = [
    case(
        "remind me Friday to send Jane the quote",
        new("Activity", due_date="2026-03-20", related_to="p1", subject=has("quote")),
    ),
    case(
        "schedule a meeting with Jane next Tuesday at 3",
        new("Activity", type="meeting", due_date="2026-03-24T15:00", related_to="p1"),
    ),
    case("call Bob tomorrow at 9am", new("Activity", type="call", due_date="2026-03-19T09:00", related_to="p2")),
    case("follow up with Carla in two weeks", new("Activity", due_date="2026-04-01", related_to="p3")),
    case(
        "create a task to prepare the Hooli deck by end of the month",
        new("Activity", type="task", due_date="2026-03-31", _maybe=("related_to",)),
    ),
    case(
        "set a reminder for 2 April: check in with Maria Silva", new("Activity", due_date="2026-04-02", related_to="p4")
    ),
    case(
        "I need to email Otto on Monday about the licence",
        new("Activity", due_date="2026-03-23", related_to="p6", type="email"),
    ),
    case("book a call w/ jane thu 2pm", new("Activity", type="call", due_date="2026-03-19T14:00", related_to="p1")),
    case("don't let me forget to call Bob on Thursday", new("Activity", due_date="2026-03-19", related_to="p2")),
    case("todo: send contract to Carla tomorrow", new("Activity", due_date="2026-03-19", related_to="p3")),
    case(
        "Please plan a meeting with Bob Stone on 25 March at 10:30 about the migration",
        new("Activity", type="meeting", due_date="2026-03-25T10:30", related_to="p2"),
    ),
    case(
        "meeting with Otto next Wednesday 11am",
        new("Activity", type="meeting", due_date="2026-03-25T11:00", related_to="p6"),
    ),
    case("remind me in 3 days to ping Maria Silva", new("Activity", due_date="2026-03-21", related_to="p4")),
    case(
        "please make for me a reminder for tomorrow that I call to Carla",
        new("Activity", due_date="2026-03-19", related_to="p3"),
    ),
    case(
        "remind me a week from Friday to review the Globex renewal",
        new("Activity", due_date="2026-03-27", related_to="d2"),
    ),
    case(
        "remind me tomorrow at 8 that Jane expects the numbers",
        new("Activity", due_date="2026-03-19T08:00", related_to="p1"),
    ),
    case("remind me on Friday not to discount for Jane", new("Activity", due_date="2026-03-20", related_to="p1")),
]

DONE: list[Case] = [
    case("mark the task send the quote as done", set_("a2", completed_at=TODAY)),
    case("complete the kickoff with Bob", set_("a3", completed_at=TODAY)),
    case("I finished the send the quote task", set_("a2", completed_at=TODAY)),
    case("check in with Carla is done", set_("a4", completed_at=TODAY)),
    case("tick off send the quote", set_("a2", completed_at=TODAY)),
    case("done with the quote", set_("a2", completed_at=TODAY)),
]

DELETES: list[Case] = [
    case("delete the Globex pilot deal", gone("d3")),
    case("remove the deal Northwind training", gone("d8")),
    case("please get rid of the Store rollout deal", gone("d6")),
    case("delete contact Maria Lopez", gone("p5")),
    case("cancel the kickoff with Bob", gone("a3")),
    case("delete the task prepare demo data", gone("a6")),
    case("Trash Globex pilot, it was a duplicate", gone("d3")),
    case("delete all lost deals", gone("d8")),
    case("erase the company Northwind from the CRM", gone("c7")),
]

TURNS: list[Case] = [
    case("move the Acme deal to proposal || set its amount to 60k", set_("d1", stage="proposal", amount=60000)),
    case("move the Acme deal to proposal || undo that"),
    case("move the Acme deal to proposal || thanks || take that back"),
    case("move the globex deal to won || the pilot one", set_("d3", stage="won")),
    case("move the globex deal to won || the second one", set_("d3", stage="won")),
    case("move the globex deal to won || 1", set_("d2", stage="won")),
    case("move the globex deal to won || never mind"),
    case("show my open deals || assign the second one to Priya", set_("d4", assigned_to="u2")),
    case("set the Hooli Labs deal to 70k || no, I meant the Store rollout", set_("d6", amount=70000)),
    case("move Globex pilot to proposal || sorry, I meant negotiation", set_("d3", stage="negotiation")),
    case("set Annual plan to 50k || oops, 55k I meant", set_("d1", amount=55000)),
    case("who is Jane Doe || change her phone to 555-0101", set_("p1", phone="555-0101")),
    case("tell me about the Globex renewal || move it to won", set_("d2", stage="won")),
    case("what's the amount of hooli analytics || make it 66k", set_("d5", amount=66000)),
    case(
        "assign Globex pilot to Raj || same for Store rollout",
        set_("d3", assigned_to="u3"),
        set_("d6", assigned_to="u3"),
    ),
    case(
        "move Store rollout to qualified || and Initech migration too",
        set_("d6", stage="qualified"),
        set_("d4", stage="qualified"),
    ),
    case(
        "create a deal for Initech, 20k || set its stage to qualified",
        new("Deal", company="c3", amount=20000, stage="qualified"),
    ),
    case("had a call with Maria || Silva", new("Activity", type="call", related_to="p4", completed_at=TODAY)),
    case("remind me to call Bob || tomorrow", new("Activity", due_date="2026-03-19", related_to="p2")),
    case("what if we moved Globex pilot to won? || yes do it", set_("d3", stage="won")),
    case("delete the Globex pilot || actually, undo that"),
    case("move it to won || the Globex renewal", set_("d2", stage="won")),
    case(
        "add contact Finn Wolf at Zorgon || yes",
        new("Company", name="Zorgon"),
        new("Contact", name="Finn Wolf", company=has("new")),
    ),
    case("move the Acme deal to proposal || show my open deals || undo"),
    case("set close date of Annual plan to June || 15 June", set_("d1", expected_close_date="2026-06-15")),
    case("assign Globex renewal to Lena || no, to Raj", set_("d2", assigned_to="u3")),
    case(
        "show me Carla Ruiz || log a call with her about terms",
        new("Activity", type="call", related_to="p3", completed_at=TODAY),
    ),
]

ORDERS: list[Case] = [*MOVES, *FIELDS, *OWNERS, *CREATES, *LOGS, *PLANS, *DONE, *DELETES, *TURNS]
