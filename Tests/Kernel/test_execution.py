"""What a cell tells, and what is answered about code."""

import time

from support import KernelCase, is_status

LINES = 100_000
# More messages than what lies between two programs holds.
TABLES = 20_000


class Execution(KernelCase):
    def test_a_result_is_numbered_and_for_programs_too(self):
        reply, told = self.run_cell("2 * 21")
        self.assertEqual([message["msg_type"] for message in told], ["execute_result"])
        content = told[0]["content"]
        self.assertEqual(content["execution_count"], reply["execution_count"])
        self.assertEqual(content["data"]["text/plain"], "42")
        self.assertEqual(content["data"]["application/vnd.wganlab+json"], {"kind": "number", "value": 42})

    def test_a_table_is_html_and_a_figure_is_drawn(self):
        self.run_cell("use 8gaussians")
        _, told = self.run_cell("show settings")
        bundles = [message["content"]["data"] for message in told if message["msg_type"] == "display_data"]
        self.assertTrue(any("<table>" in bundle.get("text/html", "") for bundle in bundles))
        _, told = self.run_cell("show samples")
        data = told[0]["content"]["data"]
        self.assertTrue(data["image/svg+xml"].startswith("<svg "))
        self.assertTrue(data["image/png"].startswith("iVBOR"))
        self.assertGreater(told[0]["content"]["metadata"]["image/png"]["width"], 100)

    def test_numbers_of_cells_count_what_is_stored(self):
        first, _ = self.run_cell("1")
        aside, told = self.run_cell("2", store_history=False)
        self.assertEqual(told[0]["content"]["data"]["text/plain"], "2")
        silent, told = self.run_cell("3", silent=True)
        self.assertEqual((silent["status"], told), ("ok", []))
        last, told = self.run_cell("_ + 4")
        self.assertEqual(last["execution_count"], first["execution_count"] + 1)
        self.assertEqual(aside["execution_count"], last["execution_count"])
        self.assertEqual(told[0]["content"]["data"]["text/plain"], "5")

    def test_a_silent_cell_that_fails_tells_nobody_but_its_sender(self):
        reply, told = self.run_cell("1 + missing", silent=True)
        self.assertEqual((reply["status"], told), ("error", []))

    def test_expressions_of_the_client_are_computed_and_leave_nothing_behind(self):
        expressions = {"twice": "2 * x", "wrong": "2 * missing", "drawn": "uniform(1)", "again": "uniform(1)"}
        reply, _ = self.run_cell("x = 4", user_expressions=expressions)
        values = reply["user_expressions"]
        self.assertEqual(values["twice"]["data"]["text/plain"], "8")
        self.assertEqual(values["wrong"]["status"], "error")
        self.assertIn("missing", values["wrong"]["evalue"])
        self.assertEqual(values["drawn"]["data"], values["again"]["data"])

    def test_a_failure_has_its_place_and_colours(self):
        reply, told = self.run_cell("a = 1\nb = a + missing\nc = 3")
        self.assertEqual((reply["status"], reply["ename"]), ("error", "Problem"))
        self.assertIn("missing", reply["evalue"])
        error = told[-1]["content"]
        self.assertEqual(error["traceback"], reply["traceback"])
        self.assertIn(f"cell {reply['execution_count']}:2:9: ", error["traceback"][0])
        self.assertEqual(error["traceback"][1], "b = a + missing")
        self.assertEqual(error["traceback"][2], "\x1b[31m        ^~~~~~~\x1b[0m")

    def test_cells_that_wait_behind_a_failure_are_aborted(self):
        messages = [self.client.execute(code) for code in ("1 + missing", "1", "2")]
        states = [self.reply(message)["status"] for message in messages]
        self.assertEqual(states, ["error", "aborted", "aborted"])
        self.assertEqual(self.reply(self.client.execute("3"))["status"], "ok")

    def test_questions_that_wait_behind_a_failure_are_answered(self):
        failing, asking = self.client.execute("1 + missing"), self.client.is_complete("1")
        self.assertEqual(self.reply(failing)["status"], "error")
        self.assertEqual(self.reply(asking)["status"], "complete")

    def test_a_failure_stops_nobody_where_that_is_not_wished(self):
        messages = [self.client.execute("1 + missing", stop_on_error=False), self.client.execute("1")]
        self.assertEqual([self.reply(message)["status"] for message in messages], ["error", "ok"])

    def test_lines_arrive_while_the_cell_runs(self):
        message = self.client.execute('repeat 1\n"early"\nsum(uniform(3000, 3000) @ uniform(3000, 3000))\nend')
        self.wait_for(lambda told: told["msg_type"] == "stream" and "early" in told["content"]["text"])
        early = time.monotonic()
        self.wait_for(is_status("idle", message))
        self.assertGreater(time.monotonic() - early, 0.05)
        self.reply(message)

    def test_no_line_is_lost_and_idle_comes_last(self):
        message = self.client.execute(f"n = 0\nrepeat {LINES}\nn = n + 1\nn + 0\nend")
        text, pieces = "", 0
        while True:
            told = self.client.get_iopub_msg(timeout=60)
            if told["msg_type"] == "stream":
                text += told["content"]["text"]
                pieces += 1
            elif is_status("idle", message)(told):
                break
        numbers = [line for line in text.splitlines() if line]
        self.assertEqual(numbers, [str(number) for number in range(1, LINES + 1)])
        self.assertLess(pieces, LINES / 10)
        self.reply(message)

    def test_nothing_is_dropped_for_somebody_who_reads_late(self):
        message = self.client.execute(f'repeat {TABLES}\ntable "n": [1, 2, 3]\nend')
        self.assertEqual(self.reply(message)["status"], "ok")
        tables = 0
        while True:
            told = self.client.get_iopub_msg(timeout=60)
            tables += told["msg_type"] == "display_data"
            if is_status("idle", message)(told):
                break
        self.assertEqual(tables, TABLES)

    def test_training_redraws_in_place(self):
        _, told = self.run_cell("use 8gaussians\nlive samples\ntrain 60")
        shown = {}
        for message in told:
            place = message["content"].get("transient", {}).get("display_id")
            if place:
                shown.setdefault(place, []).append(message)
        kinds = {
            "figure": [list_ for list_ in shown.values() if "image/svg+xml" in list_[0]["content"]["data"]],
            "line": [list_ for list_ in shown.values() if "rounds/s" in list_[0]["content"]["data"]["text/plain"]]}
        for name, places in kinds.items():
            self.assertEqual(len(places), 1, name)
            types = [message["msg_type"] for message in places[0]]
            self.assertEqual(types[0], "display_data", name)
            self.assertGreater(len(types), 1, name)
            self.assertEqual(set(types[1:]), {"update_display_data"}, name)
        self.assertIn("60/60", kinds["line"][0][-1]["content"]["data"]["text/plain"])
        # While it trains a figure is drawn in a hurry; what stays has all that lasts.
        figures = [message["content"]["data"] for message in kinds["figure"][0]]
        self.assertNotIn("image/png", figures[0])
        self.assertIn("image/png", figures[-1])
        self.run_cell("live off")

    def test_places_are_counted_in_code_points(self):
        self.run_cell("wert = 2")
        code = '"👩‍👧é" + wer'
        reply = self.reply(self.client.complete(code))
        self.assertEqual(reply["matches"], ["wert"])
        self.assertEqual((reply["cursor_start"], reply["cursor_end"]), (len(code) - 3, len(code)))
        code = '"e\u0301" + wer + "👩‍👧"'
        reply = self.reply(self.client.complete(code, cursor_pos=10))
        self.assertEqual((reply["matches"], reply["cursor_start"], reply["cursor_end"]), (["wert"], 7, 10))

    def test_matches_say_what_they_are(self):
        kinds = {}
        self.run_cell("tracker = 1")
        for entry in self.reply(self.client.complete("tra"))["metadata"]["_jupyter_types_experimental"]:
            kinds[entry["text"]] = entry["type"]
        self.assertEqual((kinds["train"], kinds["transpose("], kinds["tracker"]), ("keyword", "function", "instance"))

    def test_places_beyond_the_code_are_its_ends(self):
        for place in (-5, 99, 2**62):
            self.assertEqual(self.reply(self.client.complete("histor", cursor_pos=place))["status"], "ok")
            self.assertEqual(self.reply(self.client.inspect("histor", cursor_pos=place))["status"], "ok")

    def test_inspection_finds_what_a_place_belongs_to(self):
        self.run_cell("rader = 4")
        code = "linspace(0, 1, rader)"
        for place, words in ((3, "linspace(from"), (10, "linspace(from"), (17, "4"), (len(code) - 1, "4")):
            reply = self.reply(self.client.inspect(code, cursor_pos=place))
            self.assertTrue(reply["found"], place)
            self.assertIn(words, reply["data"]["text/plain"], place)
        self.assertFalse(self.reply(self.client.inspect("nothing_of_the_kind"))["found"])

    def test_history_by_number_and_pattern(self):
        first = self.run_cell("10 + 1")[0]["execution_count"]
        for code in ("10 + 2", "10 + 1"):
            self.run_cell(code)
        ask = self.client.history
        rows = self.reply(ask(hist_access_type="range", session=0, start=first, stop=first + 2))["history"]
        self.assertEqual([row[1:] for row in rows], [[first, "10 + 1"], [first + 1, "10 + 2"]])
        rows = self.reply(ask(hist_access_type="search", pattern="10 + ?", unique=True))["history"]
        self.assertEqual([row[2] for row in rows], ["10 + 2", "10 + 1"])
        rows = self.reply(ask(hist_access_type="tail", n=1, output=True))["history"]
        self.assertEqual(rows, [[1, first + 2, ["10 + 1", "11\n"]]])
        self.assertEqual(self.reply(ask(hist_access_type="range", session=7, start=0))["history"], [])

    def test_nothing_is_open_for_widgets(self):
        self.assertEqual(self.reply(self.client.comm_info())["comms"], {})
        message = self.client.session.msg("comm_open", {"comm_id": "c", "target_name": "t", "data": {}})
        self.client.shell_channel.send(message)
        closed = self.wait_for(lambda told: told["msg_type"] == "comm_close")
        self.assertEqual(closed["content"]["comm_id"], "c")

    def test_quit_asks_the_notebook_and_keeps_the_session(self):
        reply, told = self.run_cell("kept = 5\nquit")
        self.assertEqual(reply["payload"], [{"source": "ask_exit", "keepkernel": False}])
        self.assertIn("shut down", self.text(told, "stderr"))
        self.assertEqual(self.run_cell("kept")[1][0]["content"]["data"]["text/plain"], "5")
