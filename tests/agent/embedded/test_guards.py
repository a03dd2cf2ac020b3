"""Which guards speak against what was understood: each by a sentence of its own, and silent on one that is like it."""

from collections.abc import Callable

import pytest

from agent.embedded.decisions import candidates, judging
from agent.embedded.guards.roster import GUARDS, fired, loses
from agent.embedded.guards.trial import Trial
from tests.agent.embedded.dialogue import Dialogue

Fired = Callable[[str], set[str]]


@pytest.fixture
def fired_at(monkeypatch: pytest.MonkeyPatch) -> Fired:
    """Return the names of the guards that fire at a message, against any decision that it may mean."""
    found: set[str] = set()

    def asked(trial: Trial) -> bool:
        names = list(fired(trial))
        assert loses(trial) == bool(names)
        found.update(names)
        return bool(names)

    def said(text: str) -> set[str]:
        found.clear()
        Dialogue().say(text)
        return set(found)

    monkeypatch.setattr(candidates, "loses", asked)
    monkeypatch.setattr(judging, "loses", asked)
    return said


@pytest.mark.parametrize(("name", "said", "near"), [
    ("plan without its day", "Every Tuesday remind me to ring Bob Stone", "Remind me on Tuesday to ring Bob Stone"),
    ("order beside a report", "Log my call with Bob Stone and update his phone", "Log my call with Bob Stone, we spoke about the budget"),
    ("time to be kept free", "Block Thursday for the kickoff with Bob", "Move the kickoff with Bob to Thursday"),
    ("report of another day", "sorry forgot: call Otto Kranz mon, 10 min, nothing new", "forgot to say: call with Jane last fri, nothing new"),
    ("negation of many", "Give all deals that do not have a company to Priya", "Move all my deals in stage lead that don't have a close date to proposal"),
    ("value of many", "They fixed my bicycle this morning. That task is finished.", "The quote task is finished."),
    ("value of a new record", "There's a new buyer at Globex, Ida Berg, she handles all orders. No email yet but she gave me 01743 555 903. Can you save her?", "Add Ida Berg of Globex, 01743 555 902, no email yet"),
    ("name that is a value", "New company called Seafood, industry Seafood", "New company Kestrel Foods, industry Seafood"),
    ("facts of a relation", "Bob Stone's successor has a new phone, 555-0188", "Bob Stone has a new phone, 555-0188"),
    ("firm for a person", "Add a contact called Northwind", "Add a contact called Ida Berg"),
    ("name of another class", "Update the Maria Silva company: phone 555-0188", "Update the Maria Silva contact: phone 555-0188"),
    ("company of a new person", "new company... I mean new contact, Ida Berg, she is at Globex", "new contact, Ida Berg, she is at Globex"),
    ("subject that points", "Plan a call with its contact on Friday", "Plan a call with Jane on Friday"),
    ("note that points", "Carla's number is 555-0188. Add that to her file.", "Bob's number is 555-0199. Add that to his notes."),
    ("update of a deal", "Had lunch with Carla Ruiz, they have 60,000 now. Log the meeting and update the deal.", "Had lunch with Carla Ruiz. Log the meeting."),
    ("deal forgotten", "Put the Globex renewal to won, the Fleet tracking deal goes to lost with 100", "Move the Globex renewal to won and set the Store rollout to lost"),
    ("order forgotten", "Priya quits the pilot and Lena gets it. Please delete the demo data task and add Ida Berg as a contact.", "Please delete the demo data task and add Ida Berg as a contact."),
    ("value of something else", "Priya is away, so Raj takes the Globex pilot instead of her", "As Priya is on holiday, give the Globex pilot, which is hers, to Raj"),
    ("condition for a value", "Move all deals in stage lead", "Make lead deals negotiation"),
    ("sentence of a report", "Had lunch with Carla Ruiz, they have 60,000 now. Log the meeting and update the deal.", "Log a call with Jane Doe, she wants a discount."),
    ("name that goes on", "Orchard fence. New deal for Globex called Orchard, 5k", "New deal for Globex called Orchard, 5k"),
    ("field without a value", "Add company Kestrel Foods with address", "Add company Kestrel Foods, address Kiln Street 4"),
    ("stage of a person", "Add Ida Berg as a contact, she is one of my leads", "Add Ida Berg as a contact, she is a lead engineer"),
    ("deal called by its people", "Jane ordered desks, 12 of them. New deal, 4,000", "New deal for Jane, 4,000"),
    ("stage of a new deal", "New deal Harbour crane for Acme, in negotiation, 20,000, proposal", "New deal Harbour crane for Acme, 20,000. It is at the proposal stage."),
    ("person of a new deal", "New deal Harbour crane for Globex, 20,000, Otto Kranz is the contact, Priya runs it", "New deal Harbour crane, 20,000. Carla is the contact."),
    ("deal that is there", "Store rollout for Hooli Retail, 30,000, put it in", "New deal Store rollout for Hooli Retail, 30,000"),
    ("record to write into", "Harbour crane is done, put it in the deal", "New deal Harbour crane, put it in the deal list"),
    ("person of a new company", "New company Harbour Lights Bistro, contact there Niamh Cotter", "New company Harbour Lights Bistro"),
    ("entry to be ticked off", "talked to Otto, check off the call about her decision", "talked to Otto about the price"),
    ("same as another", "New deal Harbour garage, 4k, same company as the pilot", "New deal Harbour garage for Globex, 4k"),
    ("owner nobody knows", "New deal Harbour crane for Acme, owner Ben Miller", "New deal Harbour crane for Acme, owner Raj Patel"),
    ("hour without a colon", "Call Jane tomorrow 830", "plan a call with Jane on Friday 1430"),
    ("hour of a move", "Move the check in with Carla to Monday 23rd 9.30", "Move the kickoff with Bob to Monday 9.30"),
    ("value ruled out", "The Globex pilot is not at proposal yet, move it", "The Globex pilot is at proposal now, move it"),
    ("end of what is open", "The kickoff with Bob was wrongly ticked, it is not done", "The kickoff with Bob is done"),
    ("sum that compares", "The Store rollout is now 4,000 below the Globex pilot", "The Store rollout is now 4,000, down from 22,000"),
    ("words taken back", "Globex pilot closes on 5 May, no, the 6th", "Globex pilot closes on 5 May"),
    ("value of namesakes", "Nobody replied from our Globex leads, mark those as lost", "Mark our Globex pilots as lost"),
    ("owner of many", "Set his deals in stage lead to lost", "Set my deals in stage lead to lost"),
    ("place of many", "all leads from Dover are lost", "all leads are lost"),
    ("exception from many", "Give all leads barring the difficult ones to Priya", "Give all leads except the pilot to Priya"),
    ("silence of many", "Give all leads nobody has spoken to to Priya", "Give all leads to Priya"),
    ("time of many", "all my overdue activities -> monday noon. I give up for this week", "all my overdue activities -> monday noon. I give up"),
    ("kind of many", "I have calls and mails. Delete the late ones", "My calls are a mess. Push the late ones to Friday"),
    ("vague word for many", "give all good leads to Lena", "give all leads to Lena"),
    ("price of one", "New deal Harbour crane for Acme, 40 euros each", "New deal Harbour crane for Acme, 12 pumps at 40 euros each"),
    ("sum beside a step", "Annual plan goes up by 5,000 to 60,000", "Annual plan goes up by 5,000"),
    ("day that points back", "Remind me the week after that to call Bob", "Remind me next week to call Bob"),
    ("day of another month", "In May they decide, so set the close date of Annual plan to the 14th", "In May they decide, so set the close date of Annual plan to 14 May"),
    ("end that was only told", "The kickoff with Bob was cancelled", "Cancel the kickoff with Bob"),
    ("swap that is none", "Exchange the meeting with Bob for Friday", "Swap the kickoff with Bob and the check in with Carla"),
    ("other activity", "Mark the pricing check in with Carla as done", "Mark the check in with Carla as done"),
    ("activity of another time", "Bob is away tomorrow. Cancel everything I have with him then.", "Cancel my first meeting with Bob"),
    ("activity called otherwise", "Mark the workshop with Bob as done", "Mark the kickoff with Bob as done"),
    ("person found by others", "Ida Berg from Globex gave me her email, it is ida@globex.example", "Met Ida Berg of Initech, her phone is 555-0188"),
    ("words in a name", "save a person for me ida berg freelance painter no company her number is 555 0199 887", "add contact ida berg and her mail is ida@berg.example"),
    ("field inside a value", "New company Adler, notes: old friend, and the address is Kiln Street 4", "New company Adler, address: Kiln Street 4, and the industry is hotels"),
    ("sum half read", "Set Annual plan to fifty two five", "Set Annual plan to fifty two thousand five hundred"),
    ("sum of a change", "The Store rollout is signed, set it to won with 32,400 and remind me on Friday to write to Otto", "The Store rollout is signed, set it to won and remind me on Friday to write to Otto"),
    ("title of an activity", "I need two calls on Friday, one with Jane Doe at 11 and one with Bob Stone at 4 in the afternoon. Both are called Price talk.", "Plan a call with Jane on Friday, titled Price talk"),
    ("day of a change", "Postpone the kickoff to Friday. Postpone the check in to Monday.", "Postpone the kickoff to Friday"),
    ("order forbidden with another", "Don't move the Globex pilot to won and the Store rollout to lost", "Don't move the Globex pilot to won, move the Store rollout to lost"),
    ("one of two activities", "Mark the quote task and the harvest task as done", "Mark the quote task as done and add Ida Berg"),
    ("activity beside a record", "Reassign the Globex pilot and the quote task to Raj", "Reassign the Globex pilot to Raj"),
    ("one of two kinds", "Log a call with Bob and a meeting with Jane", "Log a call with Bob about the meeting with Jane"),
    ("one of two names", "Bob is now at Globex, and Jane at Initech", "Bob is now at Globex"),
    ("end of what is off", "The kickoff with Bob got called off, tick it", "The kickoff with Bob is over, tick it"),
    ("step behind a sum", "Store rollout: amount 25,000, and it grows by 10%", "Store rollout: amount 25,000"),
    ("two people of several", "Log calls with Bob and Jane", "Log a call with Bob"),
    ("word beside many", "Give all promising leads to Priya", "Give all open leads to Priya"),
    ("field inside a value", "Set Bob's title to CFO and Jane's to CEO", "Set Bob's title to CFO"),
    ("words of a new record", "New company Kestrel Foods. bakery. flour mills.", "New company Kestrel Foods. Industry: bakery."),
])  # fmt: skip
def test_a_guard_fires_at_what_it_is_for_and_not_at_what_is_like_it(
    fired_at: Fired, name: str, said: str, near: str
) -> None:
    assert name in fired_at(said)
    assert name not in fired_at(near)


def test_each_guard_has_a_name_and_a_check_of_its_own() -> None:
    assert len({name for name, _ in GUARDS}) == len({guard for _, guard in GUARDS}) == len(GUARDS)
