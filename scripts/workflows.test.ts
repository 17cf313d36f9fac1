import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { scripts } from '../package.json' with { type: 'json' }
import { root } from './build/build-app.ts'
import { stages } from './test/stages.ts'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
}
interface Job {
  readonly 'timeout-minutes'?: number
  readonly permissions?: unknown
  readonly needs?: string
  readonly strategy?: unknown
  readonly steps: readonly Step[]
}
interface Workflow {
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

const read = (name: string) => parse(readFileSync(join(root, '.github/workflows', name), 'utf8')) as Workflow
const stepsOf = (workflow: Workflow) => Object.values(workflow.jobs).flatMap(({ steps }) => steps)

describe.each(['test.yml', 'release.yml'])('%s', (name) => {
  const workflow = read(name)
  const steps = stepsOf(workflow)

  it('may read the sources and no more, and leaves no token behind', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(0)
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false })
  })

  it('uses the actions of GitHub only, each at a version', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+/)
  })

  it('ends every job in time, and runs no script of a dependency', () => {
    for (const [job, { 'timeout-minutes': limit }] of Object.entries(workflow.jobs))
      expect(limit, job).toBeLessThanOrEqual(90)
    const installs = steps.filter(({ run }) => run?.includes('npm ci'))
    for (const { run } of installs) expect(run).toContain('npm ci --ignore-scripts')
  })

  it('takes nothing from an event into a command', () => {
    for (const { run } of steps) expect(run ?? '').not.toMatch(/\$\{\{\s*(github|inputs|secrets)\./)
  })

  it('calls scripts and stages that exist', () => {
    const commands = steps.flatMap(({ run }) => run?.split('\n') ?? [])
    const known = stages.map(({ name }) => name)
    for (const command of commands) {
      const script = /npm run (\S+)/.exec(command)?.[1]
      if (script !== undefined) expect(Object.keys(scripts)).toContain(script)
      for (const stage of /npm test -- (.+)/.exec(command)?.[1]?.split(' ') ?? [])
        expect(known).toContain(stage)
    }
  })
})

it('the desktop suites run on all three systems, with the real Electron', () => {
  const { jobs } = read('test.yml')
  expect(JSON.stringify(jobs['desktop']?.strategy)).toMatch(/macos-\d+.*windows-\d+/)
  for (const name of ['all', 'desktop']) {
    const commands = jobs[name]?.steps.map(({ run }) => run ?? '') ?? []
    expect(commands).toContain('npx install-electron')
    expect(commands.join('\n')).toMatch(/npm test$|playwright test e2e\/desktop/m)
  }
})

it('Electron is watched every week, and proposed apart from everything else', () => {
  const text = readFileSync(join(root, '.github/dependabot.yml'), 'utf8')
  const { updates } = parse(text) as { updates: Record<string, unknown>[] }
  expect(updates).toContainEqual(
    expect.objectContaining({
      'package-ecosystem': 'npm',
      schedule: { interval: 'weekly' },
      groups: { small: expect.objectContaining({ 'exclude-patterns': ['electron'] }) as unknown },
    }),
  )
})

describe('a release', () => {
  const { jobs } = read('release.yml')

  it('is a draft, and only the job that makes it may write', () => {
    const writing = Object.entries(jobs).filter(([, { permissions }]) => permissions !== undefined)
    expect(writing.map(([name]) => name)).toEqual(['draft'])
    expect(jobs['draft']).toMatchObject({ permissions: { contents: 'write' }, needs: 'installers' })
    expect(jobs['draft']?.steps.at(-1)?.run).toContain('--draft')
  })

  it('has checksums of everything and a list of its parts', () => {
    const commands = jobs['draft']?.steps.map(({ run }) => run ?? '').join('\n') ?? ''
    expect(commands).toMatch(/npm sbom --sbom-format cyclonedx[\s\S]*sha256sum -- \*/)
  })

  it('signs with secrets that only the step that signs can see', () => {
    const seeing = Object.values(jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ env }) => Object.values(env ?? {}).some((value) => value.includes('secrets.')))
    expect(seeing.map(({ run }) => run)).toEqual(['npm run dist', 'npm run dist'])
    expect(Object.keys(seeing[0]?.env ?? {})).toEqual(
      expect.arrayContaining(['CSC_LINK', 'APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID']),
    )
  })
})
