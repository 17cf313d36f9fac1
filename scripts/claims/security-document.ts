/** A path from the root of the repository, and words: of the file, or of the name of a test in it. */
export interface Reference {
  readonly file: string
  readonly words: string
}

/** One statement of docs/security.md that tests have to prove. */
export interface Claim {
  readonly id: string
  readonly sentence: string
  readonly code: readonly Reference[]
  readonly tests: readonly Reference[]
}

/** A row of the table of Electron's own points. */
export interface ElectronPoint {
  readonly number: number
  readonly point: string
  readonly claims: readonly string[]
}

export interface SecurityDocument {
  readonly claims: readonly Claim[]
  readonly points: readonly ElectronPoint[]
  /** What is not written in the form that the comment at the top of the document describes. */
  readonly problems: readonly string[]
}

/** Sections that promise nothing, so that their text needs no tests. */
const withoutClaims = ['', 'What is not protected', "Electron's own list", 'Reporting']

/** Reads docs/security.md. Whatever is not understood becomes a problem, so that no claim is overlooked. */
export function parseSecurityDocument(text: string): SecurityDocument {
  const claims: { id: string; sentence: string; code: Reference[]; tests: Reference[] }[] = []
  const points: ElectronPoint[] = []
  const problems: string[] = []
  let section = ''
  for (const line of withoutComments(text).split('\n')) {
    const heading = /^## (.+)$/.exec(line)?.[1]
    const [, id, sentence = ''] = /^- \*\*([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\*\* (.+)$/.exec(line) ?? []
    const [, kind, file = '', words = ''] = /^ {2}- (code|test): `([^`]+)`(?:: `(.+)`)?$/.exec(line) ?? []
    const [, number, point = '', cell = ''] = /^\| *(\d+) *\|(.+)\|(.+)\|$/.exec(line) ?? []
    const current = claims.at(-1)
    if (heading !== undefined) section = heading
    else if (id !== undefined) claims.push({ id, sentence, code: [], tests: [] })
    else if (kind === 'code' && current !== undefined) current.code.push({ file, words })
    else if (kind === 'test' && current !== undefined) current.tests.push({ file, words })
    else if (number !== undefined && section.startsWith('Electron'))
      points.push({ number: Number(number), point: point.trim(), claims: namesIn(cell) })
    else if (/^ {2}\S/.test(line) && current?.code.length === 0 && current.tests.length === 0)
      current.sentence += ` ${line.trim()}`
    else if (line.trim() !== '' && !withoutClaims.includes(section))
      problems.push(`not a claim: ${line.trim()}`)
  }
  return { claims, points, problems: [...problems, ...claims.flatMap(problemsOf), ...repeated(claims)] }
}

const withoutComments = (text: string) => text.replaceAll(/<!--[\s\S]*?-->/g, '')

const namesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

function problemsOf({ id, tests }: Claim): readonly string[] {
  if (tests.length === 0) return [`${id} names no test`]
  return tests.filter(({ words }) => words === '').map(({ file }) => `${id} names no test in ${file}`)
}

function repeated(claims: readonly Claim[]): readonly string[] {
  const ids = claims.map(({ id }) => id)
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is there twice`)
}
