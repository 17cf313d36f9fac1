import { describe, expect, it } from 'vitest'
import { parsePreferences } from '../../../shared/preferences.ts'
import { FakeCapture } from '../../testing/fake-capture.ts'
import { FakeProcessors } from '../../testing/fake-processors.ts'
import { quietLogger } from '../../testing/quiet-logger.ts'
import { createDevicesInUse } from './devices-in-use.ts'
import { startPipeline } from './track-pipeline.ts'

const source = { id: 'mic', kind: 'audio' }

describe('a track pipeline', () => {
  it('sends the source itself where there is no processor', async () => {
    expect((await startPipeline(source, [])).output).toBe(source)
  })

  it('feeds each processor the output of the one before, and stops all of them', async () => {
    const processors = new FakeProcessors()
    const pipeline = await startPipeline(source, [processors.create('gate'), processors.create('denoise')])
    expect(pipeline.output.id).toBe('denoise(gate(mic))')
    expect([...processors.running].map(({ id }) => id)).toEqual(['gate(mic)', 'denoise(gate(mic))'])
    pipeline.stop()
    expect(processors.running.size).toBe(0)
  })

  it('rejects and leaves nothing running when a processor cannot run', async () => {
    const processors = new FakeProcessors()
    processors.broken.add('denoise')
    const started = startPipeline(source, [processors.create('gate'), processors.create('denoise')])
    await expect(started).rejects.toThrow('denoise cannot run here')
    expect(processors.running.size).toBe(0)
  })
})

describe('devices in use', () => {
  function create() {
    const capture = new FakeCapture()
    const processors = new FakeProcessors()
    const preferences = {
      value: parsePreferences({}),
      update: () => undefined,
      subscribe: () => () => undefined,
    }
    const ended: string[] = []
    const inUse = createDevicesInUse({ capture, processors, preferences, logger: quietLogger }, (track) =>
      ended.push(track.id),
    )
    return { capture, processors, inUse, ended }
  }

  it('closes the device and fails when a wanted processor cannot run, so that nothing unprocessed is sent', async () => {
    const { capture, processors, inUse } = create()
    processors.names.camera = ['blur']
    processors.broken.add('blur')
    expect(await inUse.open('camera', undefined)).toEqual({ ok: false, error: { code: 'camera-failed' } })
    expect(capture.live).toEqual([])
    expect(capture.listeners).toBe(0)
  })

  it('processes an open source anew, and stops what ran before', async () => {
    const { processors, inUse } = create()
    const opened = await inUse.open('camera', undefined)
    if (!opened.ok) throw new Error('not opened')
    expect(opened.output).toBe(opened.source)
    processors.names.camera = ['blur']
    const result = await inUse.process('camera', opened.source)
    const blurred = `blur(${opened.source.id})`
    expect(result).toMatchObject({
      status: 'processed',
      output: { id: blurred },
      preview: { id: `of-${blurred}` },
    })
    processors.names.camera = []
    expect(await inUse.process('camera', opened.source)).toMatchObject({ output: opened.source })
    expect(processors.running.size).toBe(0)
  })

  it('stops the processors when the source is closed, ends, or was processed again meanwhile', async () => {
    const { capture, processors, inUse, ended } = create()
    processors.names.camera = ['blur']
    const [first, second] = [await inUse.open('camera', undefined), await inUse.open('camera', undefined)]
    if (!first.ok || !second.ok) throw new Error('not opened')
    const superseded = inUse.process('camera', first.source)
    await inUse.process('camera', first.source)
    expect(await superseded).toEqual({ status: 'superseded' })
    expect(processors.running.size).toBe(2)
    inUse.close(first.source)
    capture.end(second.source)
    expect(ended).toEqual([second.source.id])
    expect(processors.running.size).toBe(0)
    expect(await inUse.process('camera', first.source)).toEqual({ status: 'superseded' })
  })
})
