# SPDX-License-Identifier: MIT
"""The window: everything that knows Qt, put together from the rooms inside.

Nothing here knows where the data lies; it gets a desk and asks it.
"""
