/**
 * What the app relies on Electron for, tried on a small program: in Electron where it is installed, else in the
 * stand-in, which must not promise what Electron does not keep. Here: messages, pages and what they may do.
 */
import { expect, test } from '../../testing/desktop/contract-fixtures.ts'

const origin = 'app://visavis'

interface Contract {
  run(step: string, ...args: unknown[]): Promise<unknown>
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  on(channel: string, listener: (...args: unknown[]) => void): () => void
}
declare const contract: Contract

test('nothing is ready in the first turn, and some things cannot be done later', async ({ shared }) => {
  expect(await shared.run('early')).toMatchObject({ readyInTheFirstTurn: false, readyNow: true })
  const messages = await shared.run<string[]>('tooLate')
  for (const message of messages) expect(message).toMatch(/before (the )?app is ready/)
})

test('the app says what its package.json says', async ({ shared }) => {
  expect(await shared.run('about')).toMatchObject({ name: 'contract-program', version: '1.2.3' })
})

test.describe('a message', () => {
  test('arrives as a structured clone, in both directions', async ({ shared }) => {
    const outcome = await shared.page.evaluate(async () => {
      const sent = {
        map: new Map([['a', 1]]),
        date: new Date(5),
        bytes: new Uint8Array([1, 2]),
        none: undefined,
      }
      const back = (await contract.run('echo', sent)) as typeof sent
      return {
        seen: await contract.run('kinds', sent),
        back: [back.map.get('a'), back.date.getTime(), [...back.bytes], 'none' in back],
      }
    })
    expect(outcome.seen).toEqual([
      ['map', '[object Map]'],
      ['date', '[object Date]'],
      ['bytes', '[object Uint8Array]'],
      ['none', '[object Undefined]'],
    ])
    expect(outcome.back).toEqual([1, 5, [1, 2], true])
  })

  test('that cannot be cloned is refused where it is sent', async ({ shared }) => {
    const complaint = await shared.page.evaluate(() =>
      contract
        .run('echo', () => 1)
        .then(
          () => 'sent',
          (error: unknown) => String(error),
        ),
    )
    expect(complaint).toMatch(/could not be cloned/)
  })

  test('whose handler fails rejects with what it said', async ({ shared }) => {
    await expect(shared.run('fail')).rejects.toThrow(/this failed on purpose/)
  })

  test('that nobody handles rejects, and nobody handles one twice', async ({ shared }) => {
    const complaint = await shared.page.evaluate(() =>
      contract.invoke('unheard').catch((error: unknown) => String(error)),
    )
    expect(complaint).toMatch(/No handler registered for 'unheard'/)
    expect(await shared.run('handleTwice')).toMatch(/second handler/)
  })

  test('says which frame of which window sent it', async ({ shared }) => {
    expect(await shared.run('sender')).toEqual({ url: `${origin}/`, top: true, mine: true, window: true })
  })

  test('from main reaches the page, until it stops listening', async ({ shared }) => {
    const heard = await shared.page.evaluate(async () => {
      const heard: unknown[][] = []
      const first = new Promise<void>((resolve) => {
        const stop = contract.on('told', (...args) => {
          heard.push(args)
          stop()
          resolve()
        })
      })
      await contract.run('tell', 'once', { deep: [1] })
      await first
      await contract.run('tell', 'twice')
      await contract.run('early')
      return heard
    })
    expect(heard).toEqual([['once', { deep: [1] }]])
  })
})

