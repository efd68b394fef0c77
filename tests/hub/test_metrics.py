# SPDX-License-Identifier: MIT
"""What the hub's keeper sees: counts that add up, who may see them, and whether it works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from leaddesk.desk.wire import Sent
from leaddesk.hub.app import HubApp
from leaddesk.hub.metrics import Metrics
from leaddesk.sync.http_line import HttpLine
from leaddesk.sync.pinned import pinned
from leaddesk.system.intake_token import digest_of
from tests.hub.stage import DEVICE, NOON, TOKEN, Around, Reply, app_of, call, served

LINE = re.compile(r'(# (HELP|TYPE) leaddesk_\w+ .+|leaddesk_\w+(\{(\w+="[^"]*",?)+\})? -?[\d.e+]+)')


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def app(around: Around) -> Iterator[HubApp]:
    made = app_of(around)
    yield made
    made.close()


def metrics(app: HubApp, address: str = "127.0.0.1", token: str = "") -> Reply:
    return call(app, "", path="/metrics", method="GET", address=address, token=token)


def test_calls_and_operations_are_counted(app: HubApp) -> None:
    sent = Sent(1, "op", NOON, "release", 1, "{}")
    call(app, "push", {"sent": [sent]})
    call(app, "pull", {"cursor": 0})
    call(app, "pull", {"cursor": -1})
    call(app, 'o"o', token="")
    text = metrics(app).body.decode()
    assert all(LINE.fullmatch(line) for line in text.splitlines())
    assert 'leaddesk_calls_total{call="pull",status="200"} 1' in text
    assert 'leaddesk_calls_total{call="pull",status="400"} 1' in text
    assert 'leaddesk_calls_total{call="unknown",status="404"} 1' in text
    assert 'leaddesk_operations_total{state="refused"} 1' in text
    assert 'leaddesk_call_seconds_count{call="pull"} 2' in text
    assert "leaddesk_leases_granted_total 7" in text
    assert "leaddesk_database_up 1" in text
    assert DEVICE not in text


def test_latencies_fall_into_their_slots() -> None:
    counted = Metrics()
    for seconds in (0.001, 0.03, 20.0):
        counted.count_call("pull", 200, seconds)
    text = counted.text({})
    slots = re.findall(r'bucket\{call="pull",le="([^"]+)"\} (\d+)', text)
    assert dict(slots)["0.005"] == "1"
    assert dict(slots)["0.05"] == "2"
    assert (dict(slots)["8"], dict(slots)["+Inf"]) == ("2", "3")
    assert [int(count) for _, count in slots] == sorted(int(count) for _, count in slots)


def test_metrics_are_for_this_computer_or_a_token(app: HubApp) -> None:
    assert metrics(app, "::ffff:127.0.0.1").status == 200
    for address in ("192.0.2.7", "", "localhost", "testclient"):
        assert metrics(app, address).status == 403
    assert metrics(app, "192.0.2.7", token=TOKEN).status == 403


def test_behind_a_proxy_metrics_always_need_their_token(around: Around) -> None:
    app = app_of(around, behind_proxy=True, metrics_digest=digest_of("of the metrics"))
    try:
        assert metrics(app).status == 403
        assert metrics(app, token="of the metrics").status == 200
    finally:
        app.close()


def test_a_database_that_is_away_still_has_metrics(app: HubApp, around: Around) -> None:
    around.away = True
    assert "leaddesk_database_up 0" in metrics(app).body.decode()


def test_health_says_whether_the_hub_works(tmp_path: Path, around: Around) -> None:
    with served(tmp_path, around, look_seconds=0.02) as hub:
        with httpx.Client(verify=pinned(hub.fingerprint), base_url=hub.url) as client:
            well = client.get("/health")
            around.away = True
            ill = client.get("/health")
    assert (well.status_code, well.json()["status"], well.json()["team"]) == (200, "ok", "Acme")
    assert well.json()["calls"] == 1
    assert well.json()["feed_age_s"] >= 0
    assert (ill.status_code, ill.json()["status"], ill.json()["team"]) == (503, "unavailable", "")


def test_a_hub_that_does_not_look_at_its_feed_is_not_well(app: HubApp) -> None:
    # Nothing started the look at the feed here.
    reply = call(app, "", path="/health", method="GET", token="")
    assert (reply.status, reply.told["feed_age_s"]) == (503, -1.0)


def test_who_listens_is_counted(tmp_path: Path) -> None:
    with served(tmp_path) as hub:
        line = HttpLine(hub.url, hub.fingerprint, TOKEN, lambda: DEVICE)
        told = line.pokes()
        next(told)
        with httpx.Client(verify=pinned(hub.fingerprint), base_url=hub.url) as client:
            assert "leaddesk_pokes_connected 1" in client.get("/metrics").text
        line.close()
        told.close()  # type: ignore[attr-defined] # a generator
