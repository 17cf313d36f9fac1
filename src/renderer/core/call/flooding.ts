import type { Member } from './model.ts'

/**
 * They sent more over the data channel than anybody may. Only a person who asks to try again ends this: a program that
 * floods would connect again and again.
 */
export function isGivenUpForFlooding({ link }: Member): boolean {
  return link.status === 'failed' && link.error.code === 'peer-flooding'
}
