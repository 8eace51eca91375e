"""`yaoxie synth` with files of one's own about what companies are like."""

from __future__ import annotations

from pathlib import Path

from yaoxie import Profile
from yaoxie.profile.vocabulary import packaged
from yaoxie.synth import specification

from tests.support.command_line import refused, run

COMPANY = Path(specification.__file__).with_name("company.yaml").read_text("utf-8")
WEIGHTS = "{shanghai: 1, others: 0}"


def test_a_population_may_have_files_of_its_own(tmp_path: Path) -> None:
    own = COMPANY.replace("beijing: 500, ", "beijing: 50_000_000, ")
    (tmp_path / "company.yaml").write_text(own, "utf-8")
    lines = run("synth", "200", "--seed", "5", "--population", str(tmp_path)).stdout.splitlines()
    regions = {Profile.from_json(line).company.region for line in lines} - {None}
    type_ = packaged().fields("company")["region"].type
    assert all("beijing" in type_.holders(region) for region in regions if region)


def test_a_mistake_in_such_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    own = COMPANY.replace(WEIGHTS, "{shanghia: 1, others: 0}")
    (tmp_path / "company.yaml").write_text(own, "utf-8")
    line = COMPANY[: COMPANY.index(WEIGHTS)].count("\n") + 1
    printed = "\n".join(refused(run("synth", "3", "--population", str(tmp_path))))
    assert f"company.yaml:{line}:" in printed
    assert "'shanghia'" in printed


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    printed = refused(run("synth", "3", "--population", str(tmp_path / "none")))
    assert "expected a folder" in "\n".join(printed)
