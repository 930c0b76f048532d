#!/usr/bin/env python3
"""Writes the HDF5 file that FilterTests.swift in Tests/HDF5Tests reads, with h5py.

The same numbers in every encoding that h5py offers; element (i, j) is (7 i + j) mod 11 - i / 3. Run from
anywhere; the file is committed because readers of the tests need no Python.
"""

from pathlib import Path

import h5py
import numpy as np

FILE = Path(__file__).resolve().parents[2] / "Tests/HDF5Tests/Samples/filters.h5"


def main() -> None:
    FILE.parent.mkdir(parents=True, exist_ok=True)
    i, j = np.indices((100, 7))
    numbers = (7 * i + j) % 11 - i / 3
    with h5py.File(FILE, "w") as file:
        file["plain"] = numbers
        for name, options in {
            "chunked": {},
            "gzip": {"compression": "gzip"},
            "gzip-shuffle": {"compression": "gzip", "shuffle": True},
            "lzf": {"compression": "lzf"},
            "lzf-shuffle": {"compression": "lzf", "shuffle": True},
            "lzf-fletcher": {"compression": "lzf", "fletcher32": True},
        }.items():
            file.create_dataset(name, data=numbers, chunks=(16, 7), **options)
        # Long runs make repetitions that overlap themselves and are longer than 8 bytes.
        file.create_dataset("lzf-runs", data=np.repeat(np.arange(5.0), 400), compression="lzf")
        # Noise does not shrink, so that h5py stores it as it is.
        noise = np.random.default_rng(1).integers(0, 256, 4096, dtype="u1")
        file.create_dataset("lzf-noise", data=noise, compression="lzf")
        file["noise"] = noise


if __name__ == "__main__":
    main()
