#!/usr/bin/env python3
"""Computes datasets/chno-gfn2: 32 small molecules of C, H, N and O at GFN2-xTB, split by molecule.

usage: OMP_NUM_THREADS=1 python chno_gfn2.py [--output DIR] [--cache DIR] [--seed N]
"""

import smiles
import xtb
from frames import TEST, TRAIN, VALIDATION, Species
from publication import publish

MOLECULES = {
    TRAIN: {
        "water": "O", "ammonia": "N", "methane": "C", "hydrogen_cyanide": "C#N", "formaldehyde": "C=O",
        "methanol": "CO", "methylamine": "CN", "formic_acid": "OC=O", "formamide": "NC=O",
        "acetaldehyde": "CC=O", "acetonitrile": "CC#N", "ethane": "CC", "ethene": "C=C", "ethyne": "C#C",
        "acetic_acid": "CC(=O)O", "furan": "c1ccoc1", "pyrrole": "c1cc[nH]c1", "benzene": "c1ccccc1",
        "urea": "NC(N)=O", "propene": "CC=C", "hydrogen_peroxide": "OO", "hydrazine": "NN",
        "nitromethane": "C[N+](=O)[O-]", "carbon_dioxide": "O=C=O"},
    VALIDATION: {"dimethyl_ether": "COC", "acetamide": "CC(N)=O", "pyridine": "c1ccncc1"},
    TEST: {
        "ethylamine": "CCN", "n_methylformamide": "CNC=O", "imidazole": "c1c[nH]cn1",
        "glycine": "NCC(=O)O", "acetone": "CC(C)=O"},
}


def frames_of(laboratory, name, code, split):
    numbers, start = smiles.geometry(code)
    molecule = Species(laboratory, name, numbers)
    minimum = molecule.find("minimum", start, tolerance=2e-5)
    molecule.run([minimum], (300, 500, 1000), 1, split=split, stride=100, samples=30)
    molecule.displace("minimum", minimum, (300, 1000), 15, split=split)
    return molecule


def recipe(laboratory):
    return [frames_of(laboratory, name, code, split)
            for split, molecules in MOLECULES.items() for name, code in molecules.items()]


if __name__ == "__main__":
    publish("chno-gfn2", "small molecules of C, H, N and O, GFN2-xTB, with Hessians, split by molecule",
            xtb, recipe)
