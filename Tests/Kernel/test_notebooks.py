"""The course as notebooks: valid by nbformat, run by nbclient and nbconvert, with parameters from papermill, in colours by Pygments."""

import base64
import concurrent.futures
import csv
import functools
import hashlib
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

import support

import nbclient
import nbformat
from nbclient.exceptions import CellExecutionError
from pygments.token import Comment, Keyword, Name, Number, String

WGANLAB = support.BUILD / "wganlab"
LESSONS = range(1, 15)
# Time for the longest lesson on a machine that has other things to do.
PATIENCE = 900


def program(*words: str) -> subprocess.CompletedProcess:
    """Calls the program."""
    return subprocess.run([WGANLAB, *words], capture_output=True, text=True, timeout=PATIENCE)


@functools.cache
def lesson_text(number: int, option: str) -> str:
    """What the program prints for a lesson."""
    called = program("lesson", str(number), option)
    if called.returncode:
        raise AssertionError(called.stderr)
    return called.stdout


def lesson(number: int, option: str):
    """A lesson as a notebook."""
    return nbformat.reads(lesson_text(number, option), as_version=nbformat.NO_CONVERT)


def execute(notebook):
    """Runs all its cells with the kernel that it names."""
    with tempfile.TemporaryDirectory() as folder:
        return nbclient.NotebookClient(
            notebook, timeout=PATIENCE, resources={"metadata": {"path": folder}}).execute()


