import { CreateTables1790000000000 } from './1790000000000-create-tables'

/** All migrations, in their order. */
export const migrations = [CreateTables1790000000000]
