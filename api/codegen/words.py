"""Words that languages and SDKs have taken, so that no class, field or value may be called so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What a language and its SDK have taken."""

    types: frozenset[str]
    members: frozenset[str]
    user: frozenset[str]
    """More members, of users."""
    derived: tuple[str, ...] = ()
    """Endings of types that come with a model."""
    key: str = ""
    """Stands before the constant that holds the name of a field; without it there is none."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


RESERVED = _set(
    "abstract as assert async await base bool break case catch class const continue covariant default deferred do"
    " double dynamic else enum export extends extension external factory false final finally for get hide if implements"
    " import in int interface is late library mixin new null num of on operator part required rethrow return sealed set"
    " show static super switch sync this throw true try type typedef var void when while with yield"
)
"""Words of the language, and the types that begin with a small letter."""
DART = Words(
    types=_set(
        "Object String List Map Set Iterable Iterator DateTime Duration Future FutureOr Stream Function Null Never Type"
        " Symbol Record Enum Error Exception Uri RegExp BigInt Comparable Pattern Match Runes Sink Stopwatch"
        " StackTrace StringBuffer Zone Timer Completer Widget State Parse ParseObject ParseUser ParseACL ParseArray"
        " ParseBase ParseCloneable ParseError ParseFile ParseResponse ParseObjectConstructor ParseUserConstructor"
        " ParseClient QueryBuilder LiveQuery LiveQueryEvent Subscription"
    ),
    members=RESERVED
    | _set(
        "add addRelation addUnique clearUnsavedChanges clone containsKey containsValue copy create createdAt delete"
        " distinct fetch fromJson fromJsonForManualObject fromPin getACL getAll getObject getRelation hashCode isDirty"
        " noSuchMethod objectId parseClassName pin query remove removeRelation runtimeType save saveEventually"
        " saveInStorage setACL setAdd setAddAll setAddAllUnique setAddUnique setDecrement setIncrement setRemove"
        " setRemoveAll toJson toPointer toString unpin unset update updateEventually deleteEventually updatedAt"
        " keyTableName withId"
    ),
    user=_set(
        "acl all allowCustomObjectId authData currentUser deleteLocalUserData destroy emailAddress emailVerified"
        " forgetLocalSession forQuery getCurrentUserFromServer getUpdatedUser login loginAnonymous loginWith logout"
        " path requestPasswordReset sessionToken signUp verificationEmailRequest keyEmailVerified keyUsername"
        " keyEmailAddress"
    ),
    key="key",
)
OF_STRING = _set(
    "value known hashCode runtimeType toString length isEmpty isNotEmpty codeUnits runes contains split trim replaceAll"
    " substring startsWith endsWith indexOf compareTo padLeft padRight matchAsPrefix allMatches trimLeft trimRight"
    " lastIndexOf toLowerCase toUpperCase codeUnitAt replaceFirst replaceRange"
)
"""What every text has, which a value must not hide."""
TYPESCRIPT = Words(
    types=_set(
        "Parse PointerJSON IncludedJSON LinkJSON DateJSON RecordJSON Object Function Array String Number Boolean Symbol"
        " BigInt Date Promise Error Map Set JSON Record Partial Readonly Required Pick Omit Exclude Extract NonNullable"
        " Parameters ReturnType InstanceType Awaited Infinity NaN Proxy Reflect Math Intl"
    ),
    members=_set(
        "ACL add addAll addAllUnique addUnique attributes className clear clone constructor createdAt decrement destroy"
        " destroyEventually dirty dirtyKeys equals escape existed exists fetch fetchFromLocalDatastore fetchWithInclude"
        " get getACL has hasOwnProperty id increment initialize isDataAvailable isNew isPinned isPrototypeOf isValid"
        " newInstance objectId op pin pinWithName propertyIsEnumerable relation remove removeAll revert save"
        " saveEventually set setACL toJSON toLocaleString toOfflinePointer toPlain toPointer toString unPin"
        " unPinWithName unset updatedAt validate valueOf"
    ),
    user=_set(
        "authenticated getAuthType getEmail getSessionToken getUsername isCurrent isCurrentAsync linkWith logIn"
        " restoreAnonimity setEmail setPassword setUsername signUp stripAnonymity verifyPassword"
    ),
    derived=("Fields", "JSON"),
)
