"""Rules that sound content keeps, beyond what a single file can show.

`RULES` lists them all, each with what it does for the person who came and what
it rests on; ``docs/checks.md`` is the same list.  `check` runs them over a folder.
"""

from knowledge.checks.rule import Rule, Severity
from knowledge.checks.running import RULES, broken_rules, check, problems_of

__all__ = ["RULES", "Rule", "Severity", "broken_rules", "check", "problems_of"]
