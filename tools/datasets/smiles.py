"""Starting geometries of molecules from SMILES by RDKit; every one is optimized afterwards."""

import numpy as np
from rdkit import Chem
from rdkit.Chem import AllChem


def geometry(smiles, seed=7):
    """Atomic numbers and positions in angstrom."""
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    if AllChem.EmbedMolecule(molecule, randomSeed=seed) != 0:
        raise RuntimeError("no geometry for " + smiles)
    if AllChem.MMFFHasAllMoleculeParams(molecule):
        AllChem.MMFFOptimizeMolecule(molecule, maxIters=2000)
    numbers = np.array([atom.GetAtomicNum() for atom in molecule.GetAtoms()])
    return numbers, np.array(molecule.GetConformer().GetPositions())
