# SPDX-License-Identifier: MIT
"""A workstation's side of a team: sending operations, writing what comes back, holding leases.

No window lives here, and nothing of the hub's side.
"""
