"""How people ask for what was said and written: patterns of whole questions, which begin in a certain way."""

import re

LEAD = (
    r"^(?:(?:please|hey|hi|ok(?:ay)?|so|and|well|parley)\W+)*"
    r"(?:(?:can|could|would|will) you (?:please )?|i(?:'d| would) like (?:you )?to |i (?:want|need) (?:you )?to "
    r"|do you know |(?:please )?(?:tell|show|let|remind) me (?:know )?(?=wh|if|any|every|all)"
    r"|i(?:'m| am) (?:looking for|trying to find) ){0,2}"
)
AFTER = (
    r"(?:,? (?:before|for|ahead of|prior to) (?:my|our|the|this|tomorrow'?s|today'?s|monday'?s|an?|i|we)\b.*"
    r"|,? please|,? thanks?(?: you)?|,? in (?:a few|two|three) (?:sentences|words|lines)|,? (?:quickly|now|again))*$"
)
WE = r"(?:we|i|you|they|he|she|it|anyone|anybody|someone|somebody|everyone|the team|[\w'-]+(?: [\w'-]+)?)"
ABOUT = r"(?:about|on|regarding|concerning|around|re|wrt|of)"
ALL = r"(?:everything|all|anything|whatever)"
NOTES = r"(?:notes?|mentions?|passages?|remarks?|comments?|activities|history|conversations?|anything)"
CONTAINING = rf"(?:{ABOUT}|for|mentioning|mentions?|containing|with|where|which|that|in which)"
SUMMARY = r"(?:summary|recap|briefing|run-?down|overview|digest|brief|write-?up|gist|low-?down)"
TALKS = r"(?:conversations?|correspondence|talks?|calls?|meetings?|visits?|chats?|dealings|relationship|discussions?)"
WITH = rf"(?: (?:(?:my|the|our|all|last|latest|next|[a-z]+'s) ){{1,2}}{TALKS} (?:with|at))?"
LATE = (
    r"(?:so |still )?(?:late|delayed|stuck|lost|blocked|on hold|stalled|postponed|cancell?ed|held up|taking so long"
    r"|not (?:moving|closed|signed)(?: yet)?)"
)
LEFT = (
    r"(?:call(?:ed)? (?:it|this|that|the \w+|everything) off|call(?:ed)? off (?:the|it|our|their)(?: \w+)?"
    r"|cancel(?:l?ed)?(?: .+)?|(?:pull|back)(?:ed)? out|walk(?:ed)? away|sa(?:y|id) no|leave|left|churn(?:ed)?"
    r"|turn(?:ed)? (?:us|it|the offer) down|declined?|reject(?:ed)?(?: .+)?|refused?(?: .+)?|withdr(?:aw|ew|awn)"
    r"|drop(?:ped)? (?:us|out|it)|stop(?:ped)?(?: .+)?|(?:go|gone|went) (?:with|for|to) .+|cho(?:o|)se .+|chosen .+"
    r"|switch(?:ed)?(?: .+)?|not (?:buy|sign|renew|order)|hesitat(?:e|ing)"
    r"|(?:upset|angry|unhappy|annoyed)(?: with us)?)"
)
FEELS = (
    r"(?:prefers?|likes?|dislikes?|hates?|loves?|cares? about|worr(?:y|ies) about|fears?|expects?|insists? on"
    r"|objects? to|minds?|values?|decides?|complains? about|wants? from us|thinks? (?:about|of))"
)
DECIDES = (
    r"(?:decides|signs(?: off)?|approves|has the (?:last word|final say|say|budget)|makes the decisions?"
    r"|is (?:the|our|their) (?:champion|decision.?maker|sponsor|gatekeeper|blocker|economic buyer))"
)
WORRIES = r"(?:objections?|concerns?|worr(?:y|ies)|complaints?|problems?|issues?|doubts?|wishes|demands?|conditions?)"
ASKED_OF_US = r"(?:want|offer|suggest|request|propose|expect|demand|insist on|object to|prefer|reject|refuse)"
SAY = (
    r"(?:discuss|talk|sp(?:eak|oke)|say|said|told|tell|agree|writ|wrote|promise|mention|hear|note|chat|argu|complain"
    r"|ask|think|decide|learn|exchange|cover|went over|go over)\w*"
)
SAY_ABOUT = (
    r"(?:say|said|write|wrote|written|promised?|talk|talked|speak|spoken?|agreed?|hear|heard|read)"
    r"(?: (?:anything|something|us|(?:to|with) (?:us|anyone)))* (?:about|on|of)"
)
RAISE = (
    r"(?:mention\w*|discuss\w*|br(?:ing|ought) up|ask\w* (?:us )?(?:about|for)|complain\w*(?: about| of)?"
    r"|inquired about|worr(?:ied|ies|y)(?: about)?|told us(?: about)?|interested in|objected to|cares? about"
    r"|raised (?:concerns|the (?:topic|issue|question|point|subject))(?: of| about)?)"
)
KIND = (
    r"(?P<kind>deals?|opportunit\w+|contacts?|people|compan\w+|customers?|clients?|accounts?|notes?|calls?"
    r"|meetings?|e-?mails?|activit\w+|tasks?)"
)
CONCERN = (
    r"(?:refer\w* to|about|concern\w*|deal\w* with"
    r"|(?:a )?(?:problems?|issues?|concerns?|questions?|worr\w+) (?:with|about))"
)
BRIEF = tuple(
    re.compile(LEAD + one + AFTER, re.IGNORECASE)
    for one in (
        r"(?:brief|update|fill|catch|prep(?:are)?|bring|get|clue|read|walk|talk|run) me"
        r"(?: up to (?:speed|date)| up| in)? ?(?:on|about|for|with|through)"
        rf"{WITH} (?P<whom>.+?)",
        r"(?:(?:give|get|make|write|i need|show|send)(?: me| us)? )?(?:an? |the )?(?:quick |short |brief |full )?"
        rf"{SUMMARY}(?: of| on| about| for)(?: {ALL})?(?: {ABOUT})?{WITH} (?P<whom>.+?)",
        rf"(?:summari[sz]e|recap|sum up|boil down)(?: for me)?{WITH}"
        rf"(?: {ALL}| what|the (?:notes|history|story|situation|relationship))?"
        r"(?: (?:that )?(?:we|you|i)(?:'ve)?(?: know| have| got| wrote| said| heard)*)?"
        r"(?: (?:on|about|with|for|of|around))? (?P<whom>.+?)",
        rf"(?:(?:give|tell|show|get) me )?{ALL}(?: there is)?(?: (?:that )?(?:we|you|i)(?:'ve)?(?: know| have| got)+)?"
        r"(?: to know)? (?:on|about|regarding) (?P<whom>.+?)",
        r"what (?:do|should|must|would) (?:we|i|you) (?:need to |have to |want to )?know (?:about|of|on) (?P<whom>.+?)",
        r"what (?:do|should|must) i (?:need to )?know (?:before|for|ahead of) (?:my|the|our)"
        r" (?:call|meeting|visit|lunch|demo) (?:with|at) (?P<whom>.+?)",
        r"what (?:do|should|must) i (?:need to )?know before (?:i|we) (?:ring|call|phone|meet|see|visit|e-?mail"
        r"|(?:talk|speak|write) (?:to|with)) (?P<whom>.+?)",
        r"(?:is there )?anything (?:else )?(?:that )?(?:i|we) (?:should|must|need to|ought to) know (?:about|on)"
        r" (?P<whom>.+?)",
        r"(?:what(?:'s| is| was)|tell me|give me) (?:the|our) (?:whole )?(?:story|background) (?:with|of|on|behind|to)"
        r" (?P<whom>.+?)",
        r"why (?:did|have|had) (?:we|they|i) (?:lose|lost|win|won|drop(?:ped)?|postponed?) (?P<whom>.+?)",
        rf"why (?:is|was|are|were) (?P<whom>.+?) {LATE}",
        rf"why (?:did|does|has|have|had|do|was|is) (?P<whom>.+?) {LEFT}",
        r"what(?:'s| is| was) (?:holding (?:up|back)|blocking|delaying) (?P<whom>.+?)",
    )
)
"""Asks for all about `whom`."""
SEARCH = tuple(
    re.compile(LEAD + one + r"$", re.IGNORECASE)
    for one in (
        rf"what (?:all )?(?:did|have|has|had|was|were|do|does|is|'s)\b ?(?P<who>.{{0,60}}?)\b{SAY}\b(?P<topic>.*)",
        rf"(?:(?:quote|repeat|recall|look up|find out) )?what (?P<who>{WE}) (?:have |had |has |ever )?{SAY}\b"
        rf"(?P<topic>.* {ABOUT} .+)",
        rf"what did (?P<who>{WE}) {ASKED_OF_US}\b(?P<topic>.+)",
        rf"what (?:are |were )?(?:the |his |her |their )?(?:main |biggest |open )?(?P<topic>{WORRIES})"
        r"(?P<who> (?:did|do|does|has|have|had|came up|come up|of|from|with|at|in|raised by|by) .+)",
        r"what (?:do|does) (?:the|our|my|your|his|her|their) (?:notes?|records?|activit\w+|history|log)"
        r" say(?: about| on)? (?P<topic>.+)",
        r"(?:find|search|look)(?: me)?(?: for| up| through)?(?: (?:the|all|any|my|our|some|every))*"
        rf"(?: (?:old|past|earlier|recent|call|meeting))* {NOTES}(?: {CONTAINING}){{1,2}} (?P<topic>.+)",
        r"(?:are there|is there|do we have|have we(?: got)?|did we write|got)"
        r"(?: (?:any|some|a|notes?|mentions?|remarks?|comments?|thing|anything|something|word))+"
        rf"(?: written| said| in writing| on (?:file|record)| in (?:the|our|my) notes)?(?: (?:{ABOUT}|mentioning))"
        r" (?P<topic>.+)",
        rf"(?:any|some)(?:thing| notes?| mentions?| word)? (?:{ABOUT}|mentioning)"
        r" (?P<topic>.+?)(?: in (?:the|our|my) notes)?",
        r"(?:search|look through|grep|scan) (?:the |my |our |all )*(?:notes?|activities|history|conversations?)"
        r"(?: for| about|:)? (?P<topic>.+)",
        r"(?:search|look|find|grep)(?: for| up)? (?P<topic>.+)"
        r" in (?:the |my |our |all |any )*(?:notes?|conversations?)",
        rf"(?:(?:show|give|tell|find|get)(?: me)? )?{ALL} (?:about|regarding|mentioning) (?P<topic>.+)",
        r"(?:(?:show|give|find|get)(?: me)? )?(?:the |all |my |our |any )*notes? from (?:the |my |our |all )*"
        rf"(?:calls?|meetings?|visits?|e-?mails?) {ABOUT} (?P<topic>.+)",
        rf"(?:which|what)(?: of (?:my|our|the))? {KIND} "
        r"(?:ha(?:s|ve|d) |were |was |are |is |do |did |ever )?"
        rf"(?:{RAISE}|{SAY_ABOUT}|{CONCERN}) (?P<topic>.+)",
        rf"who (?P<who>(?:else )?(?:has |have |had |was |were |is |are )?(?:ever )?)"
        rf"(?:{RAISE}|{SAY_ABOUT}) (?P<topic>.+)",
        rf"(?:did|has|have|had|does|do|was|were) (?P<who>{WE}) (?:ever |already |also )?"
        rf"(?:{RAISE}|{SAY_ABOUT}) (?P<topic>.+)",
        rf"(?:where|when|in which (?:call|meeting|note|deal)) (?:did|have|has|was|were) (?P<who>{WE})"
        r" (?:first |ever )?(?:mention\w*|discuss\w*|agree\w* (?:on|about)|complain\w* about"
        rf"|ask\w* (?:us )?(?:for|about)|{SAY_ABOUT}) (?P<topic>.+)",
    )
)
"""Asks for what was said of a `topic`; `who` said it, or was spoken to; records of a `kind` are sought."""
OF_ONE = tuple(
    re.compile(LEAD + one + r"$", re.IGNORECASE)
    for one in (
        rf"(?:what|how|when|where) (?:does|do|did|would) (?P<whom>.+?) (?P<topic>{FEELS}\b.*)",
        rf"(?:does|do|did|would) (?P<whom>.+?) (?P<topic>{FEELS}\b.*)",
        rf"who (?P<topic>{DECIDES}\b.*?) (?:at|for|in|of|from) (?P<whom>.+)",
        r"who (?:should|do|can|must) (?:i|we) (?:talk|speak|write) to about (?P<topic>.+?) (?:at|from|of) (?P<whom>.+)",
    )
)
"""Asks for a `topic` of one record that is named, `whom`."""
ASKING = re.compile(
    r"^(?:(?:please|hey|hi|ok(?:ay)?|so|and|well|parley|but)\W+)*"
    r"(?:(?:do you know|tell me|remind me|any idea|i wonder) )?"
    r"(?:wh(?:o|at|ich|y|en|ere|ose|om)(?:'s)?|how|is|are|was|were|do|does|did|has|have|had|any\w*|every\w*|summari[sz]e"
    r"|summary|recap|brief|sum up|give me a|tell me|fill me|catch me|prep\w* me|bring me|update me)\b",
    re.IGNORECASE,
)
"""How a question begins."""
WHO = tuple(
    re.compile(LEAD + one + r"$", re.IGNORECASE)
    for one in (
        r"(?:who|what)(?: is| are|'s|'re) (?P<whom>.+?)",
        r"(?:tell me (?:more |something )?about|what about) (?P<whom>.+?)",
        r"(?:is there |do we have |what(?:'s| is) the )?(?:any|some|latest)? ?(?:news|word|updates?)"
        r" (?:from|on|about|of) (?P<whom>.+?)",
    )
)
"""Asks who or what `whom` is."""
SOME = re.compile(
    rf"{LEAD}(?:which|what)(?: of (?:my|our|the))? {KIND} (?:(?:has|have|are|is|were|was|do|did|does) )?(?P<topic>.+)$",
    re.IGNORECASE,
)
"""Asks for records of a `kind` of which something holds."""
MENTIONED = re.compile(r"\bmention|\brefer\w* to\b|\bbr(?:ing|ought) up\b|^who\b", re.IGNORECASE)
"""Where a name is among the words that are looked for: what mentions Globex is seldom Globex's own record."""
ORDER = re.compile(
    r"(?:\band|\bthen|[,;.!?])\s+(?:then |please |also )*(?:move|set|update|delete|remove|create|add|log|assign"
    r"|reassign|mark|close|send|remind|change|share|undo|schedule|plan|book|complete|put|make|give|call|email|rename|raise"
    r"|lower|reopen|postpone|push)\b",
    re.IGNORECASE,
)
"""Something is to be done, too: then it is not only a question."""
FILLING = re.compile(
    r"^(?:\W|\b(?:with|to|about|on|regarding|concerning|of|for|and|that|the|if|whether|us|me|so far|ever|over)\b)+",
    re.IGNORECASE,
)
"""What a topic may begin with."""
LAST = re.compile(
    rf"(?:in|at|on|during|over) (?:the|our|my|his|her|their) (?:last|latest|previous|most recent) {TALKS}(?: we had)?",
    re.IGNORECASE,
)
"""A topic that is none: what was said then is what was written last."""
AROUND = re.compile(
    r"\b(?:the|my|our|this|that|a|an|mr|mrs|ms|dr|company|contact|customer|client|account|deal|opportunity|people|team"
    r"|folks|at|from|notes? (?:on|of|about|for|with)|history (?:of|with))\b|'s?\b|[\W_]+",
    re.IGNORECASE,
)
"""What may stand around a name without meaning more than the name."""
