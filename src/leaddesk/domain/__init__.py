# SPDX-License-Identifier: MIT
"""What a lead is and what may happen to it: values and pure rules.

No clock, disk, database or window ever comes in here; time, chance and people are arguments.
"""
