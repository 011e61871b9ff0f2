"""Every setting of the service, read once from the environment (`HIRING_*`); docs/operations.md describes each."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from hiring.errors import Misconfigured


class Settings(BaseSettings):
    """The settings with their defaults; an unset data folder is ./var of the directory it was started in."""

    model_config = SettingsConfigDict(env_prefix="HIRING_", extra="ignore")

    home: Path = Field(Path("var"), description="Data folder: database, queue and secret key live here.")
    database_url: str = Field(
        "", description="postgresql://... to use PostgreSQL; empty for SQLite in the data folder."
    )
    secret_key: str = Field("", description="Signs cookies; empty to make one and keep it in the data folder.")
    base_url: str = Field("", description="Address that links start with; empty for http://host:port.")
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(8000, description="Port the web server listens on.")
    trusted_proxy: str = Field("", description="Address of the reverse proxy whose X-Forwarded headers are believed.")
    threads: Annotated[int, Field(ge=1, le=64)] = Field(8, description="Threads that answer requests.")
    employer: str = Field("Northwind Care Team", description="Name of the employer, shown on every page.")
    contact: str = Field(
        "people@example.org", description="Whom candidates write to: questions, a person's look, data."
    )
    smtp_url: str = Field(
        "", description="smtp://[user:password@]host:port or smtps://...; empty keeps mail on the local outbox page."
    )
    mail_from: str = Field("hiring@example.org", description="Sender of invitations.")
    link_days: Annotated[int, Field(ge=1, le=365)] = Field(30, description="Days that a candidate's link works.")
    max_body_kib: Annotated[int, Field(ge=16, le=65536)] = Field(512, description="Largest request accepted, in KiB.")
    queue_url: str = Field(
        "", description="postgresql://... or redis://... for the queue; empty for SQLite in the data folder."
    )
    limits_url: str = Field(
        "memory://", description="Where rate limits are counted; redis://... for several web processes."
    )
    lease_seconds: Annotated[float, Field(ge=1, le=3600)] = Field(
        60, description="After this long an unfinished piece of work is given to another worker."
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        self.home = self.home.expanduser().resolve()
        if not self.database_url:
            self.database_url = _own_database(self.home)
        self.base_url = self.base_url.rstrip("/") or f"http://{self.host}:{self.port}"
        return self

    @property
    def has_own_database(self) -> bool:
        """Whether the database is the file in the data folder, which is made when it is missing."""
        return self.database_url == _own_database(self.home)

    @property
    def is_https(self) -> bool:
        """Whether people reach the service over https, so that cookies may insist on it."""
        return self.base_url.startswith("https://")


def check_settings(**overrides: object) -> Settings:
    """Read the environment and make nothing; all faults are reported at once."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        lines = [f"HIRING_{str(part['loc'][0]).upper()}: {part['msg']}" for part in error.errors() if part["loc"]]
        raise Misconfigured("; ".join(lines) or str(error)) from error


def read_settings(**overrides: object) -> Settings:
    """Read the environment, make the data folder and the secret key; all faults are reported at once."""
    settings = check_settings(**overrides)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        settings.secret_key = settings.secret_key or _kept_secret(settings.home / "secret.key")
    except OSError as error:
        raise Misconfigured(
            f"HIRING_HOME: the data folder {settings.home} cannot be used ({error.strerror})"
        ) from error
    return settings


def _own_database(home: Path) -> str:
    return f"sqlite:///{home / 'hiring.db'}"


def _kept_secret(path: Path) -> str:
    """The installation's own key: made at the first start, readable by the owner only.

    It is written in full under another name first, so that a second process never reads half of it.
    """
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix="secret.", encoding="ascii") as whole:
            whole.write(secrets.token_hex(32))
            whole.flush()
            with suppress(FileExistsError):
                os.link(whole.name, path)
    return path.read_text("ascii")
