"""What no program may publish: a result with another number of places than its round, or with a tie across a line."""

from dataclasses import dataclass

ENTRY, ROUND, TIER = "selection_roundentry", "selection_round", "selection_roundtier"
RESOLUTION, PLACEMENT = "selection_resolution", "selection_placement"

PLACED = f'FROM "{PLACEMENT}" p WHERE p.resolution_id = NEW.id'
IN_ROUND = "round_id = NEW.round_id"
SHARED = (
    f'SELECT 1 FROM "{PLACEMENT}" a JOIN "{PLACEMENT}" b ON b.resolution_id = a.resolution_id'
    " WHERE a.resolution_id = NEW.id AND "
)
FAULTS = (
    f'(SELECT COUNT(*) {PLACED} AND p.passed) <> (SELECT r.places FROM "{ROUND}" r WHERE r.id = NEW.round_id)',
    f'EXISTS (SELECT 1 FROM "{TIER}" t WHERE t.{IN_ROUND}'
    f" AND t.places <> (SELECT COUNT(*) {PLACED} AND p.passed AND p.tier = t.name))",
    f'(SELECT COUNT(*) {PLACED}) <> (SELECT COUNT(*) FROM "{ENTRY}" e WHERE e.{IN_ROUND} AND e.withdrawn_at IS NULL AND e.called_from_id IS NULL)',
    f"EXISTS ({SHARED} a.place = b.place AND (a.passed <> b.passed OR a.tier <> b.tier))",
    f"EXISTS ({SHARED} a.place > b.place AND a.passed AND NOT b.passed)",
)
"""Another number of places, or of one tier; an entry left out; a place shared across a line; one passed over."""


@dataclass(frozen=True, slots=True)
class Refuses:
    """A trigger that refuses a row of one table where `when` holds of it."""

    model: str
    table: str
    name: str
    event: str
    when: str

    def names(self) -> tuple[str, ...]:
        return (self.name,)

    def sqlite(self) -> list[str]:
        said = f"BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
        return [f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" WHEN {self.when} {said}']

    def postgresql(self) -> list[str]:
        call = f'"{self.name}"()'
        return [
            f"CREATE OR REPLACE FUNCTION {call} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {self.when} THEN "
            f"RAISE EXCEPTION '{self.name}' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$",
            f'CREATE TRIGGER "{self.name}" BEFORE {self.event} ON "{self.table}" FOR EACH ROW EXECUTE FUNCTION {call}',
        ]


def of_results() -> tuple[Refuses, ...]:
    """The guards of this room: a resolution is published whole, never born so, and a round only by one."""
    resolved = f'SELECT 1 FROM "{RESOLUTION}" r WHERE r.round_id = NEW.id AND r.published_at IS NOT NULL'
    return (
        Refuses(
            "selection.Resolution", RESOLUTION, f"{RESOLUTION}_published_whole", "UPDATE OF published_at",
            f"NEW.published_at IS NOT NULL AND ({' OR '.join(FAULTS)})",
        ),
        Refuses(
            "selection.Resolution", RESOLUTION, f"{RESOLUTION}_born_as_draft", "INSERT", "NEW.published_at IS NOT NULL"
        ),
        Refuses(
            "selection.Round", ROUND, f"{ROUND}_published_by_resolution", "UPDATE OF published_at",
            f"NEW.published_at IS NOT NULL AND NOT EXISTS ({resolved})",
        ),
    )  # fmt: skip
