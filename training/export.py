"""Writes a trained network as int8 ONNX, the form that the engine runs."""

from hashlib import sha256
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import ENCODER, Tagger


def export(network: Tagger, folder: Path) -> None:
    """Write `tagger.onnx` with its checksum, and the tokenizer, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "tagger.onnx"
    with TemporaryDirectory() as place:
        whole = Path(place) / "whole.onnx"
        ids = torch.ones(2, 9, dtype=torch.long)
        axes = {0: "batch", 1: "pieces"}
        names = ["acts", "operations", "parts", "slots", "roles"]
        torch.onnx.export(
            network,
            (ids, ids),
            str(whole),
            input_names=["ids", "mask"],
            output_names=names,
            dynamic_axes=dict.fromkeys(("ids", "mask", *names), axes),
            dynamo=False,
        )
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8)
    copy(ENCODER / "tokenizer.json", folder / "tokenizer.json")
    digest = sha256(target.read_bytes()).hexdigest()
    (folder / "tagger.sha256").write_text(f"{digest}\n", encoding="ascii")
