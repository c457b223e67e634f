"""Stopping what runs, by signal and by message, with the session kept."""

import os
import signal
import time

from support import KernelCase, is_status

# So soon a cell stops, in seconds; where other programs are at work, once in some tries.
SOON = 0.2
TRIES = 5
PRODUCT = "sum(uniform(6000, 6000) @ uniform(6000, 6000))"


class Interruption(KernelCase):
    def signal(self):
        os.kill(self.manager.provisioner.pid, signal.SIGINT)

    def message(self):
        request = self.client.session.msg("interrupt_request", {})
        self.client.control_channel.send(request)
        self.assertEqual(self.client.get_control_msg(timeout=10)["content"]["status"], "ok")

    def stopped(self, code: str, stop, after: float = 0.2) -> float:
        """Runs a cell and stops it; gives how long that took, in seconds."""
        message = self.client.execute(code)
        self.wait_for(is_status("busy", message))
        time.sleep(after)
        start = time.monotonic()
        stop()
        reply = self.reply(message)
        took = time.monotonic() - start
        self.assertEqual((reply["status"], reply["ename"]), ("error", "Interrupted"), code)
        self.wait_for(is_status("idle", message))
        return took

    def test_training_stops_soon_and_goes_on_where_it_was(self):
        self.run_cell("use 8gaussians\nmine = 7")
        for stop in (self.signal, self.message):
            self.assertLess(min(self.stopped("train 100000", stop) for _ in range(TRIES)), SOON)
        _, told = self.run_cell("rounds > 0 and mine == 7")
        self.assertEqual(told[-1]["content"]["data"]["text/plain"], "1")
        message = self.client.execute("continue")
        self.wait_for(is_status("busy", message))
        self.message()
        self.assertIn("continue goes on", self.reply(message)["evalue"])

    def test_a_long_product_and_an_endless_loop_stop_soon(self):
        for code in (PRODUCT, "repeat 1000000\nsum(ones(200))\nend"):
            self.assertLess(min(self.stopped(code, self.message) for _ in range(TRIES)), SOON)

    def test_a_hundred_times(self):
        self.run_cell("x = 11")
        times = [self.stopped("repeat 1000000\nuniform(50) + 1\nend", self.signal, after=0.01) for _ in range(100)]
        self.assertLess(sorted(times)[50], SOON)
        _, told = self.run_cell("x + 1")
        self.assertEqual(told[0]["content"]["data"]["text/plain"], "12")

    def test_a_wish_while_nothing_runs_stops_nothing(self):
        for stop in (self.signal, self.message, self.signal):
            stop()
        time.sleep(0.05)
        self.assertEqual(self.run_cell("1 + 1")[0]["status"], "ok")

    def test_cells_that_wait_behind_it_are_aborted(self):
        first = self.client.execute("train 100000")
        second = self.client.execute("1")
        self.wait_for(is_status("busy", first))
        time.sleep(0.1)
        self.message()
        self.assertEqual([self.reply(one)["status"] for one in (first, second)], ["error", "aborted"])

    def test_the_heart_beats_during_a_long_product(self):
        self.client.hb_channel.unpause()
        message = self.client.execute(PRODUCT)
        self.wait_for(is_status("busy", message))
        time.sleep(2.2)
        self.assertTrue(self.client.hb_channel.is_beating())
        self.message()
        self.reply(message)
