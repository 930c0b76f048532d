"""The samples that the formats' own libraries write: dpdata for DeePMD-kit, znh5md for H5MD."""

import dpdata
import h5py
import numpy as np
import znh5md
from ase import Atoms
from ase.calculators.singlepoint import SinglePointCalculator


def deepmd(folder, systems, symbols):
    """DeePMD HDF5 with Hessians, one system of each composition, and the same as one system of mixed type."""
    path = folder / "deepmd.h5"
    path.unlink(missing_ok=True)
    dpdata.MultiSystems(*(labeled(frames, symbols) for frames in systems)).to(
        "deepmd/hdf5", str(path), set_size=2, comp_prec=np.float64)
    with h5py.File(path, "a") as file:
        # dpdata knows no Hessians; DeePMD-kit reads them from this name.
        for frames in systems:
            (system,) = (file[name] for name in file if len(file[name]["type.raw"]) == len(frames.numbers))
            first = 0
            for name in sorted(name for name in system if name.startswith("set.")):
                count = len(system[name]["energy.npy"])
                system[name]["hessian.npy"] = frames.hessians[first : first + count].reshape(count, -1)
                first += count
    mixed(folder / "deepmd-mixed.h5", systems, symbols)


def labeled(frames, symbols):
    """Frames as dpdata has them."""
    names = [symbols[z] for z in dict.fromkeys(frames.numbers)]
    count = len(frames.positions)
    box = np.eye(3) * 100 if frames.cell is None else frames.cell
    data = {
        "atom_names": names,
        "atom_numbs": [int((frames.numbers == z).sum()) for z in dict.fromkeys(frames.numbers)],
        "atom_types": np.array([names.index(symbols[z]) for z in frames.numbers]),
        "cells": np.repeat(box[None], count, axis=0), "coords": frames.positions,
        "energies": frames.energies, "forces": frames.forces, "virials": frames.virials,
        "orig": np.zeros(3), "nopbc": frames.cell is None,
    }
    return dpdata.LabeledSystem(data=data)


def mixed(path, systems, symbols):
    """One system of mixed type: types for each frame, -1 where an atom is padding."""
    elements = sorted({z for frames in systems for z in frames.numbers})
    atoms = max(len(frames.numbers) for frames in systems)
    with h5py.File(path, "w") as file:
        file["type.raw"] = np.zeros(atoms, int)
        file["type_map.raw"] = [symbols[z] for z in elements]
        file["nopbc"] = True
        for index, frames in enumerate(systems):
            count, pad = len(frames.positions), atoms - len(frames.numbers)
            group = file.create_group(f"set.{index:03d}")
            types = [elements.index(z) for z in frames.numbers] + [-1] * pad
            group["real_atom_types.npy"] = np.repeat([types], count, axis=0)
            padding = ((0, 0), (0, pad), (0, 0))
            group["coord.npy"] = np.pad(frames.positions, padding).reshape(count, -1)
            group["force.npy"] = np.pad(frames.forces, padding).reshape(count, -1)
            group["energy.npy"] = frames.energies[:, None]


def h5md(folder, water, formaldehyde, salt):
    """znh5md with frames of two sizes, padded; and plain H5MD of the salt in nm and kJ/mol."""
    path = folder / "znh5md.h5"
    path.unlink(missing_ok=True)
    stack = []
    for frames in [water, formaldehyde]:
        for row, positions in enumerate(frames.positions):
            atoms = Atoms(frames.numbers, positions)
            atoms.calc = SinglePointCalculator(
                atoms, energy=frames.energies[row], forces=frames.forces[row])
            stack.append(atoms)
    znh5md.IO(str(path)).extend(stack)

    kilojoule, text = 6.02214076e23 * 1.602176634e-22, h5py.string_dtype()  # per mole and eV
    with h5py.File(folder / "h5md.h5", "w") as file:
        file.create_group("h5md").attrs["version"] = [1, 1]
        file.create_group("h5md/creator").attrs["name"] = "test"
        particles = file.create_group("particles/all")
        particles["species"] = salt.numbers
        box = particles.create_group("box")
        box.attrs["dimension"] = 3
        box.attrs.create("boundary", ["periodic"] * 3, dtype=text)
        steps = np.arange(len(salt.positions))
        for group, values, unit in [
            (particles.create_group("position"), salt.positions / 10, "nm"),
            (box.create_group("edges"), np.repeat(salt.cell[None] / 10, len(steps), axis=0), "nm"),
            (particles.create_group("force"), salt.forces * kilojoule * 10, "kJ mol-1 nm-1"),
            (file.create_group("observables/all/potential_energy"), salt.energies * kilojoule, "kJ mol-1"),
        ]:
            group["value"], group["step"] = values, steps
            group["value"].attrs["unit"] = unit
