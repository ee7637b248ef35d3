"""The mark of a demo's data folder: `demo.json` tells the day the demo lives on, and its log-ins once it is whole."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

NAME = "demo.json"


@dataclass(frozen=True, slots=True)
class Login:
    """One way into the demo: the role it shows, and what to type."""

    role: str
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo folder says of itself; without log-ins its building was broken off."""

    today: date
    logins: tuple[Login, ...] = ()

    @property
    def is_whole(self) -> bool:
        return bool(self.logins)


def read(folder: Path) -> Demo | None:
    """The demo that lives in this folder; None in any other folder."""
    mark = folder / NAME
    if not mark.exists():
        return None
    content = json.loads(mark.read_text(encoding="utf-8"))
    logins = tuple(Login(**login) for login in content.get("logins", []))
    return Demo(date.fromisoformat(content["today"]), logins)


def write(folder: Path, demo: Demo) -> None:
    content = {"today": demo.today.isoformat(), "logins": [asdict(login) for login in demo.logins]}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
