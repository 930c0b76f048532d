#!/usr/bin/env python3
"""Computes datasets/ethanol-gfn2: ethanol at GFN2-xTB from dynamics at 300 to 1000 K.

usage: OMP_NUM_THREADS=1 python ethanol_gfn2.py [--output DIR] [--cache DIR] [--seed N]

Every trajectory is kept in the cache when it is complete, so an interrupted run goes on where it stopped.
Training, validation and test frames come from different trajectories. The result depends on the seed
and on the program versions; dynamics is chaotic, so another processor may give other, equally valid frames.
"""

import argparse
import os
import platform
import time

import numpy as np

import layout
import sampling
import xtb

NUMBERS = np.array([6, 6, 8, 1, 1, 1, 1, 1, 1])

# The anti conformer, built from standard bond lengths and angles; the dynamics forgets it.
START = np.array([
    [-1.22, -0.23, 0.00], [0.08, 0.55, 0.00], [1.15, -0.39, 0.00],
    [-1.27, -0.86, 0.88], [-1.27, -0.86, -0.88], [-2.07, 0.45, 0.00],
    [0.14, 1.19, 0.88], [0.14, 1.19, -0.88], [1.98, 0.09, 0.00]])

TEMPERATURES = (300, 500, 700, 1000)

# Per temperature: the trajectories of each split, the samples of each, and how many of those get a Hessian.
SPLITS = {"train": (5, 45, 5), "validation": (1, 25, 5), "test": (1, 50, 8)}


def trajectory(seed, temperature, index, samples, hessians):
    """Samples and labels one trajectory; frames with a broken bond or beyond are left out."""
    generator = np.random.default_rng([seed, temperature, index])
    coarse = xtb.XTB(NUMBERS, accuracy=0.1)
    exact = xtb.XTB(NUMBERS)
    intact = sampling.bonds(NUMBERS, START, 1.25)
    kept = {"step": [], "positions": [], "energies": [], "forces": []}
    dynamics = sampling.langevin(NUMBERS, START, lambda x: coarse.energy_and_forces(x)[1], temperature,
                                 generator, samples=samples)
    for step, positions in dynamics:
        if not intact <= sampling.bonds(NUMBERS, positions, 1.6):
            break
        energy, forces = exact.energy_and_forces(positions)
        for name, value in zip(kept, (step, positions, energy, forces)):
            kept[name].append(value)
    count = len(kept["step"])
    chosen = np.unique(np.linspace(0, count - 1, min(hessians, count)).round().astype(int))
    labeled = [exact.hessian(kept["positions"][frame]) for frame in chosen]
    return {**{name: np.array(values) for name, values in kept.items()}, "hessian_frames": chosen,
            "hessians": np.array([hessian for hessian, _ in labeled]),
            "asymmetries": np.array([asymmetry for _, asymmetry in labeled])}


def cached(path, compute):
    """The arrays in a file, computed and stored first where there is none."""
    if not os.path.exists(path):
        arrays = compute()
        np.savez(path + ".part.npz", **arrays)
        os.replace(path + ".part.npz", path)
    with np.load(path) as arrays:
        return dict(arrays)


def collect(arguments, split, first):
    """All frames of a split as one group of the layout."""
    trajectories, samples, hessians = SPLITS[split]
    parts, names = [], []
    for temperature in TEMPERATURES:
        for index in range(first, first + trajectories):
            path = os.path.join(arguments.cache, f"{arguments.seed}-{temperature}K-{index}.npz")
            start = time.time()
            part = cached(path, lambda: trajectory(arguments.seed, temperature, index, samples, hessians))
            part["hessian_frames"] = part["hessian_frames"] + len(names)
            names += [f"{temperature} K, trajectory {index}, step {step}" for step in part["step"]]
            parts.append(part)
            print(f"{split}: {temperature} K, trajectory {index}: {len(part['step'])} frames, "
                  f"{len(part['hessians'])} Hessians, {time.time() - start:.0f} s", flush=True)
    joined = {name: np.concatenate([part[name] for part in parts]) for name in
              ("positions", "energies", "forces", "hessians", "hessian_frames", "asymmetries")}
    return {**joined, "numbers": NUMBERS, "names": names}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("--output", default=os.path.join(here, "..", "..", "datasets", "ethanol-gfn2"))
    parser.add_argument("--cache", default="ethanol-gfn2-cache")
    parser.add_argument("--seed", type=int, default=20250114)
    arguments = parser.parse_args()
    for folder in (arguments.output, arguments.cache):
        os.makedirs(folder, exist_ok=True)

    atoms = {int(number): xtb.atom_energy(int(number)) for number in np.unique(NUMBERS)}
    first = 0
    for split, (trajectories, _, _) in SPLITS.items():
        frames = collect(arguments, split, first)
        first += trajectories
        attributes = {
            "title": f"ethanol, GFN2-xTB, Langevin dynamics at 300, 500, 700 and 1000 K: {split} set",
            **xtb.provenance(), "generator": "tools/datasets/ethanol_gfn2.py", "seed": arguments.seed,
            "python": platform.python_version(), "numpy": np.__version__, "machine": platform.machine(),
            "license": "CC0-1.0",
        }
        layout.write(os.path.join(arguments.output, split + ".h5"), attributes, atoms, {"C2H6O": frames})
        print(f"{split}: {len(frames['energies'])} frames, {len(frames['hessians'])} Hessians, "
              f"largest asymmetry before symmetrizing {frames['asymmetries'].max():.1e} eV/angstrom^2",
              flush=True)


if __name__ == "__main__":
    main()
