#!/usr/bin/env python3
"""Computes datasets/water-b3lyp: the water monomer and dimer by density-functional theory.

usage: OMP_NUM_THREADS=1 python water_b3lyp.py [--output DIR] [--cache DIR] [--seed N]

A whole run takes about an hour on one core.
"""

import numpy as np

import dft
import sampling
import vibrations
from frames import Species
from publication import publish

MONOMER = [8, 1, 1]
HALF_ANGLE = np.radians(104.5) / 2
START = 0.96 * np.array([[0, 0, 0], [np.sin(HALF_ANGLE), np.cos(HALF_ANGLE), 0],
                         [-np.sin(HALF_ANGLE), np.cos(HALF_ANGLE), 0]])
LINEAR = np.array([[0, 0, 0], [0.94, 0, 0], [-0.94, 0, 0]])
ALONG_X = np.eye(9)[:, [0, 3, 6]]
# The donor in the xy plane with one O-H along x, the acceptor behind it.
DIMER_START = np.array([[0, 0, 0], [0.965, 0, 0], [-0.25, 0.93, 0],
                        [2.87, 0, 0], [3.2, 0.4, 0.76], [3.2, 0.4, -0.76]])

HIGHEST = 6.0  # eV above the minimum


def bent_and_stretched(generator, count=75):
    """Monomers from a wide box of internal coordinates, turned at random."""
    for _ in range(count):
        far = generator.random() < 0.3
        first, second = generator.uniform(*((0.75, 1.6) if far else (0.80, 1.25)), 2)
        angle = np.radians(generator.uniform(70, 175))
        shape = np.array([[0, 0, 0], [first, 0, 0], [second * np.cos(angle), second * np.sin(angle), 0]])
        yield sampling.centered(MONOMER, shape @ sampling.rotation(generator).T)


def pairs(generator, minimum, hessian, count=28):
    """Two monomers at 500 K in random orientations, 2.4 to 6 angstrom apart and nowhere in contact."""
    found = 0
    while found < count:
        first, second = vibrations.displacements(MONOMER, minimum, hessian, 500.0, generator, 2)
        first = first @ sampling.rotation(generator).T
        second = second @ sampling.rotation(generator).T + [generator.uniform(2.4, 6.0), 0, 0]
        distances = np.linalg.norm(first[:, None] - second[None], axis=-1)
        if distances.min() > 1.45 and distances[0, 0] > 2.3:
            found += 1
            yield sampling.centered(2 * MONOMER, np.vstack([first, second]))


def monomer(laboratory):
    water = Species(laboratory, "h2o", MONOMER)
    minimum = water.find("minimum", START, tolerance=2e-5)
    water.find("linear", LINEAR, "saddle point of second order", tolerance=2e-5, subspace=ALONG_X)
    water.displace("minimum", minimum, (300, 2000, 5000), 40)
    water.scatter("scan", "bent and stretched", bent_and_stretched)
    water.run([minimum], (300, 500, 1000), 3, equilibration=60, stride=15, samples=14, friction=0.02)
    return water


def dimer(laboratory, water):
    two = Species(laboratory, "h2o_dimer", 2 * MONOMER)
    minimum = two.find("minimum", DIMER_START, tolerance=1e-4)
    two.displace("minimum", minimum, (300, 1000), 8, lowest=200.0)
    single = water.points["minimum"].frame
    two.scatter("dissociation", "two monomers apart",
                lambda generator: pairs(generator, single.positions, single.label["hessian"]))
    two.run([minimum], (300, 500, 1000), 2, wall=(1.0, 3.0), equilibration=40, stride=20, samples=5, friction=0.02)
    return two


def recipe(laboratory):
    water = monomer(laboratory)
    species = [water, dimer(laboratory, water)]
    for one in species:
        lowest = one.points["minimum"].frame.label["energy"]
        one.frames = [frame for frame in one.frames if frame.label["energy"] - lowest < HIGHEST]
    return species


if __name__ == "__main__":
    publish("water-b3lyp", "water monomer and dimer, B3LYP-D3(BJ)/def2-SVP, analytic Hessians", dft, recipe)
