#!/usr/bin/env python3
"""Writes the files that fuzzing starts from: samples of every layout, and hostile relatives of them.

usage: python seeds.py OUTPUT [--count N] [--seed N]

Every sample of Tests/DatasetsTests/Samples is copied. Of each HDF5 file there are N relatives in which one to three
objects are replaced by something that does not belong: other shapes and types, huge, empty and scalar
dataspaces, odd chunks, texts of variable length, links to themselves and to other files, deep groups. With its
seed the output is the same byte by byte.
"""

import argparse
import os
import shutil

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    generator = np.random.default_rng(arguments.seed)

    def folder(name):
        os.makedirs(os.path.join(arguments.output, name), exist_ok=True)
        return os.path.join(arguments.output, name)
    for name, text in (("frames.xyz", FRAMES), ("input.data", N2P2)):
        with open(os.path.join(folder("xyz" if name.endswith("xyz") else "n2p2"), name), "w") as file:
            file.write(text)
    for kind, ending in (("npz", ".npz"), ("npy", ".npy")):
        for base, _, files in os.walk(os.path.join(SAMPLES, "numpy")):
            for name in sorted(files):
                if name.endswith(ending):
                    shutil.copyfile(os.path.join(base, name), os.path.join(folder(kind), name))
    target = folder("hdf5")
    layouts = os.path.join(SAMPLES, "layouts")
    for name in sorted(os.listdir(layouts)):
        if not name.endswith(".h5"):
            continue
        source = os.path.join(layouts, name)
        shutil.copyfile(source, os.path.join(target, name))
        for index in range(arguments.count):
            path = os.path.join(target, f"{name[:-3]}-{index:03d}.h5")
            try:
                relative(generator, source, path)
            except (KeyError, OSError, RuntimeError, ValueError, TypeError):
                pass  # Some combinations cannot be written; what was written so far is as good.
    potentials = os.path.join(ROOT, "potentials")
    target = folder("potential")
    for base, _, files in os.walk(potentials):
        for name in sorted(files):
            if name.endswith(".h5"):
                shutil.copyfile(os.path.join(base, name), os.path.join(target, name))


if __name__ == "__main__":
    main()
