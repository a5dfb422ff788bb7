/**
 * Observations that each of two groups needs so that a one-sided test of two proportions with pooled variance sees the step from
 * `before` to `after` (shares, 0 to 1). Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., formula 4.14,
 * without the continuity correction.
 */
export function sampleSize(
  { before, after }: { before: number; after: number },
  { significance, power }: { significance: number; power: number },
): number {
  const mean = (before + after) / 2
  const alpha = normalQuantile(1 - significance) * Math.sqrt(2 * mean * (1 - mean))
  const beta = normalQuantile(power) * Math.sqrt(before * (1 - before) + after * (1 - after))
  return Math.ceil(((alpha + beta) / (after - before)) ** 2)
}

const A = [
  -39.696_830_286_653_76, 220.946_098_424_520_5, -275.928_510_446_968_7, 138.357_751_867_269, -30.664_798_066_147_16,
  2.506_628_277_459_239,
] as const
const B = [
  -54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6, 66.801_311_887_719_72, -13.280_681_552_885_72,
  1,
] as const
const C = [
  -0.007_784_894_002_430_293, -0.322_396_458_041_136_5, -2.400_758_277_161_838, -2.549_732_539_343_734,
  4.374_664_141_464_968, 2.938_163_982_698_783,
] as const
const D = [0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996, 3.754_408_661_907_416, 1] as const

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

/** The x below which a standard normal variable stays with this probability. Acklam's rational approximation, relative error below 1.15e-9. */
export function normalQuantile(probability: number): number {
  const tail = 0.024_25
  if (probability > 1 - tail) return -normalQuantile(1 - probability)
  if (probability < tail) {
    const q = Math.sqrt(-2 * Math.log(probability))
    return polynomial(C, q) / polynomial(D, q)
  }
  const q = probability - 0.5
  return (polynomial(A, q * q) * q) / polynomial(B, q * q)
}
