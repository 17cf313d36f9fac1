import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { scripts } from '../package.json' with { type: 'json' }
import { root } from '../testing/setup/build-app.ts'
import { tools } from '../testing/setup/ensure-tools.ts'
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
  readonly needs?: string | readonly string[]
  readonly environment?: string
  readonly env?: Readonly<Record<string, string>>
  readonly strategy?: unknown
  readonly defaults?: unknown
  readonly steps: readonly Step[]
}
interface Workflow {
  readonly permissions: unknown
  readonly env?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const textOf = (name: string) => readFileSync(join(root, '.github/workflows', name), 'utf8')
const read = (name: string) => parse(textOf(name)) as Workflow
const commandsOf = (job: Job | undefined) => job?.steps.map(({ run }) => run ?? '').join('\n') ?? ''
const stepsOf = (workflow: Workflow) => Object.values(workflow.jobs).flatMap(({ steps }) => steps)

describe.each(readdirSync(join(root, '.github/workflows')))('%s', (name) => {
  const workflow = read(name)
  const steps = stepsOf(workflow)

  it('may read the sources and no more, and leaves no token behind', () => {
    const read = { contents: 'read' }
    for (const [job, { permissions = workflow.permissions }] of Object.entries(workflow.jobs))
      if (job !== 'draft') expect(permissions, job).toEqual(read)
    expect([read, {}]).toContainEqual(workflow.permissions)
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.length).toBeGreaterThan(0)
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false })
  })

  it('uses the actions of GitHub only, each pinned by its commit, with the version beside it', () => {
    const lines = textOf(name).match(/^.*\buses:.*$/gm) ?? []
    expect(lines.length).toBe(steps.filter(({ uses }) => uses !== undefined).length)
    for (const line of lines) expect(line).toMatch(/uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
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

describe('the Linux job', () => {
  const commands = commandsOf(read('test.yml').jobs['all'])

  it('installs every program that a suite calls', () => {
    for (const { debianPackage } of tools)
      expect(commands.split(/\s+/), debianPackage).toContain(debianPackage)
  })

  it('runs the suites on a screen with a window manager and a session bus', () => {
    const runs = commands.split('\n').filter((line) => /npm test|playwright test/.test(line))
    expect(runs).toHaveLength(2)
    for (const run of runs) expect(run).toMatch(/^xvfb-run -a dbus-run-session -- sh -c 'openbox .*& n/)
  })

  it('gives Electron its sandbox, which Ubuntu grants to installed programs only', () => {
    expect(commands).toContain('sysctl -w kernel.apparmor_restrict_unprivileged_userns=0')
  })
})

it('the job on macOS and Windows runs its commands in one shell, whatever the system', () => {
  expect(read('test.yml').jobs['desktop']?.defaults).toEqual({ run: { shell: 'bash' } })
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

/** Commands that run code of dependencies, or fetch some. */
const dependencyCode = /(^|[\s;&|(])(node|npm|npx|curl|wget|iwr|Invoke-WebRequest)\s/m

describe('a release', () => {
  const { jobs } = read('release.yml')

  it('is a draft, and only the job that makes it may write', () => {
    const writing = Object.entries(jobs).filter(([, job]) =>
      JSON.stringify(job.permissions).includes('write'),
    )
    expect(writing.map(([name]) => name)).toEqual(['draft'])
    expect(jobs['draft']).toMatchObject({ permissions: { contents: 'write' } })
    expect(jobs['draft']?.steps.at(-1)?.run).toContain('--draft')
    expect(commandsOf(jobs['draft'])).not.toMatch(dependencyCode)
  })

  it('has checksums of everything and a list of its parts', () => {
    expect(commandsOf(jobs['linux'])).toContain('npm sbom --sbom-format cyclonedx')
    expect(commandsOf(jobs['draft'])).toContain('sha256sum -- *')
    const made = stepsOf({ permissions: {}, jobs }).flatMap(({ uses, with: { name } = {} }) =>
      uses?.startsWith('actions/upload-artifact@') === true ? [String(name)] : [],
    )
    expect(made.filter((name) => name.startsWith('installers-'))).toEqual([
      'installers-linux',
      'installers-windows',
    ])
    expect(made).toContainEqual(expect.stringContaining("|| 'installers-macos'"))
  })

  it('shows secrets to the jobs that sign and to no other', () => {
    const { env: forAll = {}, ...rest } = read('release.yml')
    expect(JSON.stringify(forAll)).not.toContain('secrets.')
    expect(JSON.stringify(rest)).not.toMatch(/secrets:|"secrets"/)
    const seeing = Object.entries(jobs).filter(([, job]) => JSON.stringify(job).includes('secrets.'))
    expect(seeing.map(([name]) => name)).toEqual(['sign-macos', 'sign-windows', 'sign-windows-installers'])
    for (const [name, job] of Object.entries(jobs)) {
      const signs = name.startsWith('sign-')
      expect(job.environment, name).toBe(signs ? 'release' : undefined)
      // Only the step that signs, not the whole job.
      expect(JSON.stringify(job.env ?? {})).not.toContain('secrets.')
      const steps = job.steps.filter((step) => JSON.stringify(step).includes('secrets.'))
      expect(steps.length, name).toBe(signs ? 1 : 0)
    }
  })

  it('runs no code of a dependency in a job that signs', () => {
    for (const name of ['sign-macos', 'sign-windows', 'sign-windows-installers']) {
      expect(commandsOf(jobs[name]), name).not.toMatch(dependencyCode)
      const actions = jobs[name]?.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? []) ?? []
      expect(new Set(actions), name).toEqual(
        new Set(['actions/checkout', 'actions/download-artifact', 'actions/upload-artifact']),
      )
      const script = /scripts\/sign\/\S+/.exec(commandsOf(jobs[name]))?.[0] ?? ''
      expect(readFileSync(join(root, script), 'utf8'), script).not.toMatch(dependencyCode)
    }
  })

  it('hands each part on from the job that made it', () => {
    expect(jobs['sign-macos']?.needs).toBe('programs')
    expect(jobs['installers']?.needs).toEqual(['sign-macos', 'sign-windows'])
    expect(jobs['sign-windows-installers']?.needs).toBe('installers')
    expect(jobs['draft']?.needs).toEqual(['linux', 'installers', 'sign-windows-installers'])
  })
})
