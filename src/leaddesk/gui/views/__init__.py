# SPDX-License-Identifier: MIT
"""One screen per module: a compiled form, its models and what its keys and buttons do.

Rules never live here; a view asks queries and does commands.
"""
