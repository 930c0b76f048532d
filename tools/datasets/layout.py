"""Writes the project's own data layout (Sources/Sobolev/Sobolev.docc/DataLayout.md)."""

import os

import h5py
import numpy as np


def write(path, attributes, atom_energies, groups):
    """Writes a file beside its destination and renames it when it is complete.

    groups: {name: dict with numbers (N,), positions (M, N, 3), energies (M,), forces (M, N, 3),
    names (M texts)}, in eV and angstrom; optional are hessians (K, 3N, 3N) with hessian_frames (K,),
    cells (M, 3, 3) and virials (M, 3, 3) of crystals, and frequencies, program_frequencies (M, modes) in cm^-1
    with the name of that program.
    """
    temporary = path + ".part"
    with h5py.File(temporary, "w") as file:
        file.attrs["format"] = "sobolev-dataset"
        file.attrs["version"] = 1
        for name, value in attributes.items():
            file.attrs[name] = value
        if atom_energies:
            atoms = file.create_group("isolated_atoms")
            atoms["atomic_numbers"] = np.array(sorted(atom_energies))
            put(atoms, "energies", np.array([atom_energies[number] for number in sorted(atom_energies)]), "eV")
        for name, frames in groups.items():
            write_group(file.create_group(name), frames)
    os.replace(temporary, path)


def write_group(group, frames):
    """Writes frames of one composition."""
    group["atomic_numbers"] = np.tile(frames["numbers"], (len(frames["energies"]), 1)).astype(np.int8)
    put(group, "coordinates", frames["positions"], "angstrom")
    put(group, "energies", frames["energies"], "eV")
    put(group, "forces", frames["forces"], "eV/angstrom")
    if len(frames.get("hessian_frames", ())):
        put(group, "hessians", np.asarray(frames["hessians"], dtype=np.float32), "eV/angstrom^2")
        group["hessian_frames"] = np.asarray(frames["hessian_frames"])
    if "cells" in frames:
        put(group, "cell", frames["cells"], "angstrom")
        put(group, "virials", frames["virials"], "eV")
    if "frequencies" in frames:
        put(group, "frequencies", frames["frequencies"], "cm^-1")
        put(group, "program_frequencies", frames["program_frequencies"], "cm^-1")
        group["program_frequencies"].attrs["program"] = frames["program"]
    group.create_dataset("names", data=frames["names"], dtype=h5py.string_dtype())


def put(group, name, values, unit):
    """Writes a compressed dataset with its unit."""
    dataset = group.create_dataset(name, data=values, compression="gzip", compression_opts=9, shuffle=True)
    dataset.attrs["units"] = unit
