# SPDX-License-Identifier: MIT
"""What a person can do, as frozen values by subject.

Everybody imports them from `desk.commands`.
"""
