"""What people call classes, fields, listed values and kinds of activity, beside their own names."""

NOUNS = {
    "_User": (
        "user|users|rep|reps|colleague|colleagues|teammate|teammates|salesperson|salespeople|sales rep|sales reps"
    ),
    "Company": (
        "company|companies|account|accounts|organisation|organization|organisations|organizations|firm|firms|"
        "client|clients|customer|customers|business|businesses|org|orgs|vendor|vendors"
    ),
    "Contact": "contact|contacts|person|persons|people|client|clients|customer|customers|contact person|ppl",
    "Deal": (
        "deal|deals|opportunity|opportunities|opp|opps|sale|sales|oppty|deel|dael|prospect|prospects|contract|"
        "contracts|pipeline deal|pipeline deals"
    ),
    "Activity": (
        "activity|activities|task|tasks|todo|todos|to-do|to-dos|call|calls|meeting|meetings|email|emails|"
        "reminder|reminders|appointment|appointments|follow-up|follow-ups|followup|followups|event|events|"
        "follow up|follow ups|note|notes|action item|action items|e-mail|e-mails|phone call|phone calls|mtg|mtgs|"
        "demo|demos|visit|visits|to do|lunch|to dos|workshop|catch-up|catchup|sync|next step|next steps|mail|"
        "mails|zoom|interaction|interactions|touchpoint|touchpoints|things to do|agenda|schedule|calendar|"
        "conference call|presentation|presentations|coffee|video call|zoom call|teams call|conversation|"
        "conversations|chat|chats|check-in|check-ins"
    ),
}
FIELDS = {
    ("Deal", "amount"): (
        "amount|estimated value|estimated amount|value|worth|price|size|deal size|deal value|volume|figure|"
        "number|total|budget|revenue|sum|money|deal amount|amt|val|ticket|ticket size|tcv|acv|arr|price tag|"
        "contract value|estimate"
    ),
    ("Deal", "stage"): "stage|status|phase|step|pipeline stage|column|state|deal stage|sales stage|stg",
    ("Deal", "title"): "title|name|deal name|deal title",
    ("Deal", "expected_close_date"): (
        "decision|decides on|expected close date|close date|closing date|expected close|close|closing|closing on|"
        "closes|due date|expected date|target date|target close|decision date|expected to close|expected closing|"
        "expected closing date|deadline|closes on|close by|ecd|date|closing by|signing date|expected close day|"
        "to close|should close|will close|close on|go live|go-live"
    ),
    ("Deal", "assigned_to"): (
        "owner|assignee|assigned to|owned by|salesperson|rep|account manager|responsible|person responsible|"
        "responsibility|ownership|deal owner|sales rep|account exec|account executive|responsible person|"
        "in charge|ae"
    ),
    ("Deal", "contact"): (
        "contact|contact person|main contact|primary contact|point of contact|person to talk to|poc|"
        "buyer contact|decision maker|key contact|champion"
    ),
    ("Deal", "company"): "company|account|client|customer|buyer|organisation|organization",
    ("Deal", "notes"): "notes|note|comments|comment|remarks|remark|deal notes",
    ("Contact", "name"): "name|full name|surname|last name",
    ("Contact", "email"): "email|e-mail|email address|e-mail address|mail|mail address|emailaddress|mail id|email id",
    ("Contact", "phone"): (
        "phone|phone number|telephone|telephone number|tel|number|mobile|mobile number|cell|cell number|"
        "cell phone|phone no|direct line|direct dial|mobile phone|ph|contact number|mob|work phone"
    ),
    ("Contact", "company"): (
        "company|employer|organisation|organization|firm|works at|works for|working at|account|working for|"
        "now works at|now works for|works now at|works now for|is now at|moved to|joined|has joined|went to|"
        "is with|now with|has moved to|moved over to|has moved over to|moved on to|went over to|changed over to|"
        "switched to|changed to|left for|now at"
    ),
    ("Contact", "notes"): "notes|note|comments|comment|remarks|remark",
    ("Company", "name"): "name|company name",
    ("Company", "website"): "website|site|web site|url|web|homepage|home page|web address|web page|webpage|domain",
    ("Company", "industry"): "industry|sector|line of business|branch|vertical|field|segment|business area",
    ("Company", "address"): "address|location|headquarters|hq|office|postal address|street address|head office",
    ("Company", "notes"): "notes|note|comments|comment|remarks|remark",
    ("Activity", "subject"): "subject|title|name|topic|subject line|headline",
    ("Activity", "description"): "description|details|notes|note|text|body|comment|comments",
    ("Activity", "type"): "type|kind|activity type|category",
    ("Activity", "due_date"): "due date|due|deadline|date|time|start|start time|when|due on|due by|scheduled for",
    ("Activity", "completed_at"): "completed at|completion date|completed|completed on|done on|finished on",
    ("Activity", "related_to"): "related to|linked to|attached to|concerning|link|connected to",
    ("Activity", "created_by"): "created by|creator|author|logged by|added by|entered by|made by",
    ("Contact", "created_by"): "created by|creator|added by|entered by",
    ("Company", "created_by"): "created by|creator|added by|entered by",
}
CHOICES = {
    ("stage", "lead"): "lead|leads|new lead|lead stage",
    ("stage", "qualified"): "qualified|qualification|qualify|qualifying|qual|qualifed|qualified stage|qualifies",
    ("stage", "proposal"): (
        "proposal|proposals|proposed|proposal stage|propsal|porposal|proposel|prop|propose|proposal sent|quoting"
    ),
    ("stage", "negotiation"): (
        "negotiation|negotiations|negotiating|negotiate|nego|negotation|negociation|negotation stage|in talks|"
        "negotiaton|neg|negotiation stage|contract negotiation|negotiated"
    ),
    ("stage", "won"): "won|closed won|closed-won|win|wins|closed as won|close won|winning|cw",
    ("stage", "lost"): "lost|closed lost|closed-lost|loss|losses|closed as lost|close lost|losing|cl",
}
DEEDS = {
    "call": (
        "call|calls|phone call|phone calls|phonecall|voicemail|voice mail|zoom call|video call|teams call|"
        "conference call|chat|conversation|talk|quick chat|cold call|check-in call|discovery call|quick call|"
        "ring|telephone call|intro call|follow-up call|followup call|sales call|good call|great call|long call|"
        "short call|facetime|callback|call back"
    ),
    "email": "email|e-mail|mail|emails|e-mails|mails|newsletter|message|follow-up email",
    "meeting": (
        "meeting|meetings|demo|demos|visit|site visit|lunch|coffee|dinner|breakfast|workshop|presentation|"
        "catch-up|catchup|catch up|sync|zoom|teams meeting|video conference|face to face|sit-down|appointment|"
        "mtg|meet|f2f|onsite|on-site|kickoff|kick-off|kickoff meeting|demo meeting|review|drinks|event|webinar|"
        "beer|meet-up|zoom meeting|follow-up meeting|product demo|quick meeting|onsite visit|review meeting|"
        "session|interview"
    ),
    "task": "task|todo|to-do|to do|reminder|check-in|follow-up|followup|follow up|action item|action|next step",
    "note": "note|notes|memo",
}
