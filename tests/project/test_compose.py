"""The containers of the server's size: valid, closed to the outside, with settings that exist."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

import jsonschema
import pytest
import yaml

from archive.settings import ENVIRONMENT
from tests.project.commands import help_of
from tests.project.tree import ROOT, pyproject, read

OURS = ("api", "worker")
SERVERS = ("elasticsearch", "postgres", "redis")
SERVICES = OURS + SERVERS


@cache
def _compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(read("docker-compose.yml"))
    return loaded


def test_the_file_follows_the_compose_specification() -> None:
    """No Docker engine checks it here; a misspelt key would otherwise be found at the office."""
    vendored = resources.files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json")
    schema = json.loads(vendored.read_text("utf-8"))

    assert list(jsonschema.Draft7Validator(schema).iter_errors(_compose())) == []


def test_every_part_of_the_server_is_there() -> None:
    """The right column of the README's table."""
    assert set(_compose()["services"]) == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_is_reachable_from_outside(service: str) -> None:
    """A port published on every address puts the archive on the network."""
    ports = _compose()["services"][service].get("ports", [])

    assert all(port.startswith("127.0.0.1:") for port in ports)
    assert bool(ports) is (service == "api")


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_whether_it_is_well(service: str) -> None:
    """Without it the program starts before its database."""
    assert _compose()["services"][service]["healthcheck"]["test"]


@pytest.mark.parametrize("service", OURS)
def test_ours_wait_for_what_they_need(service: str) -> None:
    """A worker without its broker would only restart."""
    needed = _compose()["services"][service]["depends_on"]

    assert {name: how["condition"] for name, how in needed.items()} == dict.fromkeys(SERVERS, "service_healthy")


@pytest.mark.parametrize("service", OURS)
def test_ours_are_given_settings_that_exist(service: str) -> None:
    """A misspelt setting would be ignored, and the archive kept inside the container."""
    assert set(_compose()["services"][service]["environment"]) == set(ENVIRONMENT)


@pytest.mark.parametrize("service", OURS)
def test_ours_are_started_by_commands_that_exist(service: str) -> None:
    """The container's command line is the program's."""
    command, *options = _compose()["services"][service]["command"]

    said = help_of(command)

    assert said
    assert all(option in said for option in options if option.startswith("--"))


def test_page_and_workers_share_the_originals() -> None:
    """A worker reads the file that the page received."""
    volumes = [_compose()["services"][service]["volumes"] for service in OURS]

    assert volumes[0] == volumes[1]
    assert {volume.partition(":")[0] for volume in volumes[0]} == {"home", "originals"}


def test_no_password_is_written_down() -> None:
    """Secrets come from .env, which is not committed; the example names each and fills in none."""
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", read("docker-compose.yml")))
    listed = dict(re.findall(r"^(\w+)=(.*)$", read(".env.example"), re.MULTILINE))

    assert set(listed) == used
    assert not any(listed.values())
    assert "/.env" in read(".gitignore").splitlines()


def test_an_unset_password_stops_the_start() -> None:
    """An empty password would leave the database open."""
    assert re.findall(r"(?<!\$)\$\{\w+\}", read("docker-compose.yml")) == []


def test_the_image_runs_without_root_and_without_build_tools() -> None:
    """What reads strangers' files should own as little as possible."""
    stages = re.split(r"^FROM ", read("Dockerfile"), flags=re.MULTILINE)[1:]

    assert len(stages) == 2
    assert re.findall(r"^USER (\w+)$", stages[-1], re.MULTILINE) == ["juanzong"]
    assert "pip install" not in stages[-1]


def test_the_image_is_given_what_it_copies() -> None:
    """.dockerignore lets in what is named, so a new room would be missing from the image."""
    let_in = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    packaged = set(pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])

    assert packaged <= let_in
    assert all((ROOT / name).exists() for name in let_in)


def test_the_image_has_the_projects_version() -> None:
    """Two versions in one office are told apart by the tag."""
    version = pyproject()["project"]["version"]

    assert {_compose()["services"][service]["image"] for service in OURS} == {f"juanzong:{version}"}
