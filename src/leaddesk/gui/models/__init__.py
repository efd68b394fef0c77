# SPDX-License-Identifier: MIT
"""Item models over rows made for one screen, with the columns as data.

They never ask the desk and never sort: rows arrive in the order they are shown in.
"""
