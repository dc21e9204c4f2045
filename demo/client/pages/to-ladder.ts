import type { ExchangeView } from './exchange-view'

/** Who speaks, as a vertical line of the picture. */
interface Lane {
  readonly name: string
  readonly x: number
}

/** Something that is sent, as an arrow from line to line. */
interface Arrow {
  readonly y: number
  readonly from: number
  readonly to: number
  readonly label: string
  readonly tone: ExchangeView['tone']
  readonly isAnswer: boolean
}

/** A picture of who sent what to whom, in the units of an SVG. */
export interface Ladder {
  readonly width: number
  readonly height: number
  readonly lanes: readonly Lane[]
  readonly arrows: readonly Arrow[]
}

const order = ['Attacker', 'Your browser', 'Demo client', 'Aldgate', 'Demo API']
const [laneWidth, top, arrowHeight, maxLetters] = [210, 62, 38, 30]
const shorten = (text: string): string => (text.length > maxLetters ? `${text.slice(0, maxLetters - 1)}…` : text)

const toLanes = (exchanges: readonly ExchangeView[]): readonly Lane[] =>
  order
    .filter((name) => exchanges.some(({ from, to }) => from === name || to === name))
    .map((name, index) => ({ name, x: laneWidth * (index + 0.5) }))

/** An exchange as one arrow, or two where it was answered. */
function toArrows({ from, to, line, status, tone, refusal }: ExchangeView, xOf: (name: string) => number): readonly Omit<Arrow, 'y'>[] {
  const request = { from: xOf(from), to: xOf(to), label: shorten(line), tone: 'none', isAnswer: false } as const
  const answered = status ?? (refusal && 'refused')
  return answered === undefined ? [request] : [request, { from: xOf(to), to: xOf(from), label: answered, tone, isAnswer: true }]
}

/** Draws a picture of some exchanges; undefined where there is nothing to see. */
export function toLadder(exchanges: readonly ExchangeView[]): Ladder | undefined {
  const lanes = toLanes(exchanges)
  const xOf = (name: string): number => lanes.find((lane) => lane.name === name)?.x ?? 0
  const arrows = exchanges
    .filter(({ from, to }) => from !== to)
    .flatMap((exchange) => toArrows(exchange, xOf))
    .map((arrow, index) => ({ ...arrow, y: top + arrowHeight * index }))
  if (arrows.length === 0) return undefined
  return { width: laneWidth * lanes.length, height: top + arrowHeight * arrows.length, lanes, arrows }
}
