# SPDX-License-Identifier: MIT
"""The demo team: made-up people, leads and a month of work, done through the desk's own commands.

Nothing here reads a clock or a disk, and no number in it can belong to anybody.
"""
