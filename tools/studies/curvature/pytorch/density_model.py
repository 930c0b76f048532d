"""The density potential of Sobolev written plainly in PyTorch: the same basis, invariants and network sizes.

All pairs of atoms of a molecule are computed, as is usual for small ones; nothing is optimized beyond what a few
batched tensor operations give. Four-body invariants are left out, which favors PyTorch.
"""

import math

import torch


def real_harmonics(u):
    """Real spherical harmonics of degree 1 to 3 of unit vectors (..., 3): (..., 15)."""
    x, y, z = u.unbind(-1)
    return torch.stack(
        [
            y, z, x,
            math.sqrt(3) * x * y, math.sqrt(3) * y * z, 0.5 * (3 * z * z - 1), math.sqrt(3) * x * z,
            0.5 * math.sqrt(3) * (x * x - y * y),
            math.sqrt(5 / 8) * y * (3 * x * x - y * y), math.sqrt(15) * x * y * z,
            math.sqrt(3 / 8) * y * (5 * z * z - 1), 0.5 * z * (5 * z * z - 3),
            math.sqrt(3 / 8) * x * (5 * z * z - 1), 0.5 * math.sqrt(15) * z * (x * x - y * y),
            math.sqrt(5 / 8) * x * (x * x - 3 * y * y),
        ],
        -1,
    )


class DensityModel(torch.nn.Module):
    """Energies of molecules of the same composition."""

    def __init__(self, species, cutoff=5.0, basis=8, radial=12, angular=8, hidden=32):
        super().__init__()
        elements = sorted(set(species))
        self.species = torch.tensor([elements.index(s) for s in species])
        self.atoms_of = [torch.nonzero(self.species == e).flatten() for e in range(len(elements))]
        self.cutoff, self.basis, self.angular = cutoff, basis, angular
        count = len(elements)
        self.radial = torch.nn.Parameter(torch.randn(count, count, basis, radial) / basis)
        upper = torch.triu_indices(angular, angular)
        self.register_buffer("upper", upper)
        features = radial + 3 * upper.shape[1]
        self.networks = torch.nn.ModuleList(
            torch.nn.Sequential(
                torch.nn.Linear(features, hidden), torch.nn.Tanh(), torch.nn.Linear(hidden, hidden),
                torch.nn.Tanh(), torch.nn.Linear(hidden, 1),
            )
            for _ in elements
        )
        atoms = len(species)
        i, j = torch.nonzero(~torch.eye(atoms, dtype=torch.bool), as_tuple=True)
        self.register_buffer("i", i)
        self.register_buffer("j", j)

    def forward(self, positions):
        """Energies (molecules) of positions (molecules, atoms, 3)."""
        molecules, atoms, _ = positions.shape
        vectors = (positions[:, self.j] - positions[:, self.i]).view(molecules, atoms, atoms - 1, 3)
        square = (vectors * vectors).sum(-1)
        inside = 1 - square / self.cutoff**2
        fade = torch.where(inside > 0, inside, torch.zeros_like(inside)) ** 4
        low = 1 / (1 + self.cutoff**2)
        x = 2 * (1 / (1 + square) - low) / (1 - low) - 1
        chebyshev = [torch.ones_like(x), x]
        for _ in range(self.basis - 2):
            chebyshev.append(2 * x * chebyshev[-1] - chebyshev[-2])
        values = torch.stack(chebyshev, -1) * fade.unsqueeze(-1)
        coefficients = self.radial[self.species[self.i], self.species[self.j]].view(
            atoms, atoms - 1, self.basis, -1
        )
        g = torch.einsum("mijk,ijkn->mijn", values, coefficients)
        y = real_harmonics(vectors * torch.rsqrt(square).unsqueeze(-1))
        a = torch.einsum("mijn,mijl->miln", g[..., : self.angular], y)
        features = [g.sum(2)]
        for degree in (1, 2, 3):
            rows = a[:, :, degree * degree - 1 : (degree + 1) ** 2 - 1]
            power = torch.einsum("miln,milk->mink", rows, rows)
            features.append(power[:, :, self.upper[0], self.upper[1]])
        features = torch.cat(features, -1)
        return sum(
            network(features[:, chosen]).sum((1, 2))
            for network, chosen in zip(self.networks, self.atoms_of)
            if len(chosen)
        )
