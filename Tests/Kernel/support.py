"""Starting the kernel that was built, and talking to it through jupyter_client."""

import contextlib
import json
import os
import pathlib
import queue
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build" / "release"
# What the tests write goes to folders of their own: the kernel's specification, connection files, a learner's progress.
FOLDER = tempfile.mkdtemp(prefix="wganlab-kernel-")
os.environ["JUPYTER_PATH"] = f"{FOLDER}/share/jupyter"
os.environ["JUPYTER_RUNTIME_DIR"] = f"{FOLDER}/runtime"
os.environ["JUPYTER_CONFIG_DIR"] = f"{FOLDER}/config"
os.environ["XDG_STATE_HOME"] = f"{FOLDER}/state"
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"

from jupyter_client import BlockingKernelClient, KernelManager  # noqa: E402

NAME = "wganlab"
PATIENCE = 60


def install() -> None:
    """Tells Jupyter of the kernel, for these tests alone."""
    subprocess.run(
        [BUILD / "wganlab", "kernel", "install", "--prefix", FOLDER], check=True, capture_output=True, timeout=PATIENCE)


install()


class KernelCase(unittest.TestCase):
    """Tests that share a kernel with one client."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.manager = KernelManager(kernel_name=NAME)
        cls.manager.start_kernel(cwd=FOLDER)
        cls.client = cls.manager.blocking_client()
        cls.client.start_channels()
        cls.client.wait_for_ready(timeout=PATIENCE)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)

    def run_cell(self, code: str, **how):
        """Runs a cell; gives the reply's content and everything that was told meanwhile, but for states and the cell's source."""
        told: list = []
        reply = self.client.execute_interactive(code, timeout=PATIENCE, output_hook=told.append, **how)
        quiet = ("status", "execute_input")
        return reply["content"], [message for message in told if message["msg_type"] not in quiet]

    def text(self, told: list, name: str = "stdout") -> str:
        """What a stream has said."""
        streams = [message["content"] for message in told if message["msg_type"] == "stream"]
        return "".join(content["text"] for content in streams if content["name"] == name)

    def reply(self, message: str, client=None):
        """The answer to a message on the shell channel."""
        client = client or self.client
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            reply = client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"]
        raise AssertionError("no reply")

    def wait_for(self, holds, message: str = "") -> dict:
        """The next message to everybody that is as it should be."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            told = self.client.get_iopub_msg(timeout=PATIENCE)
            if holds(told):
                return told
        raise AssertionError(f"never told: {message}")


def is_status(state: str, parent: str | None = None):
    """Whether a message says that the kernel is in a state, because of another message."""
    return lambda told: (
        told["msg_type"] == "status" and told["content"]["execution_state"] == state
        and (parent is None or told["parent_header"].get("msg_id") == parent))


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens at."""
    import socket

    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


def connection(**changes) -> dict:
    """What a connection file says."""
    ports = {f"{name}_port": port for name, port in zip(CHANNELS, free_ports(len(CHANNELS)))}
    whole = {
        "ip": "127.0.0.1", "transport": "tcp", "key": "a key", "signature_scheme": "hmac-sha256",
        "kernel_name": NAME, **ports}
    whole.update(changes)
    return {name: value for name, value in whole.items() if value is not None}


def write_connection(content) -> str:
    """A connection file."""
    descriptor, path = tempfile.mkstemp(suffix=".json", dir=FOLDER)
    with os.fdopen(descriptor, "w") as file:
        file.write(content if isinstance(content, str) else json.dumps(content))
    return path


@contextlib.contextmanager
def bare_kernel(content: dict, *options: str, cwd: str = FOLDER):
    """A kernel without a manager: its process."""
    process = subprocess.Popen(
        [BUILD / "wganlab-kernel", "-f", write_connection(content), *options], cwd=cwd, stderr=subprocess.PIPE,
        stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def flush(client) -> None:
    """Passes over what everybody was told until now."""
    with contextlib.suppress(queue.Empty):
        while True:
            client.get_iopub_msg(timeout=0.1)


@contextlib.contextmanager
def client_of(content: dict):
    """A client of a kernel, by what its connection file says."""
    client = BlockingKernelClient()
    client.load_connection_info({**content, "key": content.get("key", "")})
    client.start_channels(hb=False)
    try:
        client.kernel_info()
        client.get_shell_msg(timeout=PATIENCE)
        flush(client)
        yield client
    finally:
        client.stop_channels()
