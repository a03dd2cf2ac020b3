"""What deals and activities are called: made from things that are sold and done in many trades."""

from random import Random

from training.people import PLACE, coined, company, first_name, person, stem

SOLD = (
    """
renewal|rollout|pilot|expansion|migration|annual plan|training|audit|support contract|licences|upgrade
website relaunch|fleet order|framework agreement|phase 2|sensors|warehouse project|retrofit|integration
subscription|maintenance contract|proof of concept|onboarding package|data warehouse|security review|booking app
loyalty programme|online shop|intranet|landing pages|photo shoot|brand guide|newsletter templates|menu redesign
trade fair stand|logo refresh|app prototype|ticket system|chat bot|dashboard|reporting suite|payroll module
cloud backup|firewall|network cabling|laptops|printers|phone system|meeting room screens|forklifts|pallet racks
conveyor|sorting line|packing robot|labelling machine|dock doors|cold store|freezers|chillers|heat pump|boiler
air handling units|ventilation|solar panels|battery storage|charging stations|transformer|switchgear|generators
pumps|valves|compressor|blowers|filters|mixers|tanks|pipework|dosing unit|centrifuge|crusher|screening plant
kiln|furnace|rollers|gearboxes|bearings|seals|spare parts|hydraulics|crane|hoists|lifts|escalators|steel frames
roof tiles|windows|glass front|facade|flooring|carpets|curtains|lighting|signage|office chairs|desks|lockers
kitchen line|ovens|coffee machines|dishwashers|brewing kettle|bottling line|kegs|cider press|cheese moulds
milking robot|tractor parts|greenhouse|irrigation|seed order|fertiliser|animal feed|timber|plywood|pulp
paper rolls|cartons|pallets|uniforms|work boots|safety vests|first aid kits|defibrillators|wheelchairs
dental chairs|x-ray unit|lab bench|microscopes|vaccine fridges|bed linen|towels|catering|conference
workshop series|coaching|leadership course|translation|copywriting|video series|podcast|ad campaign|search audit
market study|recruiting|cleaning contract|guard service|waste removal|shuttle buses|delivery vans|bike leasing
tyres|engine overhaul|hull coating|rope order|buoys|fishing nets|sails|winches|insurance package|legal retainer
tax advice|bookkeeping|energy audit|noise survey|soil tests|land survey|architect plans
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
OF_WHAT = (
    """
new|second|big|small|old|annual|quarterly|spring|autumn|summer|winter|north|south|hydraulic|electric|digital
mobile|central|main|spare|hybrid|compact|heavy|indoor|outdoor|industrial|regional|global|emergency|replacement
extra|compressed air|cooling water|waste water|raw material|customer|staff|visitor|member|patient|student|guest
harbour|warehouse|factory|office
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
VERBS = (
    """
Send|Prepare|Check|Draft|Review|Chase|Follow up on|Ask about|Clarify|Order|Print|Update|Confirm|Collect|Discuss
Present|Finish|Redo|Translate|Forward|Book|Arrange|Cancel|Inspect|Measure|Test|Approve|Sign|Scan|File
Invoice for|Thank for
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
PAPERS = (
    """
quote|offer|contract|price list|drawings|floor plan|samples|brochure|invoice|delivery dates|references
certificates|demo data|slides|minutes|budget|spec sheet|NDA|purchase order|mock-up|photos|test report|checklist
agenda|terms|penalty clause|estimate|wireframes|shortlist|timeline|warranty papers|service report|cost plan
sketches|travel plan|guest list|survey results|renewal
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
MEETINGS = (
    """
Kickoff|Check-in|Site visit|Intro call|Follow-up|Pricing discussion|Quarterly review|Budget review
Contract review|Demo|Workshop|Lunch|Coffee|Factory tour|Board presentation|Birthday call|Decision call
Closing call|Hand-over|Renewal talk|Signing|Acceptance test|Steering committee|Farm visit|Trade fair chat
Breakfast|Price talk|Status call|Retrospective|Fitting|Tasting
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


def sold(random: Random) -> str:
    """Return what is sold, in small letters: `office chairs`, `second kiln`."""
    thing = random.choice(SOLD)
    told = random.random()
    if told < 0.3:
        return f"{random.choice(OF_WHAT)} {thing}"
    return (
        f"{thing} {random.choice(('2', '2026', 'phase 2', 'for the yard', random.choice(PLACE)))}"
        if told < 0.4
        else thing
    )


def deal(random: Random) -> str:
    """Return how somebody names a deal."""
    thing, name = sold(random), stem(random)
    if random.random() < 0.35:
        thing = thing.capitalize() if random.random() < 0.6 else thing.title()
    forms = (
        f"the {name} {thing}", f"{name} {thing}", f"{name} {thing}", f"the {name} deal", name, f"the {thing}", thing,
        f"the {thing} deal", f"{name} - {thing}", f"{name} \u2013 {thing}", f'"{name} {thing}"', f"\u201c{thing}\u201d",
        f"the {thing} with {name}", f"the {thing} at {name}", f"the {thing} for {company(random)}", f"{thing} {name}",
        f"{random.choice(PLACE)} {thing}", f"{name}'s {thing}", f"the {thing} of {name}", f"{thing} ({name})",
        f"our {thing} deal with {company(random)}", f"the {thing} opportunity", f"that {thing} deal", thing,
        f"{coined(random)} {thing}",
    )  # fmt: skip
    return random.choice(forms)


def titled(random: Random) -> str:
    """Return what a new deal is called."""
    thing, name = sold(random), stem(random)
    forms = (
        thing, thing, thing.capitalize(), f"{name} {thing}", f"{thing} {random.choice(PLACE)}", f'"{thing.title()}"',
        f"{random.randint(2, 40)} {thing}", f"{name} \u2013 {thing}",
    )  # fmt: skip
    return random.choice(forms)


def subject(random: Random) -> str:
    """Return what an activity is called."""
    paper, verb, thing = random.choice(PAPERS), random.choice(VERBS), sold(random)
    forms = (
        f"{verb} {paper}", f"{verb} {paper} for {company(random)}", f"{verb} {thing} {paper}", f"{verb} the {paper}",
        f"{verb} {person(random)}'s {paper}", random.choice(MEETINGS), random.choice(MEETINGS),
        f"{random.choice(MEETINGS)} {company(random)}", f"{random.choice(MEETINGS)} {first_name(random)}",
        f"{random.choice(MEETINGS)} with {person(random)}", f"Call {person(random)} about {paper}",
        f"Call {first_name(random)} back", f"{paper} {company(random)}", f"{paper} to {person(random)}",
        f"Email {first_name(random)} the {paper}", f"Chase {person(random)} about the {paper}", f"{thing} {paper}",
    )  # fmt: skip
    made = random.choice(forms)
    told = random.random()
    return made.lower() if told < 0.25 else f"the {made[:1].lower()}{made[1:]}" if told < 0.4 else made
