import { Global, Module } from '@nestjs/common'
import { SecretSettings } from '#platform/config/secret-settings'
import { developmentKey } from './development-key'
import { Secrets } from './secrets'

/** Secrets that all nodes share, derived from one key. */
@Global()
@Module({
  providers: [
    {
      provide: Secrets,
      inject: [SecretSettings],
      useFactory: ({ keyEncryptionKeys }: SecretSettings) => new Secrets(keyEncryptionKeys ?? [developmentKey()]),
    },
  ],
  exports: [Secrets],
})
export class SecretsModule {}
