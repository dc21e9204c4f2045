import { access, constants, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#libs/opaque-token/opaque-token'
import { ArchiveError } from './archive-error'
import { parseArchiveFile } from './archive-file'
import type { ArchiveFile } from './archive-file'

const readableByOwner = 0o600
const abandoned = /^\..*\.tmp$/
/** A file that is written has grown within so many milliseconds; one that has not was left by a node that crashed. */
const abandonedAfter = 60 * 60 * 1000
/** Bytes that are written at a time. */
const chunkBytes = 256 * 1024

/** A folder of archived parts of the audit log. A file is there as a whole or not at all, and nothing changes one. */
export class ArchiveFolder {
  constructor(readonly path: string) {}

  /** @throws ArchiveError where this process cannot write to the folder, or there is none */
  async check(): Promise<void> {
    await attempt(this.path, async () => {
      await opendir(this.path).then((folder) => folder.close())
      await access(this.path, constants.R_OK | constants.W_OK | constants.X_OK)
    })
  }

  /** All files, in the order of their seals. */
  async files(): Promise<readonly ArchiveFile[]> {
    const names = await this.#names()
    const files = names.map((name) => parseArchiveFile(name)).filter((file) => file !== undefined)
    return files.toSorted((one, other) => one.first - other.first || one.last - other.last)
  }

  /** The lines of a file. */
  async *lines(file: ArchiveFile): AsyncGenerator<string> {
    const handle = await attempt(file.name, () => open(join(this.path, file.name)))
    let rest = ''
    try {
      for await (const chunk of handle.createReadStream({ encoding: 'utf8' }) as AsyncIterable<string>) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        yield* lines
      }
    } catch (error) {
      throw refusal(file.name, error)
    } finally {
      await handle.close()
    }
    if (rest !== '') yield rest
  }

  /**
   * Writes a file: under another name first, to the disk, and then by its own.
   *
   * @throws ArchiveError where that fails; what the lines throw, with nothing left behind
   */
  async write({ name }: ArchiveFile, lines: AsyncIterable<string>): Promise<void> {
    const temporary = join(this.path, `.${name}.${newId()}.tmp`)
    const file = await attempt(name, () => open(temporary, 'wx', readableByOwner))
    try {
      await fill(file, name, lines)
      await attempt(name, () => rename(temporary, join(this.path, name)))
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
    await syncFolder(this.path)
  }

  /**
   * Removes what nodes that crashed left behind.
   *
   * @param now milliseconds since the epoch
   */
  async removeAbandoned(now: number): Promise<void> {
    for (const name of (await this.#names()).filter((one) => abandoned.test(one))) {
      const path = join(this.path, name)
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
      if (mtimeMs < now - abandonedAfter) await rm(path, { force: true }).catch(() => undefined)
    }
  }

  #names(): Promise<string[]> {
    return attempt(this.path, () => readdir(this.path))
  }
}

async function fill(file: FileHandle, name: string, lines: AsyncIterable<string>): Promise<void> {
  try {
    let chunk = ''
    for await (const line of lines) {
      chunk += `${line}\n`
      if (chunk.length < chunkBytes) continue
      await writeAll(file, name, chunk)
      chunk = ''
    }
    await writeAll(file, name, chunk)
    await attempt(name, () => file.sync())
  } finally {
    await file.close()
  }
}

const writeAll = (file: FileHandle, name: string, chunk: string) => attempt(name, () => file.appendFile(chunk))

/** What file systems answer that cannot be asked for it, and see to it themselves. */
const notAsked: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EACCES'])

/** The new name has to be on the disk, too. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    if (!notAsked.has((error as NodeJS.ErrnoException).code)) throw refusal(path, error)
  }
}

const refusal = (what: string, error: unknown) => new ArchiveError(`${what}: ${(error as Error).message}`, { cause: error })

async function attempt<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw refusal(what, error)
  }
}
