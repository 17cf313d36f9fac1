/** The list that the build writes beside the page. */
const file = './licences.txt'

export async function loadLicences(): Promise<string> {
  const response = await fetch(file)
  if (!response.ok) throw new Error(`licences: ${response.status}`)
  return response.text()
}
