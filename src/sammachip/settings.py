"""Settings: one file, from the environment only. Safe for production as it stands; `DEBUG=1` is for the workbench.

What an officer may decide is a row in the database, never a setting.
"""

import os
import secrets
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from sammachip.machine import against


def env_text(name: str, default: str) -> str:
    return os.environ.get(name, default)


def env_bool(name: str, default: bool) -> bool:
    """Raises ImproperlyConfigured unless the value is one of 1, 0, yes, no, true, false."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in ("1", "yes", "true"):
        return True
    if value in ("0", "no", "false"):
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: ต้องเป็น 1 หรือ 0 (write 1 or 0)")


def env_int(name: str, default: int, *, low: int, high: int) -> int:
    """Raises ImproperlyConfigured unless the value is a whole number within low and high."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(
            f"{name}={value!r}: ต้องเป็นจำนวนเต็ม {low} ถึง {high} (write a whole number from {low} to {high})"
        )
    return int(value)


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def env_one_of(name: str, default: str, known: tuple[str, ...]) -> str:
    """Raises ImproperlyConfigured unless the value is one of these."""
    value = os.environ.get(name, "").strip() or default
    if value not in known:
        words = ", ".join(known)
        raise ImproperlyConfigured(f"{name}={value!r}: ต้องเป็นคำใดคำหนึ่งใน {words} (write one of these)")
    return value


def address(name: str, told: str, fits: Callable[[SplitResult], object], write: str) -> SplitResult:
    """The parts of an address. Raises ImproperlyConfigured unless they can be read and fit; it does not repeat what was told,
    which may hold a password."""
    try:
        parts = urlsplit(told)
        if parts.port != 0 and fits(parts):
            return parts
    except ValueError:  # a port that is no number, a bracket that does not close
        pass
    raise ImproperlyConfigured(f"{name}: ต้องเขียนในรูป {write} (write it in this form)")


def is_web(parts: SplitResult) -> bool:
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def origins(told: list[str]) -> list[str]:
    """CSRF_TRUSTED_ORIGINS: each with its scheme, without which Django would trust none of them."""
    for one in told:
        address("CSRF_TRUSTED_ORIGINS", one, is_web, "https://sammachip.example.go.th")
    return told


def proxies(told: list[str]) -> list[IPv4Network | IPv6Network]:
    """TRUSTED_PROXIES: each an address, or a network of them."""
    try:
        return [ip_network(one) for one in told]
    except ValueError as why:
        example = "127.0.0.1,10.0.0.0/8"
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES={','.join(told)!r}: ต้องเป็นที่อยู่ IP หรือเครือข่าย เช่น {example} (write addresses or networks)"
        ) from why


def database_from(url: str, folder: Path) -> dict[str, object]:
    """The one database: SQLite in the data folder, or what DATABASE_URL (postgres://…) names."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "sammachip.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A deferred transaction that later writes fails at once when another one wrote
                # meanwhile; an immediate one waits its turn.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA busy_timeout=20000;"
                    "PRAGMA cache_size=-64000;PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
                ),
            },
        }
    parts = address(
        "DATABASE_URL",
        url,
        lambda one: one.scheme in ("postgres", "postgresql") and one.path.strip("/"),
        "postgres://USER:PASSWORD@HOST:PORT/NAME",
    )
    options: dict[str, str] = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


class MailServer(NamedTuple):
    """Where letters are mailed from; a server that is not this machine is spoken to under TLS."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    encrypted: bool = False


def mail_server(url: str) -> MailServer:
    """MAIL_SERVER as smtp://USER:PASSWORD@HOST:PORT, or smtps:// where all is encrypted from the start."""
    parts = address(
        "MAIL_SERVER",
        url,
        lambda one: one.scheme in ("smtp", "smtps") and one.hostname,
        "smtp://USER:PASSWORD@HOST:PORT หรือ smtps://…",
    )
    encrypted = parts.scheme == "smtps"
    port = parts.port or (465 if encrypted else 587)
    host, user, password = parts.hostname or "", unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port, user, password, encrypted)


