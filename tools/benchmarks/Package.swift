// swift-tools-version: 6.2
// Side-by-side timings of Sobolev; a package of its own, so that users never build it.

import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "Sobolev", path: "../..")],
  targets: [
    .executableTarget(
      name: "benchmarks", dependencies: [.product(name: "Sobolev", package: "Sobolev")],
      swiftSettings: [.unsafeFlags(["-Xcc", "-march=native"])])
  ]
)
