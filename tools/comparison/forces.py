"""Energies and forces of a potential, by the program `sobolev`."""

import pathlib
import subprocess
import tempfile

import ase.io
from ase.calculators.calculator import Calculator, all_changes

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = REPOSITORY / ".build/release/sobolev"


def run(program, *arguments):
    """Runs the program and returns what it prints; its own message ends the script where it fails."""
    outcome = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if outcome.returncode != 0:
        raise SystemExit(outcome.stderr.strip())
    return outcome.stdout


def evaluate(program, potential, structures):
    """Energy (eV) and forces (eV/angstrom) of each structure, in one run."""
    with tempfile.TemporaryDirectory() as folder:
        given, result = pathlib.Path(folder, "given.xyz"), pathlib.Path(folder, "result.xyz")
        given.write_text("\n".join(line for s in structures for line in frame(s)) + "\n")
        run(program, "attribute", potential, given, "--threads", "1", "-o", result)
        frames = ase.io.read(result, ":", format="extxyz")
        return [(f.get_potential_energy(), f.get_forces()) for f in frames]


def frame(atoms):
    """The lines of an extended XYZ frame with all digits; ASE writes eight, too few for small displacements."""
    lattice = " ".join(repr(float(x)) for x in atoms.cell.array.flat)
    periodic = " ".join("T" if p else "F" for p in atoms.pbc)
    cell = f'Lattice="{lattice}" ' if atoms.pbc.any() else ""
    yield str(len(atoms))
    yield f'{cell}Properties=species:S:1:pos:R:3 pbc="{periodic}"'
    for symbol, position in zip(atoms.get_chemical_symbols(), atoms.positions):
        yield " ".join([symbol, *(repr(float(x)) for x in position)])


class SobolevCalculator(Calculator):
    """An ASE calculator that runs the program for every structure."""

    implemented_properties = ["energy", "forces"]

    def __init__(self, program, potential):
        super().__init__()
        self.program, self.potential = program, potential

    def calculate(self, atoms=None, properties=("energy",), system_changes=all_changes):
        super().calculate(atoms, properties, system_changes)
        energy, forces = evaluate(self.program, self.potential, [atoms])[0]
        self.results = {"energy": energy, "forces": forces}
