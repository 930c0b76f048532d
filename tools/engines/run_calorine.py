#!/usr/bin/env python3
"""Runs a nep.txt in ASE through calorine (NEP_CPU): what the engine finds, for comparison with Sobolev.

Usage: run_calorine.py INPUT.json OUTPUT.json

Input: nep (path), symbols, cell (3 x 3, Angstrom), frames (positions of each, Angstrom), and for dynamics velocities
(Angstrom/fs), time_step (fs), steps. Output: energies (eV), forces (eV/Angstrom) and stresses of each frame, and the positions after
the steps of velocity Verlet that start at the first frame. Stresses are 3 x 3, in eV/Angstrom^3, tension positive.
"""
import json
import sys

from ase import Atoms, units
from ase.md.verlet import VelocityVerlet
from calorine.calculators import CPUNEP

with open(sys.argv[1]) as file:
    task = json.load(file)
atoms = Atoms(task["symbols"], positions=task["frames"][0], cell=task["cell"], pbc=True)
atoms.calc = CPUNEP(task["nep"])
result = {"energies": [], "forces": [], "stresses": []}
for positions in task["frames"]:
    atoms.positions = positions
    result["energies"].append(float(atoms.get_potential_energy()))
    result["forces"].append(atoms.get_forces().tolist())
    result["stresses"].append(atoms.get_stress(voigt=False).tolist())
if task.get("steps"):
    atoms.positions = task["frames"][0]
    # The masses of Sobolev, so that tables of masses do not matter.
    atoms.set_masses(task["masses"])
    atoms.set_velocities([[v / units.fs for v in row] for row in task["velocities"]])
    VelocityVerlet(atoms, timestep=task["time_step"] * units.fs).run(task["steps"])
    result["final_positions"] = atoms.positions.tolist()
with open(sys.argv[2], "w") as file:
    json.dump(result, file)
