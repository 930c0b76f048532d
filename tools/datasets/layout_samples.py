#!/usr/bin/env python3
"""Writes the files that LayoutSampleTests.swift in Tests/DatasetsTests reads: one for each HDF5 layout.

dpdata writes DeePMD's and znh5md H5MD; the others follow the trees that their projects document. All hold
frames of the springs of springs.py, so that the tests know every energy, force, Hessian and virial. Run from
anywhere; the files are committed because readers of the tests need no Python.
"""

import warnings
from pathlib import Path

import h5py
import numpy as np

from layout_samples_programs import deepmd, h5md
from springs import samples
from units import BOHR, FORCE, HARTREE

FOLDER = Path(__file__).resolve().parents[2] / "Tests/DatasetsTests/Samples/layouts"
SYMBOLS = {1: "H", 6: "C", 8: "O", 11: "Na", 17: "Cl"}
WATER, FORMALDEHYDE, SALT = samples()
MOLECULES = [FORMALDEHYDE, WATER]


def symbols(frames):
    return np.array([SYMBOLS[z] for z in frames.numbers], dtype="S1")


def ani1(file):
    """ANI-1: symbols, Ha and angstrom, rejected geometries apart, smiles as characters."""
    for index, frames in enumerate(MOLECULES):
        group = file.create_group(f"gdb11_s02/gdb11_s02-{index}")
        group["species"] = symbols(frames)
        group["coordinates"] = frames.positions.astype("f4")
        group["energies"] = frames.energies / HARTREE
        group["coordinatesHE"] = np.zeros((0, len(frames.numbers), 3), "f4")
        group["energiesHE"] = np.zeros(0)
        group["smiles"] = np.array(list("[O]"), dtype="S1")


def openreact(file):
    """OpenREACT-CHON-EFH: ANI-1's tree with forces and Hessians in Ha and angstrom."""
    for frames in MOLECULES:
        group = file.create_group(frames.name)
        group.attrs["crg"], group.attrs["mult"] = 0, 1
        group["species"] = frames.numbers
        group["coordinates"] = frames.positions
        group["energies"] = frames.energies / HARTREE
        group["forces"] = frames.forces / HARTREE
        group["hessian"] = frames.hessians / HARTREE


def hippynn(file):
    """ANI-Al and hippynn's write_h5: names in the singular, a cell for each frame."""
    group = file.create_group("data/8f3a")
    group["species"] = SALT.numbers
    group["coordinates"] = SALT.positions
    group["cell"] = np.repeat(SALT.cell[None], len(SALT.positions), axis=0)
    group.create_dataset("energy", data=SALT.energies / HARTREE, compression="gzip")
    group.create_dataset("force", data=SALT.forces / HARTREE, compression="gzip")


def ani1x(file):
    """ANI-1x: levels side by side, NaN where a label was not computed; tz is 0.1 Ha above dz."""
    for frames in MOLECULES:
        group = file.create_group(frames.name)
        group["atomic_numbers"] = frames.numbers.astype("u1")
        group["coordinates"] = frames.positions.astype("f4")
        group["wb97x_dz.energy"] = frames.energies / HARTREE
        group["wb97x_dz.forces"] = (frames.forces / HARTREE).astype("f4")
        triple, triple_forces = frames.energies / HARTREE + 0.1, (frames.forces / HARTREE).astype("f4")
        triple[-1], triple_forces[-1] = np.nan, np.nan
        group["wb97x_tz.energy"], group["wb97x_tz.forces"] = triple, triple_forces
        group["ccsd(t)_cbs.energy"] = np.full(len(triple), np.nan)
        group["npno_ccsd(t)_dz.corr_energy"] = np.full(len(triple), -0.2)


def torchani(file, attributes):
    """TorchANI 2.3 and the ANI-2x release: atomic numbers for each frame, resizable arrays."""
    file.attrs.update(attributes)
    for frames in MOLECULES:
        group = file.create_group(f"{len(frames.numbers):03d}")
        count = len(frames.positions)
        for name, data in {
            "species": np.repeat(frames.numbers[None], count, axis=0),
            "coordinates": frames.positions.astype("f4"),
            "energies": frames.energies / HARTREE,
            "forces": (frames.forces / HARTREE).astype("f4"),
        }.items():
            group.create_dataset(name, data=data, maxshape=(None, *data.shape[1:]))


