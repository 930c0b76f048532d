#!/usr/bin/env python3
"""Compares `sobolev vibrations` with ASE's finite differences of the same potential.

usage: python vibrations.py POTENTIAL STRUCTURE [--sobolev PROGRAM]

Prints the largest difference of the frequencies, and of zero-point energy, enthalpy, entropy and Gibbs energy at
298.15 K and 1 bar by ase.thermochemistry with the frequencies of `sobolev`.
"""

import argparse
import json
import pathlib
import tempfile

import ase.io
import numpy as np
from ase import units
from ase.thermochemistry import IdealGasThermo
from ase.vibrations import Vibrations

import forces

TEMPERATURE, PRESSURE = 298.15, 1e5  # K, Pa
STEP = 0.005  # angstrom; differences of fourth order then err by some 1e-3 cm^-1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("potential")
    parser.add_argument("structure")
    parser.add_argument("--sobolev", default=forces.PROGRAM)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = pathlib.Path(folder, "results")
        report = json.loads(
            forces.run(
                options.sobolev, "vibrations", options.potential, options.structure, "--force-tolerance", "1e-7",
                "--temperature", TEMPERATURE, "-o", results, "--json"))
        atoms = ase.io.read(results / "structure.xyz")
        energy = report["energy_eV"]
        atoms.calc = forces.SobolevCalculator(options.sobolev, options.potential)
        vibrations = Vibrations(atoms, name=str(pathlib.Path(folder, "ase")), delta=STEP, nfree=4)
        vibrations.run()
        data = vibrations.get_vibrations()
    exact = np.array(report["frequencies_cm1"])
    # ASE keeps translations and rotations: the smallest in absolute value.
    complex_frequencies = data.get_frequencies()
    signed = np.where(abs(complex_frequencies.imag) > 0, -abs(complex_frequencies.imag), complex_frequencies.real)
    order = np.argsort(abs(signed))
    rigid, differences = np.split(signed[order], [len(signed) - len(exact)])
    differences = np.sort(differences)
    print(f"{len(exact)} frequencies from {exact[0]:.2f} to {exact[-1]:.2f} cm^-1")
    print(f"largest difference from ASE: {np.abs(exact - differences).max():.2e} cm^-1")
    print(f"largest translation or rotation in ASE: {np.abs(rigid).max():.2f} cm^-1")

    thermo = IdealGasThermo(
        vib_energies=exact * units.invcm, geometry="linear" if len(rigid) == 5 else "nonlinear",
        potentialenergy=energy, atoms=atoms, symmetrynumber=1, spin=0)
    own = report["thermochemistry"]
    figures = {
        "zero-point energy": (own["zero_point_energy_eV"], thermo.get_ZPE_correction()),
        "enthalpy": (own["enthalpy_eV"], thermo.get_enthalpy(TEMPERATURE, verbose=False)),
        "T S": (
            TEMPERATURE * own["entropy_eV_per_K"],
            TEMPERATURE * thermo.get_entropy(TEMPERATURE, PRESSURE, verbose=False)),
        "Gibbs energy": (own["free_energy_eV"], thermo.get_gibbs_energy(TEMPERATURE, PRESSURE, verbose=False)),
    }
    for name, (ours, theirs) in figures.items():
        print(f"{name}: {ours:.7f} eV, ASE {theirs:.7f} eV, difference {ours - theirs:+.1e} eV")


if __name__ == "__main__":
    main()