def secret_in(folder: Path) -> str:
    """The signing key: SECRET_KEY, else the one kept in the data folder, else a new one.

    A new one is kept when the folder is set up (`preparing`), so that a mistyped DATA leaves nothing behind.
    Raises ImproperlyConfigured when a kept one cannot be read.
    """
    if key := os.environ.get("SECRET_KEY"):
        return key
    kept = folder / "secret"
    try:
        return kept.read_text() if kept.exists() else secrets.token_urlsafe(48)
    except OSError as why:
        raise ImproperlyConfigured(
            f"DATA={folder}: {against(why)} — ระบุโฟลเดอร์ที่อ่านได้ (name a folder you may read)"
        ) from why


ROOT = Path(__file__).resolve().parent
DATA_DIR = Path(env_text("DATA", "var")).resolve()
DEBUG = env_bool("DEBUG", False)
SECRET_KEY = secret_in(DATA_DIR)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = origins(env_list("CSRF_TRUSTED_ORIGINS", ""))
HTTPS = env_bool("HTTPS", False)
TRUSTED_PROXIES = proxies(env_list("TRUSTED_PROXIES", ""))

INSTALLED_APPS = [
    "sammachip.trail",
    "sammachip.org",
    "sammachip.records",
    "sammachip.programmes",
    "sammachip.registry",
    "sammachip.cases",
    "sammachip.selection",
    "sammachip.money",
    "sammachip.insight",
    "sammachip.web",
    "sammachip.api",
    "axes",
    "csp",
    "template_partials.apps.SimpleAppConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "sammachip.web.middleware.address_behind_proxies",
    "sammachip.web.middleware.numbered_errors",
    "sammachip.web.middleware.heard_out",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sammachip.web.middleware.FormCheck",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sammachip.web.middleware.hat_on_request",
    "sammachip.web.middleware.misses_counted",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "sammachip.urls"
WSGI_APPLICATION = "sammachip.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sammachip.web.context.shell",
            ],
            "builtins": ["sammachip.web.templatetags.thai", "template_partials.templatetags.partials"],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
DATABASES = {"default": database_from(env_text("DATABASE_URL", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "org.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "web:login"
LOGIN_REDIRECT_URL = "web:home"
LOGOUT_REDIRECT_URL = "web:login"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "sammachip.web.pages.account.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000

CSRF_FAILURE_VIEW = "sammachip.web.pages.errors.csrf_failed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF, "blob:"],  # a phone looks at how long a clip is before it sends it
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}


def own_address() -> str:
    """Where this installation is reached, for what papers say: ADDRESS, else its first host name; "" when none is plain."""
    told = env_text("ADDRESS", "").strip().rstrip("/")
    if told:
        address("ADDRESS", told, lambda one: is_web(one) and not one.query, "https://sammachip.example.go.th")
        return told
    host = next((one for one in ALLOWED_HOSTS if one.strip("[].*") == one), "")
    port = f":{env_text('PORT', '8000')}" if host in ("localhost", "127.0.0.1") else ""
    return f"http{'s' if HTTPS else ''}://{host}{port}" if host else ""


ADDRESS = own_address()
PACKS_DIR = Path(env_text("PACKS", str(ROOT.parent.parent / "packs")))
FIXTURES_DIR = ROOT.parent.parent / "fixtures"
WORKERS = env_int("WORKERS", 2, low=1, high=64)
UPLOAD_PHOTO_MAX_MB = env_int("UPLOAD_PHOTO_MAX_MB", 20, low=1, high=200)
UPLOAD_VIDEO_MAX_MB = env_int("UPLOAD_VIDEO_MAX_MB", 1000, low=1, high=10_000)
UPLOAD_DOCUMENT_MAX_MB = env_int("UPLOAD_DOCUMENT_MAX_MB", 30, low=1, high=200)
UPLOAD_SHEET_MAX_MB = env_int("UPLOAD_SHEET_MAX_MB", 10, low=1, high=100)

MAIL_FROM = env_text("MAIL_FROM", "").strip()
MAIL_SERVER = mail_server(env_text("MAIL_SERVER", "")) if MAIL_FROM else MailServer()
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_SSL = MAIL_SERVER
EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_HOST not in ("localhost", "127.0.0.1")
EMAIL_TIMEOUT = 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {
        "handlers": ["stderr"],
        "level": env_one_of("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}
