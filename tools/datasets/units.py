"""Units of the generated files: eV, angstrom, amu, fs, K, cm^-1 (CODATA 2018).

The programs that compute labels are fed and read in atomic units and converted with these numbers
only, so that forces and Hessians match differences of the stored energies.
"""

HARTREE = 27.211386245988  # eV
RYDBERG = HARTREE / 2  # eV
BOHR = 0.529177210903  # angstrom
BOLTZMANN = 8.617333262e-5  # eV/K
PLANCK = 0.6582119569  # reduced, eV fs
LIGHT = 2.99792458e-5  # cm/fs
KINETIC = 103.642696562  # eV per amu (angstrom/fs)^2
FORCE = HARTREE / BOHR  # eV/angstrom per hartree/bohr
HESSIAN = HARTREE / BOHR**2  # eV/angstrom^2 per hartree/bohr^2
