#!/usr/bin/env python3
"""Writes HDF5 files that tests read and our own writer cannot make, with h5py.

`filters.h5` (FilterTests.swift) has the same numbers in every encoding that h5py offers; element (i, j) is
(7 i + j) mod 11 - i / 3. `linked-groups.h5` (BadDatasetTests.swift) has sixteen groups with ten links to the next,
which are 10^15 paths. Run from anywhere; the files are committed because readers of the tests need no Python.
"""

from pathlib import Path

import h5py
import numpy as np

TESTS = Path(__file__).resolve().parents[2] / "Tests"


def write_filters() -> None:
    i, j = np.indices((100, 7))
    numbers = (7 * i + j) % 11 - i / 3
    with h5py.File(TESTS / "HDF5Tests/Samples/filters.h5", "w") as file:
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


def write_linked_groups() -> None:
    with h5py.File(TESTS / "DatasetsTests/Samples/linked-groups.h5", "w") as file:
        group = file.create_group("molecule")
        for _ in range(15):
            inner = group.create_group("0")
            for name in "123456789":
                group[name] = inner
            group = inner


def main() -> None:
    write_filters()
    write_linked_groups()


if __name__ == "__main__":
    main()
