"""The notebooks run, and show what they say they show.

Their outputs are stored, so that they read without running. After a change that moves them on purpose, store
them anew: ``python -m tests.test_notebook``
"""

import base64
import os
import re
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1]
TUTORIALS = [ROOT / "docs" / "tutorial" / f"{name}.ipynb" for name in ("forecast", "frames")]
#: What the file says of where it runs: nothing about any one machine.
ABOUT = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
#: Bytes of the largest picture that is stored.
LARGEST = 60_000


def stored(tutorial: Path) -> NotebookNode:
    return nbformat.read(tutorial, as_version=4)


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run a copy of a notebook in a folder, its kernel keeping everything of its own in there too."""
    again = deepcopy(notebook)
    for cell in code(again):
        cell.outputs, cell.execution_count = [], None
    own = {name: str(folder / name.lower()) for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR")}
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    client = NotebookClient(
        again, timeout=900, kernel_name="python3", record_timing=False, coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    client.execute(env=environment)
    again.metadata = nbformat.from_dict(ABOUT)
    return again


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def told(cell: NotebookNode) -> list[tuple[str, str]]:
    """Return the words that a cell puts out, without addresses in memory: the kind, and the text."""
    found = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append((output.name, output.text))
        else:
            found.append((output.output_type, output.data.get("text/plain", "")))
    return [(kind, re.sub(r"0x[0-9a-f]+", "0x", text)) for kind, text in found]


def pictures(cell: NotebookNode) -> list[bytes]:
    data = [output.data for output in cell.outputs if "data" in output]
    return [base64.b64decode(kinds["image/png"]) for kinds in data if "image/png" in kinds]


@pytest.mark.slow
@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_it_tells_what_is_stored_warns_of_nothing_and_draws(tutorial: Path, tmp_path: Path) -> None:
    pytest.importorskip("xarray")
    played = run(stored(tutorial), tmp_path)
    for cell, kept in zip(code(played), code(stored(tutorial)), strict=True):
        assert told(cell) == told(kept), cell.source
        assert cell.execution_count == kept.execution_count
    assert [text for cell in code(played) for kind, text in told(cell) if kind == "stderr"] == []
    drawing = [cell for cell in code(played) if "plt.show()" in cell.source]
    assert drawing
    for cell in drawing:
        (picture,) = pictures(cell)
        assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_what_is_stored_is_small_of_no_machine_and_links_somewhere(tutorial: Path) -> None:
    notebook = stored(tutorial)
    nbformat.validate(notebook)
    assert notebook.metadata == ABOUT
    assert all(not cell.metadata for cell in notebook.cells)
    kept = [picture for cell in code(notebook) for picture in pictures(cell)]
    assert kept
    assert max(len(picture) for picture in kept) < LARGEST
    text = tutorial.read_text(encoding="utf-8")
    assert not re.search(r"/(home|root|tmp|Users|work)/", text)
    words = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)#]+)", words)
    assert targets
    assert [t for t in targets if not (tutorial.parent / t).exists()] == []


def store() -> None:
    """Run the notebooks and keep what they put out."""
    from tempfile import TemporaryDirectory

    for tutorial in TUTORIALS:
        with TemporaryDirectory() as folder:
            nbformat.write(run(stored(tutorial), Path(folder)), tutorial)


if __name__ == "__main__":
    store()
