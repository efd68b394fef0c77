# SPDX-License-Identifier: MIT
"""What a handler may do to one kind of thing inside a transaction, as protocols.

Nothing here does anything: storage brings the real ones, and `desk.unit` puts them together.
"""
