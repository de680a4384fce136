"""Writes a language model of half a megabyte with random weights: run by the interpreter that has `gguf` and the server.

Its answers are noise; the protocol that it is served by is real.
"""

import sys
from pathlib import Path

DIMENSIONS, LAYERS, HEADS, FORWARD, CONTEXT = 64, 2, 4, 128, 16384
LETTERS = [*"enisratdhulcgmobw", "▁"]


def write_model(path: Path) -> None:
    """A model in the layout of Llama, with a token for each byte and a few letters."""
    import gguf
    import numpy as np

    chance = np.random.default_rng(7)
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), *LETTERS]
    kinds = [2, 3, 3, *([6] * 256), *([1] * len(LETTERS))]
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(DIMENSIONS)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FORWARD)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)

    def add(name: str, *shape: int) -> None:
        weights = chance.normal(0, 0.3, shape) if len(shape) > 1 else np.ones(shape)
        writer.add_tensor(name, weights.astype(np.float32))

    add("token_embd.weight", len(tokens), DIMENSIONS)
    add("output_norm.weight", DIMENSIONS)
    add("output.weight", len(tokens), DIMENSIONS)
    for layer in range(LAYERS):
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            add(f"blk.{layer}.{name}.weight", DIMENSIONS, DIMENSIONS)
        for name in ("attn_norm", "ffn_norm"):
            add(f"blk.{layer}.{name}.weight", DIMENSIONS)
        add(f"blk.{layer}.ffn_gate.weight", FORWARD, DIMENSIONS)
        add(f"blk.{layer}.ffn_up.weight", FORWARD, DIMENSIONS)
        add(f"blk.{layer}.ffn_down.weight", DIMENSIONS, FORWARD)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    write_model(Path(sys.argv[1]))
