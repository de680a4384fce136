"""The settings, read once from the environment (`AQB_*`) and, where named, one file. No `.env` of the working folder."""

import os
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

PASSAGE_TOKENS = 256
"""Upper limit of a passage in tokens of cl100k_base; part of the index stamp."""


class Settings(BaseSettings):
    """All settings; frozen. Units are in the names' descriptions."""

    model_config = SettingsConfigDict(
        env_prefix="AQB_", env_file=None, env_ignore_empty=True, frozen=True, extra="ignore"
    )

    index: Path = Field(Path("index"), description="folder of the embedded index")
    chroma_url: str | None = Field(None, description="address of a Chroma server instead of the folder")
    embed_model: str | None = Field(
        None, description="sentence-transformers name or folder, or http address; shipped model otherwise"
    )
    llm_url: str | None = Field(None, description="OpenAI-compatible server; no language model otherwise")
    llm_model: str | None = Field(None, description="name of the language model")
    llm_key: SecretStr | None = Field(None, description="key for the server")
    llm_timeout: float = Field(60.0, gt=0, description="seconds for one whole answer")
    llm_context: int = Field(8192, ge=512, description="tokens that the language model takes in")
    llm_output: int = Field(700, ge=16, description="tokens that it may write for one answer")
    llm_parallel: int = Field(2, ge=1, description="questions that it is asked at the same time")
    llm_seed: int | None = Field(7, description="seed, sent where the server takes one")
    lang: Literal["de", "en"] = Field("de", description="language of the page")
    today: date | None = Field(None, description="the date for 'letztes Jahr'; the clock otherwise")
    host: str = Field("127.0.0.1", description="where the page listens")
    port: int = Field(7860, ge=1, le=65535, description="where the page listens")
    auth: SecretStr | None = Field(None, description="user:password for the page")
    root_path: str = Field(
        "", pattern=r"^(/[\w.~-]+)*$", description="path under which a proxy serves the page, as /aqb"
    )
    feedback: Path | None = Field(None, description="folder for readers' feedback; beside the index otherwise")
    data: Path | None = Field(None, description="folder of public measuring data for evals")

    def day(self) -> date:
        """Today, or the date that was set."""
        return self.today or date.today()  # noqa: DTZ011  (the reader's own calendar day is meant)

    def feedback_folder(self) -> Path:
        """Where readers' feedback is kept."""
        return self.feedback or self.index.absolute().parent / "feedback"

    def show(self) -> dict[str, str]:
        """Names and values for people, secrets masked."""
        values = {f"AQB_{name.upper()}": getattr(self, name) for name in type(self).model_fields}
        return {name: "" if value is None else str(value) for name, value in values.items()}


def read_settings(file: Path | None = None, **given: object) -> Settings:
    """The settings of this process: given values, then the environment, then the named file (`KEY=value` lines).

    Raises:
        SettingsError: A value cannot be meant, or the named file is missing.
    """
    if file is not None and not file.is_file():
        raise SettingsError(f"Die Einstellungsdatei '{file}' gibt es nicht.")
    try:
        return Settings(_env_file=file, **{k: v for k, v in given.items() if v is not None})  # type: ignore[call-arg, arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "AQB_" + "_".join(str(part) for part in first["loc"]).upper()
        found = os.environ.get(name, first.get("input"))
        raise SettingsError(
            f"{name} ist '{found}': {first['msg']}. `python -m assistant settings` zeigt alle Werte."
        ) from error
