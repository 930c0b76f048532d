#!/usr/bin/env python3
"""Evaluates a nep.txt with calorine (NEP_CPU) again and again, for timing beside Sobolev.

Usage: calorine_server.py nep.txt STRUCTURE.json     (symbols, positions, cell)

Prints a line of JSON with the energy and forces. Then, for each line with a number of calls on standard input, does so
many evaluations (energy, forces and virial, as CPUNEP always computes them) and prints their wall-clock and processor
seconds.
"""
import json
import sys
import time

from ase import Atoms
from calorine.calculators import CPUNEP

with open(sys.argv[2]) as file:
    structure = json.load(file)
atoms = Atoms(structure["symbols"], positions=structure["positions"], cell=structure["cell"], pbc=True)
atoms.calc = CPUNEP(sys.argv[1])
forces = atoms.get_forces()
print(json.dumps({"energy": float(atoms.get_potential_energy()), "forces": forces.tolist()}), flush=True)
for line in sys.stdin:
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(int(line)):
        # Too little to matter, enough to be computed anew.
        atoms.positions[0, 0] += 1e-12
        atoms.get_forces()
    print(json.dumps({"wall": time.perf_counter() - wall, "processor": time.process_time() - processor}), flush=True)
