"""The cluster that tests start: found or said to be missing, and gone afterwards."""

import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests import cluster


def test_without_postgresql_the_command_is_skipped_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "find_programs", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    assert cluster.main(["--", "false"]) == 0
    assert cluster.NONE_FOUND in capsys.readouterr().err
    monkeypatch.setenv("CI", "1")
    assert cluster.main(["--", "true"]) == 1


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cluster.main([]) == 2
    assert "python -m tests.cluster" in capsys.readouterr().err


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_address")
def test_a_command_sees_the_database_and_its_code_comes_back() -> None:
    look = "import os, sys; sys.exit(7 if 'surefoot-pg-' in os.environ['SUREFOOT_DATABASE'] else 1)"
    assert cluster.main(["--", sys.executable, "-c", look]) == 7


@pytest.mark.postgres
@pytest.mark.usefixtures("postgres_address")
def test_a_cluster_is_reached_by_its_folder_only_and_leaves_nothing() -> None:
    programs = cluster.find_programs()
    assert programs is not None
    with cluster.running_cluster(programs) as address:
        folder = Path(parse_qs(urlsplit(address).query)["host"][0])
        with psycopg.connect(address) as connection:
            told = connection.execute("SHOW listen_addresses").fetchone()
    assert told == ("",)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)
