"""The intrinsic reaction coordinate: steepest descent in mass-weighted coordinates from a saddle point."""

import numpy as np

from sampling import masses_of
from vibrations import harmonic, rigid_motions


def follow(numbers, saddle, label, step, points, smallest_gradient):
    """Points on both sides of a saddle point, as (s, positions) in the order of s; s = 0 is the saddle.

    Local quadratic approximation with the exact Hessian at every point (Page and McIver, J. Chem. Phys.
    88, 922 (1988), doi:10.1063/1.454172). step and s in amu^1/2 angstrom, smallest_gradient in
    eV/(amu^1/2 angstrom).
    """
    weights = np.repeat(np.sqrt(masses_of(numbers)), 3)
    start = label(saddle)
    _, modes = harmonic(numbers, saddle, start["hessian"])
    sides = []
    for sign in (-1, 1):
        place, s = saddle.ravel() * weights + sign * step * modes[:, 0], sign * step
        side, earlier = [], start["energy"]
        for _ in range(points):
            positions = (place / weights).reshape(-1, 3)
            result = label(positions)
            motions = rigid_motions(positions, np.sqrt(masses_of(numbers)))
            gradient = -result["forces"].ravel() / weights
            gradient = gradient - motions @ (motions.T @ gradient)
            if result["energy"] > earlier + 1e-5:
                break
            side.append((s, positions))
            earlier = result["energy"]
            if np.linalg.norm(gradient) < smallest_gradient:
                break
            projector = np.eye(len(gradient)) - motions @ motions.T
            curvature = projector @ (result["hessian"] / np.outer(weights, weights)) @ projector
            displacement, arc = descend(gradient, curvature, step)
            place, s = place + displacement, s + sign * arc
        sides.append(side)
    return sides[0][::-1] + [(0.0, saddle)] + sides[1]


def descend(gradient, curvature, length):
    """The displacement along steepest descent on a quadratic surface, and the length of its arc."""
    values, modes = np.linalg.eigh(curvature)
    slopes = modes.T @ gradient
    curved = np.abs(values) > 1e-10
    arc, last = 0.0, np.zeros_like(slopes)
    for time in np.linspace(0.0, 1.0, 2001)[1:] * (length / np.linalg.norm(gradient) * 4.0):
        progress = np.where(curved, -np.expm1(-values * time) / np.where(curved, values, 1.0), time)
        arc += np.linalg.norm(-slopes * progress - last)
        last = -slopes * progress
        if arc >= length:
            break
    return modes @ last, arc
