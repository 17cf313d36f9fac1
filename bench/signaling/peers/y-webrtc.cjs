// y-webrtc's signaling server, unchanged; it takes its port from the environment and says nothing that can be parsed.
const net = require('node:net')

const probe = net.createServer().listen(0, '127.0.0.1', () => {
  const { port } = probe.address()
  probe.close(() => {
    process.env.PORT = String(port)
    const log = console.log
    console.log = () => log(JSON.stringify({ url: `ws://127.0.0.1:${port}/` }))
    const folder = process.env.NODE_PATH
    import(`${folder}/y-webrtc/bin/server.js`)
  })
})
