# SPDX-License-Identifier: MIT
"""Small painted things that a form or a view shows: bars, chips, toasts, icons.

They know neither the desk nor its queries; a view tells them what to show.
"""
