"""`./run` finds its project and environment however it is called."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "run"
PINS = ("requirements-build.txt", "requirements.txt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose environment is up to date, so that nothing has to be made."""
    root = tmp_path.resolve() / "project"
    venv = root / ".venv"
    (venv / "bin").mkdir(parents=True)
    shutil.copy(RUN, root / "run")
    for name in (*PINS, "pyproject.toml"):
        (root / name).write_text(f"{name}\n", encoding="utf-8")
    for name in ("python", "where"):
        (venv / "bin" / name).write_text('#!/bin/sh\necho "$VIRTUAL_ENV"\n', encoding="utf-8")
        (venv / "bin" / name).chmod(0o755)
    pins = f"{root}\n{venv}\npython3\n" + "".join(f"{name}\n" for name in PINS)
    (venv / ".made-from").write_text(pins, encoding="utf-8")
    shutil.copy(root / "pyproject.toml", venv / ".installed-from")
    return root


def where(command: Path | str, cwd: Path) -> str:
    """The environment that a command is run in."""
    environment = {"PATH": "/usr/bin:/bin", "CDPATH": str(cwd)}
    result = subprocess.run(
        [str(command), "where"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stderr == ""
    return result.stdout.strip()


def test_a_relative_or_absolute_path_finds_the_project(project: Path) -> None:
    venv = str(project / ".venv")
    assert where("./run", project) == venv
    assert where("project/run", project.parent) == venv
    assert where(project / "run", Path("/")) == venv


def test_symbolic_links_find_the_project_and_make_no_environment(project: Path) -> None:
    venv = str(project / ".venv")
    elsewhere = project.parent / "else where"
    elsewhere.mkdir()
    (elsewhere / "absolute").symlink_to(project / "run")
    (elsewhere / "relative").symlink_to("../project/run")
    (elsewhere / "chain").symlink_to("relative")
    (project.parent / "folder").symlink_to("project")
    for link in ("absolute", "relative", "chain", "../folder/run"):
        assert where(elsewhere / link, Path("/")) == venv
        assert where(f"./{link}", elsewhere) == venv
    assert sorted(path.name for path in elsewhere.iterdir()) == ["absolute", "chain", "relative"]
