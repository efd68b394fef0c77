# SPDX-License-Identifier: MIT
"""The machine outside: clock, folders, settings file, dialer, lead files, backups and logs.

Rules, SQL and windows never live here.
"""
