type Refusals = Readonly<Partial<Record<'audio' | 'video' | 'screen', DOMException>>>

/** The browser's own devices, typed as they are, where tests run without a browser. */
export class FakeMediaDevices extends EventTarget implements MediaDevices {
  ondevicechange: MediaDevices['ondevicechange'] = null
  /** What the browser refuses with, by what was asked for. */
  refusals: Refusals = {}
  readonly asked: MediaStreamConstraints[] = []
  readonly askedForScreen: (DisplayMediaStreamOptions | undefined)[] = []
  list: MediaDeviceInfo[] = []
  screenSound = true
  #made = 0

  getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    this.asked.push(constraints)
    const wanted = (['audio', 'video'] as const).filter((kind) => Boolean(constraints[kind]))
    const refused = wanted.map((kind) => this.refusals[kind]).find((refusal) => refusal !== undefined)
    return refused ? Promise.reject(refused) : Promise.resolve(this.#stream(wanted))
  }

  getDisplayMedia(options?: DisplayMediaStreamOptions): Promise<MediaStream> {
    this.askedForScreen.push(options)
    const { screen } = this.refusals
    return screen
      ? Promise.reject(screen)
      : Promise.resolve(this.#stream(this.screenSound ? ['video', 'audio'] : ['video']))
  }

  enumerateDevices(): Promise<MediaDeviceInfo[]> {
    return Promise.resolve(this.list)
  }

  getSupportedConstraints(): MediaTrackSupportedConstraints {
    return {}
  }

  #stream(kinds: readonly ('audio' | 'video')[]): MediaStream {
    const tracks = kinds.map((kind) => ({
      id: `track-${++this.#made}`,
      kind,
      label: `${kind} ${this.#made}`,
      contentHint: '',
    }))
    const of = (kind: string) => tracks.filter((track) => track.kind === kind)
    const stream = {
      id: `stream-${this.#made}`,
      getAudioTracks: () => of('audio'),
      getVideoTracks: () => of('video'),
    }
    return stream as unknown as MediaStream
  }
}

export function fakeDevice(kind: MediaDeviceKind, deviceId: string, label = deviceId): MediaDeviceInfo {
  const device = { kind, deviceId, label, groupId: `group of ${deviceId}` }
  return { ...device, toJSON: () => device }
}
