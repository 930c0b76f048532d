"""Energies, forces and Hessians at the GFN2-xTB level by tblite.

This module and `dft.py` have the same functions and so can stand in for each other as a level of theory:
molecule, coarse_forces, atom_energy, program_frequencies, provenance.
"""

import os
import subprocess
import tempfile
from importlib.metadata import version

import numpy as np
from tblite.interface import Calculator

from units import BOHR, FORCE, HARTREE

# Unpaired electrons of the ground states of atoms.
UNPAIRED = {1: 1, 6: 2, 7: 3, 8: 2}

# Four-point central difference; its error falls with the fourth power of the step.
FOUR_POINT = ((1, 8 / 12), (-1, -8 / 12), (2, -1 / 12), (-2, 1 / 12))


class XTB:
    """One molecule; every label starts from scratch and so does not depend on earlier ones."""

    method = "GFN2-xTB"
    accuracy = 1e-4
    hessian_step = 0.01  # angstrom

    def __init__(self, numbers, accuracy=None, unpaired=0):
        apart = 2.0 * np.arange(3.0 * len(numbers)).reshape(-1, 3)
        self.calculator = Calculator(self.method, np.asarray(numbers), apart, uhf=unpaired)
        self.calculator.set("verbosity", 0)
        self.calculator.set("accuracy", accuracy or self.accuracy)
        self.calculator.set("max-iter", 500)

    def _point(self, positions, guess=None):
        self.calculator.update(np.ascontiguousarray(positions) / BOHR)
        return self.calculator.singlepoint(guess, copy=True) if guess else self.calculator.singlepoint()

    def energy_and_forces(self, positions):
        """Total energy in eV and forces (N, 3) in eV/angstrom."""
        result = self._point(positions)
        return float(result.get("energy")) * HARTREE, -result.get("gradient") * FORCE

    def hessian(self, positions):
        """Symmetrized Hessian (3N, 3N) in eV/angstrom^2, and its largest asymmetry before."""
        positions = np.array(positions, dtype=float)
        start = self._point(positions)
        size = positions.size
        hessian = np.zeros((size, size))
        for row in range(size):
            for multiple, weight in FOUR_POINT:
                displaced = positions.copy()
                displaced.flat[row] += multiple * self.hessian_step
                gradient = self._point(displaced, start).get("gradient").ravel()
                hessian[row] += weight / self.hessian_step * FORCE * gradient
        return 0.5 * (hessian + hessian.T), float(np.abs(hessian - hessian.T).max())

    def label(self, positions):
        """Energy, forces and Hessian of a configuration, and the Hessian's largest asymmetry before."""
        energy, forces = self.energy_and_forces(positions)
        hessian, asymmetry = self.hessian(positions)
        return {"energy": energy, "forces": forces, "hessian": hessian, "asymmetry": asymmetry}


def molecule(numbers):
    """Labels of one molecule at full accuracy."""
    return XTB(numbers)


def coarse_forces(numbers):
    """A function from positions to forces for sampling, with a looser SCF."""
    coarse = XTB(numbers, accuracy=0.1)
    return lambda positions: coarse.energy_and_forces(positions)[1]


def atom_energy(number):
    """Total energy of an isolated atom in its ground state, in eV."""
    return XTB([number], unpaired=UNPAIRED[number]).energy_and_forces(np.zeros((1, 3)))[0]


def program_frequencies(numbers, positions):
    """Frequencies in cm^-1 by Debian's program xtb with its own Hessian, and the program's name.

    xtb lists the rigid motions as well, as zeros.
    """
    symbols = {1: "h", 6: "c", 7: "n", 8: "o"}
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "molecule.coord"), "w") as file:
            lines = ["%.14f %.14f %.14f %s" % (*place / BOHR, symbols[int(number)])
                     for number, place in zip(numbers, positions)]
            file.write("\n".join(["$coord", *lines, "$end", ""]))
        command = ["xtb", "molecule.coord", "--gfn", "2", "--hess", "--acc", "0.001"]
        for _ in range(5):  # Debian's build aborts now and then, after which it succeeds with the same input.
            if subprocess.run(command, cwd=folder, capture_output=True, timeout=900).returncode == 0:
                break
        with open(os.path.join(folder, "vibspectrum")) as file:
            rows = [line.split() for line in file if line.split()[:1] and line.split()[0].isdigit()]
    # The second column is the irreducible representation, "a", except for the rigid motions.
    values = [float(row[2] if row[1].isalpha() else row[1]) for row in rows]
    return np.array(values), "xtb 6.5.1 (Debian) --gfn 2 --hess"


def provenance():
    """The level of theory, as attributes of a file."""
    return {
        "method": XTB.method,
        "basis": "minimal valence basis of GFN2-xTB",
        "program": "tblite " + version("tblite"),
        "scf_accuracy": XTB.accuracy,
        "electronic_temperature": "300 K",
        "hessian_method": "four-point central differences of analytic gradients, step "
        f"{XTB.hessian_step} angstrom, symmetrized, stored as Float32",
        "reference": "Bannwarth, Ehlert, Grimme, J. Chem. Theory Comput. 15, 1652 (2019), "
        "doi:10.1021/acs.jctc.8b01176",
    }
