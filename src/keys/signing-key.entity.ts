import { Entity, Index } from 'typeorm'
import { JsonColumn, KeyColumn, LongTextColumn, TextColumn, TimeColumn } from '../database/columns'
import type { JWK } from 'jose'

/** A signing key; one of each algorithm signs. Its private half is sealed. */
@Entity('signing_keys')
@Index('signing_keys_one_signs', ['algorithm'], { unique: true, where: "state = 'signing'" })
export class SigningKeyRow {
  @KeyColumn('kid') kid!: string
  @TextColumn('algorithm', 16) algorithm!: string
  @TextColumn('state', 16) state!: 'announced' | 'signing' | 'retired'
  @JsonColumn('public_jwk') publicJwk!: JWK
  @LongTextColumn('sealed_private_jwk') sealedPrivateJwk!: string
  @TimeColumn('created_at') createdAt!: number
}
