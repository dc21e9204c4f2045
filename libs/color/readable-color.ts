import { contrast, parseHexColor, toHexColor } from './hex-color'
import type { Rgb } from './hex-color'

const steps = 40

const mix = (color: Rgb, goal: Rgb, share: number): Rgb => {
  const at = (index: 0 | 1 | 2) => color[index] + (goal[index] - color[index]) * share
  return [at(0), at(1), at(2)]
}

/** The colour itself where it can be read on the ground, else the nearest shade towards the text's colour that can. */
export function readableOn(color: string, ground: string, text: string, leastContrast: number): string {
  for (let step = 0; step < steps; step += 1) {
    const shade = toHexColor(mix(parseHexColor(color), parseHexColor(text), step / steps))
    if (contrast(shade, ground) >= leastContrast) return shade
  }
  return text
}

/** Of two colours the one that can be read better on the ground. */
export const clearerOn = (ground: string, one: string, other: string): string =>
  contrast(one, ground) >= contrast(other, ground) ? one : other
