"""Energies, forces and Hessians at the B3LYP-D3(BJ)/def2-SVP level by PySCF.

Forces contain the response of the integration grid and so are exact derivatives of the energies. PySCF's
analytic Hessian does not, which leaves an error of some 5e-3 eV/angstrom^2 with this grid.
"""

from importlib.metadata import version

import numpy as np
from pyscf import dft, gto
from pyscf.hessian import thermo

from units import BOHR, FORCE, HARTREE, HESSIAN

FUNCTIONAL, DISPERSION, BASIS = "b3lyp", "d3bj", "def2-svp"
GRID, COARSE_GRID = 4, 1
UNPAIRED = {1: 1, 6: 2, 7: 3, 8: 2}


def geometry(numbers, positions, spin=0):
    atoms = [(int(number), tuple(place)) for number, place in zip(numbers, np.asarray(positions) / BOHR)]
    return gto.M(atom=atoms, unit="Bohr", basis=BASIS, spin=spin, verbose=0, max_memory=4000, symmetry=False)


def converged(field, guess=None):
    """Runs a self-consistent field, by Newton's method where the ordinary one fails."""
    field.kernel(guess)
    if not field.converged:
        field = field.newton()
        field.kernel(field.make_rdm1())
    if not field.converged:
        raise RuntimeError("the self-consistent field did not converge")
    return field


def kohn_sham(numbers, positions, grid, tolerance, guess=None):
    field = dft.RKS(geometry(numbers, positions), xc=FUNCTIONAL)
    field.disp = DISPERSION
    field.grids.level, field.conv_tol, field.max_cycle = grid, tolerance, 200
    field.conv_tol_grad = 1e-7 if tolerance < 1e-9 else None
    field.conv_tol_cpscf = 1e-9
    return converged(field, guess)


def forces_of(field, grid_response):
    gradient = field.nuc_grad_method()
    gradient.grid_response, gradient.verbose = grid_response, 0
    return -np.asarray(gradient.kernel()) * FORCE


def analytic_hessian(field):
    """The Hessian in hartree/bohr^2 with the shape (N, N, 3, 3)."""
    hessian = field.Hessian()
    hessian.verbose = 0
    return np.asarray(hessian.kernel())


class Molecule:
    """Labels of one molecule; every label starts from scratch and so does not depend on earlier ones."""

    def __init__(self, numbers):
        self.numbers = numbers

    def energy_and_forces(self, positions):
        """Total energy in eV and forces (N, 3) in eV/angstrom."""
        field = kohn_sham(self.numbers, positions, GRID, 1e-11)
        return float(field.e_tot) * HARTREE, forces_of(field, grid_response=True)

    def label(self, positions):
        """Energy, forces and Hessian of a configuration, and the Hessian's largest asymmetry before."""
        field = kohn_sham(self.numbers, positions, GRID, 1e-11)
        size = 3 * len(self.numbers)
        hessian = analytic_hessian(field).transpose(0, 2, 1, 3).reshape(size, size) * HESSIAN
        return {"energy": float(field.e_tot) * HARTREE, "forces": forces_of(field, grid_response=True),
                "hessian": 0.5 * (hessian + hessian.T), "asymmetry": float(np.abs(hessian - hessian.T).max())}


def molecule(numbers):
    """Labels of one molecule at full accuracy."""
    return Molecule(numbers)


def coarse_forces(numbers):
    """A function from positions to forces for sampling: a coarse grid, started from the last density."""
    density = None

    def forces(positions):
        nonlocal density
        field = kohn_sham(numbers, positions, COARSE_GRID, 1e-8, density)
        density = field.make_rdm1()
        return forces_of(field, grid_response=False)
    return forces


def atom_energy(number):
    """Total energy of an isolated atom in its ground state in eV: the lowest solution from four guesses.

    An open-shell atom has several broken-symmetry solutions. Dispersion does not act on one atom.
    """
    energies = []
    for seed in range(4):
        field = dft.UKS(geometry([number], np.zeros((1, 3)), UNPAIRED[number]), xc=FUNCTIONAL)
        field.grids.level, field.conv_tol, field.max_cycle = GRID, 1e-11, 300
        guess = np.asarray(field.get_init_guess())
        if seed:
            noise = np.random.default_rng(seed).normal(0, 0.02, guess.shape[1:])
            guess = guess + noise + noise.T
        energies.append(converged(field, guess).e_tot)
    return float(min(energies)) * HARTREE


def program_frequencies(numbers, positions):
    """Frequencies in cm^-1 by PySCF's own harmonic analysis, and its name."""
    field = kohn_sham(numbers, positions, GRID, 1e-11)
    result = thermo.harmonic_analysis(field.mol, analytic_hessian(field), imaginary_freq=False)
    return np.asarray(result["freq_wavenumber"]).real, "pyscf.hessian.thermo.harmonic_analysis"


def provenance():
    """The level of theory, as attributes of a file."""
    return {
        "method": "RKS B3LYP-D3(BJ)",
        "basis": BASIS,
        "program": "PySCF " + version("pyscf"),
        "dispersion_program": "pyscf-dispersion " + version("pyscf-dispersion"),
        "integrals": "exact four-center, no density fitting",
        "grid_level": GRID,
        "scf_accuracy": "1e-11 hartree",
        "force_method": "analytic, with grid response",
        "hessian_method": "analytic (coupled perturbed), without grid response, symmetrized, stored as Float32",
        "reference": "Sun et al., J. Chem. Phys. 153, 024109 (2020), doi:10.1063/5.0006074",
    }
