"""A kernel's beginning and end, and several clients of one."""

import os
import pathlib
import signal
import subprocess
import sys
import time
import unittest

import support
from support import BUILD, FOLDER, NAME, PATIENCE, KernelCase, bare_kernel, client_of, connection

from jupyter_client import BlockingKernelClient, KernelManager

# So soon a kernel answers, in seconds; where other programs are at work, once in some tries.
SOON = 0.3


def runs(process: int) -> bool:
    """Whether a process is a kernel that has not ended."""
    try:
        return os.readlink(f"/proc/{process}/exe").endswith("wganlab-kernel")
    except OSError:
        return False


class Beginning(unittest.TestCase):
    def test_ready_soon(self):
        times = []
        for _ in range(5):
            content = connection()
            client = BlockingKernelClient()
            client.load_connection_info(content)
            client.start_channels()
            start = time.monotonic()
            with bare_kernel(content):
                client.kernel_info()
                client.get_shell_msg(timeout=PATIENCE)
                times.append(time.monotonic() - start)
            client.stop_channels()
        self.assertLess(min(times), SOON)

    def test_a_safe_session_stays_in_its_folder(self):
        inside = pathlib.Path(FOLDER, "inside")
        inside.mkdir(exist_ok=True)
        content = connection()
        with bare_kernel(content, "--safe", cwd=str(inside)), client_of(content) as client:
            run = lambda code: client.execute_interactive(code, timeout=PATIENCE, output_hook=lambda _: None)["content"]
            self.assertIn("outside the working folder", run('load("/etc/passwd")')["evalue"])
            self.assertIn("outside the working folder", run("export ../escaped.wgan")["evalue"])
            self.assertEqual(run("export kept.wgan")["status"], "ok")
        self.assertTrue((inside / "kept.wgan").exists())


