#!/usr/bin/env python3
"""Writes the files that fuzzing starts from: samples of every layout, and hostile relatives of them.

usage: python seeds.py OUTPUT [--count N] [--seed N]

The output has a folder for each reader. Samples of Tests/DatasetsTests/Samples are copied, what has no sample
is written; potentials are added by the fuzzing program itself. Of each HDF5 file there are N relatives in which
one to three objects are replaced by something that does not belong: other shapes and types, huge, empty and
scalar dataspaces, odd chunks, texts of variable length, links to themselves and to other files, deep groups.
With its seed the output is the same byte by byte.
"""

import argparse
import os
import shutil
import sys

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
sys.path.append(os.path.join(ROOT, "tools", "datasets"))
import layout
SAMPLES = os.path.join(ROOT, "Tests", "DatasetsTests", "Samples")

FRAMES = """\
3
Lattice="9 0 0 0 9 0 0 0 9" Properties=species:S:1:pos:R:3:forces:R:3 energy=-14.5 pbc="T T T" virial="1 0 0 0 1 0 0 0 1"
O 0.0 0.0 0.0 0.1 0.2 0.3
H 0.0 0.76 0.59 -0.1 0.0 0.1
H 0.0 -0.76 0.59 0.0 -0.2 -0.4
2
Properties=species:S:1:pos:R:3:force:R:3 energy=-31.5 config_type="dimer 1"
H 0 0 0 1e-3 0 0
H 0 0 0.74 -1e-3 0 0
"""
N2P2 = """\
begin
comment a pair of atoms
lattice 17.0 0.0 0.0
lattice 0.0 17.0 0.0
lattice 0.0 0.0 17.0
atom 0.0 0.0 0.0 O -0.8 0.0 0.1 0.0 0.0
atom 1.8 0.0 0.0 H 0.4 0.0 -0.1 0.0 0.0
energy -76.1
charge 0.0
end
"""


def write_deepmd(folder):
    """Two frames of water in DeePMD-kit's NumPy files."""
    generator = np.random.default_rng(1)
    os.makedirs(os.path.join(folder, "set.000"), exist_ok=True)
    for name, text in (("type.raw", "0\n1\n1\n"), ("type_map.raw", "O\nH\n")):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    for name, width in (("coord", 9), ("box", 9), ("energy", 1), ("force", 9), ("virial", 9), ("hessian", 81)):
        values = 9 * np.eye(3).reshape(1, 9).repeat(2, 0) if name == "box" else generator.normal(size=(2, width))
        np.save(os.path.join(folder, "set.000", name + ".npy"), values)


def write_own(path):
    """Three frames of water in our own layout, with everything that it may have."""
    generator = np.random.default_rng(2)
    layout.write(path, {"title": "water", "program": "none"}, {1: -13.6, 8: -2041.0}, {"H2O": {
        "numbers": [8, 1, 1], "positions": generator.normal(size=(3, 3, 3)), "energies": generator.normal(size=3),
        "forces": generator.normal(size=(3, 3, 3)), "hessians": generator.normal(size=(2, 9, 9)),
        "hessian_frames": [0, 2], "cells": np.tile(9 * np.eye(3), (3, 1, 1)),
        "virials": generator.normal(size=(3, 3, 3)), "names": ["a", "b", "c"]}})


def write_pysisyphus(path):
    """A Hessian of water as pysisyphus writes it."""
    generator = np.random.default_rng(3)
    with h5py.File(path, "w") as file:
        file.attrs.update({"atoms": ["O", "H", "H"], "charge": 0, "mult": 1, "energy": -76.0})
        file["coords3d"], file["hessian"] = generator.normal(size=(3, 3)), generator.normal(size=(9, 9))
        file["masses"] = [16.0, 1.0, 1.0]


