"""Langevin dynamics for sampling configurations; randomness only through the generator handed in."""

import numpy as np

from units import BOLTZMANN, KINETIC

MASSES = {1: 1.008, 6: 12.011, 7: 14.007, 8: 15.999}  # IUPAC 2021, amu
RADII = {1: 0.31, 6: 0.76, 7: 0.71, 8: 0.66}  # covalent, angstrom


def masses_of(numbers):
    return np.array([MASSES[int(number)] for number in numbers])


def centered(numbers, positions):
    """Positions relative to the center of mass."""
    masses = masses_of(numbers)[:, None]
    return positions - (masses * positions).sum(0) / masses.sum()


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
    inertia = masses_of(numbers)[:, None] * KINETIC
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
            yield step, centered(numbers, positions)


def confined(numbers, forces_at, stiffness=1.0, radius=3.0):
    """Forces with a harmonic wall (eV/angstrom^2) beyond a distance in angstrom from the center of mass.

    It keeps a cluster together while configurations are sampled and is in no label.
    """
    def forces(positions):
        offset = centered(numbers, positions)
        distance = np.linalg.norm(offset, axis=1)
        beyond = np.maximum(0.0, distance - radius) / np.maximum(distance, 1e-9)
        return forces_at(positions) - stiffness * beyond[:, None] * offset
    return forces


def rotation(generator):
    """A uniformly random rotation matrix, from a unit quaternion."""
    a, b, c, d = (lambda q: q / np.linalg.norm(q))(generator.normal(0, 1, 4))
    return np.array([
        [a*a + b*b - c*c - d*d, 2*(b*c - a*d), 2*(b*d + a*c)],
        [2*(b*c + a*d), a*a - b*b + c*c - d*d, 2*(c*d - a*b)],
        [2*(b*d - a*c), 2*(c*d + a*b), a*a - b*b - c*c + d*d]])
