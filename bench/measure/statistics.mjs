/** The value below which the given share of the values lies. */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}

const median = (values) => percentile(values, 0.5)

/** Of many measurements with the same members, the median of each member. */
export function medians(measurements) {
  const [first] = measurements
  return Object.fromEntries(Object.keys(first).map((name) => [name, median(measurements.map((one) => one[name]))]))
}

export const rounded = (value, digits = 1) => Number(value.toFixed(digits))
