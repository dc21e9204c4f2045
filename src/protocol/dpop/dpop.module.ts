import { Module } from '@nestjs/common'
import { DpopMetadata } from './dpop.metadata'
import { DpopGuard } from './dpop.guard'
import { DpopNonces } from './dpop-nonces'
import { Proofs } from './proofs'

/** Proof of possession (RFC 9449). */
@Module({ providers: [DpopNonces, Proofs, DpopGuard, DpopMetadata], exports: [DpopNonces, Proofs, DpopGuard] })
export class DpopModule {}
