"""Searches for minima and saddle points with the exact Hessian at every step."""

import numpy as np

from vibrations import rigid_motions


def constrained_to(motions, basis):
    """The rigid motions and everything else outside a subspace of allowed displacements."""
    orthogonal, strengths, _ = np.linalg.svd(basis - motions @ (motions.T @ basis), full_matrices=True)
    return orthogonal[:, int((strengths > 1e-6).sum()):]


def find(positions, label, saddle=False, tolerance=1e-5, follow=None, subspace=None, trust=0.15, steps=200):
    """Rational-function optimization (Banerjee et al., J. Phys. Chem. 89, 52 (1985), doi:10.1021/j100247a015).

    label(positions) returns a dict with energy, forces and hessian. A saddle search goes up along the lowest
    mode, or the one nearest to `follow`, and down along all others. subspace (3N, k) restricts
    displacements, to keep a symmetry. tolerance: largest force component in eV/angstrom.
    Returns the positions; raises RuntimeError when it does not converge.
    """
    positions = np.array(positions, dtype=float)
    earlier = None
    for _ in range(steps):
        result = label(positions)
        fixed = rigid_motions(positions, np.ones(len(positions)))
        if subspace is not None:
            fixed = constrained_to(fixed, subspace)
        gradient = -result["forces"].ravel()
        gradient = gradient - fixed @ (fixed.T @ gradient)
        if np.abs(gradient).max() < tolerance:
            return positions
        if not saddle and earlier is not None and result["energy"] > earlier + 1e-6:
            trust = max(trust * 0.5, 0.01)
        earlier = result["energy"]
        step, follow = rational_step(gradient, result["hessian"], fixed, saddle, follow)
        positions = positions + step * min(1.0, trust / np.linalg.norm(step, axis=1).max())
    raise RuntimeError(f"no stationary point after {steps} steps")


def rational_step(gradient, hessian, fixed, saddle, follow):
    """The displacement (N, 3) and the mode followed upward."""
    projector = np.eye(len(gradient)) - fixed @ fixed.T
    values, modes = np.linalg.eigh(projector @ hessian @ projector + fixed @ fixed.T * 1e3)
    free = len(gradient) - fixed.shape[1]
    values, modes = values[:free], modes[:, :free]
    slopes = modes.T @ gradient
    step, down = np.zeros_like(slopes), np.arange(free)
    if saddle:
        up = 0 if follow is None else int(np.argmax(np.abs(modes.T @ follow)))
        follow = modes[:, up]
        shift = 0.5 * (values[up] + np.sqrt(values[up] ** 2 + 4 * slopes[up] ** 2))
        step[up] = slopes[up] / (shift - values[up]) if abs(slopes[up]) > 1e-14 else 0.0
        down = np.delete(down, up)
    augmented = np.zeros((len(down) + 1,) * 2)
    augmented[:-1, :-1] = np.diag(values[down])
    augmented[:-1, -1] = augmented[-1, :-1] = slopes[down]
    step[down] = -slopes[down] / (values[down] - np.linalg.eigvalsh(augmented)[0])
    return (modes @ step).reshape(-1, 3), follow
