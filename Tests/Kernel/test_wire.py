"""What comes over the wire: signatures, replays, frames that are no message, large ones; connection files that are wrong."""

import hashlib
import hmac
import json
import os
import socket
import subprocess
import unittest
from random import Random

import support
import zmq
from support import BUILD, FOLDER, bare_kernel, client_of, connection, write_connection


def parts(kind: str = "kernel_info_request", content: dict | None = None, number: int = 1) -> list[bytes]:
    """Header, parent, metadata and content."""
    header = {
        "msg_id": f"id-{number}", "session": "s", "username": "u", "date": "2026-01-01T00:00:00Z", "msg_type": kind,
        "version": "5.4"}
    return [json.dumps(part, ensure_ascii=False).encode() for part in (header, {}, {}, content or {})]


def frames(parts: list[bytes], key: bytes = b"a key", signature: bytes | None = None) -> list[bytes]:
    """A message as frames, signed."""
    if signature is None:
        signature = hmac.new(key, b"".join(parts), hashlib.sha256).hexdigest().encode() if key else b""
    return [b"<IDS|MSG>", signature, *parts]


def spoilt(part: bytes, random: Random) -> bytes:
    """Bytes of which some are wrong, missing or doubled; now and then none."""
    some = bytearray(part)
    for _ in range(random.choice((0, 0, 1, 1, 3))):
        place = random.randrange(len(some) + 1)
        match random.randrange(4):
            case 0: some[place:place + 1] = bytes([random.randrange(256)])
            case 1: del some[place:place + random.randrange(1, 9)]
            case 2: some[place:place] = some[place:place + random.randrange(1, 9)]
            case 3: some[place:place] = random.choice((b'"', b"{", b"]", b"\\u", b"9" * 40, b"\xff", b"null"))
    return bytes(some)


def spoilt_order(frames: list[bytes], random: Random) -> list[bytes]:
    """Frames of which some are missing, doubled or at another place."""
    match random.randrange(4):
        case 0: frames.pop(random.randrange(len(frames)))
        case 1: frames.insert(random.randrange(len(frames)), random.choice(frames))
        case 2: random.shuffle(frames)
    return frames


class Line:
    """A bare socket to a channel of a kernel."""

    def __init__(self, content: dict, channel: str = "shell", name: bytes | None = None):
        self.socket = zmq.Context.instance().socket(zmq.DEALER)
        self.socket.linger = 0
        if name:
            self.socket.identity = name
        self.socket.connect(f"tcp://127.0.0.1:{content[f'{channel}_port']}")

    def ask(self, message: list[bytes], patience: float = 0.4) -> list[bytes] | None:
        """The frames of the answer; nothing where none comes."""
        self.socket.send_multipart(message)
        return self.socket.recv_multipart() if self.socket.poll(patience * 1000) else None

    def close(self):
        self.socket.close()


