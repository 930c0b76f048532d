#!/usr/bin/env python3
"""Computes datasets/malonaldehyde-gfn2: the proton transfer in malonaldehyde at GFN2-xTB.

usage: OMP_NUM_THREADS=1 python malonaldehyde_gfn2.py [--output DIR] [--cache DIR] [--seed N]
"""

import numpy as np

import reaction_path
import xtb
from frames import TRAIN, Species
from publication import publish

# C1 C2 C3 O1 O2, the proton that moves, and the hydrogens of the carbons: planar, nearly C2v.
NUMBERS = [6, 6, 6, 8, 8, 1, 1, 1, 1]
PROTON = 5
START = np.array([
    [-1.17, 0.00, 0], [0.0, 0.75, 0], [1.17, 0.00, 0], [-1.19, -1.28, 0], [1.19, -1.28, 0],
    [0.0, -1.60, 0], [-2.10, 0.56, 0], [0.0, 1.83, 0], [2.10, 0.56, 0]])


def recipe(laboratory):
    molecule = Species(laboratory, "malonaldehyde", NUMBERS)
    along = np.zeros((9, 3))
    along[PROTON, 0] = 1.0
    saddle = molecule.find("saddle", START, "saddle point", saddle=True, follow=along.ravel())
    for name, side in (("reactant", -0.25), ("product", 0.25)):
        guess = saddle.copy()
        guess[PROTON] += [side, 0.02, 0]
        molecule.find(name, guess)
    points = {name: molecule.points[name].frame.positions for name in ("reactant", "product", "saddle")}

    path = reaction_path.follow(molecule.numbers, saddle, molecule.label, step=0.03, points=120,
                                smallest_gradient=0.005)
    for s, positions in path:
        if s != 0:
            molecule.add(positions, f"reaction path, s = {s:.3f} amu^1/2 angstrom", TRAIN)
    laboratory.report(f"reaction path of {len(path)} points")
    for number in np.linspace(0, len(path) - 1, 12).round().astype(int):
        s, positions = path[number]
        molecule.displace(f"path at s = {s:.3f}", positions, (500,), 15, imaginary_range=0.2)
    for name, positions in points.items():
        molecule.displace(name, positions, (300, 1000), 30, imaginary_range=0.3)
    molecule.run([points["reactant"], points["product"]], (300, 500, 1000), 4, stride=100, samples=60)
    return [molecule]


if __name__ == "__main__":
    publish("malonaldehyde-gfn2", "malonaldehyde, GFN2-xTB, proton transfer with Hessians", xtb, recipe)
