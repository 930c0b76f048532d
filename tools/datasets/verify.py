#!/usr/bin/env python3
"""Checks molecular data sets in the project's layout against the program that made them.

usage: OMP_NUM_THREADS=1 python verify.py FILE.h5 ... [--frames N] [--molecules N]

Prints the largest deviation, over all coordinates of some frames, of
  energy, force   recomputed labels from the stored ones
  F-dE            stored forces from four-point differences of energies
  H-dF            stored Hessians from six-point differences of forces (another stencil than the generator's)
and, over all frames, of
  net force, torque       from zero
  translation, rotation   the Hessian's sum rules: sum_j H_ij = 0 and H (e x r) = -e x F
  frequencies             of stationary points from the program's own, in cm^-1
"""

import argparse

import h5py
import numpy as np

import dft
import vibrations
import xtb

SIX_POINT = ((1, 45 / 60), (-1, -45 / 60), (2, -9 / 60), (-2, 9 / 60), (3, 1 / 60), (-3, -1 / 60))
ENERGY_STEP = 0.01  # angstrom
FORCE_STEP = 0.012


def displaced(positions, coordinate, shift):
    copy = np.array(positions)
    copy.flat[coordinate] += shift
    return copy


def derivatives(group, level, count):
    """The largest deviations at frames with Hessians, spread over the group."""
    index = group["hessian_frames"][:]
    atoms = group["atomic_numbers"]
    worst = dict.fromkeys(("energy", "force", "F-dE", "H-dF"), 0.0)
    for row in np.linspace(0, len(index) - 1, min(count, len(index))).round().astype(int):
        frame = index[row]
        positions, forces = group["coordinates"][frame], group["forces"][frame]
        molecule = level.molecule(atoms[frame])
        energy, recomputed = molecule.energy_and_forces(positions)
        worst["energy"] = max(worst["energy"], abs(energy - group["energies"][frame]))
        worst["force"] = max(worst["force"], np.abs(recomputed - forces).max())
        for coordinate in range(positions.size):
            def labels(shift):
                return molecule.energy_and_forces(displaced(positions, coordinate, shift))
            energies = sum(weight * labels(step * ENERGY_STEP)[0] for step, weight in xtb.FOUR_POINT)
            column = sum(weight * labels(step * FORCE_STEP)[1] for step, weight in SIX_POINT) / FORCE_STEP
            worst["F-dE"] = max(worst["F-dE"], abs(energies / ENERGY_STEP + forces.flat[coordinate]))
            difference = column.ravel() + group["hessians"][row][coordinate]
            worst["H-dF"] = max(worst["H-dF"], np.abs(difference).max())
    return worst


def sum_rules(group):
    """The largest violations of translation and rotation invariance over all frames."""
    positions, forces = group["coordinates"][:], group["forces"][:]
    positions = positions - positions.mean(1, keepdims=True)
    index, hessians = group["hessian_frames"][:], group["hessians"][:].astype(float)
    count = positions.shape[1]
    rules = {
        "net force": np.abs(forces.sum(1)).max(),
        "torque": np.abs(np.cross(positions, forces).sum(1)).max(),
        "translation": np.abs(hessians.reshape(len(index), 3 * count, count, 3).sum(2)).max(),
        "rotation": 0.0,
    }
    for axis in np.eye(3):
        turned = np.cross(axis, positions[index]).reshape(len(index), -1)
        response = np.einsum("kij,kj->ki", hessians, turned)
        expected = -np.cross(axis, forces[index]).reshape(len(index), -1)
        rules["rotation"] = max(rules["rotation"], np.abs(response - expected).max())
    return rules


def frequencies(group):
    """The largest deviation of the frequencies, from the stored Hessians anew, from the program's own."""
    worst = 0.0
    for row, frame in enumerate(group["hessian_frames"][:]):
        numbers, positions = group["atomic_numbers"][frame], group["coordinates"][frame]
        own, _ = vibrations.harmonic(numbers, positions, group["hessians"][row].astype(float))
        program = group["program_frequencies"][row]
        worst = max(worst, np.abs(np.sort(own) - program[:len(own)]).max())
    return worst


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--frames", type=int, default=4, help="frames of a molecule that are differentiated")
    parser.add_argument("--molecules", type=int, default=4, help="molecules of a file that are differentiated")
    arguments = parser.parse_args()
    for path in arguments.files:
        with h5py.File(path) as file:
            level = dft if file.attrs["program"].startswith("PySCF") else xtb
            groups = sorted(set(file) - {"isolated_atoms"})
            chosen = np.linspace(0, len(groups) - 1, min(arguments.molecules, len(groups))).round().astype(int)
            for place, name in enumerate(groups):
                figures = derivatives(file[name], level, arguments.frames) if place in chosen else {}
                figures |= sum_rules(file[name])
                if "frequencies" in file[name]:
                    figures["frequencies"] = frequencies(file[name])
                print(f"{path}:/{name}: " + ", ".join(f"{key} {value:.1e}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
