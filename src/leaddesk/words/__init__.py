# SPDX-License-Identifier: MIT
"""Codes, errors and values turned into short plain English, for the window and the command line.

No Qt and no SQL ever live here, and nothing is decided here: values in, text out.
"""
