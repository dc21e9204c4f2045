import { BackchannelModule } from '../../src/backchannel/backchannel.module'
import { TokenModule } from '../../src/token/token.module'
import { startNodes } from './test-context'

/** Two nodes with everything that makes, keeps and ends tokens. */
export const startTokenNodes = () => startNodes([BackchannelModule, TokenModule])
