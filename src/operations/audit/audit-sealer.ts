import { Injectable, Logger } from '@nestjs/common'
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common'
import { SealAuditLog } from './seal-audit-log'

/** Seconds between two looks for what is to be sealed; each node adds up to half of it, so that nodes spread out. */
const intervalSeconds = 3

/** Seals the audit log while the server runs; no request waits for it. */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Audit')
  #timer: NodeJS.Timeout | undefined
  #sealing: Promise<void> | undefined

  constructor(private readonly sealAuditLog: SealAuditLog) {}

  onApplicationBootstrap(): void {
    const seconds = intervalSeconds * (1 + Math.random() / 2)
    this.#timer = setInterval(() => void this.seal(), seconds * 1000).unref()
  }

  /** What has happened until the end is sealed, too. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer)
    await this.#sealing
    await this.seal()
  }

  /** Seals what there is; one turn at a time. */
  async seal(): Promise<void> {
    this.#sealing ??= this.#sealQuietly().finally(() => (this.#sealing = undefined))
    await this.#sealing
  }

  async #sealQuietly(): Promise<void> {
    try {
      await this.sealAuditLog.execute()
    } catch (error) {
      this.#logger.warn({ err: error }, 'The audit log could not be sealed; it is tried again')
    }
  }
}
