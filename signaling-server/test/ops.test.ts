import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { createSignalingServer } from '../src/index.ts'
import { has, nameWith } from './support/commands.ts'

const ops = fileURLToPath(new URL('../ops', import.meta.url))
const root = join(ops, '../..')
const read = (name: string) => readFileSync(join(ops, name), 'utf8')

/** Every metric the server has, histograms with their parts. */
async function metricNames(): Promise<Set<string>> {
  const server = await createSignalingServer({ port: 0, drainMs: 0 })
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
  await server.close()
  const names = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)]
  return new Set(names.flatMap(([, name = '', type]) => (type === 'histogram' ? [`${name}_bucket`] : [name])))
}

const used = (text: string) => new Set([...text.matchAll(/\b(?:visavis|process)_\w+/g)].map(([name]) => name))

describe('what operators get', () => {
  it.each(['grafana-dashboard.json', 'alerts.yaml'])('%s asks for metrics that exist', async (file) => {
    const known = await metricNames()
    for (const name of used(read(file))) expect([...known]).toContain(name)
  })

  it('the dashboard has a query in every panel', () => {
    const { panels } = JSON.parse(read('grafana-dashboard.json')) as {
      panels: { targets: { expr: string }[] }[]
    }
    expect(panels.length).toBeGreaterThan(8)
    for (const { targets } of panels) expect(targets[0]?.expr).toBeTruthy()
  })

  it('the alerts are rules with a condition, a severity and a sentence', () => {
    const { groups } = parse(read('alerts.yaml')) as { groups: { rules: Record<string, unknown>[] }[] }
    for (const rule of groups.flatMap(({ rules }) => rules)) {
      expect(rule).toMatchObject({
        alert: expect.any(String) as string,
        expr: expect.any(String) as string,
        labels: { severity: expect.any(String) as string },
        annotations: { summary: expect.any(String) as string },
      })
    }
  })

  it.skipIf(!has('what Prometheus says of the alerts', 'prometheus', 'promtool'))(
    nameWith('Prometheus understands the alerts', 'prometheus', 'promtool'),
    () => {
      const answer = execFileSync('promtool', ['check', 'rules', join(ops, 'alerts.yaml')], { stdio: 'pipe' })
      expect(answer.toString()).toContain('SUCCESS')
    },
  )

  it('compose names files that are there', () => {
    const compose = parse(read('compose.yaml'), { merge: true }) as {
      services: Record<string, { build?: { context: string; dockerfile: string }; volumes?: string[] }>
      volumes: Record<string, unknown>
    }
    for (const { build, volumes } of Object.values(compose.services)) {
      if (build) expect(existsSync(join(ops, build.context, build.dockerfile))).toBe(true)
      for (const volume of volumes ?? []) {
        const [source = ''] = volume.split(':')
        if (source.startsWith('.')) expect(existsSync(join(ops, source))).toBe(true)
        else expect(Object.keys(compose.volumes)).toContain(source)
      }
    }
  })

  it.skipIf(!has('what systemd says of the unit', 'systemd', 'systemd-analyze'))(
    nameWith('systemd understands the unit', 'systemd', 'systemd-analyze'),
    () => {
      const unit = join(ops, 'visavis-signaling-server.service')
      expect(
        execFileSync('systemd-analyze', ['verify', '--man=no', unit], { stdio: 'pipe' }).toString(),
      ).toBe('')
    },
  )

  it('the image copies files that are there or that its build makes', () => {
    const copies = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) =>
      list.split(' '),
    )
    for (const file of copies) expect(existsSync(join(root, file))).toBe(true)
    const built = [...read('Dockerfile').matchAll(/^COPY --from=build \/src\/(\S+)/gm)].map(
      ([, file]) => file,
    )
    expect(built.map((file) => dirname(file ?? ''))).toEqual([
      'signaling-server/dist',
      'signaling-server/dist',
      'out',
    ])
  })
})
