import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { compileServer } from '../../support/compile-server.cjs'
import { copiesOf, readStages } from './dockerfile'
import { readText, root } from './files'

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
}

const ignored = readText('.dockerignore').split('\n')

/** Whether the build context has a path of the repository. */
export const isInContext = (path: string): boolean => ignored[1] === '*' && ignored.includes(`!${path.split('/')[0]}`)

const isTest = (path: string) => ignored.includes('**/*.spec.ts') && path.endsWith('.spec.ts')

/** Links what `npm prune --omit=dev` leaves; Node is told to look from where the links are. */
function linkPackages(folder: string): void {
  const { packages } = JSON.parse(readText('package-lock.json')) as LockFile
  const kept = Object.entries(packages).filter(([path, { dev }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && !dev)
  for (const [path] of kept) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    symlinkSync(join(root, path), join(folder, path))
  }
}

/** Does what the Dockerfile does, without containers: the folder holds the image's files. */
export function buildImage(): string {
  const [build = [], image = []] = readStages('Dockerfile')
  const parent = mkdtempSync(join(tmpdir(), 'aldgate-image-'))
  const places = { build: join(parent, 'build'), image: join(parent, 'app') }
  for (const place of Object.values(places)) mkdirSync(place)
  for (const { sources } of copiesOf(build))
    for (const source of sources)
      cpSync(join(root, source), join(places.build, source), { recursive: true, filter: (path) => !isTest(path) })
  symlinkSync(join(root, 'node_modules'), join(places.build, 'node_modules'))
  compileServer(places.build, join(places.build, 'dist'))
  for (const { from, sources, target } of copiesOf(image))
    for (const source of sources.filter((path) => !path.endsWith('/node_modules'))) {
      const whole = from === undefined ? join(root, source) : join(places.build, source.replace('/build/', ''))
      cpSync(whole, target === './' ? join(places.image, source.split('/').at(-1) ?? '') : join(places.image, target), { recursive: true })
    }
  linkPackages(places.image)
  mkdirSync(join(places.image, 'data'))
  return places.image
}
