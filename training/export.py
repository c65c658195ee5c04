"""Write the trained network as the files that the extractor serves.

`encoder.onnx`: embeddings [1, L, width] -> standardised piece vectors [L, width], matrices as int8 (per channel,
reduced range, so that no processor's integer sums saturate); `heads.npz`: the heads in half precision with the list of
entities; `embeddings.npy`: the kept rows of the embedding table, packed as in their source; `pieces.json`.
The graph is built by hand: the network is small, and so nothing in it depends on a tracer's version.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from services.extract.pipes.encoder.embeddings import Floats, Packed
from training.model import Network

OPSET = 20
IR_VERSION = 10


class _Graph:
    """Nodes and constants of a graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: "np.ndarray[tuple[int, ...], np.dtype[np.generic]]") -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, name: str, *inputs: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def linear(self, name: str, x: str, weight: Floats, bias: Floats) -> str:
        product = self.add("MatMul", f"{name}.product", x, self.constant(f"{name}.weight", weight.T))
        return self.add("Add", name, product, self.constant(f"{name}.bias", bias))

    def norm(self, name: str, x: str, weight: Floats, bias: Floats, epsilon: float) -> str:
        w, b = self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)
        return self.add("LayerNormalization", name, x, w, b, axis=-1, epsilon=epsilon)


def encoder(network: Network) -> onnx.ModelProto:
    """The encoder in float32, with the standardisation of its output."""
    arrays = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    width = int(arrays["encoder.position"].shape[1])
    heads = network.encoder.layers[0].heads
    epsilon = network.encoder.norm.eps
    g = _Graph()
    g.constant("zero", np.asarray([0], dtype=np.int64))
    g.constant("one", np.asarray([1], dtype=np.int64))
    g.constant("split", np.asarray([1, -1, 3, heads, width // heads], dtype=np.int64))
    g.constant("join", np.asarray([1, -1, width], dtype=np.int64))
    g.constant("scale", np.asarray((width // heads) ** -0.5, dtype=np.float32))
    length = g.add("Slice", "length", g.add("Shape", "shape", "embedded"), "one", g.constant("two", np.asarray([2])))
    place = g.add("Slice", "place", g.constant("position", arrays["encoder.position"]), "zero", length, "zero")
    x = g.add("Add", "placed", "embedded", place)
    x = g.norm("first_norm", x, arrays["encoder.norm.weight"], arrays["encoder.norm.bias"], epsilon)
    for i in range(len(network.encoder.layers)):
        prefix = f"encoder.layers.{i}."
        x = _layer(g, x, i, {k.removeprefix(prefix): v for k, v in arrays.items() if k.startswith(prefix)}, epsilon)
    centred = g.add("Sub", "centred", x, g.constant("mean", arrays["heads.mean"]))
    g.add(
        "Squeeze",
        "vectors",
        g.add("Div", "standard", centred, g.constant("deviation", arrays["heads.deviation"])),
        "zero",
    )
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, [1, "pieces", width])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["pieces", width])],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="pledgewire")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model)
    return model


def _layer(g: _Graph, x: str, i: int, a: dict[str, Floats], epsilon: float) -> str:
    name = f"layer{i}"
    parts = g.add("Reshape", f"{name}.parts", g.linear(f"{name}.qkv", x, a["qkv.weight"], a["qkv.bias"]), "split")
    turned = g.add("Transpose", f"{name}.turned", parts, perm=[2, 0, 3, 1, 4])
    q, k, v = f"{name}.q", f"{name}.k", f"{name}.v"
    g.nodes.append(helper.make_node("Split", [turned], [f"{p}.all" for p in (q, k, v)], axis=0, num_outputs=3))
    for part in (q, k, v):
        g.add("Squeeze", part, f"{part}.all", "zero")
    across = g.add("Transpose", f"{name}.across", k, perm=[0, 1, 3, 2])
    scores = g.add("Mul", f"{name}.scores", g.add("MatMul", f"{name}.raw", q, across), "scale")
    mixed = g.add("MatMul", f"{name}.mixed", g.add("Softmax", f"{name}.weights", scores, axis=-1), v)
    flat = g.add("Reshape", f"{name}.flat", g.add("Transpose", f"{name}.back", mixed, perm=[0, 2, 1, 3]), "join")
    out = g.linear(f"{name}.out", flat, a["out.weight"], a["out.bias"])
    x = g.norm(f"{name}.norm", g.add("Add", f"{name}.sum", x, out), a["norm.weight"], a["norm.bias"], epsilon)
    wide = g.add("Gelu", f"{name}.gelu", g.linear(f"{name}.widen", x, a["widen.weight"], a["widen.bias"]))
    narrow = g.linear(f"{name}.narrow", wide, a["narrow.weight"], a["narrow.bias"])
    total = g.add("Add", f"{name}.total", x, narrow)
    return g.norm(f"{name}.last", total, a["last_norm.weight"], a["last_norm.bias"], epsilon)


def write_encoder(network: Network, path: Path, plain: Path) -> None:
    """Write the encoder as int8 to `path`, and in float32 to `plain`, which is not shipped."""
    onnx.save(encoder(network), plain)
    quantize_dynamic(
        plain,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )


def write_heads(network: Network, entities: Sequence[str], path: Path) -> None:
    """Write the heads in half precision; `entities` are the ids of rows 1 and on of the table of identities."""
    arrays = {name: value.detach().numpy().astype(np.float16) for name, value in network.heads.state_dict().items()}
    np.savez_compressed(path, entities=np.asarray(entities), **arrays)


def write_checksums(folder: Path) -> None:
    """Write `SHA256SUMS` over the folder's files but its card."""
    files = [path for path in sorted(folder.iterdir()) if path.name not in ("SHA256SUMS", "README.md")]
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def write_embeddings(packed: Packed, ids: Sequence[int], path: Path) -> None:
    """Write the rows with the given old ids."""
    np.save(path, packed[np.asarray(ids)])
