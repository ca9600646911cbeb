"""What holds for every test: the same examples in every run.

A run that fails by chance teaches people to run it again. `HYPOTHESIS_PROFILE=explore` looks for
new examples; what it finds is fixed with `@example`.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
settings.register_profile("explore", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
