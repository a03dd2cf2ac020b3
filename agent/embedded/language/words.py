"""The words of CRM language that no schema holds: verbs, qualifiers, courtesies, and the words that forbid to act."""

from functools import cache


@cache
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


@cache
def openings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return phrases that a bar divides, each as its words."""
    return tuple(tuple(phrase.split()) for phrase in text.split("|"))


@cache
def phrases(text: str) -> tuple[str, ...]:
    """Return phrases that a bar divides."""
    return tuple(text.split("|"))


GUARDS = words_of(
    "not never no nor none nothing if unless except but only without instead rather until till almost nearly "
    "maybe perhaps probably possibly might may could would should shall wonder whether or before when once "
    "whenever yet won't wouldn't can't cannot couldn't shouldn't mustn't isn't aren't wasn't weren't doesn't "
    "didn't don't dont hypothetically theoretically otherwise neither either excluding besides apart wait hold "
    "pretend joking kidding opposite reverse undone hasn't haven't"
)
FREE = words_of(
    "atm rn ' first firstly secondly thirdly lastly "
    "a an the please pls plz plse kindly hey hi hello ok okay so well just "
    "also then too again and & me us for of in on at to with from by as into onto over up thanks thank thx ty "
    "cheers asap quickly immediately actually basically um uh er erm ah oh hmm btw fyi you your our we i it's is "
    "are be was been has have had 's 'm 're 've 'll 'd let lets let's go ahead sure crm parley system database "
    "record entry there here today's now already finally new know guys team dear sir friend mate buddy bro dude "
    "man right away soon possible real quick simply directly currently kind sorta alright great good perfect "
    "super awesome guess moment time got gotta will that's i'd i'm i've we've we're still indeed which who that "
    "am its his her their there's here's being gonna wanna quite very really pretty can could do does did need "
    "want like would love yes yeah yep sorry morning afternoon evening everyone all regards best kr br greetings "
    "since ugh lol omg wow yay woohoo damn haha hehe hm yo hooray accordingly presently stored saved listed "
    "where whose whom able appreciate thank's officially effectively properly correctly immediate please! folks "
    "gently later-on therefore hence thus anyway anyways hell heck bloody freaking fucking stupid mr mrs ms dr "
    "miss madam straight hereby herewith recently lately just-now whole entire own same mentioned above below "
    "aforementioned said respective given following next-time i'll we'll you'll he'll they'll finally! "
    "w re absolutely definitely certainly assistant pal mates cuz because"
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
)
SHORT = {
    "w/": "with",
    "w/o": "without",
    "w": "with",
    "n": "and",
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
    "nr": "number",
    "num": "number",
    "hows": "how",
    "mny": "many",
    "wht": "what",
    "wat": "what",
    "wich": "which",
    "teh": "the",
    "pls": "please",
    "plese": "please",
    "pleas": "please",
    "plase": "please",
    "pleae": "please",
    "plaese": "please",
    "pleese": "please",
    "pelase": "please",
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
