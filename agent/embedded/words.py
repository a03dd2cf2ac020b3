"""The words of CRM language that no schema holds: verbs, qualifiers, courtesies, and the words that forbid to act."""

from functools import cache


@cache
def of(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


@cache
def phrases(text: str) -> tuple[str, ...]:
    """Return phrases that a bar divides."""
    return tuple(text.split("|"))


VERBS = {
    "set": "set change update edit modify adjust correct fix amend revise alter make put switch turn have replace",
    "move": "move advance push progress promote shift bring transition drag slide kick take bump flip pull get "
    "demote downgrade upgrade send step go",
    "mark": "mark flag tick check cross close",
    "raise": "raise increase lift bump up grow",
    "lower": "lower reduce cut decrease drop shrink",
    "rename": "rename retitle relabel",
    "assign": "assign reassign give hand transfer pass delegate allocate reallocate re-assign handover shift move switch",
    "clear": "clear empty blank unset wipe reset",
    "create": "create add make start register enter insert generate build put",
    "log": "log record note jot track capture document register save put",
    "append": "add append attach note write put jot log record save stick drop",
    "plan": "remind schedule plan book arrange organise organize nudge ping diarise calendar",
    "complete": "complete finish close tick check mark wrap resolve conclude",
    "delete": "delete remove chuck erase trash scrap bin discard purge nuke wipe ditch toss axe destroy kill cancel drop",
    "cancel": "cancel scrap drop",
    "postpone": "postpone delay defer reschedule push move shift slip bring pull bump",
    "show": "show provide state indicate specify compile list find display get fetch see view give pull bring open search tell look print check dig",
    "share": "share unshare expose",
    "undo": "undo revert reverse undelete restore",
    "win": "win land bag",
    "lose": "lose",
    "sign": "sign countersign",
    "own": "own handle manage lead",
    "work": "work",
    "owe": "owe",
    "ask": "ask say tell mention claim suggest insist request order instruct want wish demand report hear read believe "
    "reckon confirm promise warn",
    "consider": "think consider wonder suppose imagine guess debate hope doubt feel assume contemplate ponder toy",
    "stop": "stop avoid refrain quit forget",
    "wait": "wait hold",
    "compare": "compare",
    "happen": "happen change occur",
    "take over": "takeover",
}
IRREGULAR = {
    "set": ("set", "set"), "make": ("made", "made"), "put": ("put", "put"), "take": ("took", "taken"),
    "bring": ("brought", "brought"), "get": ("got", "gotten"), "give": ("gave", "given"), "cut": ("cut", "cut"),
    "write": ("wrote", "written"), "win": ("won", "won"), "lose": ("lost", "lost"), "tell": ("told", "told"),
    "say": ("said", "said"), "hear": ("heard", "heard"), "read": ("read", "read"), "think": ("thought", "thought"),
    "find": ("found", "found"), "show": ("showed", "shown"), "see": ("saw", "seen"), "stick": ("stuck", "stuck"),
    "build": ("built", "built"), "send": ("sent", "sent"), "feel": ("felt", "felt"), "forget": ("forgot", "forgotten"),
    "quit": ("quit", "quit"), "hold": ("held", "held"), "do": ("did", "done"), "go": ("went", "gone"),
    "have": ("had", "had"), "slide": ("slid", "slid"), "undo": ("undid", "undone"), "lead": ("led", "led"),
    "speak": ("spoke", "spoken"), "meet": ("met", "met"), "ring": ("rang", "rung"), "leave": ("left", "left"),
    "grow": ("grew", "grown"), "shrink": ("shrank", "shrunk"), "hand": ("handed", "handed"), "up": ("upped", "upped"),
    "buy": ("bought", "bought"), "dig": ("dug", "dug"),
}  # fmt: skip
PHRASES = {
    "show": "pull up|bring up|look up|give me|show me|tell me|let me see|let me know|i want to see|i'd like to see|"
    "can i see|can i get|can i have|i need to see|i need a list of|dig up|gimme|lemme see|walk me through|"
    "run me through|fill me in on|brief me on|remind me what|remind me who|remind me when|remind me how",
    "about": "tell me about|tell me everything about|what do we know about|what do you know about|who is|who's|"
    "what is the story with|what's the story with|brief me on|fill me in on|give me the rundown on|details of|"
    "details on|details for|info on|information on|info about|everything about|everything on|all about|"
    "what's up with|bring me up to speed on|catch me up on|status of|status on|update on|what is up with|"
    "where are we with|where do we stand with|where are we on|how is it going with|how are things with|overview of|"
    "summary of|summarize|summarise|where do we stand on",
    "create": "open a|open an|open new|open another|set up|put in|open up|add in|key in|create a new|there's a new|there is a new|we have a new|"
    "i have a new|got a new|we got a new|i've got a new|we've got a new|i want a new|i need a new",
    "log": "log that|make a note|make a record|write down|jot down|put down|take a note|note down|keep a record",
    "plan": "i owe|remember me|follow up|follow-up|set up|set a reminder|add a reminder|create a reminder|put a reminder|set reminder|"
    "new reminder|don't let me forget|dont let me forget|don't forget|dont forget|do not let me forget|"
    "put in my calendar|put in the calendar|add to my calendar|put on my calendar|make sure i|make sure that i|"
    "i need to|i have to|i must|i gotta|i got to|i've got to|need to|remember to|i should remember to|to do|todo|"
    "to-do|need reminder|reminder to|reminder for|a reminder|reminder|i want to|i'd like to|get me to|i will|i'll|"
    "we need to|i am going to|i'm going to|pencil in|we will|we'll|let's|lets",
    "complete": "tick off|check off|cross off|wrap up|marked done|is done|are done|was done|all done|is finished|"
    "is complete|is completed|done with|i'm done with|i am done with|finished with|taken care of|sorted|has been done",
    "delete": "get rid of|take out|clean out|do away with|throw away|throw out|blow away|clean up",
    "undo": "roll back|rollback|take that back|take it back|put it back|put that back|change it back|"
    "change that back|put back|back out|set it back|move it back|bring it back|bring back|go back|undo that|undo it|"
    "revert that|reverse that|that was wrong|that was a mistake|never mind that change|reinstate|un-do",
    "assign": "hand over|hand off|take over|takes over|taking over|pass on|pass along|responsible for|"
    "give over|hands over|will handle|will take|should own|is the new owner of|now owns|is now the owner of|"
    "take care of|is taking over|will be handling|is now handling|will own|put in charge of|in charge of|re assign|"
    "new owner of|owner is now",
    "win": "closed won|closed-won|close won|just won|we won|is ours|in the bag|got the deal|gave us the deal|"
    "has been won|was won|sealed the deal|closed the deal|is a win|came through|said yes|has signed|have signed|"
    "just signed|signed the contract|signed the deal|signed off on the deal|signed the paperwork|signed on|is signed|"
    "got signed|was signed|contract signed|contract is signed|signed the order|signed the dotted line|is closed won|"
    "signed today|signed yesterday|signed with us|gone through|went through|signed up|signed the offer|bought|"
    "placed the order|placed an order|sent the po|po is in|accepted our offer|accepted the offer|"
    "accepted our proposal|accepted the proposal|inked|signed us|chose us|picked us|went with us|is done and dusted|"
    "is a done deal",
    "lose": "closed lost|closed-lost|close lost|we lost|is lost|has been lost|was lost|fell through|falls through|"
    "went with a competitor|went with the competition|went with someone else|went elsewhere|"
    "is dead|died|went dead|dead in the water|not happening|isn't happening|is off|is a no|said no|turned us down|"
    "rejected our offer|rejected the offer|rejected our proposal|rejected the proposal|declined our offer|"
    "declined our proposal|passed on us|pulled out|backed out|walked away|went cold for good|chose a competitor|"
    "chose someone else|chose another vendor|picked someone else|picked a competitor|is a goner|is toast|"
    "signed with a competitor|signed with someone else|went to a competitor|has gone to a competitor|"
    "no longer interested|isn't interested anymore|not interested anymore|are not interested anymore|"
    "is not interested anymore|are no longer interested|is no longer interested|is gone|is history|"
    "has fallen through|went south|bailed|bailed on us|are out|is out|dropped out|won't buy|will not buy",
    "help": "what can you do|what can i do|what can i ask|what can i say|how do you work|how does this work|"
    "what do you do|how can you help|help me|can you help|show me what you can do|what are you able to do|"
    "what are your features|what commands|which commands|list of commands|what's possible|how do i use this|"
    "how do i use you|what all can you do|who are you|what are you|are you a bot|are you human|are you a robot",
    "me": "who am i|whoami|what's my name|what is my name|which user am i|who is logged in|who am i logged in as|"
    "what's my role|what is my role|what are my rights|what's my email|what is my email|what's my user|who's logged in",
    "greeting": "hi|hello|hey|hiya|yo|good morning|good afternoon|good evening|greetings|howdy|morning|hi there|"
    "hey there|hello there|what's up|whats up|sup|how are you|how are you doing|how's it going|how is it going|"
    "how are you today|nice to meet you|good day|gday|g'day",
    "thanks": "thanks|thank you|thx|ty|cheers|many thanks|thanks a lot|thank you very much|thank you so much|great|"
    "perfect|awesome|nice|cool|excellent|super|brilliant|good job|well done|nice one|great job|great work|lovely|"
    "amazing|much appreciated|appreciate it|good work|nice work|wonderful|fantastic|tks|tnx|merci|danke|gracias|"
    "thanks so much|thanks a million|you're the best|you rock|that's great|that's perfect|very good|got it|noted|"
    "sounds good|all good|alright|understood|makes sense",
    "bye": "bye|goodbye|see you|see ya|good night|that's all|that is all|talk later|later|have a nice day|"
    "that's it|that will be all|nothing else|see you later|see you tomorrow|have a good day|have a great day|cya|"
    "have a good weekend|have a nice weekend|have a great weekend|take care",
    "yes": "yes|yep|yeah|yup|sure|ok|okay|yes please|please do|do it|go ahead|correct|right|exactly|that's right|"
    "that's the one|affirmative|of course|absolutely|definitely|y|sure thing|go for it|confirm|confirmed|"
    "sounds good|yes do it|yes go ahead|please|ja|si|oui|that one|yes that one|make it so|yes it is|ye|k|indeed|"
    "yes that's right|yes correct|that is right|please go ahead|yes create it|create it|yes please do|why not|ok do it",
    "no": "no|nope|nah|no thanks|no thank you|cancel|never mind|nevermind|forget it|leave it|don't|do not|stop|"
    "abort|neither|none|none of them|none of these|not now|n|leave it as it is|rather not|no way|nvm|drop it|"
    "forget about it|no don't|no leave it|neither of them|no stop|don't do it|no need|scratch that|nein|"
    "leave it alone|skip it|let it be|do nothing|not that|on second thought no|no cancel that|cancel that",
}
NOUNS = {
    "_User": "user|users|rep|reps|colleague|colleagues|teammate|teammates|salesperson|salespeople|sales rep|sales reps",
    "Company": "company|companies|account|accounts|organisation|organization|organisations|organizations|firm|firms|"
    "client|clients|customer|customers|business|businesses|org|orgs|vendor|vendors",
    "Contact": "contact|contacts|person|people|client|clients|customer|customers|contact person|ppl",
    "Deal": "deal|deals|opportunity|opportunities|opp|opps|sale|sales|oppty|deel|dael|prospect|prospects|contract|"
    "contracts|pipeline deal|pipeline deals",
    "Activity": "activity|activities|task|tasks|todo|todos|to-do|to-dos|call|calls|meeting|meetings|email|emails|"
    "reminder|reminders|appointment|appointments|follow-up|follow-ups|followup|followups|event|events|"
    "follow up|follow ups|note|notes|action item|action items|e-mail|e-mails|phone call|phone calls|mtg|mtgs|demo|"
    "demos|visit|visits|to do|lunch|to dos|workshop|catch-up|catchup|sync|next step|next steps|mail|mails|zoom|"
    "interaction|interactions|touchpoint|touchpoints|things to do|agenda|schedule|calendar|conference call|"
    "presentation|presentations|coffee|video call|zoom call|teams call|conversation|conversations|chat|chats",
}
FIELDS = {
    ("Deal", "amount"): "amount|value|worth|price|size|deal size|deal value|volume|figure|number|total|budget|revenue|"
    "sum|money|deal amount|amt|val|ticket|ticket size|tcv|acv|arr|quote|price tag|contract value|estimate",
    ("Deal", "stage"): "stage|status|phase|step|pipeline stage|column|state|deal stage|sales stage|stg",
    ("Deal", "title"): "title|name|deal name|deal title",
    ("Deal", "expected_close_date"): "expected close date|close date|closing date|expected close|close|closing|"
    "closing on|closes|due date|expected date|target date|target close|decision date|expected to close|"
    "expected closing|expected closing date|deadline|closes on|close by|ecd|date|closing by|signing date|"
    "expected close day|to close|should close|will close|close on|go live|go-live",
    ("Deal", "assigned_to"): "owner|assignee|assigned to|owned by|salesperson|rep|account manager|responsible|"
    "person responsible|responsibility|ownership|deal owner|sales rep|account exec|account executive|responsible person|in charge|ae",
    ("Deal", "contact"): "contact|contact person|main contact|primary contact|point of contact|person to talk to|poc|"
    "buyer contact|decision maker|key contact|champion",
    ("Deal", "company"): "company|account|client|customer|buyer|organisation|organization",
    ("Deal", "notes"): "notes|note|comments|comment|remarks|remark|deal notes",
    ("Contact", "name"): "name|full name|surname|last name",
    ("Contact", "email"): "email|e-mail|email address|e-mail address|mail|mail address|emailaddress|mail id|email id",
    ("Contact", "phone"): "phone|phone number|telephone|telephone number|tel|number|mobile|mobile number|cell|"
    "cell number|cell phone|phone no|direct line|direct dial|mobile phone|ph|contact number|mob|work phone",
    ("Contact", "company"): "company|employer|organisation|organization|firm|works at|works for|working at|account|"
    "working for|now works at|now works for|works now at|works now for|is now at|moved to|joined|has joined|went to|"
    "is with|now with|has moved to|switched to|changed to|left for|now at",
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
    ("stage", "proposal"): "proposal|proposals|proposed|proposal stage|propsal|porposal|proposel|prop|propose|"
    "proposal sent|quoting",
    ("stage", "negotiation"): "negotiation|negotiations|negotiating|negotiate|nego|negotation|negociation|"
    "negotation stage|in talks|negotiaton|neg|negotiation stage|contract negotiation|negotiated",
    ("stage", "won"): "won|closed won|closed-won|win|wins|closed as won|close won|winning|cw",
    ("stage", "lost"): "lost|closed lost|closed-lost|loss|losses|closed as lost|close lost|losing|cl",
}
DEEDS = {
    "call": "call|calls|phone call|phone calls|phonecall|voicemail|voice mail|zoom call|video call|teams call|"
    "conference call|chat|conversation|talk|quick chat|cold call|check-in call|discovery call|quick call|ring|"
    "telephone call|intro call|follow-up call|followup call|sales call|good call|great call|long call|short call|"
    "facetime|callback|call back",
    "email": "email|e-mail|mail|emails|e-mails|mails|newsletter|message|follow-up email",
    "meeting": "meeting|meetings|demo|demos|visit|site visit|lunch|coffee|dinner|breakfast|workshop|presentation|"
    "catch-up|catchup|catch up|sync|zoom|teams meeting|video conference|face to face|sit-down|appointment|mtg|meet|"
    "f2f|onsite|on-site|kickoff|kick-off|kickoff meeting|demo meeting|review|drinks|event|webinar|beer|meet-up|"
    "zoom meeting|follow-up meeting|product demo|quick meeting|onsite visit|review meeting|session|interview",
    "task": "task|todo|to-do|to do|reminder|follow-up|followup|follow up|action item|action|next step",
    "note": "note|notes|memo",
}
DEED_VERBS = {
    "call": "call phone ring dial speak talk chat voicemail telephone",
    "email": "email mail e-mail",
    "meet": "meet visit lunch demo present",
    "reach": "reach contact touch ping text message whatsapp dm slack discuss pitch sms",
    "send": "send forward",
    "follow": "follow",
    "prepare": "prepare draft check review ask tell get write confirm chase pay submit order sort finish do update "
    "look research read send share bring buy discuss offer invite sign collect deliver finalise finalize fix "
    "arrange book quote negotiate renew invoice nudge ping contact reach prep figure re-send resend circle touch "
    "loop introduce print upload request remind clarify verify pick visit see find make set put start think go work",
}
DEED_PHRASES = {
    (
        "call",
        "past",
    ): "caught up with|touched base with|checked in with|had a word with|got a hold of|got hold of|heard back from|"
    "had a chat with|had a talk with|was on the phone with|been on the phone with|was in touch with|have been in touch with|"
    "had a conversation with|exchanged a few words with|heard from|got a call from|had a quick word with|got off a call with|"
    "had a quick chat with|got off the phone with|hung up with",
    (
        "reach",
        "past",
    ): "reached out to|got in touch with|got back to|dropped a line to|left a message for|left a message with",
    (
        "email",
        "past",
    ): "sent an email to|sent an e-mail to|sent a mail to|wrote to|wrote an email to|replied to|sent a message to|"
    "wrote an e-mail to|got an email from|received an email from|shot an email to|sent email to",
    (
        "meet",
        "past",
    ): "ran into|bumped into|sat down with|had lunch with|had coffee with|had dinner with|had a meeting with|got together with",
    (
        "follow",
        "base",
    ): "touch base with|catch up with|check in with|get in touch with|reach out to|get back to|circle back with|"
    "circle back to|check back with|chase up|loop back with",
}
GUARDS = of(
    "not never no nor none nothing if unless except but only without instead rather until till almost nearly "
    "maybe perhaps probably possibly might may could would should shall wonder whether or before when once "
    "whenever yet hypothetically theoretically otherwise neither either excluding besides apart wait hold "
    "pretend joking kidding opposite reverse undone hasn't haven't"
)
FREE = of(
    "a an the please pls plz plse kindly hey hi hello ok okay so well just also then too again and & me us for "
    "of in on at to with from by as into onto over up thanks thank thx ty cheers asap quickly immediately "
    "actually basically um uh er erm ah oh hmm btw fyi you your our we i it's is are be was been has have had 's "
    "'m 're 've 'll 'd let lets let's go ahead sure crm parley system database record entry there here today's "
    "now already finally new know guys team dear sir friend mate buddy bro dude man right away soon possible "
    "real quick simply directly currently kind sorta alright great good perfect super awesome guess moment time "
    "got gotta will that's i'd i'm i've we've we're still indeed which who that am its his her their there's "
    "here's being gonna wanna quite very really pretty can could do does did need want like would love yes yeah "
    "yep sorry morning afternoon evening everyone all regards best kr br greetings since ugh lol omg wow yay "
    "woohoo damn haha hehe hm yo hooray accordingly presently stored saved listed where whose whom able "
    "appreciate thank's officially effectively properly correctly immediate please! folks gently later-on "
    "therefore hence thus anyway anyways hell heck bloody freaking fucking stupid mr mrs ms dr miss madam "
    "straight hereby herewith recently lately just-now whole entire own same mentioned above below "
    "aforementioned said respective given following next-time i'll we'll you'll he'll they'll finally! "
    "absolutely definitely certainly assistant pal mates cuz because"
)
COURTESIES = phrases(
    "can you please|could you please|would you please|can you|could you|would you|will you|can u|could u|would u|"
    "pls can you|can we|could we please|please can you|please could you|would you mind|do you mind|"
    "would it be possible to|would it be possible for you to|is it possible to|could you possibly|"
    "may i ask you to|might i ask you to|i would like you to|i'd like you to|i would like to|i'd like to|"
    "i want you to|i want to|i wanna|i need you to|i need to|we need to|i'd appreciate it if you could|"
    "i would appreciate it if you could|it would be great if you could|it'd be great if you could|"
    "it would be nice if you could|i'd be grateful if you could|i would be grateful if you could|if you could|"
    "if you would|if possible|if you can|if you don't mind|if you dont mind|when you get a chance|"
    "when you have a moment|when you get a moment|when you can|when you have time|when you have a minute|"
    "when you have a sec|if it's not too much trouble|go ahead and|make sure to|be sure to|make sure that|"
    "make sure|please ensure that|ensure that|please make sure|let's|let us|we should|we can|you can|you may|"
    "you should|time to|thank you in advance|thanks in advance|many thanks in advance|in the crm|in parley|"
    "in the system|in the pipeline|in our pipeline|in our system|in our crm|for me|for us|right away|"
    "as soon as possible|once you can|i think it's time to|it's time to|it is time to|i have to|i forgot to|"
    "don't forget to|dont forget to|do not forget to|i was wondering if you could|i wonder if you could|"
    "i am wondering if you could|do me a favor and|do me a favour and|would be great if you could|"
    "would be nice if you could|need you to|want you to|from now on|as of now|as of today|effective immediately|"
    "it should be|should be|should now be|should read|needs to be|need to be|has to be|have to be|must be|"
    "it needs to be|ought to be|is now|are now|is at|just a quick one|quick one|quick update|small update|"
    "one more thing|no problem|no worries|not a problem|hope you are well|hope you're well|i hope you are well|"
    "hope all is well|good morning|good afternoon|good evening|by the way|at the moment|for now|shall we say|"
    "let's say|i would say|you know|i mean|so to speak|could you kindly|kindly|i'll need you to|"
    "i would need you to|please do|i believe|as well|as discussed|as agreed|or so|on it|no rush|whenever you can|"
    "whenever you have time|if you get a chance|the following|can i get you to|could i get you to|"
    "can i ask you to|could i ask you to|may i ask you|mind|i am pleased to say|i'm happy to report|"
    "happy to report|be informed that|be advised that|note that|this is to inform you that|i inform you that|"
    "to inform you that|i am writing to|we kindly request that|i request that|we request that|"
    "i hereby request that|is to be|are to be|please be informed that|please be advised that|please note that|"
    "good news|great news|bad news|sad news|big news|heads up|just so you know|for the record|turns out|"
    "it turns out|guess what|unfortunately|sadly|luckily|fortunately|finally|at last|as you know"
)  # fmt: skip
SHORT = {
    "w/": "with",
    "w": "with",
    "mv": "move",
    "upd": "update",
    "updt": "update",
    "del": "delete",
    "sched": "schedule",
    "mtg": "meeting",
    "mtng": "meeting",
    "appt": "appointment",
    "u": "you",
    "ur": "your",
    "abt": "about",
    "nxt": "next",
    "chg": "change",
    "chng": "change",
    "asgn": "assign",
    "nw": "new",
    "rmd": "remind",
    "rmnd": "remind",
    "cuz": "because",
    "bc": "because",
    "b/c": "because",
    "acct": "account",
    "thru": "through",
    "hv": "have",
    "im": "i'm",
    "rn": "now",
    "amt": "amount",
    "prio": "priority",
    "cust": "customer",
    "ctc": "contact",
    "cntct": "contact",
    "co": "company",
    "comp": "company",
    "opp": "deal",
    "msg": "message",
    "gonna": "going",
    "tmrw": "tomorrow",
    "shw": "show",
    "lst": "list",
    "crt": "create",
    "hw": "how",
    "mny": "many",
    "wht": "what",
    "wat": "what",
    "wich": "which",
    "teh": "the",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "spk": "speak",
    "whos": "who's",
    "wats": "what's",
    "whats": "what's",
    "wanna": "want",
    "2day": "today",
    "b4": "before",
    "frm": "from",
    "fwd": "forward",
    "discus": "discuss",
    "shedule": "schedule",
    "schedual": "schedule",
    "chagne": "change",
    "udpate": "update",
    "upate": "update",
    "asign": "assign",
    "delte": "delete",
    "remnd": "remind",
    "creat": "create",
    "meetin": "meeting",
    "mvoe": "move",
    "amout": "amount",
    "ammount": "amount",
    "vlaue": "value",
    "contcat": "contact",
}
