#!/usr/bin/env python3
"""Computes datasets/ethanol-hessians-gfn2: ethanol at GFN2-xTB, a Hessian for every frame.

usage: OMP_NUM_THREADS=1 python ethanol_hessians_gfn2.py [--output DIR] [--cache DIR] [--seed N]
"""

import numpy as np

import sampling
import xtb
from ethanol_gfn2 import NUMBERS, START
from frames import Species
from publication import publish

METHYL, METHYLENE, OXYGEN, HYDROXYL = 0, 1, 2, 8


def turned(positions, origin, axis, angle, atoms):
    """Some atoms rotated about an axis through an origin."""
    axis = axis / np.linalg.norm(axis)
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    matrix = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    result = positions.copy()
    result[atoms] = (positions[atoms] - origin) @ matrix.T + origin
    return result


def with_hydroxyl(positions, degrees):
    """The anti conformer with the hydroxyl hydrogen turned to a C-C-O-H dihedral."""
    axis = positions[OXYGEN] - positions[METHYLENE]
    return turned(positions, positions[OXYGEN], axis, np.radians(degrees - 180), [HYDROXYL])


def with_methyl(positions, degrees):
    """The methyl hydrogens turned about the C-C bond."""
    near = np.linalg.norm(positions - positions[METHYL], axis=1) < 1.3
    axis = positions[METHYL] - positions[METHYLENE]
    return turned(positions, positions[METHYL], axis, np.radians(degrees), near & (NUMBERS == 1))


def recipe(laboratory):
    molecule = Species(laboratory, "ethanol", NUMBERS)
    anti = molecule.find("anti", START)
    gauche = molecule.find("gauche", with_hydroxyl(anti, 60))
    points = {"anti": anti, "gauche": gauche}
    for name, turn, degrees in (("hydroxyl saddle at 120 degrees", with_hydroxyl, 120),
                                ("hydroxyl saddle at 0 degrees", with_hydroxyl, 0),
                                ("methyl saddle", with_methyl, 60)):
        along = (turn(anti, degrees + 1) - turn(anti, degrees)).ravel()
        points[name] = molecule.find(
            name, turn(anti, degrees), "saddle point", saddle=True, follow=along, trust=0.05)
    molecule.run([anti, gauche], (300, 500, 1000), 5, stride=100, samples=100)
    for name, positions in points.items():
        molecule.displace(name, positions, (300, 1000), 25, imaginary_range=0.3)
    intact = sampling.bonds(NUMBERS, anti, 1.25)
    molecule.frames = [frame for frame in molecule.frames
                       if intact <= sampling.bonds(NUMBERS, frame.positions, 1.6)]
    return [molecule]


if __name__ == "__main__":
    publish("ethanol-hessians-gfn2", "ethanol, GFN2-xTB, dynamics and displacements with Hessians", xtb, recipe)
