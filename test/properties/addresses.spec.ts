import { describeProperties } from './describe-properties'
import { properties } from './addresses.properties'

describeProperties('Addresses of all kinds', require.resolve('./addresses.properties'), properties)
