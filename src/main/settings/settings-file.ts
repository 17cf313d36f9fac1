/** Where the settings are kept. Real: node-settings-file.ts; fake: testing/fake-settings-file.ts. */
export interface SettingsFile {
  /** Undefined when there is none yet. */
  read(): Promise<string | undefined>
  /** All or nothing: a crash half-way leaves the old text. */
  write(text: string): Promise<void>
  /** Moves the file out of the way, keeping it, and says where it is now. */
  setAside(stamp: string): Promise<string>
}
