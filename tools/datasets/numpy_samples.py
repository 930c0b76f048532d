#!/usr/bin/env python3
"""Writes the NumPy files that NumPyTests.swift and NPZTests.swift in Tests/DatasetsTests read.

Element (i, j, k) of every 3 x 2 x 4 array of numbers is 100 i + 10 j + k - 5 (without the 5 where it is
unsigned). The data sets hold two frames of water; position, energy and force have values that the tests
know. Run from anywhere; the files are committed because readers of the tests need no Python.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "Tests/DatasetsTests/Samples/numpy"


def numbers(dtype: str, order: str = "C") -> np.ndarray:
    i, j, k = np.indices((3, 2, 4))
    values = 100 * i + 10 * j + k - (0 if np.dtype(dtype).kind == "u" else 5)
    return np.asarray(values, dtype=dtype, order=order)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for dtype in ["<f8", ">f8", "<f4", ">f4", "<f2", "<i8", ">i4", "<i2", "<u8", ">u2", "<u4"]:
        name = dtype.replace("<", "little-").replace(">", "big-")
        np.save(FOLDER / f"{name}.npy", numbers(dtype))
    np.save(FOLDER / "fortran.npy", numbers("<f8", order="F"))
    for version in [(2, 0), (3, 0)]:
        with open(FOLDER / f"version{version[0]}.npy", "wb") as file:
            np.lib.format.write_array(file, numbers("<f8"), version=version)
    np.save(FOLDER / "bytes.npy", np.array([-3, 0, 127, -128], dtype="i1"))
    np.save(FOLDER / "booleans.npy", np.array([True, False, True]))
    np.save(FOLDER / "ascii.npy", np.array([b"H", b"", b"Cl"]))
    np.save(FOLDER / "unicode.npy", np.array(["kcal/mol", "Å", ""]))
    np.save(FOLDER / "unicode-big.npy", np.array(["kcal/mol", "Å", ""], dtype=">U8"))
    np.save(FOLDER / "scalar.npy", np.array("eV"))
    np.save(FOLDER / "empty.npy", np.zeros((0, 3)))
    np.save(FOLDER / "objects.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
    np.save(FOLDER / "records.npy", np.zeros(2, dtype=[("x", "f8"), ("y", "f8")]))
    np.save(FOLDER / "complex.npy", np.zeros(2, dtype=complex))
    arrays = {"R": numbers("<f8"), "name": np.array("test"), "large": np.arange(40000.0)}
    np.savez(FOLDER.parent / "numpy/stored.npz", R=arrays["R"], name=arrays["name"])
    np.savez_compressed(FOLDER / "deflated.npz", **arrays)
    data_sets()


def data_sets() -> None:
    """Archives in the forms of sGDML, revised MD17, PhysNet and AIMNet2."""
    positions = 0.25 * np.arange(18.0).reshape(2, 3, 3)
    forces = positions[::-1] - 1
    energies = np.array([-3.0, 5.0])
    common = {"z": np.array([8, 1, 1], "u1"), "R": positions, "F": forces, "type": "d", "name": "water"}
    np.savez(FOLDER / "sgdml.npz", E=energies[:, None], theory="PBE", **common)
    lattice = np.array([[10.0, 1, 2], [0, 11, 3], [0, 0, 12]])
    np.savez_compressed(
        FOLDER / "sgdml-crystal.npz", E=energies, lattice=lattice, r_unit="bohr", e_unit="Ha", **common)
    np.savez(
        FOLDER / "rmd17.npz", nuclear_charges=common["z"], coords=positions, energies=energies,
        forces=forces, old_indices=np.arange(2), old_energies=energies)
    charges = np.array([[8, 1, 1], [1, 1, 0]])
    np.savez(FOLDER / "physnet.npz", N=[3, 2], Z=charges, R=positions, E=energies, F=forces, Q=energies)
    (FOLDER / "aimnet2").mkdir(exist_ok=True)
    for size in [2, 3]:
        np.savez(
            FOLDER / f"aimnet2/{size:03}.npz", coord=positions[:, :size], numbers=charges[:1, :size].repeat(2, 0),
            energy=energies, forces=forces[:, :size], charge=np.zeros(2))


if __name__ == "__main__":
    main()
