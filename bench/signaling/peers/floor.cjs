// The floor: what any relay must do. Reads a frame as JSON, looks its addressee up, and passes the text on.
const { WebSocketServer } = require('ws')

const clients = new Map()
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false }, () => {
  console.log(JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}/` }))
})
server.on('connection', (socket, request) => {
  const id = request.url.slice(2)
  clients.set(id, socket)
  socket.on('message', (data) => {
    const text = data.toString()
    clients.get(JSON.parse(text).to)?.send(text)
  })
  socket.on('close', () => clients.delete(id))
})
