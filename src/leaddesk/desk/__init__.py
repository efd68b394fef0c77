# SPDX-License-Identifier: MIT
"""What a person can do and ask: commands, queries, their handlers and the ports these need.

Qt, SQL, the clock and the disk never come in here; they stand behind the ports.
"""