class Ending(unittest.TestCase):
    def ended(self, process, patience: float = 5) -> int:
        return process.wait(timeout=patience)

    def test_by_message_while_idle_and_at_work(self):
        for code in (None, "use 8gaussians\ntrain 1000000"):
            content = connection()
            with bare_kernel(content) as process, client_of(content) as client:
                if code:
                    client.execute(code)
                    time.sleep(0.3)
                client.shutdown()
                reply = client.get_control_msg(timeout=PATIENCE)
                self.assertEqual(reply["content"], {"status": "ok", "restart": False})
                self.assertEqual(self.ended(process), 0)

    def test_everybody_is_told(self):
        content = connection()
        with bare_kernel(content), client_of(content) as client, client_of(content) as other:
            client.shutdown(restart=True)
            while True:
                told = other.get_iopub_msg(timeout=PATIENCE)
                if told["msg_type"] == "shutdown_reply":
                    break
            self.assertTrue(told["content"]["restart"])

    def test_nothing_that_was_said_is_lost_at_the_end(self):
        for _ in range(3):
            content = connection()
            with bare_kernel(content) as process, client_of(content) as client:
                client.execute('repeat 2000\n"words"\nend')
                client.shell_channel.send(client.session.msg("shutdown_request", {"restart": False}))
                self.assertEqual(self.ended(process, 20), 0)
                told, last = "", ""
                while last != "shutdown_reply":
                    message = client.get_iopub_msg(timeout=PATIENCE)
                    last = message["msg_type"]
                    told += message["content"]["text"] if last == "stream" else ""
                self.assertEqual(told.count("words"), 2000)
                self.assertEqual(client.get_iopub_msg(timeout=PATIENCE)["content"], {"execution_state": "idle"})

    def test_by_signal(self):
        content = connection()
        with bare_kernel(content) as process, client_of(content):
            process.send_signal(signal.SIGTERM)
            self.assertEqual(self.ended(process), -signal.SIGTERM)

    def test_with_whoever_started_it(self):
        content = connection()
        path = support.write_connection(content)
        starter = (
            "import os, subprocess, sys\n"
            "child = subprocess.Popen([sys.argv[1], '-f', sys.argv[2]], stdout=subprocess.DEVNULL, env={**os.environ, 'JPY_PARENT_PID': str(os.getpid())})\n"
            "print(child.pid, flush=True)\nsys.stdin.read()\n")
        parent = subprocess.Popen(
            [sys.executable, "-c", starter, BUILD / "wganlab-kernel", path], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        kernel = int(parent.stdout.readline())
        with client_of(content):
            pass
        parent.kill()
        parent.communicate()
        end = time.monotonic() + 10
        while time.monotonic() < end and runs(kernel):
            time.sleep(0.1)
        still = runs(kernel)
        if still:
            os.kill(kernel, signal.SIGKILL)
        self.assertFalse(still)


class Restart(KernelCase):
    def test_a_restart_forgets(self):
        self.run_cell("x = 1")
        self.manager.restart_kernel(now=False)
        self.client.wait_for_ready(timeout=PATIENCE)
        reply, _ = self.run_cell("x")
        self.assertEqual((reply["status"], reply["execution_count"]), ("error", 1))


class Clients(KernelCase):
    def test_two_at_once_are_told_apart(self):
        other = self.manager.blocking_client()
        other.start_channels()
        other.wait_for_ready(timeout=PATIENCE)
        pairs = [(self.client.execute(f"{number}"), other.execute(f"{number} + 100")) for number in range(20)]
        for mine, others in pairs:
            self.assertEqual(self.reply(mine)["status"], "ok")
            self.assertEqual(self.reply(others, other)["status"], "ok")
        results = {}
        while len(results) < 40:
            told = self.client.get_iopub_msg(timeout=PATIENCE)
            if told["msg_type"] == "execute_result":
                results[told["parent_header"]["msg_id"]] = told["content"]["data"]["text/plain"]
        for number, (mine, others) in enumerate(pairs):
            self.assertEqual((results[mine], results[others]), (str(number), str(number + 100)))
        other.stop_channels()


class Installation(unittest.TestCase):
    def kernel(self, *words: str, **environment: str):
        return subprocess.run(
            [BUILD / "wganlab", "kernel", *words], capture_output=True, text=True, timeout=PATIENCE,
            env={"HOME": f"{FOLDER}/home", "PATH": os.environ["PATH"], **environment})

    def test_jupyter_finds_it_under_its_name(self):
        manager = KernelManager(kernel_name=NAME)
        spec = manager.kernel_spec
        self.assertEqual((spec.display_name, spec.language), ("WGAN Lab", "wgan"))
        logos = sorted(path.name for path in pathlib.Path(spec.resource_dir).glob("logo-*"))
        self.assertEqual(logos, ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"])

    def test_each_place(self):
        for words, environment, folder in (
            (["--user"], {}, "home/.local/share"), ([], {"XDG_DATA_HOME": f"{FOLDER}/data"}, "data"),
            (["--sys-prefix"], {"VIRTUAL_ENV": f"{FOLDER}/venv"}, "venv/share"),
            (["--prefix", f"{FOLDER}/usr"], {}, "usr/share"),
        ):
            path = pathlib.Path(FOLDER, folder, "jupyter/kernels/mine")
            for _ in range(2):
                self.assertEqual(self.kernel("install", "--name", "mine", *words, **environment).returncode, 0)
                self.assertTrue((path / "kernel.json").exists(), path)
            self.assertEqual(self.kernel("uninstall", "--name", "mine", *words, **environment).returncode, 0)
            self.assertFalse(path.exists())
            self.assertEqual(self.kernel("uninstall", "--name", "mine", *words, **environment).returncode, 1)

    def test_what_is_refused(self):
        self.assertIn("no Python environment is active", self.kernel("install", "--sys-prefix").stderr)
        self.assertIn("cannot be called that", self.kernel("install", "--name", "../x").stderr)
        self.assertEqual(self.kernel("install", "--user", "--sys-prefix").returncode, 64)
        self.assertEqual(self.kernel("install", "--prefix", "").returncode, 64)
        file = pathlib.Path(FOLDER, "a file")
        file.write_text("")
        for words, environment in ((["--prefix", str(file)], {}), ([], {"HOME": str(file)})):
            refused = self.kernel("install", *words, **environment)
            self.assertEqual(refused.returncode, 1)
            self.assertIn(f'"{file}/": the folder cannot be made: File exists. Name a place', refused.stderr)
        self.assertIn("cannot be made: No such file or directory", self.kernel("install", HOME="/proc").stderr)

    def test_printing_writes_nothing(self):
        printed = self.kernel("install", "--print", "--safe", "--prefix", f"{FOLDER}/none")
        self.assertIn('"--safe"', printed.stdout)
        self.assertFalse(pathlib.Path(FOLDER, "none").exists())