class Wire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.content = connection()
        cls.kernel = bare_kernel(cls.content)
        cls.process = cls.kernel.__enter__()
        with client_of(cls.content):
            pass
        cls.line = Line(cls.content)
        cls.count = 0

    @classmethod
    def tearDownClass(cls):
        cls.line.close()
        cls.kernel.__exit__(None, None, None)

    def fresh(self, **how) -> list[bytes]:
        Wire.count += 1
        return parts(number=Wire.count, **how)

    def tearDown(self):
        self.assertIsNone(self.process.poll(), "the kernel has ended")
        self.assertIsNotNone(self.line.ask(frames(self.fresh()), 20), "the kernel does not answer any more")

    def test_answers_are_signed(self):
        answer = self.line.ask(frames(self.fresh()), 20)
        delimiter = answer.index(b"<IDS|MSG>")
        signature, rest = answer[delimiter + 1], answer[delimiter + 2:]
        self.assertEqual(signature, hmac.new(b"a key", b"".join(rest[:4]), hashlib.sha256).hexdigest().encode())
        self.assertEqual(json.loads(rest[0])["msg_type"], "kernel_info_reply")
        self.assertEqual(json.loads(rest[3])["protocol_version"], "5.4")

    def test_wrong_signatures_are_passed_over_in_silence(self):
        message = self.fresh()
        right = frames(message)[1]
        for signature in (b"", b"0" * 64, right[:-1], right + b"0", right.upper(), b"\xff" * 64):
            self.assertIsNone(self.line.ask(frames(message, signature=signature)), signature)
        self.assertIsNone(self.line.ask(frames(message, key=b"another key")))

    def test_a_message_is_taken_once(self):
        message = frames(self.fresh())
        self.assertIsNotNone(self.line.ask(message, 20))
        self.assertIsNone(self.line.ask(message))
        other = Line(self.content, "control")
        self.assertIsNone(other.ask(message), "on another channel")
        other.close()

    def test_a_client_that_comes_back_under_its_name_is_answered(self):
        first = Line(self.content, name=b"me")
        self.assertIsNotNone(first.ask(frames(self.fresh()), 20))
        again = Line(self.content, name=b"me")
        self.assertIsNotNone(again.ask(frames(self.fresh()), 5))
        for line in (first, again):
            line.close()

    def test_each_who_listens_is_greeted(self):
        listeners = []
        for _ in range(2):
            listener = zmq.Context.instance().socket(zmq.SUB)
            listener.linger = 0
            listener.subscribe(b"")
            listener.connect(f"tcp://127.0.0.1:{self.content['iopub_port']}")
            listeners.append(listener)
            self.assertTrue(listener.poll(5000), f"listener {len(listeners)}")
            told = listener.recv_multipart()
            self.assertEqual(json.loads(told[told.index(b"<IDS|MSG>") + 2])["msg_type"], "iopub_welcome")
        for listener in listeners:
            listener.close()

    def test_frames_that_are_no_message_are_passed_over(self):
        good = self.fresh()
        for message in (
            [b""], [b"x"], [b"<IDS|MSG>"], [b"<IDS|MSG>", b""], frames(good)[:4], frames(good)[1:],
            [b"<IDS|MSG>"] * 7, [b"\x00" * 100] * 50,
        ):
            self.assertIsNone(self.line.ask(message, 0.1), message)

    def test_parts_that_say_nothing_are_passed_over(self):
        header = json.loads(self.fresh()[0])
        odd = [
            b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"a":1}', b"[" * 100_000, b'{"msg_type": 7, "msg_id": "x"}',
            json.dumps({**header, "msg_type": None}).encode(), json.dumps({"msg_type": "kernel_info_request"}).encode(),
        ]
        for head in odd:
            self.assertIsNone(self.line.ask(frames([head, b"{}", b"{}", b"{}"]), 0.1), head[:40])
        for place in (1, 2, 3):
            for text in odd[:6]:
                message = self.fresh()
                message[place] = text
                self.assertIsNone(self.line.ask(frames(message), 0.05), (place, text[:40]))

    def test_contents_of_other_kinds_than_expected_are_answered(self):
        odd = [None, 7, -1, 1e400, "x", [], {}, True]
        kinds = {
            "execute_request": ("code", "silent", "user_expressions", "store_history"),
            "complete_request": ("code", "cursor_pos"), "inspect_request": ("code", "cursor_pos"),
            "history_request": ("hist_access_type", "n", "session", "start", "pattern"),
            "is_complete_request": ("code",), "comm_info_request": ("target_name",)}
        for kind, members in kinds.items():
            for member in members:
                for value in odd:
                    if value == 1e400:
                        continue
                    answer = self.line.ask(frames(self.fresh(kind=kind, content={"code": "1", member: value})), 20)
                    self.assertIsNotNone(answer, (kind, member, value))

    def test_messages_that_nobody_knows_are_passed_over(self):
        self.assertIsNone(self.line.ask(frames(self.fresh(kind="no_such_request"))))

    def test_frames_with_random_faults_end_nothing(self):
        random = Random(13)
        kinds = ("execute_request", "complete_request", "inspect_request", "is_complete_request", "history_request")
        line = Line(self.content)
        for _ in range(2000):
            message = self.fresh(kind=random.choice(kinds), content={"code": "väter = [1, 2](", "cursor_pos": 9})
            if random.random() < 0.5:
                message = frames([spoilt(part, random) for part in message])
            else:
                message = spoilt_order([spoilt(frame, random) for frame in frames(message)], random)
            line.socket.send_multipart(message)
        line.close()

    def test_fifty_megabytes(self):
        large = "ü" * 25_000_000
        answer = self.line.ask(frames(self.fresh(kind="execute_request", content={"code": "1 + 1", "more": large})), 60)
        self.assertEqual(json.loads(answer[-1])["status"], "ok")
        answer = self.line.ask(frames(self.fresh(kind="execute_request", content={"code": f"# {large}"})), 60)
        self.assertIn("the limit is", json.loads(answer[-1])["evalue"])
        self.assertIsNone(self.line.ask(frames(self.fresh(), key=b"wrong") + [b"y" * 50_000_000], 1))


