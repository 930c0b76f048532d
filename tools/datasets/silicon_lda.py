#!/usr/bin/env python3
"""Computes datasets/silicon-lda: strained and displaced silicon crystals by density-functional theory.

usage: OMP_NUM_THREADS=1 python silicon_lda.py [--output DIR] [--cache DIR] [--seed N]

Cells of two atoms and of eight, from a compression by a fifth of the volume to an expansion by a quarter. A few of
the small ones have Hessians with respect to displacements that repeat in every cell.
"""

import argparse
import os
import platform

import numpy as np

import espresso
import layout
from frames import SPLITS, drawn_split
from laboratory import Laboratory
from publication import HERE

LATTICE_CONSTANT = 5.40  # angstrom, near the minimum at this level
SCALES = (0.93, 0.96, 0.98, 1.0, 1.02, 1.05, 1.08)
STRAIN = 0.02
DISPLACEMENTS = (0.02, 0.06, 0.12, 0.20)  # standard deviations in angstrom

FACES = np.array([[0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]])
# Name: lattice vectors and atoms in units of the lattice constant, k-points, density grid, frames, Hessians.
CRYSTALS = {
    "Si2": (np.array([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0]]), np.array([[0, 0, 0], [0.25, 0.25, 0.25]]),
            4, 24, 56, 8),
    "Si8": (np.eye(3), np.vstack([FACES, FACES + 0.25]), 2, 36, 63, 0),
}
HESSIAN_STEP = 0.01  # angstrom
ATOM = 14


def crystal(vectors, sites, scale, displacement, generator):
    """A cell and positions: scaled, strained at random and with atoms displaced at random."""
    deformation = np.eye(3) + STRAIN * generator.normal(size=(3, 3))
    cell = LATTICE_CONSTANT * scale * vectors @ (0.5 * (deformation + deformation.T))
    atoms = LATTICE_CONSTANT * scale * sites @ (0.5 * (deformation + deformation.T))
    return cell, atoms + displacement * generator.normal(size=sites.shape)


def pair_hessian(label, cell, positions):
    """Hessian (6, 6) of two atoms and its asymmetry before symmetrizing.

    The energy does not change when both move, so the forces on the second as the first moves give all.
    """
    block = np.zeros((3, 3))
    for axis in range(3):
        for sign in (1, -1):
            moved = positions.copy()
            moved[0, axis] += sign * HESSIAN_STEP
            forces = label(cell, moved)["forces"]
            block[axis] += sign * (forces[1] - forces[0]) / (4 * HESSIAN_STEP)
    symmetric = 0.5 * (block + block.T)
    return np.block([[symmetric, -symmetric], [-symmetric, symmetric]]), np.abs(block - block.T).max()


def frames_of(laboratory, name):
    """All frames of a cell size, as a list of dicts."""
    vectors, sites, points, grid, count, hessians = CRYSTALS[name]

    def label(cell, positions):
        key = laboratory.path(name, cell.tobytes(), positions.tobytes())
        return laboratory.kept(key, lambda: espresso.label(cell, positions, points, grid))
    generator, frames = laboratory.generator(name), []
    for index in range(count):
        scale, displacement = SCALES[index % len(SCALES)], DISPLACEMENTS[index % len(DISPLACEMENTS)]
        cell, positions = crystal(vectors, sites, scale, displacement, generator)
        frame = {"cell": cell, "positions": positions, "split": drawn_split(generator), **label(cell, positions),
                 "name": f"lattice constant {LATTICE_CONSTANT * scale:.3f} angstrom, displaced by {displacement}"}
        if index < hessians:
            frame["hessian"], asymmetry = pair_hessian(label, cell, positions)
            laboratory.report(f"{name}, Hessian {index}, asymmetry {asymmetry:.1e} eV/angstrom^2")
        frames.append(frame)
    laboratory.report(name)
    return frames


def group(frames):
    """Frames as a group of the layout."""
    def column(key):
        return np.array([frame[key] for frame in frames])
    labeled = [index for index, frame in enumerate(frames) if "hessian" in frame]
    return {
        "numbers": np.full(len(frames[0]["positions"]), ATOM), "positions": column("positions"),
        "energies": column("energy"), "forces": column("forces"), "cells": column("cell"),
        "virials": column("virial"), "names": [frame["name"] for frame in frames],
        "hessian_frames": np.array(labeled), "hessians": np.array([frames[index]["hessian"] for index in labeled]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", default=os.path.join(HERE, "..", "..", "datasets", "silicon-lda"))
    parser.add_argument("--cache", default="silicon-lda-cache")
    parser.add_argument("--seed", type=int, default=20240607)
    arguments = parser.parse_args()
    laboratory = Laboratory(espresso, arguments.cache, arguments.seed)
    crystals = {name: frames_of(laboratory, name) for name in CRYSTALS}
    attributes = {**espresso.provenance(), "k_points": "Si2: 4 x 4 x 4, Si8: 2 x 2 x 2, shifted",
                  "generator": "tools/datasets/silicon_lda.py", "seed": arguments.seed,
                  "hessian_method": f"two-point differences of forces, step {HESSIAN_STEP} angstrom, symmetrized, "
                  "stored as Float32", "python": platform.python_version(), "numpy": np.__version__,
                  "machine": platform.machine(), "license": "CC0-1.0"}
    os.makedirs(arguments.output, exist_ok=True)
    for split in SPLITS:
        groups = {name: group([frame for frame in frames if frame["split"] == split])
                  for name, frames in crystals.items()}
        layout.write(os.path.join(arguments.output, split + ".h5"),
                     {"title": f"silicon, LDA, strained and displaced: {split} set", **attributes}, {}, groups)
        print(f"{split}: {sum(len(one['energies']) for one in groups.values())} frames", flush=True)


if __name__ == "__main__":
    main()
