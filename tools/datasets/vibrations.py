"""Harmonic vibrations: frequencies, modes, and random displacements along them."""

import numpy as np

from sampling import centered, masses_of
from units import BOLTZMANN, KINETIC, LIGHT, PLANCK


def rigid_motions(positions, weights):
    """An orthonormal basis (3N, 5 or 6) of translations and rotations.

    weights: the square roots of the masses in mass-weighted coordinates, ones in plain ones.
    """
    center = (weights[:, None] ** 2 * positions).sum(0) / (weights**2).sum()
    motions = []
    for axis in np.eye(3):
        motions.append((weights[:, None] * np.tile(axis, (len(positions), 1))).ravel())
        motions.append((weights[:, None] * np.cross(axis, positions - center)).ravel())
    basis, strengths, _ = np.linalg.svd(np.array(motions).T, full_matrices=False)
    return basis[:, strengths > 1e-3 * strengths[0]]


def harmonic(numbers, positions, hessian):
    """Frequencies in cm^-1 (imaginary ones negative) and modes, columns in mass-weighted coordinates."""
    masses = masses_of(numbers)
    weights = np.repeat(np.sqrt(masses), 3)
    basis = rigid_motions(positions, np.sqrt(masses))
    projector = np.eye(len(weights)) - basis @ basis.T
    squares, modes = np.linalg.eigh(projector @ (hessian / np.outer(weights, weights)) @ projector)
    rigid = np.argsort(np.linalg.norm(basis.T @ modes, axis=0))[len(weights) - basis.shape[1]:]
    kept = np.setdiff1d(np.arange(len(weights)), rigid)
    squares, modes = squares[kept] / KINETIC, modes[:, kept]
    return np.sign(squares) * np.sqrt(np.abs(squares)) / (2 * np.pi * LIGHT), modes


def displacements(numbers, positions, hessian, temperature, generator, count, lowest=150.0,
                  imaginary_range=0.0, largest=0.6):
    """Positions drawn from the quantum canonical distribution of the harmonic oscillators.

    The variance of a mode is PLANCK / (2 omega) coth(PLANCK omega / (2 BOLTZMANN T)). Frequencies below
    `lowest` cm^-1 count as that; imaginary modes are uniform within +-imaginary_range and no mode
    moves beyond `largest`, both in amu^1/2 angstrom.
    """
    masses = masses_of(numbers)
    weights = np.repeat(np.sqrt(masses), 3)
    frequencies, modes = harmonic(numbers, positions, hessian)
    omega = np.maximum(np.abs(frequencies), lowest) * 2 * np.pi * LIGHT
    variance = PLANCK / (2 * omega) / np.tanh(PLANCK * omega / (2 * BOLTZMANN * temperature)) / KINETIC
    for _ in range(count):
        thermal = generator.normal(0.0, 1.0, len(omega)) * np.sqrt(variance)
        uniform = generator.uniform(-1.0, 1.0, len(omega)) * imaginary_range
        along = np.where(frequencies < 0, uniform, np.clip(thermal, -largest, largest))
        yield centered(numbers, positions + (modes @ along / weights).reshape(-1, 3))
