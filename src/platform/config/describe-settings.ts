import { declarationsOf } from './from-environment'
import type { SettingDeclaration } from './from-environment'
import { slices } from './settings'

const heading = `# Every setting of Aldgate, with its default. Each also exists as NAME_FILE: the path of a file whose content is the
# value. A setting that is empty counts as absent; an unknown ALDGATE_ name or a bad value stops the start.`

/** Renders .env.example from the declarations themselves. */
export function describeSettings(): string {
  const sections = Object.entries(slices).map(([name, slice]) =>
    [`# ---- ${name} ----`, ...declarationsOf(slice).map(describe)].join('\n\n'),
  )
  return `${[heading, ...sections].join('\n\n')}\n`
}

const describe = ({ name, description, default: usual, developmentDefault }: SettingDeclaration): string =>
  `# ${description}\n# ${name}=${developmentDefault ?? usual ?? ''}`