def side_by_side(job) -> dict:
    """Does something with every lesson."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(LESSONS, pool.map(job, LESSONS)))


class LessonTests(unittest.TestCase):
    """Each lesson, filled in and to be filled in."""

    def test_valid(self) -> None:
        solved, unfilled = (
            side_by_side(lambda number: lesson(number, option)) for option in ("--solved", "--notebook"))
        for notebooks in (solved, unfilled):
            for number, notebook in notebooks.items():
                with self.subTest(lesson=number):
                    nbformat.validate(notebook)
                    self.assertEqual(notebook.nbformat_minor, 5)
        for number in LESSONS:
            names = [[cell.id for cell in notebooks[number].cells] for notebooks in (solved, unfilled)]
            self.assertEqual(*names)

    def test_solved(self) -> None:
        def run(number: int):
            try:
                return execute(lesson(number, "--solved"))
            except CellExecutionError as error:
                return str(error)

        for number, done in side_by_side(run).items():
            with self.subTest(lesson=number):
                self.assertNotIsInstance(done, str, done)
                nbformat.validate(done)
                checks = [cell for cell in done.cells if cell.source.startswith("check ")]
                told = [output.get("name") or output.output_type for cell in checks for output in cell.outputs]
                self.assertNotIn("stderr", told)

    def test_unfilled(self) -> None:
        for number, message in ((1, "an answer is missing"), (11, "hand: Not yet")):
            with self.subTest(lesson=number):
                with self.assertRaises(CellExecutionError) as raised:
                    execute(lesson(number, "--notebook"))
                self.assertIn(message, str(raised.exception))


class ToolTests(unittest.TestCase):
    """What others do with notebooks."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.mkdtemp(dir=support.FOLDER)
        wheel = program("kernel", "wheel", cls.folder)
        assert wheel.returncode == 0, wheel.stderr
        path = next(pathlib.Path(cls.folder).glob("*.whl"))
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index",
             "--force-reinstall", path], check=True, timeout=PATIENCE)

    def notebook(self, *cells: tuple[str, list[str]]) -> str:
        """Writes a notebook of cells with tags."""
        made = nbformat.v4.new_notebook(
            metadata={
                "kernelspec": {"name": support.NAME, "display_name": "WGAN Lab", "language": "wgan"},
                "language_info": {"name": "wgan"}},
            cells=[nbformat.v4.new_code_cell(source, metadata={"tags": tags}) for source, tags in cells])
        path = tempfile.mktemp(suffix=".ipynb", dir=self.folder)
        nbformat.write(made, path)
        return path

    def python(self, code: str) -> str:
        """What another Python says, which finds what was installed a moment ago."""
        return subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=PATIENCE).stdout

    def test_nbconvert(self) -> None:
        path = self.notebook(("use 8gaussians", []), ("train 2;\nshow samples", []), ('6*7\n# "so"', []))
        done = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", path], capture_output=True, text=True,
            timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        page = pathlib.Path(path).with_suffix(".html").read_text()
        # What it gives, a figure, and the colours of our lexer: a command and a comment. The page is too long to be shown.
        for part in ("<pre>42</pre>", "data:image/svg+xml", '<span class="k">train</span>', '<span class="c1"># "so"</span>'):
            self.assertTrue(part in page, part)

    def test_papermill(self) -> None:
        path = self.notebook(
            ('x = 1\nword = "a"\nset seed 5', ["parameters"]), ("x = 7\nset seed 6", []),
            ("assert x == 3\nassert settings.seed == 11\nassert settings.batch == 32\nsum(list)\nword", []))
        out = path.replace(".ipynb", "-out.ipynb")
        said = self.python(
            "import papermill\n"
            f"papermill.execute_notebook({path!r}, {out!r}, dict(x=3, seed=11, batch=32, list=[1, 2.5],"
            " word='q\"\\\\b'), kernel_name='wganlab', language='wgan', progress_bar=False)")
        run = nbformat.read(out, as_version=4)
        injected = [cell for cell in run.cells if "injected-parameters" in cell.metadata.get("tags", [])]
        self.assertEqual(len(injected), 1, said)
        self.assertIn("override x 3", injected[0].source)
        told = "".join(str(output) for output in run.cells[-1].outputs)
        self.assertIn("3.5", told)
        # The same notebook without the kernel, the parameters given to the shell.
        options = ["--set", "x=3", "--set", "seed=11", "--set", "batch=32", "--set", "list=[1, 2.5]"]
        self.assertEqual(program("run", *options, path).returncode, 0)
        self.assertEqual(program("run", path).returncode, 1)

    def test_the_wheel_lists_what_is_in_it(self) -> None:
        wheel = zipfile.ZipFile(next(pathlib.Path(self.folder).glob("*.whl")))
        names = wheel.namelist()
        record = next(name for name in names if name.endswith("/RECORD"))
        listed = list(csv.reader(io.StringIO(wheel.read(record).decode())))
        self.assertEqual([row[0] for row in listed], names)
        for name, digest, size in listed:
            if name == record:
                continue
            content = wheel.read(name)
            right = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            self.assertEqual((digest, size), (f"sha256={right}", str(len(content))), name)

    def test_lexer(self) -> None:
        names = self.python(
            "from pygments.lexers import get_lexer_by_name, get_lexer_for_filename\n"
            "print(get_lexer_by_name('wgan').name, get_lexer_for_filename('a.wgan').name)")
        self.assertEqual(names.strip(), "WGAN Lab WGAN Lab")
        sys.path.append(str(next(pathlib.Path(self.folder).glob("*.whl"))))
        from wganlab_jupyter.lexer import WganLexer

        source = 'train 10; # so\ntrain = 3\nx = norm(gradient(y, x), axes: [1, 2])\n  show "a b"\nε = …\nx[0:4]\n'
        tokens = list(WganLexer().get_tokens(source))
        self.assertEqual("".join(text for _, text in tokens), source)
        kinds = [(kind, text) for kind, text in tokens]
        self.assertEqual([text for kind, text in kinds if kind is Keyword], ["train", "show"])
        self.assertEqual([text for kind, text in kinds if kind is Name.Builtin], ["norm", "gradient"])
        self.assertEqual([text for kind, text in kinds if kind is Name.Attribute], ["axes"])
        self.assertIn((Comment.Single, "# so"), kinds)
        self.assertIn((String, '"a b"'), kinds)
        self.assertIn((Number, "10"), kinds)

    def test_round_trip(self) -> None:
        """What Jupyter writes comes back as it was, but for outputs."""
        path = self.notebook(("1 + 1", ["kept"]))
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.insert(0, nbformat.v4.new_markdown_cell(
            "![a](attachment:a.png)", attachments={"a.png": {"image/png": "AA=="}}, metadata={"mine": [1, {"a": None}]}))
        notebook.cells.append(nbformat.v4.new_raw_cell("as it is", metadata={"format": "text/latex"}))
        notebook.metadata.update({"title": "A title", "authors": [{"name": "Anna"}], "mine": {"deep": [1, 2.5]}})
        nbformat.write(notebook, path)
        out = path.replace(".ipynb", "-back.ipynb")
        done = program("run", path, "-e", f'export "{out}"')
        self.assertEqual(done.returncode, 0, done.stderr)
        back = nbformat.read(out, as_version=nbformat.NO_CONVERT)
        nbformat.validate(back)
        self.assertEqual({**back.metadata, "language_info": None}, {**notebook.metadata, "language_info": None})
        for before, after in zip(notebook.cells, back.cells, strict=True):
            for field in ("id", "cell_type", "source", "metadata", "attachments"):
                self.assertEqual(before.get(field), after.get(field))


if __name__ == "__main__":
    unittest.main()
