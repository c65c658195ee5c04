"""What an article speaks of most: who probably acts and who probably benefits where a sentence leaves it open."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from services.contracts.vocabulary import Category
from services.extract.pipes.cues.places import Placed
from services.extract.pipes.entities.registry import load_entities

COUNTRIES = frozenset({"country", "territory"})


@dataclass(kw_only=True, slots=True)
class Salience:
    """How often each entity stood free, as a beneficiary, as a place, and at all; adversaries left out."""

    free: Counter[str] = field(default_factory=Counter)
    to: Counter[str] = field(default_factory=Counter)
    at: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)

    def actor(self, barred: Collection[str]) -> tuple[str, ...]:
        """Returns who stands as a subject most often, the earlier one of equals; NATO if nobody does."""
        best = Counter({id: n for id, n in self.free.items() if id not in barred})
        return tuple(id for id, _ in best.most_common(1)) or ("NATO",)

    def recipient(self, category: Category, barred: Collection[str]) -> tuple[str, ...]:
        """Returns the country that benefits most probably: of posture the most frequent place, of aid the country
        outside the alliance that is named most, above all after "to"; empty if there is none."""
        if category is Category.FORCE_POSTURE:
            weights = dict(self.at)
        else:
            weights = {id: n + 3 * self.to[id] for id, n in self.all.items() if not _helps(id)}
        best = Counter({id: n for id, n in weights.items() if id not in barred and _is_country(id)})
        return tuple(id for id, _ in best.most_common(1))


def salience(placed: Iterable[Sequence[Placed]]) -> Salience:
    """Returns the counts over all sentences of an article."""
    counts = Salience()
    groups = {"free": counts.free, "to": counts.to, "at": counts.at}
    for mention in (mention for sentence in placed for mention in sentence if not mention.outside):
        counts.all.update(mention.ids)
        if mention.place in groups and (mention.place, mention.kind) != ("free", "demonym"):
            groups[mention.place].update(mention.ids)
    return counts


def _is_country(id: str) -> bool:
    return load_entities()[id].kind in COUNTRIES


def _helps(id: str) -> bool:
    return load_entities()[id].nato_since is not None
