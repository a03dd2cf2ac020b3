"""More orders and questions, as different people would say them: wordy, curt, dictated, foreign, in chat."""

from tests.agent.embedded.cases import Case, any_of, asks, case, gone, has, lacks, new, set_

TODAY = has("2026-03-18")

WORDY: list[Case] = [
    case(
        "Hi Parley, I hope you're doing well. I just came out of a meeting with Bob Stone and we can finally bring the Initech migration into the proposal stage. Could you do that for me? Many thanks, Tom",
        set_("d4", stage="proposal"),
    ),
    case(
        "Hello, would you be so kind as to update the expected close date of the Hooli analytics deal to the 15th of June 2026? Thank you in advance.",
        set_("d5", expected_close_date="2026-06-15"),
    ),
    case(
        "I would really appreciate it if you could reassign the deal called Globex pilot from Priya to Lena Vogt.",
        set_("d3", assigned_to="u4"),
    ),
    case(
        "Dear assistant, please be so good as to create a new contact by the name of Henrik Olsen who works at Umbra Logistics and whose e-mail address is henrik@umbra.example.",
        new("Contact", name="Henrik Olsen", company="c6", email="henrik@umbra.example"),
    ),
    case(
        "After a long negotiation, the people at Globex have finally signed the renewal, so please go ahead and mark the Globex renewal as won.",
        set_("d2", stage="won"),
    ),
    case(
        "Just a quick one: the value of the Store rollout went up, it's now 27,500. Please update it accordingly.",
        set_("d6", amount=27500),
    ),
    case(
        "I'd like you to set up a call with Maria Silva for next Thursday at 2:30 pm to discuss the tracking contract.",
        new("Activity", type="call", due_date="2026-03-26T14:30", related_to="p4"),
    ),
    case(
        "For your information, I met with Carla Ruiz yesterday afternoon and we talked about the annual plan; please log that meeting.",
        new("Activity", type="meeting", related_to=any_of("p3", "d1"), completed_at=has("2026-03-17")),
    ),
    case(
        "Could you please give me an overview of all the deals that are currently assigned to Raj?",
        asks("Hooli analytics"),
        lacks("Globex pilot"),
    ),
    case(
        "I was wondering what the total value of all our deals in the negotiation stage is at the moment.",
        asks("120,000"),
    ),
    case("Would you be able to tell me which contacts we have at Initech?", asks("Bob Stone"), lacks("Jane Doe")),
    case(
        "Unfortunately the people at Hooli Retail decided against us, so the Store rollout is lost.",
        set_("d6", stage="lost"),
    ),
    case(
        "Please add the following to the notes of the Globex renewal: procurement needs a second signature.",
        set_("d2", notes=has("procurement needs a second signature")),
    ),
    case(
        "It would be great if you could remind me on the 1st of April that the invoice for Northwind has to go out.",
        new("Activity", due_date="2026-04-01", subject=has("invoice"), _maybe=("related_to",)),
    ),
    case("Kindly remove the phone number that is stored for Carla Ruiz.", set_("p3", phone=None)),
]

