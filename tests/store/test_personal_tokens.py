from datetime import UTC, timedelta

import pytest
from sqlalchemy import select

from store import personal_tokens
from store.errors import InvalidValues, RecordNotFound, SignInFailed, Taken
from store.personal_tokens import PREFIX, PersonalTokens
from store.principal import Principal, Rank
from store.store import Store
from store.users import Users
from tests.store.people import NOW, SYSTEM, cheap, join_of

DAY = timedelta(days=1)


@pytest.fixture
def users(store: Store) -> Users:
    return cheap(store)


@pytest.fixture
def tokens(users: Users) -> PersonalTokens:
    return PersonalTokens(users)


@pytest.fixture
def ann(users: Users) -> Principal:
    return join_of(users)("ann", "manager")


@pytest.fixture
def bob(users: Users) -> Principal:
    return join_of(users)("bob", "rep")


class TestAToken:
    def test_stands_for_its_user(self, tokens: PersonalTokens, ann: Principal, bob: Principal) -> None:
        token, kept = tokens.create(ann, " Report ")

        assert tokens.principal_of(token) == (ann, "full")
        assert (kept.name, kept.scope, kept.expires_at) == ("Report", "full", None)
        assert token.startswith(PREFIX)

    def test_is_kept_as_a_hash_only(self, tokens: PersonalTokens, store: Store, ann: Principal) -> None:
        token, _ = tokens.create(ann, "Report")

        with store.looking() as connection:
            row = connection.execute(select(store.schema.own.token)).one()
        assert token not in str(row)
        assert token.removeprefix(PREFIX) not in str(row)

    def test_for_reading_makes_its_user_one_who_never_writes(self, tokens: PersonalTokens, ann: Principal) -> None:
        token, _ = tokens.create(ann, "Report", "read")

        principal, scope = tokens.principal_of(token)

        assert (principal.user, principal.rank, scope) == (ann.user, Rank.READONLY, "read")

    @pytest.mark.parametrize("token", ["", "parley_", "parley_nonsense", "\x00", "\ud800"])
    def test_that_is_none_is_refused(self, tokens: PersonalTokens, ann: Principal, token: str) -> None:
        with pytest.raises(SignInFailed):
            tokens.principal_of(token)

    def test_ends_when_it_is_revoked(self, tokens: PersonalTokens, ann: Principal) -> None:
        (one, kept), (two, _) = tokens.create(ann, "One"), tokens.create(ann, "Two")

        tokens.revoke(ann, kept.id)

        with pytest.raises(SignInFailed):
            tokens.principal_of(one)
        assert tokens.principal_of(two)[0] == ann

    def test_ends_when_its_time_is_over(self, tokens: PersonalTokens, ann: Principal) -> None:
        token, kept = tokens.create(ann, "Report", lasts=DAY, now=NOW)

        assert kept.expires_at == NOW + DAY
        assert tokens.principal_of(token, now=NOW + DAY - timedelta(seconds=1))[0] == ann
        with pytest.raises(SignInFailed):
            tokens.principal_of(token, now=NOW + DAY)
        assert tokens.every(ann, now=NOW + DAY) == []
        tokens.create(ann, "Report", now=NOW + DAY)

    def test_ends_for_good_when_its_user_is_disabled(
        self, tokens: PersonalTokens, users: Users, ann: Principal
    ) -> None:
        token, _ = tokens.create(ann, "Report")
        users.disable(SYSTEM, ann.user)
        with pytest.raises(SignInFailed):
            tokens.create(ann, "Made by a request that was on its way")

        users.enable(SYSTEM, ann.user)

        with pytest.raises(SignInFailed):
            tokens.principal_of(token)
        assert tokens.every(ann) == []

    def test_follows_the_roles_of_its_user(self, tokens: PersonalTokens, users: Users, ann: Principal) -> None:
        token, _ = tokens.create(ann, "Report")
        users.set_roles(SYSTEM, ann.user, ["rep"])
        assert tokens.principal_of(token)[0].roles == {"rep"}

    def test_tells_when_it_was_used_to_the_hour(self, tokens: PersonalTokens, ann: Principal) -> None:
        token, kept = tokens.create(ann, "Report", now=NOW)
        assert kept.used_at is None

        for minutes, noted in {0: 0, 59: 0, 61: 61}.items():
            tokens.principal_of(token, now=NOW + timedelta(minutes=minutes))
            (kept,) = tokens.every(ann, now=NOW)
            assert kept.used_at
            assert kept.used_at.astimezone(UTC) == NOW + timedelta(minutes=noted)


class TestManaging:
    def test_shows_and_revokes_ones_own_only(self, tokens: PersonalTokens, ann: Principal, bob: Principal) -> None:
        (_, first), (_, second) = tokens.create(ann, "One", now=NOW), tokens.create(ann, "Two", now=NOW + DAY)

        assert tokens.every(ann) == [second, first]
        assert tokens.every(bob) == []
        for name in (first.id, "nothing"):
            with pytest.raises(RecordNotFound):
                tokens.revoke(bob, name)
        assert len(tokens.every(ann)) == 2

    def test_refuses_two_of_one_name(self, tokens: PersonalTokens, ann: Principal, bob: Principal) -> None:
        tokens.create(ann, "One")
        tokens.create(bob, "One")
        with pytest.raises(Taken):
            tokens.create(ann, "One ")

    @pytest.mark.parametrize(("name", "scope"), [("", "read"), (" ", "read"), ("x" * 101, "full"), ("x", "all")])
    def test_refuses_what_is_no_token(self, tokens: PersonalTokens, ann: Principal, name: str, scope: str) -> None:
        with pytest.raises(InvalidValues):
            tokens.create(ann, name, scope)  # type: ignore[arg-type]

    def test_has_a_limit(self, tokens: PersonalTokens, ann: Principal, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(personal_tokens, "MOST", 2)
        for name in ("One", "Two"):
            tokens.create(ann, name)
        with pytest.raises(InvalidValues):
            tokens.create(ann, "Three")
