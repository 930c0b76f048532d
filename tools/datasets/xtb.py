"""Energies, forces and Hessians at the GFN2-xTB level by tblite."""

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


def atom_energy(number):
    """Total energy of an isolated atom in its ground state, in eV."""
    return XTB([number], unpaired=UNPAIRED[number]).energy_and_forces(np.zeros((1, 3)))[0]


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
