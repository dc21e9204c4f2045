/** A colour's red, green and blue, each from 0 to 255. */
export type Rgb = readonly [number, number, number]

/** Reads #rrggbb. */
export const parseHexColor = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export const toHexColor = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

const linear = (part: number): number => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4)

const luminance = ([red, green, blue]: Rgb): number => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

/**
 * How well one colour is told from another: 1 to 21.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(parseHexColor(one)), luminance(parseHexColor(other))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
