#!/usr/bin/env python3
"""What curvature costs in PyTorch and in Sobolev, in one run: compare.py [--rounds 3].

Every round times PyTorch, then runs the Hessian group of tools/benchmarks; ratios are of medians over the rounds.
Needs `pip install -r requirements.txt`; the benchmarks are built by tools/benchmarks/run.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time

import torch

from density_model import DensityModel
from molecules import aspirin, ethanol

REPOSITORY = pathlib.Path(__file__).resolve().parents[4]


def seconds(work, calls=7):
    """Median seconds of a call after one to warm up: processor time of one thread, which other processes
    hardly change, or wall-clock time of several."""
    clock = time.process_time if torch.get_num_threads() == 1 else time.perf_counter
    work()
    times = []
    for _ in range(calls):
        start = clock()
        work()
        times.append(clock() - start)
    return statistics.median(times)


class Steps:
    """Training steps on 17 ethanol molecules."""

    def __init__(self):
        species, positions = ethanol(17)
        self.model = DensityModel(species)
        self.positions = positions.requires_grad_()
        self.energies = torch.zeros(len(positions))
        self.forces = torch.zeros_like(positions)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-3)

    def step(self, hessian):
        self.optimizer.zero_grad()
        energy = self.model(self.positions)
        (gradient,) = torch.autograd.grad(energy.sum(), self.positions, create_graph=True)
        loss = ((energy - self.energies) ** 2).mean() + ((gradient + self.forces) ** 2).mean()
        if hessian == "probe":
            probe = torch.randint(0, 2, self.positions.shape) * 2.0 - 1.0
            (product,) = torch.autograd.grad((gradient * probe).sum(), self.positions, create_graph=True)
            loss = loss + 0.01 * (product**2).mean()
        if hessian == "columns":
            flat = gradient.flatten(1)
            for column in range(flat.shape[1]):
                (product,) = torch.autograd.grad(flat[:, column].sum(), self.positions, create_graph=True)
                loss = loss + 0.01 * (product**2).mean()
        loss.backward()
        self.optimizer.step()


class Evaluations:
    """Energies, forces and the Hessian of aspirin."""

    def __init__(self):
        species, positions = aspirin()
        self.model = DensityModel(species)
        self.positions = positions.requires_grad_()

    def forces(self):
        torch.autograd.grad(self.model(self.positions[None]).sum(), self.positions)

    def columns(self):
        (gradient,) = torch.autograd.grad(
            self.model(self.positions[None]).sum(), self.positions, create_graph=True
        )
        for element in gradient.flatten():
            torch.autograd.grad(element, self.positions, retain_graph=True)

    def vectorized(self):
        torch.func.hessian(lambda r: self.model(r[None]).sum())(self.positions.detach())


def pytorch_times(threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    steps, evaluations = Steps(), Evaluations()
    atoms = steps.positions.shape[0] * steps.positions.shape[1]
    return {
        "step on energies, forces": seconds(lambda: steps.step(None)) / atoms,
        "step on energies, forces, one probe": seconds(lambda: steps.step("probe")) / atoms,
        "step on energies, forces, all columns": seconds(lambda: steps.step("columns"), calls=1) / atoms,
        "aspirin, energy+forces Float32": seconds(evaluations.forces) / 21,
        "aspirin, Hessian Float32": min(seconds(evaluations.columns), seconds(evaluations.vectorized)) / 21,
    }


def sobolev_times():
    """Seconds an atom by row name and threads."""
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "figures.json"
        subprocess.run(
            [REPOSITORY / "tools/benchmarks/run", "--quick", "hessian", "--output", output],
            check=True, stdout=subprocess.DEVNULL,
        )
        rows = json.loads(output.read_text())["groups"][0]["rows"]
    clock = {1: "processorMicroseconds", 2: "microseconds"}
    return {(row["name"], row["threads"]): 1e-6 * row[clock[row["threads"]]]["median"] for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    theirs, ours = {}, {}
    for _ in range(arguments.rounds):
        for threads in (1, 2):
            for name, value in pytorch_times(threads).items():
                theirs.setdefault((name, threads), []).append(value)
        for key, value in sobolev_times().items():
            ours.setdefault(key, []).append(value)
    print(f"PyTorch {torch.__version__}, microseconds an atom (one thread: processor time; two: wall clock), "
          f"median of {arguments.rounds} rounds\n")
    print("| work | threads | PyTorch | Sobolev | ratio |\n| --- | --- | --- | --- | --- |")
    for (name, threads), values in theirs.items():
        if (name, threads) not in ours:
            continue
        a, b = statistics.median(values), statistics.median(ours[name, threads])
        print(f"| {name} | {threads} | {1e6 * a:.4g} | {1e6 * b:.4g} | {a / b:.0f} |")
    print("\nPyTorch alone, against its own energy+force step or evaluation of one thread:")
    base = statistics.median(theirs["step on energies, forces", 1])
    for name in ("step on energies, forces, one probe", "step on energies, forces, all columns"):
        print(f"- {name}: {statistics.median(theirs[name, 1]) / base:.2f}")
    base = statistics.median(theirs["aspirin, energy+forces Float32", 1])
    print(f"- Hessian of aspirin: {statistics.median(theirs['aspirin, Hessian Float32', 1]) / base:.1f}")


if __name__ == "__main__":
    main()
