"""Energies, forces and stresses of crystals by Quantum ESPRESSO: LDA with a norm-conserving pseudopotential.

Debian's packages quantum-espresso and quantum-espresso-data have the program and the pseudopotential.
Symmetry is not used, so that every frame is computed in the same way. The kinetic energy of plane waves
above the smoothed cutoff is raised (Bernasconi et al., J. Phys. Chem. Solids 56, 501 (1995),
doi:10.1016/0022-3697(94)00228-2), so that energies do not jump as the cell changes and the virial is
their derivative.
"""

import hashlib
import os
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

import numpy as np

from units import BOHR, FORCE, HARTREE

PSEUDOPOTENTIALS = "/usr/share/espresso/pseudo"
SILICON = "Si.pz-vbc.UPF"
CUTOFF, SMOOTHED_CUTOFF = 44, 34  # Ry
ACCURACY = 1e-12  # Ry

INPUT = """\
&control
  calculation = 'scf', prefix = 'cell', outdir = '.', pseudo_dir = '{pseudopotentials}'
  tprnfor = .true., tstress = .true., disk_io = 'low'
/
&system
  ibrav = 0, nat = {atoms}, ntyp = 1, ecutwfc = {cutoff}, nosym = .true., nr1 = {grid}, nr2 = {grid}, nr3 = {grid}
  ecfixed = {smoothed}, qcutz = 200, q2sigma = 4
/
&electrons
  conv_thr = {accuracy}
/
ATOMIC_SPECIES
Si 28.085 {silicon}
K_POINTS automatic
{points} {points} {points} 1 1 1
CELL_PARAMETERS bohr
{cell}
ATOMIC_POSITIONS bohr
{positions}
"""


def rows(values):
    return "\n".join(" ".join(f"{value:.12f}" for value in row) for row in values)


def label(cell, positions, points, grid):
    """Energy (eV), forces (N, 3) in eV/angstrom and virial (3, 3) = -dE/dstrain in eV of silicon.

    points: k-points along each lattice vector, shifted by half a step; grid: points of the density's grid
    along each, held fixed so that strained cells are described alike.
    """
    text = INPUT.format(
        pseudopotentials=PSEUDOPOTENTIALS, atoms=len(positions), cutoff=CUTOFF, smoothed=SMOOTHED_CUTOFF, grid=grid, accuracy=ACCURACY,
        silicon=SILICON, points=points, cell=rows(cell / BOHR),
        positions="\n".join("Si " + line for line in rows(positions / BOHR).split("\n")))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pw.x"], input=text, text=True, cwd=folder, check=True, capture_output=True)
        output = ElementTree.parse(os.path.join(folder, "cell.xml")).getroot().find("output")

    def matrix(name):
        return np.array(output.find(name).text.split(), dtype=float).reshape(-1, 3)
    # The file is in hartree and bohr; its stress is -dE/dstrain / volume, positive under pressure.
    volume = abs(np.linalg.det(cell / BOHR))
    return {"energy": float(output.find("total_energy/etot").text) * HARTREE, "forces": matrix("forces") * FORCE,
            "virial": matrix("stress") * volume * HARTREE}


def provenance():
    """The level of theory, as attributes of a file."""
    with open(os.path.join(PSEUDOPOTENTIALS, SILICON), "rb") as file:
        checksum = hashlib.sha256(file.read()).hexdigest()
    with tempfile.TemporaryDirectory() as folder:
        release = subprocess.run(["pw.x"], input="", text=True, cwd=folder, capture_output=True).stdout
    return {
        "method": "LDA (Perdew-Zunger)",
        "basis": f"plane waves to {SMOOTHED_CUTOFF} Ry in effect, smoothed up to {CUTOFF} Ry",
        "program": "Quantum ESPRESSO " + release.split("PWSCF v.")[1].split()[0] + " (Debian)",
        "pseudopotential": f"{SILICON}, norm-conserving, SHA-256 {checksum}",
        "scf_accuracy": f"{ACCURACY} Ry",
        "reference": "Giannozzi et al., J. Phys.: Condens. Matter 29, 465901 (2017), doi:10.1088/1361-648X/aa8f79",
    }
