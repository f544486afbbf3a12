"""The larder: which file the foods come from. One that is set, an imported one, or the shipped one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ragfood.errors import CorpusError, CorpusInvalid
from ragfood.foods import Corpus, load_foods
from ragfood.settings import SHIPPED_FOODS, Settings

Origin = Literal["set", "imported", "shipped"]

_SAYS = {
    "set": "The foods come from {path}, as RAGFOOD_FOODS says.",
    "imported": "The foods are the imported ones in {path}.",
    "shipped": "The foods are those that come with the app.",
}


@dataclass(frozen=True)
class FoodsFile:
    """A corpus file; two are equal only while the file has not changed."""

    path: Path
    origin: Origin
    stamp: tuple[int, int, int] | None
    """Time, size and number of the file; None when there is none."""

    @property
    def sentence(self) -> str:
        return _SAYS[self.origin].format(path=self.path)


def import_target(settings: Settings) -> Path:
    """Where an import writes: the file of RAGFOOD_FOODS, else one in the state folder. Never the shipped file."""
    return settings.foods if _is_set(settings) else settings.state_dir / "foods.json"


def foods_file(settings: Settings) -> FoodsFile:
    """The corpus file in use. Cheap: it looks at the file and does not read it."""
    target = import_target(settings)
    if _is_set(settings):
        return FoodsFile(target, "set", _stamp(target))
    if stamp := _stamp(target):
        return FoodsFile(target, "imported", stamp)
    return FoodsFile(SHIPPED_FOODS, "shipped", _stamp(SHIPPED_FOODS))


def read_larder(file: FoodsFile) -> Corpus:
    """The foods of `file`. Raises CorpusError, which for imported foods also tells how to go back."""
    try:
        return load_foods(file.path)
    except CorpusError as trouble:
        if file.origin == "imported":
            remedy = "`python -m ragfood import --restore` brings an earlier state back, `--reset` the shipped foods."
            if isinstance(trouble, CorpusInvalid):
                raise CorpusInvalid(trouble.happened, remedy, trouble.problems) from trouble
            raise type(trouble)(trouble.happened, remedy) from trouble
        raise


def _is_set(settings: Settings) -> bool:
    return settings.foods != SHIPPED_FOODS and settings.foods.resolve() != SHIPPED_FOODS


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size, state.st_ino)
