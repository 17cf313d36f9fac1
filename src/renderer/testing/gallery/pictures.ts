/** Moving pictures for the gallery, drawn on a canvas and captured as real streams. */
import type { StreamHandle } from '../../core/ports/media-handles.ts'

const streams = new Map<string, MediaStream>()

export function portrait(seed: number, width = 1280, height = 720): StreamHandle {
  return cached(`portrait ${seed} ${width}`, width, height, (paint) => drawPerson(paint, seed, width, height))
}

export function screenPicture(width = 1920, height = 1080): StreamHandle {
  return cached('screen', width, height, (paint) => drawDocument(paint, width, height))
}

function cached(
  key: string,
  width: number,
  height: number,
  draw: (paint: CanvasRenderingContext2D) => void,
): StreamHandle {
  const known = streams.get(key)
  if (known) return known
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const paint = canvas.getContext('2d')
  if (!paint) throw new Error('no 2d canvas here')
  const stream = canvas.captureStream(5)
  draw(paint)
  setInterval(() => draw(paint), 200)
  streams.set(key, stream)
  return stream
}

/** A room with a window's light and a person in it: enough to judge scrims, crops and contrast by. */
function drawPerson(paint: CanvasRenderingContext2D, seed: number, width: number, height: number): void {
  const hue = (seed * 67 + 20) % 360
  const room = paint.createLinearGradient(0, 0, width, height)
  room.addColorStop(0, `oklch(0.86 0.05 ${hue})`)
  room.addColorStop(1, `oklch(0.45 0.07 ${(hue + 40) % 360})`)
  paint.fillStyle = room
  paint.fillRect(0, 0, width, height)
  paint.fillStyle = `oklch(0.97 0.03 ${hue} / 0.7)`
  paint.fillRect(width * 0.68, height * 0.08, width * 0.2, height * 0.46)
  const skin = `oklch(${0.55 + (seed % 4) * 0.09} 0.07 55)`
  paint.fillStyle = `oklch(0.38 0.09 ${(hue + 180) % 360})`
  ellipse(paint, width * 0.5, height * 1.06, height * 0.46, height * 0.44)
  paint.fillStyle = skin
  paint.fillRect(width * 0.5 - height * 0.07, height * 0.56, height * 0.14, height * 0.14)
  ellipse(paint, width * 0.5, height * 0.42, height * 0.165, height * 0.21)
  paint.fillStyle = 'oklch(0.27 0.04 50)'
  ellipse(paint, width * 0.5, height * 0.3, height * 0.18, height * 0.12)
  ellipse(paint, width * 0.5 - height * 0.06, height * 0.42, height * 0.016, height * 0.02)
  ellipse(paint, width * 0.5 + height * 0.06, height * 0.42, height * 0.016, height * 0.02)
}

function ellipse(paint: CanvasRenderingContext2D, x: number, y: number, rx: number, ry: number): void {
  paint.beginPath()
  paint.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2)
  paint.fill()
}

function drawDocument(paint: CanvasRenderingContext2D, width: number, height: number): void {
  paint.fillStyle = 'oklch(0.93 0.01 250)'
  paint.fillRect(0, 0, width, height)
  paint.fillStyle = 'white'
  paint.fillRect(width * 0.22, height * 0.06, width * 0.56, height)
  paint.fillStyle = 'oklch(0.25 0.02 260)'
  paint.font = `600 ${height * 0.05}px sans-serif`
  paint.fillText('Plan for the spring', width * 0.27, height * 0.17)
  paint.fillStyle = 'oklch(0.72 0.01 260)'
  for (let line = 0; line < 16; line++) {
    const length = 0.32 + ((line * 37) % 13) / 100
    paint.fillRect(width * 0.27, height * (0.23 + line * 0.045), width * length, height * 0.014)
  }
}
