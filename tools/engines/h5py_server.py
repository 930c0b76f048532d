#!/usr/bin/env python3
"""Reads a data file with h5py again and again, for timing beside Sobolev.

Usage: h5py_server.py FILE.h5 [ENCODING FRAMES]

With an encoding (contiguous, chunked, gzip, gzip+shuffle or lzf, or small-groups: contiguous, and a group for each
frame) the file is written first: frames of nine atoms with coordinates, energies, forces and Hessians. Prints a line of JSON with the number of frames and the sum of all
energies. Then, for each line with a number of calls on standard input, reads every number of the file so often, in
batches of 64 rows as Sobolev does, and prints wall-clock and processor seconds.
"""
import json
import sys
import time

import h5py
import numpy as np

ENCODINGS = {
    "contiguous": {}, "chunked": {"chunks": 20}, "gzip": {"chunks": 20, "compression": "gzip"},
    "gzip+shuffle": {"chunks": 20, "compression": "gzip", "shuffle": True},
    "lzf": {"chunks": 20, "compression": "lzf", "shuffle": True}, "small-groups": {},
}
LABELS = {"coordinates": ((9, 3), "angstrom"), "energies": ((), "eV"), "forces": ((9, 3), "eV/angstrom"),
          "hessians": ((27, 27), "eV/angstrom^2")}
BATCH = 64


def write(path, encoding, frames):
    generator = np.random.default_rng(1)
    options = dict(ENCODINGS[encoding])
    rows = options.pop("chunks", None)
    size = 1 if encoding == "small-groups" else frames
    with h5py.File(path, "w") as file:
        file.attrs.update({"format": "sobolev-dataset", "version": 1})
        for number in range(0, frames, size):
            group = file.create_group(f"C2H6O-{number:06d}")
            group["atomic_numbers"] = np.tile([6, 6, 8, 1, 1, 1, 1, 1, 1], (size, 1)).astype("i1")
            for name, (shape, unit) in LABELS.items():
                # Three decimals leave the filters something to do.
                values = np.round(3 * generator.normal(size=(size, *shape)), 3)
                chunks = (rows, *shape) if rows else None
                group.create_dataset(name, data=values, chunks=chunks, **options).attrs["units"] = unit


def read(path):
    total = 0.0
    with h5py.File(path) as file:
        for group in file.values():
            if "energies" not in group or "coordinates" not in group:
                continue
            count = len(group["energies"])
            for start in range(0, count, BATCH):
                for name in ("atomic_numbers", *LABELS):
                    values = group[name][start:start + BATCH]
                    if name == "energies":
                        total += values.sum()
    return total


def main():
    path = sys.argv[1]
    if len(sys.argv) > 2:
        write(path, sys.argv[2], int(sys.argv[3]))
    with h5py.File(path) as file:
        frames = sum(len(group["energies"]) for group in file.values() if "coordinates" in group)
    print(json.dumps({"frames": frames, "energies": read(path)}), flush=True)
    for line in sys.stdin:
        wall, processor = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            read(path)
        print(json.dumps({"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}),
              flush=True)


if __name__ == "__main__":
    main()