CURT: list[Case] = [
    case("globex renewal won", set_("d2", stage="won")),
    case("initech -> proposal", set_("d4", stage="proposal")),
    case("store rollout 25k", set_("d6", amount=25000)),
    case("annual plan: raj", set_("d1", assigned_to="u3")),
    case("call jane 2moro 10am", new("Activity", type="call", due_date="2026-03-19T10:00", related_to="p1")),
    case("bob stone 555-7788", set_("p2", phone="555-7788")),
    case("new co Ferrum AG", new("Company", name="Ferrum AG")),
    case(
        "new contact lisa ray @ initech lisa@initech.example",
        new("Contact", name=has("lisa ray"), company="c3", email="lisa@initech.example"),
    ),
    case("del globex pilot", gone("d3")),
    case("open deals?", asks("Annual plan", "Globex pilot"), lacks("Fleet tracking")),
    case("pipeline", asks("negotiation")),
    case("overdue", asks("Send the quote")),
    case("my leads", asks("Initech migration", "Store rollout"), lacks("Globex pilot")),
    case("tasks today", lacks("Kickoff")),
    case("jane phone", asks("+44 20 7946 0000")),
    case("biggest deal", asks("Globex renewal")),
    case("undo", asks("nothing")),
    case("lost: globex pilot", set_("d3", stage="lost")),
    case("note jane: on holiday till monday", new("Activity", type="note", related_to="p1", completed_at=TODAY)),
    case("mtg bob mon 10", new("Activity", type="meeting", due_date="2026-03-23T10:00", related_to="p2")),
    case("hooli analytics close 30/4/2026", set_("d5", expected_close_date="2026-04-30")),
    case("met otto today", new("Activity", type="meeting", related_to="p6", completed_at=TODAY)),
    case("deals > 70k", asks("Globex renewal", "Initech migration", "Fleet tracking"), lacks("Hooli analytics")),
    case("fleet tracking owner?", asks("Priya Nair")),
    case("acme next step?", asks("Check in with Carla")),
]

DICTATED: list[Case] = [
    case(
        "okay so um please update the globex renewal to uh one hundred and thirty thousand", set_("d2", amount=130000)
    ),
    case(
        "remind me uh next tuesday at ten to call bob stone",
        new("Activity", due_date="2026-03-24T10:00", related_to="p2"),
    ),
    case(
        "log that I talked to jane doe today about the uh legal questions",
        new("Activity", type="call", related_to="p1", completed_at=TODAY),
    ),
    case(
        "hey move initech migration to qualified please and also set the close date to june thirtieth",
        set_("d4", stage="qualified", expected_close_date="2026-06-30"),
    ),
    case("so can you show me like all my open deals", asks("Annual plan", "Store rollout"), lacks("Globex pilot")),
    case(
        "schedule a meeting with carla ruiz tomorrow at noon",
        new("Activity", type="meeting", due_date="2026-03-19T12:00", related_to="p3"),
    ),
    case(
        "create a deal with northwind for winter training for nine thousand",
        new("Deal", company="c7", amount=9000, title=has("winter training")),
    ),
    case(
        "mark hooli analytics as won and log a call with otto kranz",
        set_("d5", stage="won"),
        new("Activity", type="call", related_to="p6", completed_at=TODAY),
    ),
    case("what do we have in the pipeline for priya", asks("15,000")),
    case("take the phone number of jane off the record", set_("p1", phone=None)),
]

FOREIGN: list[Case] = [
    case("Please can you to change the amount from Annual plan for 51000", set_("d1", amount=51000)),
    case(
        "I have make call with Bob Stone today, he is interested",
        new("Activity", type="call", related_to="p2", completed_at=TODAY),
    ),
    case("The deal Store rollout must be now in stage proposal please", set_("d6", stage="proposal")),
    case("Please to delete the deal Northwind training", gone("d8")),
    case("How many deals we have in lead?", asks("3")),
    case("Make please a new company with name Solaris GmbH", new("Company", name="Solaris GmbH")),
    case("Give the responsibility of Globex pilot to Raj please", set_("d3", assigned_to="u3")),
    case("Remember me on Friday to write email to Otto", new("Activity", due_date="2026-03-20", related_to="p6")),
    case("I want know the telephone from Carla Ruiz", asks("555-0147")),
    case("Which deals are finishing in this month?", asks("Globex renewal"), lacks("Annual plan")),
    case("Put please the close date of Globex pilot on 15 May", set_("d3", expected_close_date="2026-05-15")),
    case("We have won the deal Initech migration, please actualize", set_("d4", stage="won")),
    case(
        "Yesterday I was speaking with Jane Doe about the contract renewal",
        new("Activity", type="call", related_to="p1", completed_at=has("2026-03-17")),
    ),
    case("The customer Umbra has new website umbra.example, please save", set_("c6", website="umbra.example")),
    case("Show to me the deals of Priya", asks("Globex pilot"), lacks("Annual plan")),
    case("Please no delete the Globex pilot"),
    case("Is possible to see my tasks of tomorrow?", asks("Kickoff")),
]

