// swift-tools-version: 6.2
// Sobolev: fits, tests and exports machine-learned interatomic potentials.

import PackageDescription

// MARK: - Processor

/// The instruction set that the numerical code is compiled for.
///
/// `native` (the default) uses everything the building machine has; `SOBOLEV_CPU=x86-64-v3` makes a
/// binary for any x86-64 processor since 2013, and other names of clang's `-march` (x86-64) or `-mcpu`
/// (arm64) do for theirs. `SOBOLEV_CPU=generic` passes no flag at all: right for any arm64 processor and
/// for compiling on one architecture for the other. The flag belongs to the C importer, whose target
/// decides Swift's code generation too. Plain arm64 has FMA; without it, on plain x86-64, a 16-lane
/// `addingProduct` becomes sixteen library calls.
let processor = Context.environment["SOBOLEV_CPU"] ?? "native"

#if arch(arm64)
  let processorOption = "-mcpu="
#else
  let processorOption = "-march="
#endif

let processorFlags: [SwiftSetting] =
  processor == "generic" ? [] : [.unsafeFlags(["-Xcc", processorOption + processor])]

// MARK: - Settings

let settings: [SwiftSetting] =
  [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + processorFlags

/// Numerical modules are optimized as a whole in debug builds as well (preconditions stay on): jets of
/// SIMD lanes are some 200 times slower without inlining, too slow to test with. Release builds leave out the
/// check at run time that no two accesses to a class property overlap, a twentieth of the time of a sweep;
/// debug builds, and with them the tests, keep it.
let numericalSettings: [SwiftSetting] =
  settings + [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    .unsafeFlags(
      ["-O", "-disable-batch-mode", "-whole-module-optimization", "-num-threads", "2"],
      .when(configuration: .debug)),
  ]

func library(
  _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = settings
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], files: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies + ["TestSupport"], exclude: files,
    swiftSettings: settings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "Sobolev",
  products: [
    .library(name: "Sobolev", targets: ["Sobolev"]),
    .executable(name: "sobolev", targets: ["sobolev-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    // MARK: C libraries
    .systemLibrary(name: "CLanes"),
    .target(name: "CGuard", cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),

    // MARK: Library
    library("HDF5", ["CGuard", "CHDF5"]),
    library("Atomistics", ["CLanes"], settings: numericalSettings),
    library("Datasets", ["Atomistics", "CZlib", "HDF5", crypto], settings: numericalSettings),
    library("Potentials", ["Atomistics", "CLanes", "COpenBLAS"], settings: numericalSettings),
    library("Training", ["Atomistics", "Potentials"], settings: numericalSettings),
    library("Dynamics", ["Atomistics", "Potentials"], settings: numericalSettings),
    library("Landscape", ["Atomistics", "Potentials"], settings: numericalSettings),
    library("Validation", ["Atomistics", "Potentials", "Dynamics"]),
    library("Interchange", ["Atomistics", "Potentials", "HDF5"]),
    library(
      "Sobolev",
      [
        "Atomistics", "Datasets", "HDF5", "Potentials", "Training", "Dynamics", "Landscape",
        "Validation", "Interchange",
      ]),

    // MARK: Command line
    .executableTarget(
      name: "sobolev-cli", dependencies: ["Sobolev", arguments, yams], swiftSettings: settings),

    // MARK: Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("Potentials", ["Atomistics", "Potentials"]),
    tests("Atomistics", ["Atomistics"]),
    tests("CommandLine", ["HDF5", "Sobolev", "sobolev-cli"]),
    tests("Datasets", ["Atomistics", "Datasets", "HDF5"], files: ["Samples"]),
    tests("Dynamics", ["Atomistics", "Datasets", "Dynamics", "Potentials"]),
    tests("HDF5", ["CHDF5", "HDF5"], files: ["Samples"]),
    tests("Landscape", ["Atomistics", "HDF5", "Landscape", "Potentials"]),
    tests("Interchange", ["Atomistics", "Dynamics", "HDF5", "Interchange", "Potentials"]),
    tests("Training", ["Atomistics", "Potentials", "Training"]),
    tests("Validation", ["Atomistics", "Dynamics", "Potentials", "Validation"]),
  ]
)
