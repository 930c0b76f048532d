import Foundation
import Potentials
import Testing

@Suite("The algebra of jets")
struct JetTests {
  typealias Jet2 = HyperDual<Double>

  /// A function of one number with its value and first two derivatives.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var jet: @Sendable (Jet2) -> Jet2
    var dual: @Sendable (Dual<Double>) -> Dual<Double>
    var plain: @Sendable (Double) -> Double
  }

  static let cases: [Case] = [
    Case(testDescription: "1/x", jet: { $0.reciprocal() }, dual: { $0.reciprocal() }, plain: { 1 / $0 }),
    Case(
      testDescription: "1/√x", jet: { $0.reciprocalSquareRoot() },
      dual: { $0.reciprocalSquareRoot() }, plain: { 1 / $0.squareRoot() }),
    Case(
      testDescription: "tanh x", jet: { $0.hyperbolicTangent() }, dual: { $0.hyperbolicTangent() },
      plain: { tanh($0) }),
    Case(testDescription: "exp x", jet: { $0.exponential() }, dual: { $0.exponential() }, plain: { exp($0) }),
    Case(testDescription: "x x", jet: { $0 * $0 }, dual: { $0 * $0 }, plain: { $0 * $0 }),
    Case(
      testDescription: "x eˣ − x", jet: { $0 * $0.exponential() - $0 },
      dual: { $0 * $0.exponential() - $0 }, plain: { $0 * exp($0) - $0 }),
    Case(
      testDescription: "3 + x/2 + x³",
      jet: {
        var sum = Jet2(3.0) + 0.5 * $0
        sum.add($0 * $0, times: $0)
        return sum
      },
      dual: {
        var sum = Dual<Double>(3.0) + 0.5 * $0
        sum.add($0 * $0, times: $0)
        return sum
      }, plain: { 3 + $0 / 2 + $0 * $0 * $0 }),
  ]

  @Test("f(x + ε₁a + ε₂b + ε₁ε₂c) = f + ε₁f'a + ε₂f'b + ε₁ε₂(f'c + f''ab)", arguments: cases)
  func functions(function: Case) {
    let (x, a, b, c) = (0.7, 1.3, -0.4, 0.9)
    let slope = derivative { function.plain(x + $0) }
    let curvature = derivative { step in derivative { function.plain(x + step + $0) } }
    let jet = function.jet(Jet2(real: x, first: a, second: b, top: c))
    // Differences of fourth order: 10⁻¹² for the first, rounding of 10⁻¹⁶/10⁻⁶ for the second.
    #expect(abs(jet.real - function.plain(x)) < 1e-14)
    #expect(abs(jet.first - slope * a) < 1e-9)
    #expect(abs(jet.second - slope * b) < 1e-9)
    #expect(abs(jet.top - slope * c - curvature * a * b) < 1e-7)
    let dual = function.dual(Dual(x, dual: a))
    #expect(abs(dual.real - jet.real) < 1e-15 && abs(dual.dual - jet.first) < 1e-14)
  }

  @Test("three directions at once are three duals that share their real part")
  func threeDirections() {
    func combine<J: Jet>(_ x: J, _ y: J) -> J where J.L == Double {
      var sum = x * y.exponential() - 0.5 * x.reciprocal()
      sum.add(x, times: y.hyperbolicTangent())
      sum.add(0.3, times: x.reciprocalSquareRoot())
      return sum + y.keeping(wherePositive: x.real) * x
    }
    let (a, b) = ([0.7, 1.3, -0.4, 0.9], [-0.2, 0.5, 0, -1.1])
    func triple(_ values: [Double]) -> TripleDual<Double> {
      TripleDual(real: values[0], first: values[1], second: values[2], top: values[3])
    }
    let found = combine(triple(a), triple(b))
    for component in 1...3 {
      let dual = combine(Dual(a[0], dual: a[component]), Dual(b[0], dual: b[component]))
      #expect(found.real == dual.real)
      #expect(abs(found[component: component] - dual.dual) < 1e-15 * abs(dual.dual) * 10)
    }
  }

  @Test("products commute, associate and distribute")
  func ring() {
    let a = Jet2(real: 0.3, first: -1, second: 2, top: 0.5)
    let b = Jet2(real: -0.8, first: 0.1, second: -0.6, top: 1.5)
    let c = Jet2(real: 1.2, first: 0.4, second: 0.7, top: -2)
    func distance(_ x: Jet2, _ y: Jet2) -> Double {
      (0..<4).map { abs(x[component: $0] - y[component: $0]) }.max() ?? 0
    }
    #expect(distance(a * b, b * a) < 1e-15)
    #expect(distance((a * b) * c, a * (b * c)) < 1e-14)
    #expect(distance(a * (b + c), a * b + a * c) < 1e-14)
    let product = a * b
    let terms: [Double] = [0.3 * 1.5, -1 * -0.6, 2 * 0.1, 0.5 * -0.8]
    #expect(product.top == terms.reduce(0, +))
    var top = 1.0
    Jet2.addTop(of: a, times: b, to: &top)
    #expect(abs(top - 1 - product.top) < 1e-15)
    let divided = (a * b) * b.reciprocal()
    #expect(distance(divided, a) < 1e-14)
  }

  @Test("ε² = 0")
  func nilpotent() {
    let first = Jet2(real: 0, first: 1, second: 0, top: 0)
    let second = Jet2(real: 0, first: 0, second: 1, top: 0)
    #expect((first * first).top == 0 && (first * first).first == 0)
    #expect((second * second).top == 0)
    #expect((first * second).top == 1)
    #expect((Dual(0.0, dual: 1) * Dual(0.0, dual: 1)).dual == 0)
  }

  @Test("SIMD lanes do what plain numbers do")
  func lanes() {
    var generator = Samples.Generator(state: 81)
    var (a, b) = (HyperDual<SIMD8<Double>>(.zero), HyperDual<SIMD8<Double>>(.zero))
    for component in 0..<4 {
      for lane in 0..<8 {
        a[component: component][lane] = 1.5 + generator.uniform()
        b[component: component][lane] = generator.uniform()
      }
    }
    let result = a.reciprocalSquareRoot() * b.hyperbolicTangent() + b.exponential() * a.reciprocal()
    for lane in 0..<8 {
      func number(_ jet: HyperDual<SIMD8<Double>>) -> Jet2 {
        Jet2(real: jet.real[lane], first: jet.first[lane], second: jet.second[lane], top: jet.top[lane])
      }
      let (x, y) = (number(a), number(b))
      let plain = x.reciprocalSquareRoot() * y.hyperbolicTangent() + y.exponential() * x.reciprocal()
      for component in 0..<4 {
        let difference = number(result)[component: component] - plain[component: component]
        #expect(abs(difference) < 1e-13 * max(1, abs(plain[component: component])))
      }
    }
  }

  @Test("components are in order, and the top is the last")
  func components() {
    var jet = Jet2(real: 1, first: 2, second: 3, top: 4)
    #expect((0..<Jet2.componentCount).map { jet[component: $0] } == [1, 2, 3, 4])
    jet.top = 5
    #expect(jet[component: 3] == 5)
    var dual = Dual(1.0, dual: 2)
    dual.top = 6
    #expect(dual[component: 1] == 6 && Dual<Double>.componentCount == 2)
    #expect(Jet2(real: 1, first: 2, second: 3, top: 4).keeping(wherePositive: 0).top == 0)
  }
}