test.describe('the page', () => {
  test('is served by the handler, which sees true addresses, with the headers it gave', async ({
    shared,
  }) => {
    const answers = await shared.page.evaluate(async () => {
      const [page, missing] = await Promise.all([fetch('/some?x=1'), fetch('/missing', { method: 'POST' })])
      return [page.status, page.headers.get('x-contract'), missing.status]
    })
    expect(answers).toEqual([200, 'kept', 404])
    const requests = await shared.run<{ url: string; method: string }[]>('requests')
    expect(requests).toContainEqual({ url: `${origin}/some?x=1`, method: 'GET' })
    expect(requests).toContainEqual({ url: `${origin}/missing`, method: 'POST' })
  })

  test('is a secure context without Node, in which the policy of its headers holds', async ({ shared }) => {
    const seen = await shared.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.ranInline = true'
      document.body.append(script)
      return {
        secure: isSecureContext,
        node: ['require', 'process', 'Buffer'].filter((name) => name in window),
        ranInline: 'ranInline' in window,
      }
    })
    expect(seen).toEqual({ secure: true, node: [], ranInline: false })
  })

  test('stays when the app refuses to let it go, and opens no window', async ({ shared }) => {
    await shared.page.evaluate(() => {
      location.href = 'https://elsewhere.example/'
    })
    await expect
      .poll(() => shared.run<string[]>('events'))
      .toContain('will-navigate https://elsewhere.example/')
    await shared.page.evaluate(() => void window.open('https://window.example/'))
    await expect.poll(() => shared.run<string[]>('events')).toContain('open https://window.example/')
    expect(await shared.run('windows')).toBe(1)
    await expect(shared.page.getByTestId('contract')).toBeVisible()
    // What the app itself loads is not asked about.
    expect(await shared.run<string[]>('events')).not.toContain(`will-navigate ${origin}/`)
  })

  test('runs what main gives it, and its result comes back', async ({ shared }) => {
    expect(await shared.run('runInPage')).toEqual([1, 2, 3])
  })
})

test.describe('permission for the camera', () => {
  const useCamera = () =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      (stream) => {
        stream.getTracks().forEach((track) => track.stop())
        return 'given'
      },
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    )

  test('is for the app to give', async ({ shared }) => {
    await shared.run('permit', false)
    expect(await shared.page.evaluate(useCamera)).toBe('NotAllowedError')
    expect(await shared.run('asked')).toEqual([
      {
        mine: true,
        permission: 'media',
        requestingUrl: `${origin}/`,
        isMainFrame: true,
        mediaTypes: ['video'],
      },
    ])
    await shared.run('permit', true)
    expect(await shared.page.evaluate(useCamera)).toBe('given')
  })

  test('is checked as well as asked for, and the check names the embedder of a main frame', async ({
    shared,
  }) => {
    await shared.run('permit', true)
    expect(await shared.page.evaluate(useCamera)).toBe('given')
    const checks = await shared.run<Record<string, unknown>[]>('checked')
    // The checks behind the list of devices have a securityOrigin and no embedder.
    const camera = checks.filter(
      ({ permission, mediaType, securityOrigin }) =>
        permission === 'media' && mediaType === 'video' && securityOrigin === undefined,
    )
    expect(camera.length).toBeGreaterThan(0)
    for (const check of camera)
      expect(check).toMatchObject({ requestingOrigin: `${origin}/`, embeddingOrigin: `${origin}/` })
    await shared.run('checkOnly', false)
    expect(await shared.page.evaluate(useCamera)).toBe('NotAllowedError')
    await shared.run('checkOnly', true)
    expect(await shared.page.evaluate(useCamera)).toBe('given')
  })
})

test('a screen that the app refuses is an AbortError in the page, as a failed capture is', async ({
  shared,
}) => {
  await shared.run('refuseScreens')
  const outcome = await shared.page.evaluate(() =>
    navigator.mediaDevices.getDisplayMedia({ video: true }).then(
      () => 'given',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    ),
  )
  expect(outcome).toBe('AbortError')
  const request = await shared.run<{ url: string; top: boolean; videoRequested: boolean }>('screenRequest')
  expect(request).toMatchObject({ url: `${origin}/`, top: true, videoRequested: true, audioRequested: false })
})

test('what can be shared holds the program’s own window; screens alone come without pictures', async ({
  shared,
}) => {
  test.skip(process.platform === 'darwin', 'macOS asks a person first whether the screen may be recorded')
  const seen = await shared.run<{ own: string; ownListed: boolean; screens: object[] }>('sources')
  expect(seen.own).toMatch(/^window:\d+$/)
  expect(seen.ownListed).toBe(true)
  expect(seen.screens.length).toBeGreaterThan(0)
  for (const screen of seen.screens) expect(screen).toEqual({ kind: 'screen', picture: false })
})