def spice(file):
    """SPICE 2: atomic units stated by the file, gradients; the water has formation energies only."""
    for frames in MOLECULES:
        group = file.create_group(frames.name)
        group["subset"] = ["SPICE Test"]
        group["smiles"] = ["[H:1]"]
        group["atomic_numbers"] = frames.numbers.astype("i2")
        data = {
            "conformations": (frames.positions / BOHR, "bohr"),
            "formation_energy": (frames.free_energies / HARTREE, "hartree"),
            "dft_total_energy": (frames.energies / HARTREE, "hartree"),
            "dft_total_gradient": (-frames.forces / FORCE, "hartree/bohr"),
        }
        for name, (values, unit) in data.items():
            if frames is WATER and name == "dft_total_energy":
                continue
            group[name] = values if values.ndim == 1 else values.astype("f4")
            group[name].attrs["units"] = unit
    empty = file.create_group("failed")
    empty["atomic_numbers"] = np.array([1], "i2")
    empty["conformations"] = np.zeros(0, "f4")


def qm7x(file):
    """QM7-X: a group for each frame; without dispersion, energies are 1 eV higher and forces doubled."""
    for molecule, frames in zip(["10", "9"], MOLECULES):
        for index in range(len(frames.positions)):
            group = file.create_group(f"{molecule}/Geom-m{molecule}-i1-c1-{index + 1}")
            group["atNUM"], group["atXYZ"] = frames.numbers, frames.positions[index]
            group["ePBE0+MBD"], group["totFOR"] = frames.energies[index : index + 1], frames.forces[index]
            group["ePBE0"] = frames.energies[index : index + 1] + 1
            group["pbe0FOR"] = 2 * frames.forces[index]


def transition1x(file, has_hessians):
    """Transition1x: images and end points; with Hessians, the second reaction's is of displaced positions."""
    level = "wB97x_6-31G(d)"
    for index, frames in enumerate(MOLECULES):
        reaction = file.create_group(f"data/{frames.name}/rxn{index:04d}")

        def write(group, rows):
            group["atomic_numbers"] = frames.numbers
            group["positions"] = frames.positions[rows]
            group[f"{level}.energy"] = frames.energies[rows]
            group[f"{level}.forces"] = frames.forces[rows]

        write(reaction, slice(None))
        for row, name in enumerate(["reactant", "product"]):
            write(reaction.create_group(name), slice(row, row + 1))
        if has_hessians:
            reactant = reaction["reactant"]
            row = 0
            if index == 1:
                row = 1
                reactant["positions_noised"] = frames.positions[1]
                reactant["noiserms"] = 0.05
            reactant.create_dataset(f"{level}.hessian", data=frames.hessians[row], compression="gzip")
    file["train"] = h5py.SoftLink("/data")
    if has_hessians:
        file["count"] = 2


def aimnet2(file):
    """AIMNet2: groups called by the number of atoms; after a merge, water is padded by number 0."""
    count, padded = sum(len(f.positions) for f in MOLECULES), 4
    arrays = {
        "numbers": np.zeros((count, padded), int), "coord": np.zeros((count, padded, 3)),
        "forces": np.zeros((count, padded, 3)), "energy": np.zeros(count), "charge": np.zeros(count),
    }
    row = 0
    for frames in MOLECULES:
        rows, atoms = slice(row, row + len(frames.positions)), slice(len(frames.numbers))
        arrays["numbers"][rows, atoms] = frames.numbers
        arrays["coord"][rows, atoms] = frames.positions
        arrays["forces"][rows, atoms] = frames.forces
        arrays["energy"][rows] = frames.energies
        row = rows.stop
    for name, values in arrays.items():
        file[f"004/{name}"] = values


def torchmdnet(file, species):
    """TorchMD-Net ("types", here atomic numbers) and NequIP ("atomic_numbers")."""
    for frames in MOLECULES:
        group = file.create_group(f"molecule_{frames.name}")
        count = len(frames.positions)
        group[species] = np.repeat(frames.numbers[None], count, axis=0)
        group["pos"], group["forces"] = frames.positions.astype("f4"), frames.forces.astype("f4")
        group["energy"] = frames.energies[:, None]
    file["_metadata/mean"] = 0.0


def ace1(file):
    """Ace 1.0: a group for each frame; the last calculation of water failed."""
    file.attrs.update(layout="Ace", layout_version="1.0", name="test")
    for frames in MOLECULES:
        group = file.create_group(frames.name)
        group["atomic_numbers"] = frames.numbers
        group["formal_charges"] = np.zeros(len(frames.numbers))
        for row in range(len(frames.positions)):
            frame = group.create_group(f"conformations/{row}")
            frame["positions"], frame["forces"] = frames.positions[row], frames.forces[row]
            if frames is not WATER or row < 2:
                frame["formation_energy"] = frames.free_energies[row]
                frame["formation_energy"].attrs["units"] = "eV"
            frame["positions"].attrs["units"], frame["forces"].attrs["units"] = "Å", "eV/Å"


