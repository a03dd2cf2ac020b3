"""The records that the engine's tests talk about."""

from tests.agent.embedded.desk import days

WORLD = {
    "_User": [
        {"id": "u1", "name": "Tom Becker"},
        {"id": "u2", "name": "Priya Nair"},
        {"id": "u3", "name": "Raj Patel"},
        {"id": "u4", "name": "Lena Vogt"},
    ],
    "Company": [
        {"id": "c1", "name": "Acme", "industry": "Manufacturing", "website": "acme.example"},
        {"id": "c2", "name": "Globex", "industry": "Energy"},
        {"id": "c3", "name": "Initech", "industry": "Software", "address": "4 Mill Lane, Austin"},
        {"id": "c4", "name": "Hooli Labs", "industry": "Software"},
        {"id": "c5", "name": "Hooli Retail", "industry": "Retail"},
        {"id": "c6", "name": "Umbra Logistics", "industry": "Transport"},
        {"id": "c7", "name": "Northwind", "industry": "Food"},
    ],
    "Contact": [
        {"id": "p1", "name": "Jane Doe", "email": "jane@globex.example", "phone": "+44 20 7946 0000", "company": "c2"},
        {"id": "p2", "name": "Bob Stone", "email": "bob@initech.example", "company": "c3"},
        {"id": "p3", "name": "Carla Ruiz", "company": "c1", "phone": "555-0147"},
        {"id": "p4", "name": "Maria Silva", "company": "c6", "email": "maria@umbra.example"},
        {"id": "p5", "name": "Maria Lopez", "company": "c7"},
        {"id": "p6", "name": "Otto Kranz", "company": "c4"},
    ],
    "Deal": [
        {"id": "d1", "title": "Annual plan", "company": "c1", "contact": "p3", "stage": "qualified", "amount": 48000, "assigned_to": "u1",
         "expected_close_date": days(30), "notes": "Budget approved in January."},
        {"id": "d2", "title": "Globex renewal", "company": "c2", "contact": "p1", "stage": "negotiation", "amount": 120000, "assigned_to": "u1",
         "expected_close_date": days(10)},
        {"id": "d3", "title": "Globex pilot", "company": "c2", "stage": "lead", "amount": 15000, "assigned_to": "u2"},
        {"id": "d4", "title": "Initech migration", "company": "c3", "contact": "p2", "stage": "lead", "amount": 75000, "assigned_to": "u1"},
        {"id": "d5", "title": "Hooli analytics", "company": "c4", "stage": "proposal", "amount": 64000, "assigned_to": "u3",
         "expected_close_date": days(45)},
        {"id": "d6", "title": "Store rollout", "company": "c5", "stage": "lead", "amount": 22000, "assigned_to": "u1"},
        {"id": "d7", "title": "Fleet tracking", "company": "c6", "contact": "p4", "stage": "won", "amount": 90000, "assigned_to": "u2"},
        {"id": "d8", "title": "Northwind training", "company": "c7", "stage": "lost", "amount": 8000, "assigned_to": "u1"},
    ],
    "Activity": [
        {"id": "a1", "type": "call", "subject": "Call with Jane Doe about pricing", "related_to": "p1", "completed_at": days(-6), "created_by": "u1"},
        {"id": "a2", "type": "task", "subject": "Send the quote", "related_to": "d2", "due_date": days(-2), "created_by": "u1"},
        {"id": "a3", "type": "meeting", "subject": "Kickoff with Bob Stone", "related_to": "p2", "due_date": f"{days(1)}T14:00", "created_by": "u1"},
        {"id": "a4", "type": "call", "subject": "Check in with Carla", "related_to": "p3", "due_date": days(2), "created_by": "u1"},
        {"id": "a5", "type": "email", "subject": "Intro mail", "related_to": "p4", "completed_at": days(-40), "created_by": "u2"},
        {"id": "a6", "type": "task", "subject": "Prepare demo data", "related_to": "d5", "due_date": days(7), "created_by": "u3"},
    ],
    "Project": [
        {"id": "j1", "name": "Harbour", "status": "planned", "budget": 5000, "company": "c1"},
    ],
}  # fmt: skip
