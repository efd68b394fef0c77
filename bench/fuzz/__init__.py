# SPDX-License-Identifier: MIT
"""Ten thousand damaged lists, made once and always the same, and what reading each came to.

Nothing here is part of the program.
"""
