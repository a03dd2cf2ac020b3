"""Verbs of CRM language, by what they mean."""

VERBS = {
    "set": "set use change update edit modify adjust correct fix amend revise alter make put switch turn replace",
    "move": (
        "move advance push progress promote shift bring transition drag slide kick take bump flip pull get "
        "demote downgrade upgrade send step go"
    ),
    "mark": "mark flag tick check cross close",
    "raise": "raise increase lift bump up grow",
    "lower": "lower knock shave trim chop slash reduce cut decrease drop shrink",
    "rename": "rename retitle relabel",
    "assign": (
        "assign reassign give hand transfer pass delegate allocate reallocate re-assign handover shift move switch"
    ),
    "clear": "clear empty blank unset wipe reset",
    "create": "create add make start register enter insert generate build put",
    "log": "log record note jot track capture document register save",
    "append": "add append attach note write put jot log record save stick drop",
    "plan": "remind schedule plan book arrange organise organize nudge ping diarise calendar",
    "complete": "complete finish close tick check mark wrap resolve conclude",
    "delete": (
        "delete remove chuck erase trash scrap bin discard purge nuke wipe ditch toss axe destroy kill cancel drop"
    ),
    "cancel": "cancel scrap drop",
    "postpone": "postpone delay defer reschedule push move shift slip bring pull bump",
    "show": (
        "show provide state indicate specify compile list find display get fetch see view give pull bring open "
        "search tell look print check dig"
    ),
    "share": "share unshare expose",
    "undo": "undo revert reverse undelete restore",
    "win": "win land bag",
    "lose": "lose",
    "sign": "sign countersign",
    "own": "own handle manage lead run look",
    "work": "work",
    "owe": "owe",
    "ask": (
        "ask say tell mention claim suggest insist request order instruct want wish demand report hear read "
        "believe reckon confirm promise warn"
    ),
    "consider": "think consider wonder suppose imagine guess debate hope doubt feel assume contemplate ponder toy",
    "stop": "stop avoid refrain quit forget",
    "wait": "wait hold",
    "compare": "compare",
    "happen": "happen change occur",
    "take over": "takeover",
}
"""What is done to records; each verb in its base form."""
IRREGULAR = {
    "set": ("set", "set"),
    "make": ("made", "made"),
    "put": ("put", "put"),
    "take": ("took", "taken"),
    "bring": ("brought", "brought"),
    "get": ("got", "gotten"),
    "give": ("gave", "given"),
    "cut": ("cut", "cut"),
    "write": ("wrote", "written"),
    "win": ("won", "won"),
    "lose": ("lost", "lost"),
    "tell": ("told", "told"),
    "say": ("said", "said"),
    "hear": ("heard", "heard"),
    "read": ("read", "read"),
    "think": ("thought", "thought"),
    "find": ("found", "found"),
    "show": ("showed", "shown"),
    "see": ("saw", "seen"),
    "stick": ("stuck", "stuck"),
    "build": ("built", "built"),
    "send": ("sent", "sent"),
    "feel": ("felt", "felt"),
    "forget": ("forgot", "forgotten"),
    "quit": ("quit", "quit"),
    "hold": ("held", "held"),
    "do": ("did", "done"),
    "go": ("went", "gone"),
    "have": ("had", "had"),
    "slide": ("slid", "slid"),
    "undo": ("undid", "undone"),
    "lead": ("led", "led"),
    "speak": ("spoke", "spoken"),
    "meet": ("met", "met"),
    "ring": ("rang", "rung"),
    "leave": ("left", "left"),
    "grow": ("grew", "grown"),
    "shrink": ("shrank", "shrunk"),
    "hand": ("handed", "handed"),
    "up": ("upped", "upped"),
    "buy": ("bought", "bought"),
    "dig": ("dug", "dug"),
}
"""The past and the participle of verbs that do not end on -ed."""
PHRASES = {
    "show": (
        "pull up|bring up|look up|give me|show me|tell me|let me see|let me know|i want to see|i'd like to see|"
        "can i see|can i get|can i have|i need to see|i need a list of|dig up|gimme|lemme see|walk me through|"
        "run me through|fill me in on|brief me on|remind me what|remind me who|remind me when|remind me how"
    ),
    "about": (
        "tell me about|tell me everything about|what do we know about|what do you know about|who is|who's|"
        "what is the story with|what's the story with|brief me on|fill me in on|give me the rundown on|"
        "details of|details on|details for|info on|information on|info about|everything about|everything on|"
        "all about|what's up with|bring me up to speed on|catch me up on|status of|status on|update on|"
        "what is up with|where are we with|where do we stand with|where are we on|how is it going with|"
        "how are things with|overview of|summary of|summarize|summarise|where do we stand on"
    ),
    "create": (
        "open a|open an|open new|open another|set up|put in|open up|add in|key in|create a new|there's a new|"
        "there is a new|we have a new|i have a new|got a new|we got a new|i've got a new|we've got a new|"
        "i want a new|i need a new"
    ),
    "log": "log that|make a note|make a record|write down|jot down|put down|take a note|note down|keep a record",
    "plan": (
        "i owe|remember me|follow up|follow-up|set up|set a reminder|add a reminder|create a reminder|"
        "put a reminder|set reminder|new reminder|don't let me forget|dont let me forget|don't forget|"
        "dont forget|do not let me forget|put in my calendar|put in the calendar|add to my calendar|"
        "put on my calendar|make sure i|make sure that i|i need to|i have to|i must|i gotta|i got to|i've got to|"
        "need to|remember to|i should remember to|to do|todo|to-do|need reminder|reminder to|reminder for|"
        "a reminder|reminder|i want to|i'd like to|get me to|i will|i'll|we need to|i am going to|i'm going to|"
        "pencil in|we will|we'll|let's|lets"
    ),
    "complete": (
        "tick off|check off|cross off|wrap up|marked done|is done|are done|was done|all done|is finished|"
        "is complete|is completed|done with|i'm done with|i am done with|finished with|taken care of|sorted|"
        "has been done"
    ),
    "delete": "get rid of|kick out|throw out|take out|clean out|do away with|throw away|throw out|blow away|clean up",
    "undo": (
        "take him out|take her out|take it out|take them out|take him out again|take her out again|"
        "take it out again|remove it again|delete it again|roll back|rollback|take that back|take it back|"
        "put it back|put that back|change it back|change that back|put back|back out|set it back|move it back|"
        "bring it back|bring back|go back|undo that|undo it|revert that|reverse that|that was wrong|"
        "that was a mistake|never mind that change|reinstate|un-do"
    ),
    "assign": (
        "is mine|are mine|is mine now|is now mine|hand over|hand off|take over|takes over|taking over|pass on|"
        "pass along|responsible for|give over|hands over|will handle|will take|should own|is the new owner of|"
        "now owns|is now the owner of|take care of|is taking over|will be handling|is now handling|will own|"
        "put in charge of|in charge of|re assign|new owner of|owner is now"
    ),
    "win": (
        "closed won|closed-won|close won|just won|we won|is ours|in the bag|got the deal|gave us the deal|"
        "has been won|was won|sealed the deal|closed the deal|is a win|has signed|have signed|just signed|"
        "signed the contract|signed the deal|signed off on the deal|signed the paperwork|signed on|is signed|"
        "got signed|was signed|contract signed|contract is signed|signed the order|signed the dotted line|"
        "is closed won|signed today|signed yesterday|signed with us|went through|signed up|signed the offer|"
        "bought|placed the order|placed an order|sent the po|po is in|accepted our offer|accepted the offer|"
        "accepted our proposal|accepted the proposal|inked|signed us|chose us|picked us|went with us|"
        "is done and dusted|is a done deal|takes our offer|takes the offer|took our offer|accepts our offer"
    ),
    "lose": (
        "closed lost|closed-lost|close lost|we lost|is lost|has been lost|was lost|fell through|falls through|"
        "went with a competitor|went with the competition|went with someone else|went elsewhere|is dead|died|"
        "went dead|dead in the water|not happening|isn't happening|turned us down|rejected our offer|"
        "rejected the offer|rejected our proposal|rejected the proposal|declined our offer|declined our proposal|"
        "passed on us|pulled out|backed out|walked away|went cold for good|chose a competitor|chose someone else|"
        "chose another vendor|picked someone else|picked a competitor|is a goner|is toast|"
        "signed with a competitor|signed with someone else|went to a competitor|has gone to a competitor|"
        "no longer interested|isn't interested anymore|not interested anymore|are not interested anymore|"
        "is not interested anymore|are no longer interested|is no longer interested|has fallen through|"
        "went south|bailed|bailed on us|dropped out|won't buy|will not buy|has gone elsewhere|have gone elsewhere"
    ),
    "help": (
        "what can you do|what can i do|what can i ask|what can i say|how do you work|how does this work|"
        "what do you do|how can you help|help me|can you help|show me what you can do|what are you able to do|"
        "what are your features|what commands|which commands|list of commands|what's possible|how do i use this|"
        "how do i use you|what all can you do|who are you|what are you|are you a bot|are you human|"
        "are you a robot"
    ),
    "me": (
        "who am i|whoami|what's my name|what is my name|which user am i|who is logged in|who am i logged in as|"
        "what's my role|what is my role|what are my rights|what's my email|what is my email|what's my user|"
        "who's logged in"
    ),
    "greeting": (
        "hi|hello|hey|hiya|yo|good morning|good afternoon|good evening|greetings|howdy|morning|hi there|"
        "hey there|hello there|what's up|whats up|sup|how are you|how are you doing|how's it going|"
        "how is it going|how are you today|nice to meet you|good day|gday|g'day"
    ),
    "thanks": (
        "thanks|thank you|thx|ty|cheers|many thanks|thanks a lot|thank you very much|thank you so much|great|"
        "perfect|awesome|nice|cool|excellent|super|brilliant|good job|well done|nice one|great job|great work|"
        "lovely|amazing|much appreciated|appreciate it|good work|nice work|wonderful|fantastic|tks|tnx|merci|"
        "danke|gracias|thanks so much|thanks a million|you're the best|you rock|that's great|that's perfect|"
        "very good|got it|noted|sounds good|all good|alright|understood|makes sense"
    ),
    "bye": (
        "bye|goodbye|see you|see ya|good night|that's all|that is all|talk later|later|have a nice day|that's it|"
        "that will be all|nothing else|see you later|see you tomorrow|have a good day|have a great day|cya|"
        "have a good weekend|have a nice weekend|have a great weekend|take care"
    ),
    "yes": (
        "yes|yep|yeah|yup|sure|ok|okay|yes please|please do|do it|go ahead|correct|right|exactly|that's right|"
        "that's the one|affirmative|of course|absolutely|definitely|y|sure thing|go for it|confirm|confirmed|"
        "sounds good|yes do it|yes go ahead|please|ja|si|oui|that one|yes that one|make it so|yes it is|ye|k|"
        "indeed|yes that's right|yes correct|that is right|please go ahead|yes create it|create it|yes please do|"
        "why not|ok do it"
    ),
    "no": (
        "no|nope|nah|no thanks|no thank you|cancel|never mind|nevermind|forget it|leave it|don't|do not|stop|"
        "abort|neither|none|none of them|none of these|not now|n|leave it as it is|rather not|no way|nvm|drop it|"
        "forget about it|no don't|no leave it|neither of them|no stop|don't do it|no need|scratch that|nein|"
        "leave it alone|skip it|let it be|do nothing|not that|on second thought no|no cancel that|cancel that"
    ),
}
"""Phrases that mean the same as a verb, and what people say to each other."""
DEED_VERBS = {
    "call": "call phone ring dial speak talk chat voicemail telephone",
    "email": "email mail e-mail",
    "meet": "meet visit lunch demo present",
    "reach": "reach contact touch ping text message whatsapp dm slack discuss pitch sms",
    "send": "send forward",
    "follow": "follow",
    "prepare": (
        "prepare draft check review ask tell get write confirm chase pay submit order sort finish do update look "
        "research read send share bring buy discuss offer invite sign collect deliver finalise finalize fix "
        "arrange book quote negotiate renew invoice nudge ping contact reach prep figure re-send resend circle "
        "touch loop introduce print upload request remind clarify verify pick visit see find make set put start "
        "think go work"
    ),
}
"""What people do with people: what can be logged or planned."""
DEED_PHRASES = {
    ("call", "past"): (
        "caught up with|touched base with|checked in with|had a word with|got a hold of|got hold of|"
        "heard back from|had a chat with|had a talk with|was on the phone with|been on the phone with|"
        "was in touch with|have been in touch with|had a conversation with|exchanged a few words with|heard from|"
        "got a call from|had a quick word with|got off a call with|had a quick chat with|got off the phone with|"
        "hung up with"
    ),
    ("reach", "past"): (
        "reached out to|got in touch with|got back to|dropped a line to|left a message for|left a message with"
    ),
    ("email", "past"): (
        "sent an email to|sent an e-mail to|sent a mail to|wrote to|wrote an email to|replied to|"
        "sent a message to|wrote an e-mail to|got an email from|received an email from|shot an email to|"
        "sent email to"
    ),
    ("meet", "past"): (
        "ran into|bumped into|sat down with|had lunch with|had coffee with|had dinner with|had a meeting with|"
        "got together with"
    ),
    ("follow", "base"): (
        "touch base with|catch up with|check in with|get in touch with|reach out to|get back to|circle back with|"
        "circle back to|check back with|chase up|loop back with"
    ),
}
"""Phrases for the same, with the form in which they stand."""
