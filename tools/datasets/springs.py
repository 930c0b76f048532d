"""A model with closed forms for energies and all derivatives, for sample files: a spring between each two atoms.

E = sum_i -10 eV Z_i + sum_i<j k/2 (r_ij - r0)^2 with k = 5 eV/angstrom^2 and r0 = 1.2 angstrom. The tests
(SpringModel.swift) have the same formula and compare what they read with it.
"""

from dataclasses import dataclass, field

import numpy as np

STIFFNESS = 5.0  # eV/angstrom^2
LENGTH = 1.2  # angstrom


@dataclass
class Frames:
    """Frames of one composition in eV and angstrom: positions (M, N, 3), labels stacked likewise."""

    name: str
    numbers: np.ndarray
    positions: np.ndarray
    cell: np.ndarray | None = None
    free_energies: np.ndarray = field(init=False)
    energies: np.ndarray = field(init=False)
    forces: np.ndarray = field(init=False)
    hessians: np.ndarray = field(init=False)
    virials: np.ndarray = field(init=False)

    def __post_init__(self):
        results = [springs(positions) for positions in self.positions]
        energies, self.forces, self.hessians, self.virials = (np.array(x) for x in zip(*results))
        self.free_energies = energies  # relative to isolated atoms
        self.energies = energies - 10.0 * self.numbers.sum()


def springs(positions):
    """Energy, forces, Hessian (3N, 3N) and virial of the springs alone."""
    count = len(positions)
    energy, forces = 0.0, np.zeros((count, 3))
    hessian, virial = np.zeros((count, 3, count, 3)), np.zeros((3, 3))
    for i in range(count):
        for j in range(i):
            vector = positions[i] - positions[j]
            r = np.linalg.norm(vector)
            slope, stretch = STIFFNESS * (r - LENGTH), r - LENGTH
            energy += STIFFNESS / 2 * stretch**2
            forces[i] -= slope * vector / r
            forces[j] += slope * vector / r
            virial -= slope * np.outer(vector, vector) / r
            along = np.outer(vector, vector) / r**2
            block = STIFFNESS * along + slope / r * (np.eye(3) - along)
            for a, b, sign in [(i, i, 1), (j, j, 1), (i, j, -1), (j, i, -1)]:
                hessian[a, :, b, :] += sign * block
    return energy, forces, hessian.reshape(3 * count, 3 * count), virial


def samples():
    """Three frames of water, two of formaldehyde, and two of rock salt in a sheared cell."""
    random = np.random.default_rng(7)

    def displaced(reference, count):
        # Multiples of 1/1024 angstrom are exact in single precision.
        noise = random.uniform(-0.1, 0.1, (count, len(reference), 3))
        return np.round((np.array(reference) + noise) * 1024) / 1024

    water = displaced([[0, 0, 0.1], [0.76, 0.59, 0], [-0.76, 0.59, 0]], 3)
    formaldehyde = displaced([[0, 0, 0], [0, 0, 1.2], [0.94, 0, -0.54], [-0.94, 0, -0.54]], 2)
    salt = displaced([[0, 0, 0], [2.8, 0, 0]], 2)
    cell = np.array([[6.0, 0, 0], [0.5, 7, 0], [0.25, 1, 8]])
    return (
        Frames("H2O", np.array([8, 1, 1]), water),
        Frames("CH2O", np.array([6, 8, 1, 1]), formaldehyde),
        Frames("ClNa", np.array([17, 11]), salt, cell),
    )
