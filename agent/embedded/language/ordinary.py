"""Ordinary words: what people wrap around an order without changing what it asks for.

They have a place in a sentence that is otherwise understood. Words that could turn an order into another one (half,
twice, swap, other, next, except) are not among them.
"""

from agent.embedded.language.words import words_of

TALK = words_of(
    "happy glad pleased excited sorry afraid aware curious keen ready sure certain worth important urgent "
    "critical nice lovely terrible crazy funny weird strange hard easy simple difficult busy late early quick "
    "slow long short brief thing things stuff bit lot lots way ways matter issue problem question topic point "
    "fact idea news word words moment minute second hour while meantime time times day week morning afternoon "
    "evening night weekend date side sides end part reason cause sake case request wish need behalf regard "
    "regards reference respect guy guys accounts books territory workload leaving folks lad lads gentleman lady "
    "ladies man men woman women boss bosses competitor competition rival rivals mistake light holiday vacation "
    "leave chief chiefs head heads board committee management procurement legal finance purchasing engineering "
    "operations department office team teams people person everyone colleague colleagues customer client buyer "
    "prospect partner vendor supplier company firm organisation organization account business owner ceo cto cfo "
    "coo director manager lead engineer parent mother sister group offer quote quotes proposal they them he she "
    "we us you he's she's they're it's"
)
"""How things and people are referred to in passing."""
VERBS = words_of(
    "came come comes coming gone going went seems seemed seem looks looked look sounds sounded sound feels felt "
    "feel turned turns turn became become becomes remain remains remained stay stays stayed start starts started "
    "starting began begin begins begun finish ended ends agreed agree agrees accepted accept accepts approved "
    "approve approves decided decide decides liked like likes loved love loves wanted wants want needed needs "
    "asked asking told telling tell said says saying talked spoke heard hear hears got gets getting gave given "
    "giving gives took takes taking brought bring made makes making saw seen sees known knew knows found finds "
    "thought think thinks believe believes hoping hoped wish wished understand understood remember remembered "
    "expected expect expects expecting waited waiting worked works working help helps helped confirm confirmed "
    "confirms informed inform reached reach replied reply answered responded called mailed wrote written sent "
    "send received receive receives arrived reopened reopen revived revive restarted resumed resume grew grown "
    "increased decreased dropped rose fell shrank slipped delayed moved pushed happened happens changed signed "
    "sign discussed negotiated visited showed shown updated reflect reflects reflected matches match fits fit "
    "means meant include includes included including involve involved based related regarding concerning "
    "according due thanks owing ghosted bailed promised offered ordered paid pay bought buy cancelled replaced "
    "left leave leaves quit retired joined hired fired promoted handles handled handling manages managed"
)
"""What people did and felt, told beside an order."""
MANNER = words_of(
    "very really quite rather pretty fairly totally completely fully entirely absolutely definitely certainly "
    "clearly obviously apparently honestly frankly seriously basically actually simply just only merely already "
    "always often usually normally generally especially particularly mainly mostly largely partly exactly "
    "precisely directly straight immediately quickly promptly shortly briefly soon recently lately currently "
    "even presently nowadays previously formerly originally initially finally eventually ultimately lastly firstly "
    "secondly officially formally unfortunately sadly luckily fortunately thankfully gladly happily kindly "
    "politely nicely well better best good great fine okay ok correct right proper properly accordingly "
    "therefore thus hence anyway though although however besides moreover furthermore meanwhile today tonight "
    "here there away back ahead along around together apart across through throughout during within among "
    "against toward towards despite via per since because cause as due thanks now then"
)
"""How, when and why."""
ORDINARY = TALK | VERBS | MANNER
