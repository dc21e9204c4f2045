import { CreateTables1790000000000 } from './1790000000000-create-tables'
import { CreateLogoutDeliveries1791000000000 } from './1791000000000-create-logout-deliveries'

/** All migrations, in their order. */
export const migrations = [CreateTables1790000000000, CreateLogoutDeliveries1791000000000]
