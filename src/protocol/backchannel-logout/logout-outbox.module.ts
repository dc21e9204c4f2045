import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { ClientsModule } from '#records/clients/clients.module'
import { LogoutDeliveries } from './logout-deliveries.repository'
import { LogoutDeliveryRow } from './logout-delivery.entity'
import { QueueLogouts } from './queue-logouts'

/** Writes down what clients are to be told: wherever sessions can end, also where nothing is delivered. */
@Module({
  imports: [TypeOrmModule.forFeature([LogoutDeliveryRow]), ClientsModule],
  providers: [LogoutDeliveries, QueueLogouts],
  exports: [LogoutDeliveries],
})
export class LogoutOutboxModule {}
