import { BackchannelModule } from '#protocol/backchannel/backchannel.module'
import { TokenModule } from '#protocol/token/token.module'
import { startNodes } from './test-context'

/** Two nodes with everything that makes, keeps and ends tokens. */
export const startTokenNodes = () => startNodes([BackchannelModule, TokenModule])
