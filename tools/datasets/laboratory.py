"""A level of theory with a cache on disk, so that an interrupted run goes on where it stopped."""

import hashlib
import os
import time
import zlib

import numpy as np


class Laboratory:
    """Labels, trajectories and random numbers of one run; each depends on its own name or input alone."""

    def __init__(self, level, cache, seed):
        self.level, self.cache, self.seed = level, cache, seed
        self.identity = repr(sorted(level.provenance().items()))
        self.molecules, self.computed, self.found, self.start = {}, 0, 0, time.time()
        os.makedirs(cache, exist_ok=True)

    def generator(self, name):
        """Random numbers that depend on the seed and a name."""
        return np.random.default_rng([self.seed, zlib.crc32(name.encode())])

    def path(self, *key):
        """Where the result of a computation is kept."""
        return os.path.join(self.cache, hashlib.sha256(repr((self.identity, *key)).encode()).hexdigest() + ".npz")

    def kept(self, path, compute):
        """The arrays in a file, computed and stored first where there is none."""
        if os.path.exists(path):
            self.found += 1
        else:
            arrays = compute()
            np.savez(path + ".part.npz", **arrays)
            os.replace(path + ".part.npz", path)
            self.computed += 1
        with np.load(path) as arrays:
            return {name: arrays[name][()] for name in arrays.files}

    def label_path(self, numbers, positions):
        positions = np.ascontiguousarray(positions, dtype=float)
        return self.path("label", [int(number) for number in numbers], positions.tobytes())

    def label(self, numbers, positions):
        """Energy, forces, Hessian and its asymmetry, in eV and angstrom."""
        key = tuple(int(number) for number in numbers)
        if key not in self.molecules:
            self.molecules[key] = self.level.molecule(numbers)
        return self.kept(self.label_path(numbers, positions), lambda: self.molecules[key].label(positions))

    def drawn_path(self, name):
        return self.path("drawn", self.seed, name)

    def drawn(self, name, draw):
        """Configurations chosen by draw(generator), a dict of arrays; kept, so that a run that goes on
        elsewhere labels the same ones although last bits differ."""
        return self.kept(self.drawn_path(name), lambda: draw(self.generator(name)))

    def report(self, text):
        print(f"[{time.time() - self.start:7.1f} s] {text}: {self.computed} results computed, "
              f"{self.found} found in the cache", flush=True)
