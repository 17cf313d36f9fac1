// PeerJS's own server, as its README starts it, but for its limit of connections.
const http = require('node:http')
const express = require('express')
const { ExpressPeerServer } = require('peer')

const app = express()
const server = http.createServer(app)
app.use('/', ExpressPeerServer(server, { path: '/', concurrent_limit: 100000, alive_timeout: 600000 }))
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}/peerjs` }))
})
