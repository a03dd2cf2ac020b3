from store.principal import Principal
from tests.api.serving import Caller, Server


def renamed(server: Server, who: Caller, deal: str, *titles: str) -> None:
    for title in titles:
        with server.store.records(Principal(who.id)) as records:
            records.update("Deal", deal, {"title": title})


class TestTheAuditTrail:
    def test_comes_in_pages_the_latest_first(self, server: Server, ann: Caller) -> None:
        (deal, _) = server.owns(ann, "One", "Other")
        renamed(server, ann, deal, "Two", "Three")
        asked = {"class": "Deal", "id": deal, "limit": 2}

        first = ann.get("/api/changes", **asked)
        rest = ann.get("/api/changes", **asked, before=first["before"])

        assert [change["name"] for change in (*first["changes"], *rest["changes"])] == ["Three", "Two", "One"]
        assert first["changes"][0]["fields"] == {"title": {"from": "Two", "to": "Three"}}
        assert rest["before"] is None

    def test_of_one_user_is_asked_for_by_his_id(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        with server.store.records(Principal.system()) as records:
            records.update("Deal", deal, {"stage": "won"})

        everybodys = ann.get("/api/changes", **{"class": "Deal", "id": deal})["changes"]
        hers = ann.get("/api/changes", **{"class": "Deal", "id": deal, "user": "me"})["changes"]

        assert [change["what"] for change in everybodys] == ["updated", "created"]
        assert [(change["what"], change["user"]["id"]) for change in hers] == [("created", ann.id)]

    def test_of_a_deleted_record_is_for_whom_could_read_it(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        with server.store.records(Principal(ann.id)) as records:
            records.delete("Deal", deal)
        asked = {"class": "Deal", "id": deal}

        assert [change["what"] for change in ann.get("/api/changes", **asked)["changes"]] == ["deleted", "created"]
        assert server.joins().refused("GET", "/api/changes", params=asked) == (404, "record_not_found")
