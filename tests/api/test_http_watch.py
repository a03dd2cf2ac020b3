import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from api.http.logs import write_to
from store.principal import Principal
from store.threads import Threads
from tests.api.serving import Caller, Server, until
from tests.doubles import call
from tests.store.people import PASSWORD

SECRETS = ("Anvils", "tell me", "secret note", PASSWORD)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the server logs."""
    stream = io.StringIO()
    names = ("", "parley", "uvicorn.error")
    before = [(logging.getLogger(name), logging.getLogger(name).handlers[:]) for name in names]
    propagates = logging.getLogger("parley").propagate
    write_to(stream)
    yield stream
    for logger, handlers in before:
        logger.handlers[:] = handlers
    for name in names[1:]:
        logging.getLogger(name).propagate = propagates
        logging.getLogger(name).setLevel(logging.NOTSET)
    logging.raiseExceptions = True


@pytest.fixture
def root(server: Server) -> Caller:
    """An admin."""
    admin = server.joins()
    server.workspace.users.set_roles(Principal.system(), admin.id, ["admin"])
    return admin


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def value(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} ([-\d.e+]+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


class TestTheLog:
    def test_tells_of_requests_and_runs_by_their_ids(self, server: Server, ann: Caller, log: io.StringIO) -> None:
        server.says(call(("find_deals", {})), "None.")
        thread = ann.thread()
        reply = ann.says(thread, "tell me")

        until(lambda: any(line.get("route") == "/api/threads/{thread}/messages" for line in lines(log)))
        [run] = [line for line in lines(log) if line["message"] == "run"]
        [request] = [line for line in lines(log) if line.get("thread") == thread and line["message"] == "request"]
        assert (run["outcome"], run["thread"], run["run"]) == ("reply", thread, reply["run"])
        assert (request["status"], request["method"]) == (200, "POST")
        assert request["route"] == "/api/threads/{thread}/messages"
        assert run["user"] == request["user"] == ann.id

    def test_has_no_text_and_no_secret(self, server: Server, log: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("secret note")

        ann = server.joins()
        with server.store.records(Principal(ann.id)) as records:
            records.create("Deal", {"title": "Anvils", "notes": "secret note"})
        server.says(call(("get_record", {"class": "Deal", "target": "Anvils"})), "Anvils.")
        thread = ann.thread(name="Anvils")
        ann.says(thread, "tell me about Anvils")
        ann.get("/api/threads", text="Anvils")
        server.says("Anvils.")
        begun = Threads(server.store).begin(Principal(ann.id), "Anvils-lost", "tell me", "cli")
        Threads(server.store).finish(Principal(ann.id), begun, "")
        ann.hears("/api/threads/Anvils-lost/messages", text="tell me")
        ann("GET", "/api/threads/Anvils")
        ann("POST", "/api/threads/Anvils/stop", headers={"Idempotency-Key": "k"})
        ann("GET", "/api/changes", params={"run": "Anvils", "user": "Anvils"})
        ann("GET", "/api/cards/Anvils")
        ann("GET", "/api/cards/Anvils secret note")
        ann("GET", "/Anvils")
        monkeypatch.setattr("agent.graph.prune", broken)
        server.says("Anvils.")
        ann("POST", f"/api/threads/{thread}/messages", json={"text": "tell me"})
        monkeypatch.setattr("store.threads.Threads.every", broken)
        ann("GET", "/api/threads")

        until(lambda: sum(line["message"].startswith("fault") for line in lines(log)) == 2)
        for secret in (*SECRETS, ann.token):
            assert secret not in log.getvalue()

    def test_tells_a_request_by_the_id_that_it_brought(self, ann: Caller, log: io.StringIO) -> None:
        response = ann("GET", "/api/threads", headers={"X-Request-ID": "proxy-7"})
        other = ann("GET", "/api/threads", headers={"X-Request-ID": "no id\tat all"})

        assert response.headers["x-request-id"] == "proxy-7"
        assert re.fullmatch("[0-9a-f]{32}", other.headers["x-request-id"])
        told = ["proxy-7", other.headers["x-request-id"]]
        until(lambda: [line["request"] for line in lines(log)][-2:] == told)  # signing up may be told late

    def test_is_not_filled_by_those_who_ask_for_health(self, ann: Caller, log: io.StringIO) -> None:
        ann.get("/health/live")
        ann.get("/health/ready")
        ann.get("/api/threads")

        until(lambda: lines(log))
        assert [line["route"] for line in lines(log)] == ["/api/threads"]


class TestMetrics:
    def test_count_runs_calls_refusals_and_cards(self, server: Server, ann: Caller, root: Caller) -> None:
        before = root("GET", "/metrics").text
        server.owns(ann, "Pilot")
        missing = {"class": "Deal", "target": "Nothing"}
        server.says(call(("find_deals", {})), call(("get_record", missing)), call(("made_up", {})), "No.")
        thread = ann.thread()
        ann.says(thread, "hello")
        server.says(call(("delete_deals", {"targets": ["Pilot"]})), "Deleted.")
        card = ann.says(thread, "delete Pilot")["card"]["id"]
        ann.post(f"/api/cards/{card}/approve")

        response = root("GET", "/metrics")

        assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
        for name, more in {
            'parley_runs_total{outcome="reply"}': 2,
            'parley_runs_total{outcome="card"}': 1,
            'parley_tool_calls_total{tool="find_deals",code="ok"}': 1,
            'parley_tool_calls_total{tool="get_record",code="record_not_found"}': 1,
            'parley_tool_calls_total{tool="unknown",code="unknown_tool"}': 1,
            'parley_tool_calls_total{tool="delete_deals",code="ok"}': 1,
            'parley_cards_total{what="opened"}': 1,
            'parley_cards_total{what="approved"}': 1,
            "parley_run_seconds_count": 3,
            'parley_requests_total{method="POST",route="/api/threads/{thread}/messages",status="200"}': 2,
        }.items():
            assert value(response.text, name) - value(before, name) == more, name
        assert value(response.text, "parley_runs_at_work") == 0

    def test_count_the_tokens_of_the_model(self, server: Server, ann: Caller, root: Caller) -> None:
        before = root("GET", "/metrics").text
        server.says(AIMessage("Hello.", usage_metadata={"input_tokens": 40, "output_tokens": 2, "total_tokens": 42}))
        ann.says(ann.thread(), "hello")

        text = root("GET", "/metrics").text

        for name, more in {'{what="read"}': 40, '{what="written"}': 2}.items():
            assert (
                value(text, f"parley_model_tokens_total{name}") - value(before, f"parley_model_tokens_total{name}")
                == more
            )

    def test_are_written_as_prometheus_reads_them(self, server: Server, ann: Caller, root: Caller) -> None:
        server.says("Hello.")
        ann.says(ann.thread(), "hello")

        text = root("GET", "/metrics").text

        sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? -?[0-9.]+')
        written = [line for line in text.splitlines() if not line.startswith("#")]
        assert all(sample.fullmatch(line) for line in written)
        names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
        assert names == {line.split()[2] for line in text.splitlines() if line.startswith("# HELP")}
        assert {re.split(r"[{ ]", line)[0] for line in written} <= {
            name + end for name in names for end in ("", "_bucket", "_sum", "_count")
        }
        assert text.endswith("\n")

    def test_divide_times_with_sums_that_go_up(self, ann: Caller, root: Caller) -> None:
        for _ in range(3):
            ann.get("/api/threads")
        text = root("GET", "/metrics").text

        route = 'route="/api/threads"'
        buckets = [
            int(n) for n in re.findall(rf"parley_request_seconds_bucket{{{re.escape(route)},le=.*}} (\d+)", text)
        ]
        assert len(buckets) == 13
        assert buckets == sorted(buckets)
        assert buckets[-1] == value(text, f"parley_request_seconds_count{{{route}}}") >= 3

    def test_are_for_admins(self, ann: Caller, root: Caller, server: Server) -> None:
        reading = Caller(root.client, root.post("/api/tokens", name="Prometheus", scope="read")["token"])

        assert reading("GET", "/metrics").status_code == 200
        assert ann.refused("GET", "/metrics") == (403, "read_only")
        assert Caller(server.client).refused("GET", "/metrics") == (401, "sign_in_failed")