def ace2(file):
    """Ace 2.0: stacked frames in one master group; failed energies are NaN."""
    file.attrs.update(layout="Ace", layout_version="2.0", name="test")
    for frames in MOLECULES:
        group = file.create_group(f"master/{frames.name}")
        energies = frames.free_energies.copy()
        if frames is WATER:
            energies[2] = np.nan
        group["atomic_numbers"] = frames.numbers
        for name, values, unit in [
            ("positions", frames.positions, "Å"), ("formation_energies", energies, "eV"),
            ("forces", frames.forces, "eV/Å"),
        ]:
            group[name] = values
            group[name].attrs["units"] = unit


def mace(file, is_new):
    """MACE: a group for each frame, of water and two of salt; frame 10 comes before 2 by the alphabet.

    The salt has a stress in ASE's order of six and no Hessian; water has a flat Hessian and nothing at all in place
    of a stress. The first water's energy has the weight 0.
    """
    file.attrs["drop_last"] = False
    batch = file.create_group("config_batch_0")
    stack = [(WATER, row % 3) for row in range(9 if is_new else 2)] + [(SALT, 0), (SALT, 1)]
    for index, (frames, row) in enumerate(stack):
        group = batch.create_group(f"config_{index}")
        group["atomic_numbers"], group["positions"] = frames.numbers, frames.positions[row]
        group["cell"] = "None" if frames.cell is None else frames.cell
        group["pbc"] = "None" if frames.cell is None else np.array([True] * 3)
        group["weight"], group["config_type"] = 1.0 if index else 2.0, "Default"
        stress = "None"
        if frames.cell is not None:
            tensor = -frames.virials[row] / np.linalg.det(frames.cell)
            stress = tensor[[0, 1, 2, 1, 0, 0], [0, 1, 2, 2, 2, 1]]
        labels = {
            "energy": frames.energies[row] if index else 0.0, "forces": frames.forces[row], "stress": stress,
            "virials": "None",
        }
        if is_new:
            labels["hessian"] = frames.hessians[row].ravel().astype("f4") if frames is WATER else "None"
        properties = group.create_group("properties") if is_new else group
        weights = group.create_group("property_weights") if is_new else group
        if is_new and frames is WATER:
            del labels["stress"], labels["virials"]
        for name, values in labels.items():
            properties[name] = values
            weights[name if is_new else name + "_weight"] = 1.0 if index or name != "energy" else 0.0


def phonopy(file):
    """phonopy: force constants of the salt in Ry/au^2, its cell in SPOSCAR beside the file."""
    count = len(SALT.numbers)
    blocks = SALT.hessians[0].reshape(count, 3, count, 3).transpose(0, 2, 1, 3)
    file["force_constants"] = blocks / (HARTREE / 2 / BOHR**2)
    file["p2s_map"] = np.arange(count)
    file["physical_unit"] = ["Ry/au^2"]
    rows = [" ".join(f"{x:.10f}" for x in row) for row in SALT.cell]
    fractions = [" ".join(f"{x:.14f}" for x in row) for row in SALT.positions[0] @ np.linalg.inv(SALT.cell)]
    lines = ["salt", "1.0", *rows, "Cl Na", "1 1", "Direct", *fractions]
    (FOLDER / "phonopy/SPOSCAR").write_text("\n".join(lines) + "\n")


def main():
    warnings.simplefilter("error", FutureWarning)
    (FOLDER / "phonopy").mkdir(parents=True, exist_ok=True)
    writers = {
        "ani1": ani1, "openreact": openreact, "hippynn": hippynn, "ani1x": ani1x, "spice": spice,
        "torchani": lambda file: torchani(file, {"grouping": "by_num_atoms"}),
        "ani2x": lambda file: torchani(file, {"readme": "a release"}),
        "qm7x": qm7x, "transition1x": lambda file: transition1x(file, False),
        "transition1x-hessian": lambda file: transition1x(file, True), "aimnet2": aimnet2,
        "torchmdnet": lambda file: torchmdnet(file, "types"),
        "nequip": lambda file: torchmdnet(file, "atomic_numbers"), "ace1": ace1, "ace2": ace2,
        "mace": lambda file: mace(file, True), "mace-old": lambda file: mace(file, False),
        "phonopy/force_constants": phonopy,
    }
    for name, write in writers.items():
        with h5py.File(FOLDER / f"{name}.h5", "w") as file:
            write(file)
    deepmd(FOLDER, [SALT, WATER], SYMBOLS)
    h5md(FOLDER, WATER, FORMALDEHYDE, SALT)


if __name__ == "__main__":
    main()
