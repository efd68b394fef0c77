# SPDX-License-Identifier: MIT
"""Questions as frozen values, with frozen answers made for one screen each.

Nothing here reads or decides; `desk.desk.ANSWERS` says what answers each.
"""
