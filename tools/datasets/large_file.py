#!/usr/bin/env python3
"""Writes a large synthetic data set, to try inspection and training beyond memory.

Nine atoms near ethanol's places in a harmonic well: energy, forces and Hessians go together exactly. The
Hessian of the well is one 27 x 27 matrix, so a frame takes 6.3 kB. Usage: large_file.py FILE GIGABYTES
"""

import sys

import h5py
import numpy as np

ELEMENTS = [6, 6, 8, 1, 1, 1, 1, 1, 1]
PLACES = np.array([
    [-0.75, 0.0, 0.0], [0.75, 0.0, 0.0], [1.3, 1.3, 0.0], [-1.15, 1.02, 0.0], [-1.15, -0.51, 0.88],
    [-1.15, -0.51, -0.88], [1.1, -0.55, 0.88], [1.1, -0.55, -0.88], [2.27, 1.2, 0.0]])
CHUNK = 1000


def main() -> None:
    path, gigabytes = sys.argv[1], float(sys.argv[2])
    random = np.random.default_rng(1)
    root = random.normal(size=(27, 27))
    well = 2.0 * np.eye(27) + 0.1 * root @ root.T
    frames = int(gigabytes * 1e9 / (27 * 27 * 8 + 27 * 16 + 8)) // CHUNK * CHUNK
    with h5py.File(path, "w") as file:
        file.attrs["format"] = "sobolev-dataset"
        file.attrs["version"] = 1
        group = file.create_group("C2H6O")
        group["atomic_numbers"] = np.tile(ELEMENTS, (frames, 1)).astype("i1")

        def dataset(name: str, shape: tuple, unit: str):
            data = group.create_dataset(name, (frames, *shape), "f8", chunks=(20, *shape))
            data.attrs["units"] = unit
            return data

        coordinates = dataset("coordinates", (9, 3), "angstrom")
        energies = dataset("energies", (), "eV")
        forces = dataset("forces", (9, 3), "eV/angstrom")
        hessians = dataset("hessians", (27, 27), "eV/angstrom^2")
        for start in range(0, frames, CHUNK):
            rows = slice(start, start + CHUNK)
            moves = 0.05 * random.normal(size=(CHUNK, 27))
            coordinates[rows] = PLACES + moves.reshape(-1, 9, 3)
            energies[rows] = 0.5 * np.einsum("fi,ij,fj->f", moves, well, moves) - 4200
            forces[rows] = -(moves @ well).reshape(-1, 9, 3)
            hessians[rows] = well
    print(f"{path}: {frames} frames")


if __name__ == "__main__":
    main()
