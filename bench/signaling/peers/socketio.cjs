// What people commonly write with socket.io: a room, and what one says goes to the others in it.
const http = require('node:http')
const { Server } = require('socket.io')

const server = http.createServer()
const io = new Server(server, { transports: ['websocket'], pingInterval: 25000 })
io.on('connection', (socket) => {
  let room
  socket.on('join', (name) => {
    room = name
    socket.join(room)
    socket.emit('joined')
  })
  socket.on('signal', (message) => socket.to(room).emit('signal', message))
})
server.listen(0, '127.0.0.1', () => {
  console.log(
    JSON.stringify({ url: `ws://127.0.0.1:${server.address().port}/socket.io/?EIO=4&transport=websocket` }),
  )
})