CHATTY: list[Case] = [
    case("yo can u bump initech migration to negotiation real quick", set_("d4", stage="negotiation")),
    case("lol ok globex pilot is dead, kill it in the pipeline", set_("d3", stage="lost")),
    case(
        "gonna need a reminder 2moro morning 2 call maria silva",
        new("Activity", due_date=has("2026-03-19"), related_to="p4"),
    ),
    case("omg we won hooli analytics!!! 🎉", set_("d5", stage="won")),
    case("pls add 2 janes notes: loves golf ⛳", set_("p1", notes=has("loves golf"))),
    case("whos on the fleet tracking deal", asks("Priya Nair")),
    case("hmm what was the amt on store rollout again", asks("22,000")),
    case("ok assign both globex deals to raj thx", set_("d2", assigned_to="u3"), set_("d3", assigned_to="u3")),
    case("any deals w/o close date rn?", asks("Globex pilot"), lacks("Annual plan")),
    case(
        "spoke 2 bob, he wants a demo next week, remind me mon to prep it",
        new("Activity", type="call", related_to="p2", completed_at=TODAY),
        new("Activity", due_date="2026-03-23", _maybe=("related_to",)),
    ),
    case("can u put annual plan at 50k n move it 2 proposal", set_("d1", amount=50000, stage="proposal")),
    case("ugh carla ghosted us, annual plan is lost", set_("d1", stage="lost")),
    case("k now do the same with Initech"),
    case("need bob's email asap", asks("bob@initech.example")),
    case("wats due this wk", asks("Kickoff", "Check in with Carla")),
]

SETS: list[Case] = [
    case("move all my deals in lead to qualified", set_("d4", stage="qualified"), set_("d6", stage="qualified")),
    case("reassign everything Tom has in negotiation to Lena", set_("d2", assigned_to="u4")),
    case("give all of Raj's deals to Priya", set_("d5", assigned_to="u2")),
    case("set the close date of all my qualified deals to 30 April", set_("d1", expected_close_date="2026-04-30")),
    case("move every deal at Globex to won", set_("d2", stage="won"), set_("d3", stage="won")),
    case("Delete all deals below 10k", gone("d8")),
    case("mark all overdue tasks as done", set_("a2", completed_at=TODAY)),
    case("take all lead deals over 50k to qualified", set_("d4", stage="qualified")),
    case(
        "assign all the deals without a close date to Lena",
        set_("d3", assigned_to="u4"),
        set_("d4", assigned_to="u4"),
        set_("d6", assigned_to="u4"),
        set_("d7", assigned_to="u4"),
        set_("d8", assigned_to="u4"),
    ),
]

