#!/usr/bin/env python3
"""Checks data sets of silicon crystals against the program that made them.

usage: OMP_NUM_THREADS=1 python verify_crystals.py FILE.h5 ... [--frames N]

Prints the largest deviation at some frames of each group of
  energy, force, virial   recomputed labels from the stored ones
  F-dE     forces on the first atom from four-point differences of energies
  W-dE     virials from four-point differences of energies of strained cells
  H-dF     rows of Hessians for the first atom from four-point differences of forces (the generator's have two points)
and, over all frames, of the net force, the virial's asymmetry and the translational sum rule of Hessians from zero.
"""

import argparse

import h5py
import numpy as np

import espresso
from silicon_lda import CRYSTALS
from xtb import FOUR_POINT

STEP = 0.01  # angstrom
STRAIN = 0.002


def derivatives(group, name, count):
    """The largest deviations at frames spread over a group."""
    _, _, points, grid, _, _ = CRYSTALS[name]
    worst = dict.fromkeys(("energy", "force", "virial", "F-dE", "W-dE"), 0.0)
    curved = list(group["hessian_frames"][:]) if "hessians" in group else []
    frames = curved or np.arange(len(group["energies"]))
    for place in np.linspace(0, len(frames) - 1, count).round().astype(int):
        frame = frames[place]
        cell, positions = group["cell"][frame], group["coordinates"][frame]
        forces, virial = group["forces"][frame], group["virials"][frame]

        def label(cell, positions):
            return espresso.label(cell, positions, points, grid)
        anew = label(cell, positions)
        found = {"energy": anew["energy"] - group["energies"][frame], "force": anew["forces"] - forces,
                 "virial": anew["virial"] - virial}
        for axis in range(3):
            shift = np.zeros_like(positions)
            shift[0, axis] = STEP
            near = [(weight, label(cell, positions + step * shift)) for step, weight in FOUR_POINT]
            slope = sum(weight * found["energy"] for weight, found in near)
            worst["F-dE"] = max(worst["F-dE"], abs(slope / STEP + forces[0, axis]))
            if curved:
                row = -sum(weight * found["forces"] for weight, found in near).ravel() / STEP
                worst["H-dF"] = max(worst.get("H-dF", 0.0), np.abs(row - group["hessians"][place][axis]).max())
        for row, column in ((0, 0), (1, 1), (2, 2), (0, 1), (1, 2), (2, 0)):
            strain = np.zeros((3, 3))
            strain[row, column] += STRAIN / 2
            strain[column, row] += STRAIN / 2
            slope = 0.0
            for step, weight in FOUR_POINT:
                deformation = np.eye(3) + step * strain
                slope += weight * label(cell @ deformation, positions @ deformation)["energy"]
            worst["W-dE"] = max(worst["W-dE"], abs(slope / STRAIN + virial[row, column]))
        for key, deviation in found.items():
            worst[key] = max(worst[key], np.abs(deviation).max())
    return worst


def sum_rules(group):
    """The largest violations of invariance over all frames."""
    virials = group["virials"][:]
    rules = {"net force": np.abs(group["forces"][:].sum(1)).max(),
             "asymmetry": np.abs(virials - virials.transpose(0, 2, 1)).max()}
    if "hessians" in group:
        hessians = group["hessians"][:].astype(float)
        rules["translation"] = np.abs(hessians.reshape(len(hessians), hessians.shape[1], -1, 3).sum(2)).max()
    return rules


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--frames", type=int, default=1)
    arguments = parser.parse_args()
    for path in arguments.files:
        with h5py.File(path) as file:
            for name in CRYSTALS:
                figures = {**derivatives(file[name], name, arguments.frames), **sum_rules(file[name])}
                print(f"{path}:/{name}: " + ", ".join(f"{key} {value:.1e}" for key, value in figures.items()),
                      flush=True)


if __name__ == "__main__":
    main()
