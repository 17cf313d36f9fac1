import manifest from '../package.json' with { type: 'json' }

/** This package's version, as `--version` and the metrics tell it. */
export const version: string = manifest.version
