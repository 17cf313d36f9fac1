/** docs/protocol.md, "Test vectors"; a test keeps the two the same. */
export const cryptoVectors = {
  code: 'K7MQ4QXP9TDA',
  stretched: 'f45e2c30b5e6b8066d4ba1a681cc984423de8fd2e1c54096ff648d1096f06960',
  roomId: '__YMDPwFH74WHRai2QB0dA',
  signalKey: '242844dea671ed9f16286d772949a99a67831b68e110b9606e867a7e4355bd0b',
  from: 'AAAAAAAAAAAAAAAAAAAAAA',
  to: 'AQEBAQEBAQEBAQEBAQEBAQ',
  nonce: '000102030405060708090a0b',
  envelope:
    '{"session":"AgICAgICAgICAgICAgICAg","counter":1,"participant":"AwMDAwMDAwMDAwMDAwMDAw","signal":{"type":"restart"}}',
  data: 'AAECAwQFBgcICQoL358ZadG-Jxmw5meeoNmX2tDwEffhTv9ICQTsFwT7dYuqXMZMH1UvTtsy51WdWk6uNWD79q6aSFtonRuHghVXUcr88zhGGDpn_0rPbzJx7Nh0wWSB452O38L765NroR361wGP9OIk00JsI0jMVzrOtWZTJmzpAv3b0d83ZyXcoLCrHMY',
} as const
