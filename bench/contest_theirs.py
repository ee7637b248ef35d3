"""pretalx's list of reviews with so many submissions and reviewers, in its own environment; tells its time as JSON."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

FOLDER, ENTRIES, JUDGES = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.environ |= {
    "PRETALX_DATA_DIR": FOLDER,
    "PRETALX_FILESYSTEM_DATA": FOLDER,
    "DJANGO_SETTINGS_MODULE": "pretalx.settings",
}

import django  # noqa: E402  the folder is told first

django.setup()
from django.conf import settings  # noqa: E402  only after setup
from django.core.management import call_command  # noqa: E402  only after setup
from django.db import connection  # noqa: E402  only after setup
from django.test import Client  # noqa: E402  only after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402  only after setup
from django_scopes import scopes_disabled  # noqa: E402  only after setup
from pretalx.event.models import Event, Organiser, Team  # noqa: E402  only after setup
from pretalx.person.models import User  # noqa: E402  only after setup
from pretalx.submission.models import Review, ReviewScore, ReviewScoreCategory, Submission  # noqa: E402  only after setup

ROUNDS = 9


def main() -> None:
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    with scopes_disabled():
        reviewer = fill(ENTRIES, JUDGES)
    browser = Client()
    browser.force_login(reviewer, backend="django.contrib.auth.backends.ModelBackend")

    def shown() -> None:
        answer = browser.get("/orga/event/e/reviews/")
        assert answer.status_code == 200, answer.status_code

    shown()
    connection.force_debug_cursor = True
    with CaptureQueriesContext(connection) as asked:
        shown()
    connection.force_debug_cursor = False
    queries = len(asked)  # before the next request forgets them
    print(json.dumps({"seconds": median(timed(shown) for _round in range(ROUNDS)), "queries": queries}))


def timed(act: Callable[[], None]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def fill(entries: int, judges: int) -> User:
    """An event in review; gives back the first reviewer, who may see all."""
    organiser = Organiser.objects.create(name="o", slug="o")
    event = Event.objects.create(
        name="e", slug="e", organiser=organiser, email="a@example.org", date_from=date(2018, 9, 1), date_to=date(2018, 9, 2),
        timezone="Asia/Bangkok", locale="en", locale_array="en", is_public=True,
    )  # fmt: skip
    team = Team.objects.create(
        organiser=organiser, name="t", all_events=True, can_change_submissions=True, is_reviewer=True
    )
    reviewers = [
        User.objects.create_user(email=f"r{number}@example.org", password="x", name=f"r{number}")
        for number in range(judges)
    ]
    team.members.add(*reviewers)
    categories = [*event.score_categories.all()][:1]
    categories.append(ReviewScoreCategory.objects.create(event=event, name="clip", weight=2))
    scores = [
        [ReviewScore.objects.create(category=one, value=value, label=str(value)) for value in range(21)]
        for one in categories
    ]
    for number in range(entries):
        submission = Submission.objects.create(
            event=event, title=f"group {number}", submission_type=event.cfp.default_type, content_locale="en",
            state="submitted",
        )  # fmt: skip
        for at, reviewer in enumerate(reviewers):
            review = Review.objects.create(submission=submission, user=reviewer, text="ok")
            review.scores.set([of[(number + at) % 21] for of in scores])
            review.save()
    return reviewers[0]


if __name__ == "__main__":
    main()
