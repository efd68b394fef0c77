# SPDX-License-Identifier: MIT
"""The team's server: what workstations may ask of it, over the same desk and the same storage.

No window lives here, and nothing of the workstation's side.
"""
