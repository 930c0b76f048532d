"""The molecules of tools/benchmarks, displaced at random."""

import torch

ETHANOL = """
C 1.168 -0.400 0.000
C 0.000 0.559 0.000
O -1.190 -0.228 0.000
H -1.947 0.382 0.000
H 0.043 1.208 0.887
H 0.043 1.208 -0.887
H 2.116 0.145 0.000
H 1.129 -1.037 0.886
H 1.129 -1.037 -0.886
"""

# A minimum at GFN2-xTB.
ASPIRIN = """
C 3.374 0.524 -0.118
C 2.018 0.180 0.416
O 1.536 0.582 1.438
O 1.389 -0.686 -0.413
C 0.048 -0.942 -0.216
C -0.351 -2.264 -0.080
C -1.688 -2.568 0.102
C -2.631 -1.554 0.168
C -2.238 -0.237 0.035
C -0.898 0.088 -0.171
C -0.497 1.500 -0.375
O 0.492 1.867 -0.961
O -1.379 2.366 0.135
H 3.779 -0.302 -0.693
H 4.036 0.801 0.696
H 3.244 1.380 -0.780
H 0.398 -3.040 -0.119
H -1.992 -3.599 0.203
H -3.672 -1.792 0.324
H -2.962 0.561 0.078
H -1.067 3.273 -0.010
"""


def _read(text):
    lines = [line.split() for line in text.split("\n") if line]
    return [line[0] for line in lines], torch.tensor([[float(x) for x in line[1:]] for line in lines])


def ethanol(count):
    """Species, and the positions of some molecules with 0.05 Å of noise."""
    species, positions = _read(ETHANOL)
    return species, positions + 0.05 * torch.randn(count, *positions.shape)


def aspirin():
    species, positions = _read(ASPIRIN)
    return species, positions + 0.05 * torch.randn(positions.shape)
