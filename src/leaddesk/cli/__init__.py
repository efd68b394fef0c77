# SPDX-License-Identifier: MIT
"""The same desk from the command line: arguments in, words or one JSON object out.

No rule and no SQL ever live here, and what a command does goes through the desk as in the window.
"""
