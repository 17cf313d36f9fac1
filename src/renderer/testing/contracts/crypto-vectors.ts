/** docs/protocol.md, "Test vectors"; a test keeps the two the same. */
export const cryptoVectors = {
  code: 'K7MQ4QXP9TDA',
  stretched: 'f45e2c30b5e6b8066d4ba1a681cc984423de8fd2e1c54096ff648d1096f06960',
  roomId: '__YMDPwFH74WHRai2QB0dA',
  signalKey: '242844dea671ed9f16286d772949a99a67831b68e110b9606e867a7e4355bd0b',
  from: 'AAAAAAAAAAAAAAAAAAAAAA',
  to: 'AQEBAQEBAQEBAQEBAQEBAQ',
  challenge: 'BAQEBAQEBAQEBAQEBAQEBA',
  nonce: '000102030405060708090a0b',
  privateKey: 'd1b200e3ff6e62395a54796265fbe36d6b35fe5d3f9d47e3673c6082adcfcb22',
  publicKey:
    '0422c359872bc31b794edb3435b1bf50b513f51c464b16213f27b350e2fed66cd61d11a674a7ad3c862f7fd131d9a9761aacaad3c01ba15025c091ae2a8432e19d',
  participant: 'dkzELSnUI-1C7cIvZNB-Hw',
  signature:
    'e7d57e62a39d895cfacda8bedf6f88d1c000eac823b876cde910643c811e1ea364002c42ce83c6113196237bc40129be73e57a62ff5b8f7837b55bd36466e618',
  envelope: '{"session":"AgICAgICAgICAgICAgICAg","counter":1,"signal":{"type":"restart"}}',
  data: 'AAECAwQFBgcICQoLprlIz_tKZbXFvRNn1YtvJsEiS0G8b_0daVyC5xV-wh6H7flxm0LnlonArVhuUaYrYQo2LgkzMJNI2bViDgXxIlwsUKxPN927AVtx4-2Cd_aLXeDAfneBRcdfZe1u8b7esoCfjb4DP_uIQBwpACB4wG2QKKdQ6B5HTwfe-4S8XGD8lG04og_4hpOEsyzIotfbFDZEvVZO2imBk95PaPK2rEQQu-Xq7AN_0-Yq9RAui2yyYgem8vM2u0bn_1KjLDiGYBxAjRx0rxw8IWgsZyoeiEEyzS5Bzl1s91E7bkxK',
} as const
