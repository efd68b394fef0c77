# SPDX-License-Identifier: MIT
"""Puts the rooms together: knows everybody, and only the command line and `__main__` know it.

Every import of weight happens inside a function, so that a window paints, and `--version` answers,
before Qt and SQLAlchemy are read.
"""