class Keys(unittest.TestCase):
    def test_without_a_key_nothing_is_signed(self):
        for key in ("", None):
            content = connection(key=key)
            with bare_kernel(content), client_of(content) as client:
                reply = client.execute_interactive("1 + 1", timeout=support.PATIENCE, output_hook=lambda _: None)
                self.assertEqual(reply["content"]["status"], "ok")
                line = Line(content)
                answer = line.ask(frames(parts(), key=b""), 20)
                self.assertEqual(answer[answer.index(b"<IDS|MSG>") + 1], b"")
                line.close()


class ConnectionFiles(unittest.TestCase):
    """A kernel that cannot listen ends, with 1 and the reason."""

    def reason(self, path: str) -> str:
        called = subprocess.run(
            [BUILD / "wganlab-kernel", "-f", path], capture_output=True, text=True, timeout=support.PATIENCE)
        self.assertEqual(called.returncode, 1, called.stderr)
        self.assertEqual(called.stdout, "")
        return called.stderr

    def test_files_that_cannot_be_read(self):
        self.assertIn("cannot be opened", self.reason(f"{FOLDER}/missing.json"))
        self.assertIn("not a plain file", self.reason(FOLDER))
        if os.geteuid() != 0:
            path = write_connection(connection())
            os.chmod(path, 0)
            self.assertIn("cannot be opened", self.reason(path))

    def test_files_that_say_something_else(self):
        for content, words in (
            ("", "JSON"), ("[]", "no JSON object"), ("{}", "no ip"), ("{" * 5000, "JSON"),
            (connection(shell_port=0), "shell_port"), (connection(hb_port="x"), "hb_port"),
            (connection(iopub_port=70000), "iopub_port"), (connection(transport="udp"), "udp"),
            (connection(signature_scheme="hmac-md5"), "hmac-md5"), (connection(ip="no such host"), "listened at"),
        ):
            self.assertIn(words, self.reason(write_connection(content)), content)

    def test_ports_in_use(self):
        for channel in support.CHANNELS:
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                taken.listen()
                content = connection(**{f"{channel}_port": taken.getsockname()[1]})
                reason = self.reason(write_connection(content))
                self.assertIn(f"the {channel} channel", reason)
                self.assertIn("in use", reason)

    def test_sockets_of_the_file_system(self):
        content = connection(transport="ipc", ip=f"{FOLDER}/kernel")
        with bare_kernel(content), client_of(content) as client:
            reply = client.execute_interactive("1 + 1", timeout=support.PATIENCE, output_hook=lambda _: None)
            self.assertEqual(reply["content"]["status"], "ok")
