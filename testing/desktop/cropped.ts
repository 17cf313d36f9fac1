export interface ScreenPart {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** One of several displays, cut out of a capture of the X screen that holds them all. */
export async function cropped(stream: MediaStream, part: ScreenPart): Promise<MediaStream> {
  const [whole] = stream.getVideoTracks()
  const video = document.createElement('video')
  video.muted = true
  video.srcObject = stream
  await video.play()
  const canvas = document.createElement('canvas')
  canvas.width = part.width
  canvas.height = part.height
  const context = canvas.getContext('2d')
  const draw = () => {
    const { x, y, width, height } = part
    context?.drawImage(video, x, y, width, height, 0, 0, width, height)
    if (whole?.readyState === 'live') video.requestVideoFrameCallback(draw)
  }
  draw()
  const cut = canvas.captureStream()
  const [track] = cut.getVideoTracks()
  const stop = track?.stop.bind(track)
  if (track)
    track.stop = () => {
      whole?.stop()
      stop?.()
    }
  return cut
}
