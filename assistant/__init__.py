"""Reads the index and answers questions about the AQB documents."""

import os
from importlib.util import find_spec
from pathlib import Path


def _quiet_environment() -> dict[str, str]:
    """The environment in which no library of the stack downloads, phones home or warns about threads.

    Set before the first import of any of them: onnxruntime (brought by chromadb) decides at import whether it
    reports, tiktoken looks for its encoding in a folder that llama-index-core ships.
    """
    core = find_spec("llama_index")
    roots = list(core.submodule_search_locations or []) if core else []
    caches = [Path(root) / "core" / "_static" / "tiktoken_cache" for root in roots]
    cache = next((str(path) for path in caches if path.is_dir()), "")
    block = {
        "ORT_DISABLE_TELEMETRY": "1",
        "GRADIO_ANALYTICS_ENABLED": "False",
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "ANONYMIZED_TELEMETRY": "False",
        "DO_NOT_TRACK": "1",
        "TOKENIZERS_PARALLELISM": "false",
    }
    return block | ({"TIKTOKEN_CACHE_DIR": cache} if cache else {})


for _name, _value in _quiet_environment().items():
    os.environ.setdefault(_name, _value)
