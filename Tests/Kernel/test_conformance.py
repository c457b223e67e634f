"""Jupyter's own tests of kernels, with a sample for each of them."""

import support
from jupyter_kernel_test import IopubWelcomeTests, KernelTests


class Conformance(KernelTests):
    kernel_name = support.NAME
    language_name = "wgan"
    file_extension = ".wgan"
    code_hello_world = 'repeat 1\n"hello, world"\nend'
    code_stderr = "quit"
    completion_samples = [
        {"text": "histor", "matches": {"history"}},
        {"text": "linsp", "matches": {"linspace("}},
        {"text": "use 8g", "matches": {"8gaussians"}},
    ]
    complete_code_samples = ["1 + 1", "", "x = ones(2,\n3)", "repeat 2\n1\nend", "# a comment", "train 3"]
    incomplete_code_samples = ["sum([1,", "repeat 3", "for n in [1, 2]\nn", "x = ones(2,"]
    invalid_code_samples = ["1 +* 2", "x = )", 'y = "open', "repeat 2\n1 +* 2\nend"]
    code_page_something = "train?"
    code_generate_error = "1 + no_such_name"
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": '"ü 👩‍👧"', "result": "ü 👩‍👧"},
        {"code": "[1, 2]", "mime": "text/plain"},
        {"code": "ones(2, 3)", "mime": "application/vnd.wganlab+json"},
    ]
    code_display_data = [
        {"code": 'plot "squares": [1, 4, 9]', "mime": "image/svg+xml"},
        {"code": 'plot "squares": [1, 4, 9]', "mime": "image/png"},
        {"code": 'plot "squares": [1, 4, 9]', "mime": "text/plain"},
        {"code": 'table "n": [1, 2]', "mime": "text/html"},
    ]
    code_history_pattern = "1*3"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "train"
    code_clear_output = "wipe"


class Welcome(IopubWelcomeTests):
    kernel_name = support.NAME
    support_iopub_welcome = True


# The classes that are built on are no tests themselves.
del KernelTests, IopubWelcomeTests
