import { Injectable } from '@nestjs/common'
import type { OnModuleInit } from '@nestjs/common'
import { RecordedIssuer } from './recorded-issuer'

/** Two nodes with different issuers never work on one database. */
@Injectable()
export class CheckIssuerAtStart implements OnModuleInit {
  constructor(private readonly recordedIssuer: RecordedIssuer) {}

  async onModuleInit(): Promise<void> {
    await this.recordedIssuer.check()
  }
}
