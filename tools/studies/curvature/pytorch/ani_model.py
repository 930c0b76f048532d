"""The ANI-1x model of TorchANI: its own symmetry functions, networks and neighbor list, random parameters.

Speed does not depend on the parameters, so none are downloaded.
"""

import torch
from torchani.arch import Assembler


class ANIModel(torch.nn.Module):
    """Energies of molecules of the same composition by one network of the ensemble."""

    def __init__(self, species):
        super().__init__()
        assembler = Assembler(periodic_table_index=False)
        symbols = ("H", "C", "N", "O")
        assembler.set_symbols(symbols)
        assembler.set_atomic_networks(ctor="ani1x")
        assembler.set_global_cutoff_fn("cosine")
        assembler.set_aev_computer(angular="ani1x", radial="ani1x", strategy="pyaev")
        assembler.set_neighborlist("all_pairs")
        assembler.set_zeros_as_self_energies()
        self.model = assembler.assemble(1)
        self.register_buffer("species", torch.tensor([symbols.index(s) for s in species]))

    def forward(self, positions):
        """Energies (molecules) of positions (molecules, atoms, 3)."""
        return self.model((self.species.repeat(len(positions), 1), positions)).energies
