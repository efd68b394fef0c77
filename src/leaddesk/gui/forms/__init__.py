# SPDX-License-Identifier: MIT
"""The forms and resources compiled from ui/ and resources/ by packaging/compile_qt.py.

Nothing in this package is written by hand except this sign.
"""
