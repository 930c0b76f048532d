import Sobolev
import Foundation

func silicon(_ repeats: Int, noise: Double) -> Configuration {
  let a = 5.43
  let basis: [SIMD3<Double>] = [[0,0,0],[0,2,2],[2,0,2],[2,2,0],[1,1,1],[1,3,3],[3,1,3],[3,3,1]]
  var p: [SIMD3<Double>] = []
  var g = SystemRandomNumberGenerator()
  for i in 0..<repeats { for j in 0..<repeats { for k in 0..<repeats { for b in basis {
    let r = SIMD3<Double>(Double(i),Double(j),Double(k)) * a + b * (a/4)
    p.append(r + SIMD3(Double.random(in: -noise...noise, using: &g), Double.random(in: -noise...noise, using: &g), Double.random(in: -noise...noise, using: &g)))
  }}}}
  let L = a*Double(repeats)
  return Configuration(elements: Array(repeating: Element(symbol: "Si")!, count: p.count), positions: p, cell: Cell(Matrix3([L,0,0],[0,L,0],[0,0,L])))
}
let c = silicon(Int(CommandLine.arguments.dropFirst().first ?? "3")!, noise: 0.15)
let h = DensityHyperparameters(cutoff: 5.67, radialScale: 2.3, radialBasisSize: 8, radialChannels: 10, angularChannels: 6, maximumDegree: 4, tripleDegree: 2, tripleChannels: 4)
var pot = try DensityPotential(hyperparameters: h, elements: [Element(symbol: "Si")!], referenceEnergies: [0])
for i in pot.parameters.indices { pot.parameters[i] = Double.random(in: -0.1...0.1) }
let n = try NeighborList(of: c, cutoff: h.cutoff).neighbors.count
print("atoms", c.count, "neighbors", Double(n)/Double(c.count), "features", pot.featureCount)
for precision in [EvaluationOptions.Precision.single, .double] {
for threads in [1,2] {
  var e = try pot.makeEvaluator(for: [c], options: EvaluationOptions(threads: threads, precision: precision, skin: 0.001))
  try e.evaluate(positions: c.positions)
  var best = 1e9
  let reps = max(3, 40000 / c.count)
  for _ in 0..<5 {
    let t0 = Date()
    for _ in 0..<reps { try e.evaluate(positions: c.positions) }
    best = min(best, Date().timeIntervalSince(t0) / Double(reps))
  }
  print(precision, threads, "threads", best / Double(c.count) * 1e6, "us/atom")
}}
