"""Whether readers lose words: random dense documents beside an independent extraction."""
