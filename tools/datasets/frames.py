"""Labeled frames of a molecule from stationary points, displacements along modes, and dynamics."""

from dataclasses import dataclass

import numpy as np

import sampling
import stationary
import vibrations

TRAIN, VALIDATION, TEST = "train", "validation", "test"
SPLITS = (TRAIN, VALIDATION, TEST)


@dataclass
class Frame:
    """One configuration with its labels, its name and the split it belongs to."""
    positions: np.ndarray
    label: dict
    name: str
    split: str


@dataclass
class StationaryPoint:
    """A minimum or saddle point with its frequencies, and those of the program itself, in cm^-1."""
    frame: Frame
    frequencies: np.ndarray
    program_frequencies: np.ndarray
    program: str


class Species:
    """One molecule in a laboratory: makes its frames."""

    def __init__(self, laboratory, name, numbers):
        self.laboratory, self.name, self.numbers = laboratory, name, np.asarray(numbers)
        self.points, self.frames = {}, []

    def label(self, positions):
        return self.laboratory.label(self.numbers, positions)

    def find(self, name, positions, kind="minimum", **options):
        """Finds a stationary point and keeps it under a name; returns its positions."""
        def search(_):
            found = stationary.find(positions, self.label, **options)
            return {"positions": sampling.centered(self.numbers, found)}
        found = self.drawn(name, search)["positions"]
        label = self.label(found)
        frequencies, _ = vibrations.harmonic(self.numbers, found, label["hessian"])
        own, program = self.laboratory.level.program_frequencies(self.numbers, found)
        # A program that lists the rigid motions gives them as the values nearest to zero.
        own = np.sort(np.delete(own, np.argsort(np.abs(own))[:len(own) - len(frequencies)]))
        frame = Frame(found, label, f"{name}, {kind}", TEST)
        self.points[name] = StationaryPoint(frame, frequencies, own, program)
        self.laboratory.report(f"{self.name}, {name}: {(frequencies < 0).sum()} imaginary, "
                               f"{frequencies[0]:.1f} to {frequencies[-1]:.1f} cm^-1")
        return found

    def drawn(self, name, draw):
        return self.laboratory.drawn(f"{self.name}/{name}", draw)

    def add(self, positions, name, split):
        """Labels a configuration."""
        self.frames.append(Frame(positions, self.label(positions), name, split))

    def scatter(self, name, description, draw, split=None):
        """Adds the configurations that draw(generator) yields; without a split, nine in ten for fitting."""
        def collect(generator):
            pairs = [(positions, drawn_split(generator)) for positions in draw(generator)]
            return {"positions": [positions for positions, _ in pairs], "splits": [own for _, own in pairs]}
        arrays = self.drawn(name, collect)
        for positions, own in zip(arrays["positions"], arrays["splits"]):
            self.add(positions, description, split or str(own))

    def displace(self, name, positions, temperatures, count, split=None, **options):
        """Adds displacements along the modes of a point."""
        hessian = self.label(positions)["hessian"]
        for temperature in temperatures:
            self.scatter(
                f"{name}, modes, {temperature} K", f"{name}, displaced along modes, {temperature} K",
                lambda generator: vibrations.displacements(
                    self.numbers, positions, hessian, temperature, generator, count, **options), split)

    def run(self, starts, temperatures, count, wall=None, split=None, **options):
        """Adds dynamics: `count` trajectories at each temperature from the starts in turn.

        The last is for the test, the one before for validation where there are more than two.
        """
        for temperature in temperatures:
            for index in range(count):
                own = TEST if index == count - 1 else VALIDATION if index == count - 2 and count > 2 else TRAIN
                arrays = self.drawn(f"dynamics, {temperature} K, {index}", lambda generator: self.dynamics(
                    starts[index % len(starts)], temperature, generator, wall, options))
                for step, positions in zip(arrays["steps"], arrays["positions"]):
                    self.add(positions, f"{temperature} K, trajectory {index}, step {step}", split or own)
            self.laboratory.report(f"{self.name}, dynamics at {temperature} K")

    def dynamics(self, start, temperature, generator, wall, options):
        """Samples of one trajectory."""
        forces = self.laboratory.level.coarse_forces(self.numbers)
        if wall:
            forces = sampling.confined(self.numbers, forces, *wall)
        samples = list(sampling.langevin(self.numbers, start, forces, temperature, generator, **options))
        return {"steps": [step for step, _ in samples], "positions": [place for _, place in samples]}


def drawn_split(generator):
    """Train, validation or test with the odds 8 : 1 : 1."""
    return SPLITS[int(generator.choice(3, p=[0.8, 0.1, 0.1]))]
