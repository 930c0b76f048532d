"""Writes the files of a data set: one for each split, and one with the stationary points."""

import argparse
import os
import platform

import numpy as np

import layout
from frames import SPLITS
from laboratory import Laboratory

HERE = os.path.dirname(os.path.abspath(__file__))


def publish(name, title, level, recipe, seed=20240607):
    """Runs a recipe on the command line: a function from a laboratory to species with frames."""
    parser = argparse.ArgumentParser(description=title)
    parser.add_argument("--output", default=os.path.join(HERE, "..", "..", "datasets", name))
    parser.add_argument("--cache", default=name + "-cache")
    parser.add_argument("--seed", type=int, default=seed)
    arguments = parser.parse_args()
    laboratory = Laboratory(level, arguments.cache, arguments.seed)
    write(arguments.output, name, title, laboratory, recipe(laboratory))


def write(folder, name, title, laboratory, species):
    """Writes train.h5, validation.h5, test.h5 and stationary.h5 into a folder."""
    os.makedirs(folder, exist_ok=True)
    numbers = sorted({int(number) for one in species for number in one.numbers})
    atoms = {number: laboratory.level.atom_energy(number) for number in numbers}
    attributes = {
        **laboratory.level.provenance(), "generator": "tools/datasets/" + name.replace("-", "_") + ".py",
        "seed": laboratory.seed, "python": platform.python_version(), "numpy": np.__version__,
        "machine": platform.machine(), "license": "CC0-1.0",
    }
    for split in SPLITS:
        groups = {one.name: group(one, [frame for frame in one.frames if frame.split == split])
                  for one in species if any(frame.split == split for frame in one.frames)}
        layout.write(os.path.join(folder, split + ".h5"), {"title": f"{title}: {split} set", **attributes},
                     atoms, groups)
        report(split, groups)
    points = {one.name: stationary_group(one) for one in species}
    layout.write(os.path.join(folder, "stationary.h5"),
                 {"title": f"{title}: stationary points", **attributes}, atoms, points)
    report("stationary", points)


def group(species, frames):
    """Frames of a species as a group of the layout."""
    return {
        "numbers": species.numbers,
        "positions": np.array([frame.positions for frame in frames]),
        "energies": np.array([frame.label["energy"] for frame in frames]),
        "forces": np.array([frame.label["forces"] for frame in frames]),
        "hessians": np.array([frame.label["hessian"] for frame in frames]),
        "asymmetry": max(frame.label["asymmetry"] for frame in frames),
        "hessian_frames": np.arange(len(frames)),
        "names": [frame.name for frame in frames],
    }


def stationary_group(species):
    """The stationary points of a species; the shorter lists of linear shapes end with NaN."""
    points = list(species.points.values())
    modes = max(len(point.frequencies) for point in points)

    def padded(values):
        return np.array([np.r_[row, np.full(modes - len(row), np.nan)] for row in values])
    return {**group(species, [point.frame for point in points]),
            "frequencies": padded([point.frequencies for point in points]),
            "program_frequencies": padded([point.program_frequencies for point in points]),
            "program": points[0].program}


def report(split, groups):
    frames = sum(len(one["energies"]) for one in groups.values())
    asymmetry = max(one["asymmetry"] for one in groups.values())
    print(f"{split}: {frames} frames of {len(groups)} molecules, largest asymmetry before symmetrizing "
          f"{asymmetry:.1e} eV/angstrom^2", flush=True)
