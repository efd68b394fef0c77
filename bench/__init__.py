# SPDX-License-Identifier: MIT
"""Benchmarks: ratios measured in one run, each with its goal; `./dev bench` runs them all.

No timed assertion lives in the tests, and nothing here is imported by LeadDesk.
"""
