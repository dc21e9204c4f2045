import { clearerOn, readableOn } from '#libs/color/readable-color'

/** Ground and text of the two appearances, as views/assets/app.css has them. */
const light = { card: '#ffffff', text: '#1a2230' }
const dark = { card: '#182029', text: '#e6ebf1' }

/** More than WCAG 2.2 asks for: 4.5 for text (§1.4.3), 3 for what is no text (§1.4.11). */
const leastForText = 6
const leastForShapes = 3

type Appearance = typeof light

function shades(color: string, { card, text }: Appearance): string {
  const accent = readableOn(color, card, text, leastForText)
  const fill = readableOn(color, card, text, leastForShapes)
  const onAccent = clearerOn(fill, '#ffffff', '#0b131c')
  const hover = onAccent === '#ffffff' ? '#000000' : '#ffffff'
  return `:root{--accent:${accent};--fill:${fill};--fill-hover:color-mix(in srgb,${fill} 88%,${hover});--on-accent:${onAccent}}`
}

/** The accent's shades as CSS: readable on light and on dark ground, whatever the colour. */
export const brandStyle = (color: string): string =>
  `\n${shades(color, light)}\n@media (prefers-color-scheme:dark){${shades(color, dark)}}\n`
