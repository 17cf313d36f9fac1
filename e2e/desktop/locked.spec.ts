import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../../testing/desktop/fixtures.ts'

test('the page has the bridge of the contract, and nothing of Node', async ({ start }) => {
  const { client } = await start({ person: 'ada' })
  const seen = await client.page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { visavis: object }).visavis),
    node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
  }))
  expect(seen.node).toEqual([])
  expect(seen.bridge).toContain('getServer')
  expect(seen.bridge.filter((name) => /invoke|send|ipc/i.test(name))).toEqual([])
})

test('the page cannot leave, nor open windows; only https goes to the browser', async ({ start }) => {
  const { app, client } = await start({ person: 'ada' })
  const before = client.page.url()
  await client.page.evaluate(() => {
    location.href = 'https://evil.example/'
  })
  await client.page.evaluate(() => {
    window.open('https://visavis.example/help')
    window.open('file:///etc/passwd')
  })
  await expect.poll(() => app.openedOutside()).toEqual(['https://visavis.example/help'])
  expect(client.page.url()).toBe(before)
  await expect(client.page.getByTestId('new-call')).toBeVisible()
  client.pageErrors.expect(/evil\.example/)
})

test('what the page says is refused when it cannot be read', async ({ start }) => {
  const { app, client } = await start({ person: 'ada' })
  const outcome = await client.page.evaluate(async () => {
    const bridge = (window as unknown as { visavis: Record<string, (input: unknown) => Promise<unknown>> })
      .visavis
    return bridge['copyText']?.({ not: 'text' }).then(
      () => 'accepted',
      (error: unknown) => (error instanceof Error ? error.message : 'unknown'),
    )
  })
  expect(outcome).toContain('ipc-bad-input')
  const logs = await app.logsFolder()
  const log = () => readFileSync(join(logs, 'main.log'), 'utf8')
  await expect.poll(log).toContain('request not readable name=copyText')
})

test('inline and evaluated scripts do not run', async ({ start }) => {
  const { client } = await start({ person: 'ada' })
  client.pageErrors.expect(/content security policy|Content Security Policy/i)
  const ran = await client.page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ranInline = true'
    document.body.append(script)
    return 'ranInline' in window
  })
  expect(ran).toBe(false)
})

test('every answer carries the policy, also one that refuses', async ({ start }) => {
  const { client } = await start({ person: 'ada' })
  client.pageErrors.expect(/404|405/)
  const policies = await client.page.evaluate(async () => {
    const requests = [fetch('/'), fetch('/favicon.svg'), fetch('/licences.txt'), fetch('/missing.js')]
    const refused = fetch('/index.html', { method: 'PUT' })
    const answers = await Promise.all([...requests, refused])
    return answers.map(({ status, headers }) => ({ status, policy: headers.get('content-security-policy') }))
  })
  expect(policies.map(({ status }) => status)).toEqual([200, 200, 200, 404, 405])
  for (const { policy } of policies) expect(policy).toContain("script-src 'self'")
})

test('no stranger gets a frame, and no frame of ours gets the bridge', async ({ start }) => {
  const { client } = await start({ person: 'ada' })
  client.pageErrors.expect(/content security policy|Content Security Policy|evil\.example|frame/i)
  const frames = await client.page.evaluate(async () => {
    const add = (address: string) =>
      new Promise<boolean>((resolve) => {
        const frame = document.createElement('iframe')
        frame.onload = () => {
          // A page that was refused is one of the browser's own, which nobody can look into.
          const inside = frame.contentWindow
          let reached = false
          try {
            reached =
              inside !== null && ('visavis' in inside || inside.document.querySelector('#app') !== null)
          } catch {
            // Another origin: not ours.
          }
          resolve(reached)
        }
        frame.src = address
        document.body.append(frame)
      })
    return Promise.all(['https://evil.example/', '/', 'about:blank'].map(add))
  })
  expect(frames).toEqual([false, false, false])
})