def misplaced(generator, parent, name, old):
    """Puts something that does not belong in the place of a dataset."""
    shape, numeric, kind = old.shape or (), old.dtype.kind in "iuf", generator.integers(17)
    attributes = dict(old.attrs)
    del parent[name]
    if kind == 0:
        parent.create_dataset(name, shape=tuple(reversed(shape)) or (2,), dtype="f8")
    elif kind == 1:
        parent.create_dataset(name, shape=(*shape, 2), dtype="f8")
    elif kind == 2:
        parent.create_dataset(name, shape=(2**40, *shape[1:]), dtype="f8", chunks=(1, *shape[1:]))
    elif kind == 3:
        parent.create_dataset(name, shape=(0, *shape[1:]), maxshape=(None, *shape[1:]), dtype="f8", chunks=True)
    elif kind == 4:
        parent.create_dataset(name, data=h5py.Empty("f8"))
    elif kind == 5:
        parent.create_dataset(name, data=float(generator.normal()))
    elif kind == 6:
        parent.create_dataset(name, shape=shape or (1,), dtype=h5py.string_dtype())
    elif kind == 7:
        parent.create_dataset(name, shape=shape or (1,), dtype=h5py.enum_dtype({"A": 0, "B": 7}, "i2"))
    elif kind == 8:
        parent.create_dataset(name, shape=shape or (1,), dtype=np.dtype([("x", "f8"), ("y", "i4", (3,))]))
    elif kind == 9:
        parent.create_dataset(name, shape=shape or (1,), dtype=h5py.vlen_dtype("f8"))
    elif kind == 10:
        parent[name] = h5py.SoftLink(parent.name)
    elif kind == 11:
        parent[name] = h5py.ExternalLink("/etc/passwd", "/x")
    elif kind == 12:
        parent[name] = parent
    elif kind == 13:
        deep = parent.create_group(name)
        for _ in range(80):
            deep = deep.create_group("g")
    elif kind == 14 and shape and numeric:
        odd = tuple(int(generator.integers(1, max(2, size + 3))) for size in shape)
        grown = tuple(max(size, chunk) for size, chunk in zip(shape, odd))
        parent.create_dataset(name, shape=grown, dtype=">f4", chunks=odd, compression="gzip", fletcher32=True)
    elif kind == 15 and numeric:
        parent.create_dataset(name, data=np.full(shape, [np.nan, np.inf, 1e308, -1][generator.integers(4)]))
    elif kind == 16:
        parent.create_dataset(name, shape=shape or (1,), dtype=h5py.ref_dtype)
    else:
        parent.create_dataset(name, data=np.zeros(1))
    if name in parent and kind not in (10, 11, 12, 13):
        for key, value in attributes.items():
            parent[name].attrs[key] = value
        if generator.random() < 0.3:
            parent[name].attrs["units"] = [b"parsec", 7, np.zeros((2, 2)), "eV", ""][generator.integers(5)]


def relative(generator, source, path):
    """Copies an HDF5 file and spoils one to three of its datasets."""
    shutil.copyfile(source, path)
    with h5py.File(path, "r+") as file:
        for _ in range(generator.integers(1, 4)):
            names = []
            file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
            name = names[generator.integers(len(names))] if names else None
            if name:
                parent, _, child = ("/" + name).rpartition("/")
                misplaced(generator, file[parent or "/"], child, file[name])


def shorten(source, target, count=2):
    """Copies an HDF5 file with the leading groups only where more lie side by side: time for more cases."""
    def copy(old, new):
        new.attrs.update(old.attrs)
        groups = [name for name in old if isinstance(old[name], h5py.Group)]
        for name in old:
            if name in groups[count:]:
                continue
            if name in groups:
                copy(old[name], new.create_group(name))
            else:
                old.copy(name, new)
    with h5py.File(source, "r") as old, h5py.File(target, "w") as new:
        copy(old, new)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    generator = np.random.default_rng(arguments.seed)

    def folder(*names):
        os.makedirs(os.path.join(arguments.output, *names), exist_ok=True)
        return os.path.join(arguments.output, *names)
    for reader, name, text in (("xyz", "frames.xyz", FRAMES), ("n2p2", "input.data", N2P2)):
        with open(os.path.join(folder(reader), name), "w") as file:
            file.write(text)
    numpy_files = os.path.join(SAMPLES, "numpy")
    for name in sorted(os.listdir(numpy_files)):
        if name.endswith(".npz"):
            shutil.copyfile(os.path.join(numpy_files, name), os.path.join(folder("npz"), name))
    shutil.copytree(os.path.join(numpy_files, "aimnet2"), folder("aimnet2-folder", "aimnet2"), dirs_exist_ok=True)
    write_deepmd(folder("deepmd-folder", "system"))
    layouts = os.path.join(SAMPLES, "layouts")
    shutil.copytree(os.path.join(layouts, "phonopy"), folder("phonopy", "phonopy"), dirs_exist_ok=True)
    sources = {name[:-3]: os.path.join(layouts, name) for name in sorted(os.listdir(layouts)) if name.endswith(".h5")}
    for name, write in (("sobolev", write_own), ("pysisyphus", write_pysisyphus)):
        sources[name] = os.path.join(folder(name), name + ".h5")
        write(sources[name])
    for name in ("mace", "mace-old"):
        target = os.path.join(folder(name), name + ".h5")
        shorten(sources[name], target)
        sources[name] = target
    for name, source in sources.items():
        target = folder(name)
        if os.path.dirname(source) != target:
            shutil.copy(source, target)
        for index in range(arguments.count):
            try:
                relative(generator, source, os.path.join(target, f"{name}-{index:03d}.h5"))
            except (KeyError, OSError, RuntimeError, ValueError, TypeError):
                pass  # Some combinations cannot be written; what was written so far is as good.


if __name__ == "__main__":
    main()
