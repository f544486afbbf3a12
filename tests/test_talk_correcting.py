"""Correcting in a talk: what was told wrong is put right, and what is to be forgotten takes no allergy back."""

from __future__ import annotations

import pytest
from talks import labels_after, talk_of

from ragfood.understanding.correcting import meant_instead
