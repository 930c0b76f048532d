#!/usr/bin/env python3
"""Writes the NumPy files that Tests/DatasetsTests/NumPyTests.swift reads, with NumPy itself.

Element (i, j, k) of every 3 x 2 x 4 array of numbers is 100 i + 10 j + k - 5 (without the 5 where it is
unsigned). Run from anywhere; the files are committed because readers of the tests need no Python.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "Tests/DatasetsTests/Samples/numpy"


def numbers(dtype: str, order: str = "C") -> np.ndarray:
    i, j, k = np.indices((3, 2, 4))
    values = 100 * i + 10 * j + k - (0 if np.dtype(dtype).kind == "u" else 5)
    return np.asarray(values, dtype=dtype, order=order)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for dtype in ["<f8", ">f8", "<f4", ">f4", "<f2", "<i8", ">i4", "<i2", "<u8", ">u2", "<u4"]:
        name = dtype.replace("<", "little-").replace(">", "big-")
        np.save(FOLDER / f"{name}.npy", numbers(dtype))
    np.save(FOLDER / "fortran.npy", numbers("<f8", order="F"))
    for version in [(2, 0), (3, 0)]:
        with open(FOLDER / f"version{version[0]}.npy", "wb") as file:
            np.lib.format.write_array(file, numbers("<f8"), version=version)
    np.save(FOLDER / "bytes.npy", np.array([-3, 0, 127, -128], dtype="i1"))
    np.save(FOLDER / "booleans.npy", np.array([True, False, True]))
    np.save(FOLDER / "ascii.npy", np.array([b"H", b"", b"Cl"]))
    np.save(FOLDER / "unicode.npy", np.array(["kcal/mol", "Å", ""]))
    np.save(FOLDER / "unicode-big.npy", np.array(["kcal/mol", "Å", ""], dtype=">U8"))
    np.save(FOLDER / "scalar.npy", np.array("eV"))
    np.save(FOLDER / "empty.npy", np.zeros((0, 3)))
    np.save(FOLDER / "objects.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
    np.save(FOLDER / "records.npy", np.zeros(2, dtype=[("x", "f8"), ("y", "f8")]))
    np.save(FOLDER / "complex.npy", np.zeros(2, dtype=complex))
    arrays = {"R": numbers("<f8"), "name": np.array("test"), "large": np.arange(40000.0)}
    np.savez(FOLDER.parent / "numpy/stored.npz", R=arrays["R"], name=arrays["name"])
    np.savez_compressed(FOLDER / "deflated.npz", **arrays)


if __name__ == "__main__":
    main()
