import { Module } from '@nestjs/common'
import { DeploymentModule } from '#platform/deployment/deployment.module'
import { FollowKeys } from './follow-keys'
import { KeysModule } from './keys.module'

/** Signing keys that rotate by themselves while the server runs. */
@Module({ imports: [KeysModule, DeploymentModule], providers: [FollowKeys] })
export class KeyRotationModule {}
