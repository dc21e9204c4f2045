import { readText } from './files'

export interface Instruction {
  readonly name: string
  readonly rest: string
}

export interface Copy {
  readonly from: string | undefined
  readonly sources: readonly string[]
  readonly target: string
}

const joined = (text: string): string => text.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, ' ')

/** The stages of a Dockerfile, each with its instructions. */
export function readStages(path: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = []
  for (const line of joined(readText(path)).split('\n').filter(Boolean)) {
    const [, name = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? []
    if (name === '') throw new Error(`no instruction: ${line}`)
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, rest })
  }
  return stages
}

export const restOf = (stage: readonly Instruction[], name: string): readonly string[] =>
  stage.filter((instruction) => instruction.name === name).map(({ rest }) => rest)

/** The last instruction of a name in its list form. */
export function listOf(stage: readonly Instruction[], name: string): readonly string[] {
  const [list] = /\[.*\]$/.exec(restOf(stage, name).at(-1) ?? '') ?? []
  if (list === undefined) throw new Error(`${name} has no list`)
  return JSON.parse(list) as string[]
}

export const copiesOf = (stage: readonly Instruction[]): readonly Copy[] =>
  restOf(stage, 'COPY').map((rest) => {
    const [, from, paths = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(rest) ?? []
    const words = paths.split(' ')
    return { from, sources: words.slice(0, -1), target: words.at(-1) ?? '' }
  })
