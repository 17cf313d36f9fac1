/**
 * A desktop entry that starts the app at login, by the Desktop Entry Specification 1.5 and the Autostart Specification.
 * @param program absolute path
 */
export function autostartEntry(program: string, args: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Visavis',
    `Exec=${execLine(program, args)}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

export function execLine(program: string, args: readonly string[]): string {
  return [program, ...args].map(quoted).join(' ')
}

/** "The Exec key": quoting first, then the escapes of a string value; a percent sign would begin a field code. */
function quoted(argument: string): string {
  const inQuotes = `"${argument.replace(/["`$\\]/g, '\\$&')}"`
  return inQuotes.replaceAll('\\', '\\\\').replaceAll('%', '%%')
}

/** What the entry at hand would start; undefined when it starts nothing. */
export function execOf(entry: string): string | undefined {
  const lines = entry.split('\n').map((line) => line.trim())
  // How settings programs of desktops switch an entry off.
  if (lines.includes('Hidden=true') || lines.includes('X-GNOME-Autostart-enabled=false')) return undefined
  return lines.find((line) => line.startsWith('Exec='))?.slice('Exec='.length)
}
