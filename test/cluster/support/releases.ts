import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '..', '..', '..')

/** What git answers; undefined where there is no git, no history, or not what was asked for. */
const git = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): string | undefined => {
  try {
    const env = { ...process.env, ...environment }
    return execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return undefined
  }
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
const minor = version.split('.').slice(0, 2).join('.')

/** Whether git knows all that was released: not where there is no git, and not in a shallow clone. */
export const isHistoryWhole = (): boolean => git(['rev-parse', '--is-shallow-repository']) === 'false'

/** The release before this version with which it has to work side by side: the last of the same minor version. UPGRADE_FROM names another. */
export function findRelease(): string | undefined {
  const asked = process.env['UPGRADE_FROM']
  if (asked !== undefined) return asked
  const tags = git(['tag', '--list', `v${minor}.*`, '--sort=-version:refname', '--no-contains', 'HEAD'])
  return tags?.split('\n').find((tag) => tag !== '')
}

/** The earlier releases of this minor version, as the changelog has them. */
export function earlierReleases(): readonly string[] {
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  const released = [...changelog.matchAll(/^## \[(\d+\.\d+\.\d+[^\]]*)\]/gm)].map(([, found = '']) => found)
  return released.filter((found) => found.startsWith(`${minor}.`) && found !== version)
}

/** The sources of a release in a folder of their own; this work tree and its index stay as they are. */
export function checkOut(release: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'aldgate-release-'))
  const index = { GIT_INDEX_FILE: join(folder, '.index') }
  git(['read-tree', release], index)
  if (git(['checkout-index', '--all', `--prefix=${folder}/`], index) === undefined) throw new Error(`git has no sources of ${release}`)
  rmSync(join(folder, '.index'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}
