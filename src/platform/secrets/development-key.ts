import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Where a developer's machine keeps its key, relative to the working directory; production never gets here. */
const developmentKeyFile = 'data/key-encryption-key'

/** The key of a developer's machine: made once, readable by its owner alone. */
export function developmentKey(file: string = developmentKeyFile): Uint8Array {
  if (!existsSync(file)) writeOnce(file)
  return new Uint8Array(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'))
}

const writeOnce = (file: string) => {
  mkdirSync(dirname(file), { recursive: true })
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
