"""The example of the docs, installed as any package is: it is found, asked, and known in every process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from centre import MINUTE, SALES, SECOND, SUPPORT, VIP, Centre, operator, settings
from click.testing import CliRunner
from msgspec.structs import replace

from gudok.core.ranking.agents.own import Custom, Predicted
from gudok.core.ranking.calls.own import CustomCalls
from gudok.core.ranking.plugins import install, versions
from gudok.core.settings import Member, Queue
from gudok.plugins import load
from gudok.route.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "routing-plugin"
NAMES = {"chance_of_sale": "1.2", "late_first": "1.2", "vip_team": "1.2"}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pip has put the example; it is built of a copy, because building writes beside the source."""
    source, target = tmp_path_factory.mktemp("plugin") / "source", tmp_path_factory.mktemp("site")
    shutil.copytree(EXAMPLE, source)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    done = subprocess.run(
        [*pip, "--no-build-isolation", "--target", str(target), str(source)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture
def installed(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(package))
    load()
    yield
    install({})
    sys.modules.pop("company_routing", None)


def centre(sales: Queue) -> Centre:
    people = (
        replace(operator("alice"), group="Gold"),
        replace(operator("bob"), group="VIP", memberships=(Member("sales", rank=9),)),
    )
    document = settings(*people, queues=(sales, SUPPORT))
    return Centre(replace(document, plugins=tuple(versions().items())))


def test_its_functions_choose(installed: None) -> None:
    assert versions() == NAMES
    made = centre(replace(SALES, algorithm=Custom("vip_team", {"team": "VIP"})))
    made.ready("bob", "alice")
    made.arrive("c1")
    assert made.mode("alice") == "ringing c1", "an ordinary call keeps the team of the VIPs free"
    made.arrive("c2", caller=VIP)
    assert made.mode("bob") == "ringing c2"
    made = centre(replace(SALES, algorithm=Predicted("chance_of_sale")))
    made.ready("bob", "alice")
    made.arrive("c1")
    offer = made.facts("CallOffered")[-1]
    assert (offer.agent, offer.why.numbers["forecast"]) == ("alice", 120)
    assert [other.agent for other in offer.others] == ["bob"]


def test_its_order_of_calls(installed: None) -> None:
    made = centre(replace(SALES, order=CustomCalls("late_first", {"late_s": 60})))
    made.arrive("c1")
    made.at += 2 * MINUTE
    made.arrive("c2")
    made.arrive("c3", caller=VIP)
    made.ready("alice")
    assert made.mode("alice") == "ringing c1", "late goes before VIP"
    made.at += SECOND
    made.ready("bob")
    assert made.mode("bob") == "ringing c3"


def test_every_process_that_starts_has_them(package: Path, tmp_path: Path) -> None:
    code = (
        "from gudok.web.config.prepare import start_django; start_django()\n"
        "from gudok.core.ranking.plugins import versions; print(versions())"
    )
    path = os.pathsep.join([str(package), *sys.path])
    env = os.environ | {"PYTHONPATH": path, "GUDOK_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == str(NAMES), done.stderr


def test_one_that_cannot_be_imported_is_left_out_of_the_processes_and_told_at_the_command(
    installed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[gudok.routing]\nbroken = no_such_module:f\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    load()
    assert versions() == NAMES
    assert "routing function broken cannot be loaded" in caplog.text
    told = CliRunner().invoke(main, ["--check", str(ROOT / "conformance" / "cases" / "agents" / "own.json")])
    assert isinstance(told.exception, ModuleNotFoundError)
