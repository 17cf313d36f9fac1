/** Below this visible part of the picture, cropping hides more than it helps. */
const leastVisible = 0.4

/** How a picture fills a tile: cropped to fill it, unless too little of the picture would be left. */
export function videoFit(videoAspect: number, tileAspect: number): 'cover' | 'contain' {
  const visible = Math.min(videoAspect / tileAspect, tileAspect / videoAspect)
  return visible < leastVisible ? 'contain' : 'cover'
}