LATER: list[Case] = [
    case(
        "show me all lead deals || move the first and the third to qualified",
        set_("d4", stage="qualified"),
        set_("d3", stage="qualified"),
    ),
    case("list my open deals || assign the last one to Raj", set_("d6", assigned_to="u3")),
    case("who is Bob Stone? || what deals do we have with him?", asks("Initech migration")),
    case(
        "create a contact Nina Falk at Acme || her email is nina@acme.example",
        new("Contact", name="Nina Falk", company="c1", email="nina@acme.example"),
    ),
    case("move Globex renewal to won || no wait, that was wrong, undo it"),
    case(
        "add a deal for Acme called Spare parts, 5k || actually make it 6k",
        new("Deal", title="Spare parts", company="c1", amount=6000),
    ),
    case("log a call with Jane || about the contract extension"),
    case("assign Store rollout to Lena || hmm, I meant Raj", set_("d6", assigned_to="u3")),
    case("delete Maria || the one from Northwind", gone("p5")),
    case(
        "schedule a call with Maria tomorrow at 3pm || Lopez",
        new("Activity", type="call", due_date="2026-03-19T15:00", related_to="p5"),
    ),
    case("set Globex to 50k || renewal", set_("d2", amount=50000)),
    case("move hooli to won || what's the weather like"),
    case("move hooli to won || show my open deals", asks("Annual plan")),
    case("should I move the Acme deal to proposal? || yes please", set_("d1", stage="proposal")),
    case("should I move the Acme deal to proposal? || no"),
    case("how much is Globex renewal worth || and who owns it?", asks("Tom Becker")),
    case(
        "move Annual plan to negotiation || and set its close date to 10 April || and assign it to Priya",
        set_("d1", stage="negotiation", expected_close_date="2026-04-10", assigned_to="u2"),
    ),
    case("complete the kickoff with Bob || undo", asks("Kickoff")),
    case("set Annual plan to 50k || set it back to 48k"),
    case("open deals over 60k || only mine", asks("Globex renewal"), lacks("Hooli analytics")),
    case("when is my next meeting with Bob || push it to Friday 3pm", set_("a3", due_date="2026-03-20T15:00")),
    case("show Priya's deals || delete the first one || yes", gone("d7")),
]

TRICKY: list[Case] = [
    case("the Globex renewal: they said no"),
    case("Jane promised to sign next week"),
    case("Globex renewal might close at 110k"),
    case("I told Bob we'd move to proposal soon"),
    case("not sure if Store rollout is lost"),
    case("Has the Globex pilot been won?", asks("no")),
    case("is it ok to delete Maria Lopez?"),
    case("what would the total be without Globex renewal?"),
    case("explain why you moved Globex renewal"),
    case("we'd have won Annual plan if the price had been right"),
    case("move the Acme deal to proposal, or maybe not"),
    case("move the Acme deal to proposal... actually don't"),
    case("before you move Annual plan to won, tell me its amount"),
    case("Globex renewal to won? no way"),
    case("lose the attitude"),
    case("win win situation with Globex"),
    case("can somebody assign Annual plan to Raj"),
    case("who should we assign Annual plan to?"),
    case("I need to know if Globex renewal was moved to won"),
    case("check whether Annual plan is in proposal"),
    case("find out if Bob Stone has moved to Globex"),
    case("next time we move Annual plan to proposal, tell Raj"),
    case("set Annual plan to 50k only if Priya agrees"),
    case("if possible, set Annual plan to 50k", set_("d1", amount=50000)),
    case("don't forget to call Bob tomorrow", new("Activity", type="call", due_date="2026-03-19", related_to="p2")),
    case("don't move it to won, move Annual plan to proposal", set_("d1", stage="proposal")),
    case("no, leave it"),
    case(
        "I am meeting Jane tomorrow at 5pm",
        new("Activity", type="meeting", due_date="2026-03-19T17:00", related_to="p1"),
    ),
    case("Jane can't make it on Friday"),
    case("the meeting with Bob was cancelled"),
    case("remind Raj to call Jane tomorrow"),
    case("tell Jane that the price is 50k"),
    case("send Jane an email saying we accept"),
    case("email the quote to Bob"),
    case("make Annual plan great again"),
    case("set a new record for sales"),
    case("delete the word pilot from Globex pilot"),
    case("assign Annual plan to the person who owns Globex pilot"),
    case("set the amount of Annual plan to half of Globex renewal"),
    case("Annual plan is not in negotiation"),
    case("there is no deal with Acme"),
    case("Which deal did I move to won last month?"),
    case("what's the difference between won and lost?"),
]

VOICES: list[Case] = [*WORDY, *CURT, *DICTATED, *FOREIGN, *CHATTY, *SETS, *LATER, *TRICKY]
