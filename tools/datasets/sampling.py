"""Langevin dynamics for sampling configurations; randomness only through the generator handed in."""

import numpy as np

from units import BOLTZMANN, KINETIC

MASSES = {1: 1.008, 6: 12.011, 7: 14.007, 8: 15.999}
RADII = {1: 0.31, 6: 0.76, 7: 0.71, 8: 0.66}  # covalent, angstrom


def bonds(numbers, positions, factor):
    """Pairs of atoms closer than a multiple of the sum of their covalent radii."""
    distances = np.linalg.norm(positions[:, None] - positions[None], axis=-1)
    radii = np.array([RADII[number] for number in numbers])
    close = distances < factor * (radii[:, None] + radii[None])
    return {(i, j) for i, j in zip(*np.nonzero(close)) if i < j}


def langevin(numbers, positions, forces_at, temperature, generator, time_step=0.5, friction=0.01,
             equilibration=1000, stride=80, samples=50):
    """BAOAB dynamics; yields (step, positions) relative to the center of mass.

    temperature in K, time_step in fs, friction in 1/fs; equilibration and stride in steps.
    """
    masses = np.array([MASSES[number] for number in numbers])[:, None]
    inertia = masses * KINETIC
    spread = np.sqrt(BOLTZMANN * temperature / inertia)
    decay = np.exp(-friction * time_step)
    kick = spread * np.sqrt(1 - decay * decay)
    positions = np.array(positions, dtype=float)
    velocities = spread * generator.normal(size=positions.shape)
    forces = forces_at(positions)
    for step in range(1, equilibration + stride * samples + 1):
        velocities += 0.5 * time_step * forces / inertia
        positions += 0.5 * time_step * velocities
        velocities = decay * velocities + kick * generator.normal(size=positions.shape)
        positions += 0.5 * time_step * velocities
        forces = forces_at(positions)
        velocities += 0.5 * time_step * forces / inertia
        if step > equilibration and (step - equilibration) % stride == 0:
            yield step, positions - (masses * positions).sum(0) / masses.sum()
