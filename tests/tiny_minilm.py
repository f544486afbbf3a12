"""A tiny model in the shape of MiniLM's files: real ONNX and a real tokenizer, 8 dimensions, a few words."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ragfood.embedding.minilm import FILES


def make_minilm(folder: Path) -> Path:
    """Its files, in a folder of their own. The hidden state of a token is its row of a fixed table."""
    from onnx import TensorProto, helper, numpy_helper, save
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    place = folder / "onnx"
    place.mkdir(parents=True)
    names = ["[PAD]", "[UNK]", *["rice", "noodle", "soup", "cabbage", "fermented", "hot", "cold", "sweet"]]
    tokenizer = Tokenizer(WordLevel({name: number for number, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(place / "tokenizer.json"))
    table = np.random.default_rng(0).standard_normal((len(names), 8)).astype(np.float32)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", 8])
    gather = helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])
    graph = helper.make_graph([gather], "tiny", inputs, [output], [numpy_helper.from_array(table, "table")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    save(model, str(place / "model.onnx"))
    for name in FILES:
        if not (place / name).exists():
            (place / name).write_text("{}")
    return place
