#!/usr/bin/env python3
"""What curvature costs in PyTorch, TorchANI and Sobolev, in one run: compare.py [--rounds 3].

Every round times both PyTorch models, then runs the Hessian group of tools/benchmarks; ratios are of medians over the
rounds.
Needs `pip install -r requirements.txt`; the benchmarks are built by tools/benchmarks/run.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile
import time
from importlib.metadata import version

import torch

from ani_model import ANIModel
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
    """Training steps of a kind of model on 17 ethanol molecules."""

    def __init__(self, kind):
        species, positions = ethanol(17)
        self.model = kind(species)
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

    def __init__(self, kind):
        species, positions = aspirin()
        self.model = kind(species)
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


def pytorch_times(kind, threads):
    """Seconds an atom by row name."""
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    steps, evaluations = Steps(kind), Evaluations(kind)
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
    kinds = {"plain PyTorch": DensityModel, "TorchANI": ANIModel}
    theirs, ours = {}, {}
    for _ in range(arguments.rounds):
        for title, kind in kinds.items():
            for threads in (1, 2):
                for name, value in pytorch_times(kind, threads).items():
                    theirs.setdefault((title, name, threads), []).append(value)
        for key, value in sobolev_times().items():
            ours.setdefault(key, []).append(value)
    theirs = {key: statistics.median(values) for key, values in theirs.items()}
    ours = {key: statistics.median(values) for key, values in ours.items()}
    names = list(dict.fromkeys(name for _, name, _ in theirs))
    print(f"PyTorch {torch.__version__}, TorchANI {version('torchani')}, microseconds an atom "
          f"(one thread: processor time; two: wall clock), median of {arguments.rounds} rounds\n")
    print("| work | threads | Sobolev | plain PyTorch | ratio | TorchANI | ratio |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for threads in (1, 2):
        for name in names:
            if (name, threads) not in ours:
                continue
            own = ours[name, threads]
            cells = [f"{1e6 * own:.4g}"]
            for title in kinds:
                value = theirs[title, name, threads]
                cells += [f"{1e6 * value:.4g}", f"{value / own:.0f}"]
            print(f"| {name} | {threads} | " + " | ".join(cells) + " |")
    print("\nAgainst the own step or evaluation on energies and forces, one thread:\n")
    print("| work | Sobolev | plain PyTorch | TorchANI |")
    print("| --- | --- | --- | --- |")
    step, evaluation = "step on energies, forces", "aspirin, energy+forces Float32"
    for name in names:
        if name in (step, evaluation):
            continue
        base = step if name.startswith("step") else evaluation
        ratios = [ours[name, 1] / ours[base, 1]]
        ratios += [theirs[title, name, 1] / theirs[title, base, 1] for title in kinds]
        print(f"| {name} | " + " | ".join(f"{ratio:.3g}" for ratio in ratios) + " |")


if __name__ == "__main__":
    main()
