#!/usr/bin/env python3
"""Compares `sobolev phonons` with phonopy's finite differences of the same potential.

usage: python phonons.py POTENTIAL CRYSTAL [--supercell N,N,N] [--sobolev PROGRAM]

Both repeat the same primitive cell equally often. Prints the frequencies at the corners of the path and the largest
difference.
"""

import argparse
import json
import pathlib
import tempfile

import ase.io
import numpy as np
from phonopy import Phonopy
from phonopy.structure.atoms import PhonopyAtoms

import forces

DISPLACEMENT = 0.001  # angstrom; the error of central differences goes with its square: 3e-4 cm^-1 in silicon
WAVENUMBER_PER_TERAHERTZ = 1e12 / 2.99792458e10


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("potential")
    parser.add_argument("crystal")
    parser.add_argument("--supercell")
    parser.add_argument("--sobolev", default=forces.PROGRAM)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = pathlib.Path(folder, "results")
        supercell = ["--supercell", options.supercell] if options.supercell else []
        report = json.loads(
            forces.run(
                options.sobolev, "phonons", options.potential, options.crystal, *supercell, "--force-tolerance", "1e-7",
                "-o", results, "--json"))
        cell = ase.io.read(results / "cell.xyz")
    # ASE's masses are those of the program; phonopy's own are older.
    crystal = PhonopyAtoms(
        symbols=cell.get_chemical_symbols(), cell=cell.cell.array, positions=cell.positions, masses=cell.get_masses())
    phonons = Phonopy(crystal, supercell_matrix=np.diag(report["supercell"]), primitive_matrix="P")
    phonons.generate_displacements(distance=DISPLACEMENT, is_plusminus=True)
    displaced = [
        ase.Atoms(s.symbols, s.positions, cell=s.cell, pbc=True) for s in phonons.supercells_with_displacements]
    phonons.forces = [f for _, f in forces.evaluate(options.sobolev, options.potential, displaced)]
    phonons.produce_force_constants()
    corners = report["corners"]
    phonons.run_qpoints([corner["point"] for corner in corners])
    theirs = phonons.qpoints.frequencies * WAVENUMBER_PER_TERAHERTZ
    print(f"{report['formula']}, {report['lattice']}, supercell {report['supercell']}, {len(displaced)} displacements")
    worst = 0.0
    for corner, frequencies in zip(corners, theirs):
        ours = np.array(corner["frequencies_cm1"])
        worst = max(worst, np.abs(ours - frequencies).max())
        print(f"{corner['name']}: " + " ".join(f"{o:.3f}/{t:.3f}" for o, t in zip(ours, frequencies)))
    print(f"largest difference from phonopy: {worst:.2e} cm^-1")
    print(f"acoustic sum rule of the exact force constants: {report['acoustic_sum_rule_eV_per_A2']:.1e} eV/angstrom^2")


if __name__ == "__main__":
    main()
