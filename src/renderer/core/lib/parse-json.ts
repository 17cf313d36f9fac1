import * as v from 'valibot'

/** Parses text from outside. @returns undefined when it is not JSON of this shape; the caller logs the drop */
export function parseJson<Output>(
  schema: v.GenericSchema<unknown, Output>,
  text: string,
): Output | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Text that is not JSON is malformed like any other.
    return undefined
  }
  const result = v.safeParse(schema, value, { abortEarly: true })
  return result.success ? result.output : undefined
}
