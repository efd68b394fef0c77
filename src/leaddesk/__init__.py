# SPDX-License-Identifier: MIT
"""LeadDesk, a desktop CRM for tele-sales teams.

Only the version lives here, so that asking for it imports nothing else.
"""

__version__ = "0.1.0"
